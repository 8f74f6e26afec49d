import {age, duration, plural} from '../../text/amounts.ts';

/** The last page before anything is sent. */
export const reviewWords = {
	title: 'Review — nothing has been sent yet',
	push: 'Push to ConductorOne',
	pushWait: 'once reading is finished',
	pushHint: (host: string) => `to ${host}`,
	amounts: (accounts: number, teams: number, courses: number, grants: number) =>
		`${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
	willHappen: (host: string, amounts: string) => `Will be sent to ${host}: ${amounts}. Nothing changes in Litmos.`,
	lines: {
		litmos: 'Litmos account',
		courses: 'Courses',
		whatElse: 'Optional data',
		preview: 'Data',
		conductorone: 'ConductorOne',
		keep: 'Secrets',
	},
	account: (source: string, host: string) => `${source} at ${host}`,
	allCourses: 'all, including ones added later',
	someCourses: (selected: number) => `${plural(selected, 'course')} selected`,
	read: (milliseconds: number) => `read ${age(milliseconds)} ago`,
	stillReading: 'still reading',
	readingFor: (seconds: number) => `still reading, about ${duration(seconds)} left`,
	keepDemo: 'demo data; not saved anywhere',
	keepGiven: 'stay where you set them',
	kept: {
		keyring: 'saved in your keychain',
		keytar: 'saved in your keychain',
		file: 'saved in a file only you can read',
		memory: 'not saved; press Enter to use a file',
	},
	keepTitle: 'Save the secrets in a file?',
	keepYes: 'Save in a file',
	keepNo: 'Don’t save',
	keepDetails: [
		'There is no system keychain here. A file in the state folder that only you can read',
		'saves you from pasting them again. It is plain text.',
	],
	changeHint: 'To change an answer, select its line and press Enter.',
} as const;
