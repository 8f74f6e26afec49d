import {plural} from '../../text/amounts.ts';

/** Handing over to a colleague, and going on with what one has begun. */
export const handoverPageMessages = {
	/** From the owner of the Litmos account. */
	toConductorOne: {
		what: 'This writes a file with your answers, without the API key and without names of people. Your colleague continues with it at ConductorOne.',
		usual: 'litmos-handover.json',
		key: 'The API key isn’t in it. If ConductorOne is to host the connector, a connector owner can enter the key there. Any other way to run it needs the key on your colleague’s computer; share it through your password manager.',
		about: [
			'The Litmos Account Owner and the ConductorOne administrator are often two people. This file takes your answers from one to the other.',
			'It has the name of your Litmos account, the courses or the rule you selected, the optional data, and how much was read and when.',
		],
	},
	/** From the administrator of ConductorOne. */
	toLitmos: {
		what: 'This writes a file with your answers about ConductorOne, without keys and without names of people. Your colleague continues with it at Litmos.',
		usual: 'c1-handover.json',
		key: 'Your colleague enters the account and the API key, looks at the data, and finds your answers at the review. To finish, one of you signs in to ConductorOne there.',
		about: [
			'The ConductorOne administrator and the Litmos Account Owner are often two people. This file takes your answers from one to the other.',
			'It has the tenant, the app, the owners as ConductorOne user IDs, and the way to run the connector. Nothing is created in ConductorOne yet.',
		],
	},
	begin: {
		someCourses: (count: number, names: readonly string[]) =>
			names.length === 0 ? plural(count, 'course') : `${plural(count, 'course')}: ${names.join(', ')}`,
		byRule: (rule: string, count: number) => `${plural(count, 'course')} that match now: ${rule}`,
		read: (day: string, accounts: number, teams: number, courses: number, grants: number) =>
			`${day}: ${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
		owners: (count: number) => plural(count, 'person', 'people'),
	},
} as const;
