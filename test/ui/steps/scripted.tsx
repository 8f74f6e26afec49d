import {resolveSettings} from '../../../source/settings/resolve.ts';
import type {PersonAction} from '../../../source/setup/actions.ts';
import type {Setup} from '../../../source/setup/setup.ts';
import type {SetupState} from '../../../source/setup/state.ts';
import {beginningState} from '../../../source/setup/state.ts';
import type {WizardContext} from '../../../source/ui/steps/wizard-context.tsx';
import {loadPages, Wizard} from '../../../source/ui/wizard.tsx';
import {type RenderTestOptions, renderTest} from '../render-test.tsx';

/** The context of the screens around any set-up. */
export function contextOf(setup: Setup, change: Partial<WizardContext> = {}): WizardContext {
	return {
		setup,
		values: resolveSettings({env: {}, flags: {}}).values,
		version: '0.1.0',
		stateFolder: '/home/ada/.local/state/litmos-connector',
		logPath: '/home/ada/.local/state/litmos-connector/litmos-connector.log',
		warnings: [],
		startDemo: false,
		explore: () => Promise.reject(new Error('not asked for')),
		openFile: () => Promise.reject(new Error('not asked for')),
		workingFile: () => undefined,
		earlier: () => undefined,
		...change,
	};
}

/** A set-up that stands still in one state and writes down what was asked of it. */
export function still(state: SetupState, cost: ReturnType<Setup['cost']> | Setup['cost'] = null) {
	const asked: PersonAction[] = [];
	const given: {id: string; text: string}[] = [];
	const setup: Setup = {
		getState: () => state,
		subscribe: () => () => {},
		dispatch: (action) => void asked.push(action),
		giveSecret: (id, text) => void given.push({id, text}),
		giveKey: (text) => void given.push({id: 'personalKey', text}),
		folder: () => null,
		clusters: async () => [],
		cost: (reading = state.answers.reading) => (typeof cost === 'function' ? cost(reading) : cost),
		close: async () => {},
	};
	return {setup, asked, given};
}

/** A state as it is at some step, from the beginning with changes. */
export function stateAt(step: SetupState['step'], change: Partial<SetupState> = {}): SetupState {
	return {...beginningState(), step, ...change};
}

export async function renderWizard(setup: Setup, options: RenderTestOptions = {}, change: Partial<WizardContext> = {}) {
	// A test starts on any page.
	await loadPages();
	return renderTest(<Wizard context={contextOf(setup, change)} />, options);
}
