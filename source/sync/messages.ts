import type {ProblemWords} from '../problem/problem.ts';
import {plural} from '../text/amounts.ts';

/** Courses that were asked for and cannot be told. */
export const courseFilterWords = {
	none: {
		what: 'No course is chosen',
		why: 'The list of courses is empty. That never means "all courses".',
		next: ['Choose at least one course, or choose all courses.'],
	},
	/** `shown` are the first of `unknown`, each with the courses it may have meant, which were found among `known`. */
	unknown: (
		shown: readonly {value: string; near: readonly string[]}[],
		unknown: number,
		known: number,
	): ProblemWords => {
		const lines = shown.map(({value, near}) =>
			near.length > 0 ? `${value}: did you mean ${near.join(' or ')}?` : value,
		);
		if (unknown > shown.length) lines.push(`and ${unknown - shown.length} more`);
		return {
			what: unknown === 1 ? `There is no course "${shown[0]?.value}"` : `${unknown} courses are not in Litmos`,
			why: `Looked at the id, the number in the web address and the code of ${known} courses. ${lines.join('; ')}`,
			next: ['Correct or remove what is unknown.', 'Look the courses up in the list of courses.'],
		};
	},
	/** `shown` are the first of `ambiguous`, each with courses it may mean. */
	ambiguous: (shown: readonly {value: string; ids: readonly string[]}[], ambiguous: number): ProblemWords => {
		const lines = shown.map(({value, ids}) => `${value} is ${ids.join(' and ')}`);
		return {
			what:
				ambiguous === 1
					? `"${shown[0]?.value}" is more than one course`
					: `${ambiguous} values are more than one course each`,
			why: `Litmos does not keep codes unique. ${lines.join('; ')}`,
			next: ['Use the course id, or the number in the web address, instead.'],
		};
	},
} as const;

/** A push that would take much away. Shares are 0 … 1. */
export const dropGuardWords = {
	gone: (drops: readonly {share: number; of: 'accounts' | 'grants'}[], threshold: number): ProblemWords => ({
		what: `${drops.map(({share, of}) => `${percent(share)} of the ${of}`).join(' and ')} of the last push are gone`,
		why: `More than ${percent(threshold)} is unusual, and ConductorOne may pause the connector over it. A course filter, a lost permission or a wrong Litmos account looks like this.`,
		next: ['Look at what was removed.'],
	}),
} as const;

/** Data that Litmos can hardly mean. */
export const implausibleWords = {
	unlisted: (unlisted: number, grants: number, accounts: number): ProblemWords => ({
		what: `${plural(unlisted, 'grant')} ${unlisted === 1 ? 'is' : 'are'} for accounts that are not in the list of accounts`,
		why: `Litmos listed ${plural(accounts, 'account')}, and ${plural(grants, 'grant')} in all. Its list of accounts was probably not complete: an outage or a lost permission looks like this. ConductorOne takes an account that is missing as removed.`,
		next: ['Compare with the number of people that Litmos shows, and read again.'],
	}),
} as const;

/** The folder of the working files, and the lock that keeps two syncs apart. */
export const workspaceWords = {
	folderNotMade: (folder: string): ProblemWords => ({
		what: `The folder ${folder} could not be made`,
		next: ['Give this program the right to write there, or choose another folder.'],
	}),
	/** Without a code of the system, something that is not a lock is in its place. */
	lockNotWritten: (lock: string, code: string | null): ProblemWords =>
		code === null
			? {
					what: `${lock} is not a lock file`,
					why: 'A folder, a link or a device is in its place.',
					next: ['Remove it, then try again.'],
				}
			: {
					what: `The file ${lock} could not be written`,
					why: code,
					next: ['Free some space, or allow this program to write there, then try again.'],
				},
	/** Without an owner the lock does not tell whose it is. */
	locked: (path: string, owner: {pid: number; host: string} | null): ProblemWords => ({
		what: 'Another sync of this Litmos account is running',
		why: owner ? `Process ${owner.pid} on ${owner.host} writes ${path}.` : `${path}.lock exists.`,
		next: ['Wait until it has finished, or stop it.'],
	}),
} as const;

/** Assigning a course to an account, and taking it away. */
export const assignmentWords = {
	unknown: (kind: 'account' | 'course', id: string): ProblemWords => ({
		what: `Litmos knows no ${kind} with the id ${id}`,
		why: 'It was probably deleted since the last sync.',
		next: ['Let ConductorOne sync again, then ask once more.'],
	}),
	ignored: {
		what: 'Litmos took the assignment, but the course does not show among the account’s courses',
		why: 'Litmos ignores what it cannot assign, for instance a course that is switched off, without saying so.',
		next: ['Look at the course in Litmos: it must be active and not expired; then grant it again.'],
	},
	ofLearningPath: (course: string): ProblemWords => ({
		what: `Litmos does not take “${course}” away, because a learning path brings it`,
		why: 'A course that came with a learning path can only go with it.',
		next: ['In Litmos, take the person off the learning path, or the course out of it.'],
	}),
	stillThere: (course: string): ProblemWords => ({
		what: `Litmos took the removal of “${course}”, but the course is still there`,
		why: 'A team of this person probably has the course assigned to all of its members.',
		next: ['In Litmos, take the person off that team, or the course off the team.'],
	}),
	/** `shown` are the first of `accounts`. */
	severalAccounts: (email: string, shown: readonly string[], accounts: number): ProblemWords => {
		const more = accounts > shown.length ? ` and ${accounts - shown.length} more` : '';
		return {
			what: `${accounts} accounts have the e-mail “${email}”`,
			why: `They are ${shown.join(', ')}${more}.`,
			next: ['Name the account by its user name or id.'],
		};
	},
} as const;

function percent(share: number): string {
	const value = share * 100;
	return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} %`;
}

/** A file on its way to ConductorOne. */
export const sentFileWords = {
	singleResources: {
		what: 'ConductorOne asked for single resources, which Litmos cannot list on their own',
	} satisfies ProblemWords,
} as const;
