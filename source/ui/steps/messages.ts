import {count, plural} from '../../text/amounts.ts';

/** What the pages of the guided set-up share; the texts of one page stand in a file beside it. */
export const stepMessages = {
	title: 'litmos-connector',
	stopping: 'Stopping. Press Ctrl-C again to quit right away.',
	moreLines: 'scroll',
	lines: (from: number, to: number, total: number) => `${from}–${to} / ${total}  PgUp PgDn`,
	names: {
		start: 'Start',
		litmos: 'Litmos',
		courses: 'Courses',
		preview: 'Preview',
		conductorone: 'ConductorOne',
		review: 'Push',
		done: 'Push',
	},
	connection: {
		demo: 'demo data',
		courses: (selected: number, total: number) => `${count(selected)} of ${plural(total, 'course')}`,
	},
	demo: {
		note: 'Sandbox: filled in for you. Press Enter to continue.',
		litmos: 'Sandbox: demo data on this computer. Everything is filled in for you. Press Enter to continue.',
		conductorone:
			'Sandbox: a demo ConductorOne on this computer. Everything is filled in for you. Press Enter to continue.',
		starting: 'Starting the sandbox: demo Litmos and ConductorOne on this computer',
	},
	secrets: {accepted: 'Litmos accepted the key.'},
} as const;
