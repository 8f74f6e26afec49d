import type {PlanStep} from '../../../setup/conductorone/plan.ts';
import {plural} from '../../../text/amounts.ts';

const singular = {accounts: 'account', entitlements: 'entitlement', grants: 'grant'} as const;

/** The review, the work and the result of the set-up in ConductorOne. */
export const connectWorkMessages = {
	review: {
		/** What Enter does, by what there will be. */
		go: {
			app: 'Create app and connector',
			connector: 'Create connector',
			reuse: 'Set up connector',
			files: 'Write files',
		},
		newApp: (name: string) => `“${name}” (new)`,
		seenApp: (name: string) => `“${name}”, which becomes a managed app`,
		existingApp: (name: string) => `“${name}” (existing)`,
	},
	work: {
		titleUndo: 'Deleting what was created',
		steps: {
			app: 'App',
			connector: 'Connector',
			owners: 'Owners',
			credential: 'Client ID and secret',
			files: 'Files',
			apply: 'Kubernetes',
			push: 'First sync',
		} satisfies Record<PlanStep, string>,
	},
	result: {
		missing: (rows: readonly {what: keyof typeof singular; missing: number}[]) =>
			`ConductorOne is still processing: ${rows.map(({what, missing}) => plural(missing, singular[what])).join(', ')} missing`,
		filesIn: (names: number, folder: string) => `${plural(names, 'file')} in ${folder}`,
		next: 'Run these in that folder to start the connector:',
	},
	/** Asked before anything is deleted. */
	undo: {
		deletes: (what: string) => `Deletes ${what}`,
	},
} as const;
