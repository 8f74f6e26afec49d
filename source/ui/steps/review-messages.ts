import {age, count, duration, plural} from '../../text/amounts.ts';

/** The last page before anything is sent. */
export const reviewMessages = {
	amounts: (accounts: number, teams: number, courses: number, grants: number) =>
		`${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
	lines: {
		litmos: 'Litmos account',
		courses: 'Courses',
		whatElse: 'Optional data',
		conductorone: 'Destination',
		runs: 'Runs',
		keep: 'Secrets',
		preview: 'Will be sent',
		since: 'Since last push',
	},
	account: (source: string, place: string) => `${source}, ${place}`,
	allCourses: (total: number) => `all ${count(total)}, including ones added later`,
	someCourses: (selected: number, total: number) => `${count(selected)} of ${count(total)} selected`,
	ruledCourses: (matching: number, total: number, rule: string) =>
		`${count(matching)} of ${count(total)} match: ${rule}`,
	app: (name: string, host: string, owners: number, isYours: boolean) =>
		`app “${name}” in ${host}, owned by ${isYours ? (owners > 1 ? `you and ${count(owners - 1)} more` : 'you') : plural(owners, 'person', 'people')}`,
	connector: (name: string, host: string) => `connector ${name} in ${host}`,
	here: 'from this computer',
	age: (milliseconds: number) => `read ${age(milliseconds)} ago`,
	first: 'this is the first push from here',
	noChange: 'no changes',
	notCompared: 'couldn’t be compared here; the push compares again',
	stillReading: 'still reading',
	readingFor: (seconds: number) => `still reading, about ${duration(seconds)} left`,
	keepDemo: 'demo data; not saved anywhere',
	keepGiven: 'stay where you set them',
	kept: {
		keyring: 'saved in your keychain',
		keytar: 'saved in your keychain',
		file: 'saved in a file only you can read',
		memory: 'not saved; open to use a file',
	},
} as const;
