import {PrivateFolder} from '../c1z/private-folder.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import {visibleCountsOf} from '../setup/conductorone/sent.ts';
import {selectionOf} from '../setup/courses.ts';
import type {SetupServices, Tenant} from '../setup/services.ts';
import type {Setup} from '../setup/setup.ts';
import type {CommandContext} from './command.ts';
import type {WizardFacts} from './guided-services.ts';

/** Keeps what the guided part needs of the set-up around it: the account as Litmos accepted it, and the make-believe. */
export function createGuidedFacts(context: CommandContext) {
	let tenant: Tenant | undefined;
	let sandbox: Sandbox | undefined;
	let {stateFolder} = context;
	return {
		/** The same services, listened to. */
		listening: (services: SetupServices): SetupServices => ({
			...services,
			async checkLitmos(checked, signal) {
				await services.checkLitmos(checked, signal);
				tenant = checked;
			},
		}),
		async startDemo(started: Sandbox): Promise<void> {
			sandbox = started;
			// Chosen on the first page, make-believe must leave nothing in the real state folder.
			if (context.values.demo) return;
			const made = new PrivateFolder('demo');
			stateFolder = made.path;
			context.onClose(() => made.remove());
		},
		of: (setup: Setup): WizardFacts => ({
			tenant: () => tenant,
			courses() {
				const selection = selectionOf(setup.getState());
				return selection.mode === 'all' ? null : [...selection.ids];
			},
			reading: () => setup.getState().answers.reading,
			async counts() {
				const {work} = setup.getState().sync;
				return work.status === 'done' ? visibleCountsOf(work.value.workingFile) : undefined;
			},
			syncId() {
				const {work} = setup.getState().push;
				return work.status === 'done' ? work.value.syncId : '';
			},
			sandbox: () => sandbox,
			stateFolder: () => stateFolder,
			useCredential({clientId, clientSecret}) {
				setup.dispatch({type: 'answer', change: {clientId}});
				setup.giveSecret('clientSecret', clientSecret);
			},
		}),
	};
}
