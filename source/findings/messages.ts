import type {ProblemTexts} from '../problem/problem.ts';
import {plural} from '../text/amounts.ts';
import type {FindingId, Severity} from './kinds.ts';

interface FindingMessages {
	/** Says what was found and counts it. `subjects` are accounts, courses or lists; `amount` is what they have of it. */
	says: (subjects: number, amount: number) => string;
	meaning: string;
	next: string;
	/** What a row of the list says beside the name of whom it is about. */
	row?: (other: string, detail: string) => string;
}

const readAgain = 'Then read again.';
const matched = 'ConductorOne matches accounts to people by email address.';

/** Each kind of finding in words. */
export const findingMessages: Record<FindingId, FindingMessages> = {
	'account-without-email': {
		says: (n) => `${plural(n, 'account has', 'accounts have')} no email address`,
		meaning: matched,
		next: `Add the address in Litmos. ${readAgain}`,
	},
	'invalid-email': {
		says: (n) => `${plural(n, 'account has', 'accounts have')} an email address that ConductorOne rejects`,
		meaning: 'The account is sent without it.',
		next: `Correct the address in Litmos. ${readAgain}`,
	},
	'shared-email': {
		says: (n, addresses) =>
			`${plural(n, 'account')} with different names ${n === 1 ? 'shares' : 'share'} ${plural(addresses, 'email address', 'email addresses')}`,
		meaning: `${matched} So the courses of several people count as one person’s.`,
		next: `Give each account its own address in Litmos. ${readAgain}`,
		row: (_, address) => address,
	},
	'duplicate-email': {
		says: (n, people) =>
			`${plural(n, 'account')} for ${plural(people, 'person', 'people')}: same name, same email address`,
		meaning: 'They look like the same person, entered more than once.',
		next: `Deactivate the accounts that aren’t used in Litmos. ${readAgain}`,
		row: (_, address) => address,
	},
	'unknown-principal': {
		says: (n, grants) =>
			`${plural(n, 'account', 'accounts')} that Litmos no longer lists still ${n === 1 ? 'has' : 'have'} ${plural(grants, 'grant')}`,
		meaning: 'The grants are sent, but no account shows them.',
		next: 'Usually someone was deleted during the sync. Read again to see whether it stays.',
	},
	'inactive-with-courses': {
		says: (n, courses) =>
			`${plural(n, 'inactive account')} still ${n === 1 ? 'has' : 'have'} ${plural(courses, 'course assignment')}`,
		meaning: 'They can’t sign in to Litmos, but keep their courses.',
		next: 'Remove the courses in Litmos or in ConductorOne, or leave them as a record.',
	},
	'course-overdue': {
		says: (n, courses) =>
			`${plural(n, 'account is', 'accounts are')} overdue with ${plural(courses, 'course assignment')}`,
		meaning: 'The due date in Litmos was over a day ago, and the course isn’t completed.',
		next: 'Remind them, move the due date in Litmos, or remove the course.',
		row: (course, day) => (day === '' ? course : `${course}, due ${day}`),
	},
	'completion-expired': {
		says: (n, courses) =>
			`${plural(n, 'account has', 'accounts have')} ${plural(courses, 'expired course completion')}`,
		meaning: 'They completed the course, but the time it counts for is over.',
		next: 'Have them take the course again, or remove it.',
		row: (course, day) => `${course}, until ${day}`,
	},
	'account-outside-teams': {
		says: (n) => `${plural(n, 'active account is', 'active accounts are')} in no team`,
		meaning: 'Courses that are assigned to teams don’t reach them.',
		next: 'Add them to a team in Litmos, if they should be in one.',
	},
	'course-without-members': {
		says: (n) => `${plural(n, 'active course has', 'active courses have')} no members`,
		meaning: 'They are sent, and each costs a request when Litmos is read.',
		next: 'Deactivate them in Litmos, or leave them out on the page of courses.',
	},
	'team-without-leader': {
		says: (n) => `${plural(n, 'team has', 'teams have')} no leader`,
		meaning: 'A leader assigns courses to a team and follows its progress.',
		next: 'Name a leader in Litmos.',
	},
	'similar-courses': {
		says: (n) => `${plural(n, 'course looks', 'courses look')} like another one`,
		meaning: 'Their names are the same but for case, spaces and punctuation, or their codes are the same.',
		next: 'Check that people are assigned to the right one. Rename or deactivate the other in Litmos.',
		row: (other, code) => (code === '' ? `like “${other}”` : `same code as “${other}”`),
	},
	'course-vanished': {
		says: (n) => `${plural(n, 'course was', 'courses were')} deleted in Litmos during the sync`,
		meaning: 'They are left out.',
		next: '',
	},
	'team-vanished': {
		says: (n) => `${plural(n, 'team was', 'teams were')} deleted in Litmos during the sync`,
		meaning: 'They are left out.',
		next: '',
	},
	'unusable-row': {
		says: (_, rows) => `${plural(rows, 'row')} couldn’t be used`,
		meaning: 'They have no ID and are left out.',
		next: '',
	},
	'cut-text': {
		says: (n) => `${plural(n, 'name or description was', 'names or descriptions were')} shortened`,
		meaning: 'ConductorOne doesn’t accept longer ones.',
		next: '',
	},
	'refused-id': {
		says: (n) => `${plural(n, 'entry was', 'entries were')} left out because ConductorOne rejects the ID`,
		meaning: 'The ID is empty or too long.',
		next: '',
	},
	'listing-stuck': {
		says: (n) => `${plural(n, 'list')} ended early: Litmos repeated the same rows`,
		meaning: 'Anything after them is missing.',
		next: 'Read again. If it stays, ask Litmos support.',
	},
	'optional-part-failed': {
		says: (n) => `${plural(n, 'optional list')} couldn’t be read`,
		meaning: 'Everything else is complete.',
		next: 'Read again, or turn the optional data off.',
	},
	'duplicate-row': {
		says: (_, rows) => `${plural(rows, 'row')} came twice`,
		meaning: 'The last version is used.',
		next: '',
	},
};

/** What `--fail-on` says. */
export const failOnMessages = {
	/** `named` are the first of them, `more` the number of the others. */
	severe: (amount: number, limit: Severity, named: readonly string[], more: number): ProblemTexts => ({
		what: `${plural(amount, 'finding')} of severity ${limit}${limit === 'high' ? '' : ' or higher'}`,
		why: `${[...named, ...(more > 0 ? [`${plural(more, 'other')}`] : [])].join('. ')}.`,
		next: ['List them with “litmos-connector findings”, which says what to do about each.'],
	}),
} as const;
