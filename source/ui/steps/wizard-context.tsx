import {createContext, use, useSyncExternalStore} from 'react';
import type {PersonAction} from '../../setup/actions.ts';
import type {Setup} from '../../setup/setup.ts';
import type {SetupState} from '../../setup/state.ts';
import type {WizardContext} from '../../setup/wizard.types.ts';

const Context = createContext<WizardContext | undefined>(undefined);

/** Puts the set-up around the screens. */
export const WizardProvider = Context;

export interface Wizard {
	state: SetupState;
	send: (action: PersonAction) => void;
	setup: Setup;
	context: WizardContext;
}

/** The set-up as it is now, and the way to change it. */
export function useWizard(): Wizard {
	const context = use(Context);
	if (context === undefined) throw new Error('The steps must be inside <WizardProvider>.');
	const {setup} = context;
	const state = useSyncExternalStore(setup.subscribe, setup.getState);
	return {state, send: setup.dispatch, setup, context};
}
