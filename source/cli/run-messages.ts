import {plural} from '../text/amounts.ts';

/** Runs that sent data, or did not. */
export const runMessages = {
	ways: {
		schedule: 'Last nightly push',
		push: 'Last push',
		setup: 'Last push of the setup',
		service: 'Last sync of the service',
	},
	next: 'Next nightly push',
	done: (at: string) => `${at}, done`,
	sent: (at: string, accounts: number, teams: number, courses: number, grants: number) =>
		`${at}, sent ${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
	failed: (at: string, exit: number, title: string) => `${at}, failed (exit code ${exit}): ${title}`,
	tooOld: (limit: string) => `No push has succeeded in the last ${limit}`,
} as const;
