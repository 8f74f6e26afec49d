import {age, duration, plural} from '../../text/amounts.ts';

/** The last page before anything is sent. */
export const reviewWords = {
	title: 'Is everything right? Nothing has been sent yet.',
	push: 'Push to ConductorOne',
	pushWait: 'when reading is finished',
	pushHint: (host: string) => `to ${host}`,
	amounts: (accounts: number, teams: number, courses: number, grants: number) =>
		`${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
	willHappen: (host: string, amounts: string) => `This goes to ${host}: ${amounts}. Nothing is changed in Litmos.`,
	lines: {
		litmos: 'Litmos account',
		courses: 'Courses',
		whatElse: 'What else',
		preview: 'Read',
		conductorone: 'ConductorOne',
		keep: 'Secrets',
	},
	account: (source: string, host: string) => `${source} at ${host}`,
	allCourses: 'all, also future ones',
	someCourses: (selected: number) => `${plural(selected, 'course')} chosen`,
	read: (milliseconds: number) => `${age(milliseconds)} ago`,
	stillReading: 'still reading',
	readingFor: (seconds: number) => `still reading, about ${duration(seconds)} left`,
	keepDemo: 'make-believe; not kept anywhere',
	keepGiven: 'stay where they were given',
	kept: {
		keyring: 'kept in the system keychain',
		keytar: 'kept in the system keychain',
		file: 'kept in a file only you can read',
		memory: 'not kept; Enter offers a file',
	},
	keepTitle: 'Keep the secrets in a file?',
	keepYes: 'Keep them in a file',
	keepNo: 'Keep nothing',
	keepDetails: [
		'There is no system keychain here. A file in the state folder, readable by you only,',
		'spares you pasting them again. It is plain text.',
	],
	changeHint: 'Any line can be opened with Enter and changed.',
} as const;
