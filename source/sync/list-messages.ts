import type {ProblemTexts} from '../problem/problem.ts';

/** The lists that every sync reads, as a person says them. `of` is the name and id of the team, course or account. */
const listNames = {
	accounts: () => 'the list of accounts',
	'account-details': () => 'the list of account details',
	teams: () => 'the list of teams',
	courses: () => 'the list of courses',
	'team-members': (of: string) => `the members of team ${of}`,
	'course-people': (of: string) => `the members of course ${of}`,
	'account-courses': (of: string) => `the courses of account ${of}`,
	'account-teams': (of: string) => `the teams of account ${of}`,
} as const;

export const listMessages = {
	/** `number` is what people see in the web address of a course; `''` where there is none. */
	nameOf: (name: string, id: string, number = '') =>
		`${name === '' ? '' : `“${name}” `}(${number === '' ? '' : `number ${number}, `}ID ${id})`,
	/** `of` is a `nameOf`. */
	list: (kind: keyof typeof listNames, of: string): string => listNames[kind](of),
	/** `list` is one of `list`. */
	stuck: (list: string): ProblemTexts => ({
		what: `Litmos keeps sending the same rows for ${list}`,
		why:
			'The next page never comes, so the list may be incomplete, and ConductorOne would remove what is missing. ' +
			'Something between here and Litmos, such as a gateway or proxy, may answer from a cache or drop part of the address.',
		next: [
			'Ask whoever runs that gateway or proxy to pass requests to Litmos on unchanged.',
			'Then sync again. What was read so far is saved.',
		],
	}),
	unsettled: (list: string): ProblemTexts => ({
		what: `Litmos sends ${list} in a different order each time`,
		why: 'The list was read several times, and rows changed places each time, so some may be missing.',
		next: ['Sync again when the list is changing less. What was read so far is saved.'],
	}),
	courseForbidden: (course: string, id: string): ProblemTexts => ({
		what: `This API key can’t read the members of course ${course}`,
		why: 'Litmos answered 403 for this course alone. Syncing without its members would remove their access.',
		next: [
			'Use the API key of an Account Owner who can see this course.',
			`To sync without it, add --course-rule 'not id is ${id}', or list the other courses with --limited-courses.`,
		],
	}),
	teamForbidden: (team: string): ProblemTexts => ({
		what: `This API key can’t read the members of team ${team}`,
		why: 'Litmos answered 403 for this team alone. Syncing without its members would remove their access.',
		next: ['Use the API key of an Account Owner who can see this team.'],
	}),
	/** `what` is what failed, without naming the list. */
	failedFor: (what: string, list: string) => `${what}: ${list}`,
} as const;
