import type {PlanStep} from '../../../setup/conductorone/plan.ts';
import {connectLeavingMessages} from '../../../setup/leaving-messages.ts';
import {count, plural} from '../../../text/amounts.ts';

const singular = {accounts: 'account', entitlements: 'entitlement', grants: 'grant'} as const;

/** The review, the work and the result of the set-up in ConductorOne. */
export const connectWorkMessages = {
	review: {
		title: 'Review — nothing has been created yet',
		titleBegun: 'Review — this setup was started and isn’t finished',
		/** What Enter does, by what there will be. */
		go: {
			app: 'Create app and connector',
			connector: 'Create connector',
			reuse: 'Set up connector',
			files: 'Write files',
		},
		goOn: 'Continue where it stopped',
		goHint: (host: string) => `in ${host}`,
		lines: {app: 'App', owners: 'Owners', hosting: 'Runs', files: 'Files', existing: 'Connector'},
		newApp: (name: string) => `“${name}” (new)`,
		seenApp: (name: string) => `“${name}”, which becomes a managed app`,
		existingApp: (name: string) => `“${name}” (existing)`,
		me: 'you',
		reuse: 'the existing one; press Enter to create another',
		another: 'a new one; press Enter to reuse the existing one',
	},
	work: {
		title: 'Setting up',
		titleFailed: 'Setup stopped',
		titleUndo: 'Deleting what was created',
		titleUndone: 'Undone',
		steps: {
			app: 'App',
			connector: 'Connector',
			owners: 'Owners',
			credential: 'Client ID and secret',
			files: 'Files',
			apply: 'Kubernetes',
			push: 'First sync',
		} satisfies Record<PlanStep, string>,
		retry: 'Try again',
		retryHint: 'continues where it stopped',
		undo: 'Undo',
		undoHint: 'deletes what was created; asks first',
		back: 'Change answers',
		backHint: 'nothing is lost',
		nothing: 'Nothing had been created.',
	},
	result: {
		title: 'The connector is set up',
		/** Files do nothing before somebody applies them. */
		titleFiles: 'The files are ready. Nothing runs yet.',
		arrived: 'ConductorOne has received everything',
		missing: (rows: readonly {what: keyof typeof singular; missing: number}[]) =>
			`ConductorOne is still processing: ${rows.map(({what, missing}) => plural(missing, singular[what])).join(', ')} missing`,
		watching: 'Waiting for the data to arrive',
		usually: 'This usually takes a few minutes, longer for a large account. You can exit meanwhile.',
		delegated: 'ConductorOne emails the owner to ask for the Litmos key.',
		filesIn: (names: number, folder: string) => `${plural(names, 'file')} in ${folder}`,
		next: 'Run these in that folder to start the connector:',
		lines: {files: 'Files', connector: 'Connector', page: 'See it', check: 'Check again', undo: 'Undo'},
		state: (word: string, detail: string) => (detail === '' ? word : `${word}: ${detail}`),
		goOn: 'Continue',
		goOnHint: 'to the review, then push',
		finish: 'Exit',
		finishHint: 'a summary stays in the terminal',
		undo: 'Undo',
		undoHint: 'deletes what was created; asks first',
	},
	/** Asked before anything is deleted. */
	undo: {
		question: (host: string) => `Delete what this setup created in ${host}?`,
		deletes: (what: string) => `Deletes ${what}`,
		unknown: 'Deletes everything created so far',
		yes: 'Delete',
		no: 'Keep',
	},
	proof: {
		columns: {what: 'In ConductorOne', sent: 'Sent', arrived: 'Arrived', missing: 'Missing'},
		what: {accounts: 'Accounts', entitlements: 'Entitlements', grants: 'Grants'},
		/** Nothing is missing, or nobody knows. */
		none: '–',
		number: count,
		unlisted: connectLeavingMessages.unlisted,
	},
} as const;
