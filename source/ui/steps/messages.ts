import {count, plural} from '../../text/amounts.ts';

/** What the pages of the guided set-up share. */
export const stepMessages = {
	title: 'litmos-connector',
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
		conductorone:
			'Sandbox: a demo ConductorOne on this computer. Everything is filled in for you. Press Enter to continue.',
	},
} as const;
