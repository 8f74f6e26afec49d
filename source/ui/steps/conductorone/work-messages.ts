import type {PlanStep} from '../../../setup/conductorone/plan.ts';
import {guidedLeavingWords} from '../../../setup/leaving-messages.ts';
import {count, plural} from '../../../text/amounts.ts';

/** The review, the work and the result of the guided part. */
export const guidedWorkWords = {
	review: {
		title: 'This is what will be made. Nothing has been made yet.',
		go: 'Do it',
		goOn: 'Go on where it stopped',
		goHint: (host: string) => `in ${host}`,
		lines: {app: 'App', owners: 'Owners', hosting: 'Runs', files: 'Files', existing: 'Connector there'},
		newApp: (name: string) => `“${name}”, created`,
		seenApp: (name: string) => `“${name}”, made a managed app`,
		existingApp: (name: string) => `“${name}”, which is there`,
		me: 'you',
		reuse: 'is used again; Enter: make another',
		another: 'another is made; Enter: use it again',
	},
	work: {
		title: 'Setting up',
		titleFailed: 'It stopped',
		titleUndo: 'Deleting what was made',
		titleUndone: 'Undone',
		steps: {
			app: 'The app',
			connector: 'The connector',
			owners: 'Its owners',
			credential: 'Its credential',
			files: 'The files',
			apply: 'Kubernetes',
			push: 'First sync',
		} satisfies Record<PlanStep, string>,
		retry: 'Try again',
		retryHint: 'goes on from there; nothing is made twice',
		undo: 'Undo',
		undoHint: 'deletes what was made; you are asked first',
		back: 'Change the answers',
		backHint: 'nothing is lost',
		stop: 'stop after this step',
		nothing: 'Nothing had been made.',
	},
	result: {
		title: 'It is set up.',
		says: guidedLeavingWords.says,
		watching: 'Waiting for the data to arrive',
		arrived: 'Everything has arrived.',
		notYet: 'Not everything shows yet; ConductorOne may take some minutes. Look again: litmos-connector status',
		delegated: 'ConductorOne tells the owner by e-mail to fill in the Litmos key.',
		filesIn: (names: number, folder: string) => `${plural(names, 'file')} in ${folder}`,
		next: 'Next, in that folder:',
		goOn: 'Continue',
		goOnHint: 'to the review, then the first push',
		finish: 'Finish',
		finishHint: 'a summary stays in the terminal',
		undo: 'Undo',
		undoHint: 'deletes what was made; you are asked first',
	},
	/** Asked before anything is deleted. */
	undo: {
		question: (host: string) => `Delete what this set-up made in ${host}?`,
		deletes: (what: string) => `Deletes ${what}`,
		unknown: 'Deletes whatever was made so far',
		yes: 'Delete',
		no: 'Keep it',
	},
	proof: {
		columns: {what: 'In ConductorOne', sent: 'Sent', arrived: 'Arrived', missing: 'Missing'},
		what: {accounts: 'Accounts', entitlements: 'Entitlements', grants: 'Grants'},
		unknown: '–',
		number: count,
		line: (what: string, sent = '', arrived = '', missing = '') =>
			`  ${what}: ${arrived} arrived of ${sent} sent, ${missing} missing`,
	},
} as const;
