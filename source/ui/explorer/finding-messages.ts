import type {WarningKind} from '../../c1z/model.ts';
import {plural} from '../../text/amounts.ts';

interface FindingWords {
	/** Says what was found and counts it. `subjects` are accounts, courses or lists; `amount` is what they have of it. */
	says: (subjects: number, amount: number) => string;
	meaning: string;
	next: string;
}

const readAgain = 'Then read again.';

/** Each kind of finding in words. */
export const findingWords: Record<WarningKind, FindingWords> = {
	'account-without-email': {
		says: (n) => `${plural(n, 'account has', 'accounts have')} no email address`,
		meaning: 'ConductorOne matches accounts to people by email address.',
		next: `Add the address in Litmos. ${readAgain}`,
	},
	'invalid-email': {
		says: (n) => `${plural(n, 'account has', 'accounts have')} an email address that ConductorOne rejects`,
		meaning: 'The account is sent without it.',
		next: `Correct the address in Litmos. ${readAgain}`,
	},
	'unknown-principal': {
		says: (n, grants) =>
			`${plural(n, 'account', 'accounts')} that Litmos no longer lists still ${n === 1 ? 'has' : 'have'} ${plural(grants, 'grant')}`,
		meaning: 'The grants are sent, but no account shows them.',
		next: 'Usually someone was deleted during the sync. Read again to see whether it stays.',
	},
	'inactive-principal': {
		says: (n, grants) =>
			`${plural(n, 'inactive account')} still ${n === 1 ? 'has' : 'have'} ${plural(grants, 'grant')}`,
		meaning: 'They can’t sign in to Litmos, but keep their courses and teams.',
		next: 'Decide in Litmos or in ConductorOne whether they should.',
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
