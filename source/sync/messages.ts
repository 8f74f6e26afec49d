import type {ProblemTexts} from '../problem/problem.ts';
import {count, plural} from '../text/amounts.ts';

/** Courses that were asked for and cannot be told. */
export const courseFilterMessages = {
	none: {
		what: 'No course is selected',
		why: 'An empty list of courses never means “all courses”.',
		next: ['Select at least one course, or all courses.'],
	},
	/** Rules, as they were written, that matched none of `courses`. */
	nothingMatches: (rules: readonly string[], courses: number): ProblemTexts => ({
		what: `No course matches ${rules.length === 1 ? 'the rule' : 'the rules'} ${rules.join(', and none ')}`,
		why: `Compared with ${plural(courses, 'course')}. A rule that matches nothing never means “all courses”.`,
		next: [
			'Check the rule with “litmos-connector courses --course-rule”, which lists what it matches.',
			'Correct or remove the rule.',
		],
	}),
	/** Of so many courses it isn't known whether they have members, which a rule asks for. */
	membersUnknown: (courses: number): ProblemTexts => ({
		what: 'The course rule can’t be resolved yet',
		why: `It asks for members, and ${plural(courses, 'course')} that may match ${courses === 1 ? 'hasn’t' : 'haven’t'} been read so far. Litmos’ list of courses doesn’t tell which have members.`,
		next: [
			'Read them first with “litmos-connector preview” and the same rule, then run this again.',
			'Or take “with members” or “without members” out of the rule.',
		],
	}),
	/** `shown` are the first of `unknown`, each with the courses it may have meant, which were found among `known`. */
	unknown: (
		shown: readonly {value: string; near: readonly string[]}[],
		unknown: number,
		known: number,
	): ProblemTexts => {
		const lines = shown.map(({value, near}) =>
			near.length > 0 ? `${value}: did you mean ${near.join(' or ')}?` : value,
		);
		if (unknown > shown.length) lines.push(`and ${unknown - shown.length} more`);
		return {
			what: unknown === 1 ? `Litmos has no course “${shown[0]?.value}”` : `${unknown} courses aren’t in Litmos`,
			why: `Compared with the ID, web-address number, code and name of ${plural(known, 'course')}. ${lines.join('; ')}`,
			next: ['Correct or remove these courses.', 'Look up the courses with “litmos-connector courses”.'],
		};
	},
	/** `shown` are the first of `ambiguous`, each with courses it may mean. */
	ambiguous: (shown: readonly {value: string; courses: readonly string[]}[], ambiguous: number): ProblemTexts => {
		const lines = shown.map(({value, courses}) => `“${value}” is ${courses.join(', or ')}`);
		return {
			what:
				ambiguous === 1
					? `“${shown[0]?.value}” matches more than one course`
					: `${ambiguous} values match more than one course each`,
			why: `In Litmos, several courses can have the same name or code. ${lines.join('; ')}`,
			next: ['Use the course ID or the web-address number instead.'],
		};
	},
} as const;

/** A push that would take much away. Shares are 0 … 1. */
export const dropGuardMessages = {
	gone: (drops: readonly {share: number; of: 'accounts' | 'grants'}[], threshold: number): ProblemTexts => ({
		what: `${drops.map(({share, of}) => `${percent(share)} of the ${of}`).join(' and ')} of the last push are gone`,
		why: `A drop of more than ${percent(threshold)} is unusual, and ConductorOne may pause the connector. Possible causes: other courses are selected or match the rule, a permission is missing, or this is another Litmos account.`,
		next: ['Check what was removed.'],
	}),
} as const;

/** Data that Litmos can hardly mean. */
export const implausibleMessages = {
	unlisted: (unlisted: number, grants: number, accounts: number): ProblemTexts => ({
		what: `${plural(unlisted, 'grant')} to accounts that Litmos doesn’t list`,
		why: `Litmos listed ${plural(accounts, 'account')} and ${plural(grants, 'grant')}. The list of accounts is probably incomplete, because of an outage or a missing permission. ConductorOne treats missing accounts as removed.`,
		next: ['Compare with the number of accounts in Litmos, and read again.'],
	}),
} as const;

/** The folder of the working files, and the lock that keeps two syncs apart. */
export const workspaceMessages = {
	folderNotMade: (folder: string): ProblemTexts => ({
		what: `Can’t create the folder ${folder}`,
		next: ['Change the permissions, or use another folder.'],
	}),
	/** Without a code of the system, something that is not a lock is in its place. */
	lockNotWritten: (lock: string, code: string | null): ProblemTexts =>
		code === null
			? {
					what: `${lock} isn’t a lock file`,
					why: 'It’s a folder, a link or a device.',
					next: ['Remove it, then try again.'],
				}
			: {
					what: `Can’t write the file ${lock}`,
					why: code,
					next: ['Free some disk space or change the permissions, then try again.'],
				},
	/** Without an owner the lock does not tell whose it is. */
	locked: (path: string, owner: {pid: number; host: string} | null): ProblemTexts => ({
		what: 'Another sync of this Litmos account is running',
		why: owner ? `Process ${owner.pid} on ${owner.host} is writing ${path}.` : `${path}.lock exists.`,
		next: ['Wait until it’s finished, or stop it.'],
	}),
	replaced: {
		what: 'Another sync has replaced the data that you were about to send',
		why: 'Another terminal or a scheduled push read this Litmos account in the meantime.',
		next: ['Read from Litmos again, look at the preview, and push.'],
	},
} as const;

/** Assigning a course to an account, and taking it away. */
export const assignmentMessages = {
	unknown: (kind: 'account' | 'course', id: string): ProblemTexts => ({
		what: `Litmos has no ${kind} with the ID ${id}`,
		why: 'It was probably deleted since the last sync.',
		next: ['Sync again, then try again.'],
	}),
	ignored: {
		what: 'Litmos accepted the assignment, but the account doesn’t have the course',
		why: 'Litmos silently ignores what it can’t assign, such as an inactive course.',
		next: ['In Litmos, check that the course is active and not expired. Then grant it again.'],
	},
	ofLearningPath: (course: string): ProblemTexts => ({
		what: `Litmos can’t remove “${course}”, because it belongs to a learning path`,
		why: 'A course from a learning path can only be removed with the learning path.',
		next: ['In Litmos, remove the account from the learning path, or the course from it.'],
	}),
	stillThere: (course: string): ProblemTexts => ({
		what: `Litmos accepted the removal of “${course}”, but the account still has the course`,
		why: 'A team probably assigns the course to all of its members.',
		next: ['In Litmos, remove the account from that team, or the course from the team.'],
	}),
	/** `shown` are the first of `accounts`. */
	severalAccounts: (email: string, shown: readonly string[], accounts: number): ProblemTexts => {
		const more = accounts > shown.length ? ` and ${accounts - shown.length} more` : '';
		return {
			what: `More than one account has the email address “${email}” (${count(accounts)} in all)`,
			why: `They are ${shown.join(', ')}${more}.`,
			next: ['Use the user name or ID of the account instead.'],
		};
	},
} as const;

function percent(share: number): string {
	const value = share * 100;
	return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)}%`;
}

/** A file on its way to ConductorOne. */
export const sentFileMessages = {
	singleResources: {
		what: 'ConductorOne asked for single resources, which Litmos can’t list on their own',
	} satisfies ProblemTexts,
} as const;
