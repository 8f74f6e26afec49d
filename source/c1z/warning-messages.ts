import {plural} from '../text/amounts.ts';

/** What a sync or an import left out or could not tell, each in a sentence. */
export const warningWords = {
	accountWithoutEmail: 'ConductorOne cannot match this account to a person by e-mail.',
	invalidEmail: 'The e-mail of this account is not an address that ConductorOne takes; the account is sent without it.',
	/** `type` is a resource type, such as `course`. */
	recordRefused: (type: string, fault: 'empty' | 'too-long') =>
		`This ${type} is left out: its id is ${fault === 'empty' ? 'empty' : 'too long for ConductorOne'}.`,
	rowRefused: (fault: 'empty' | 'too-long', limit: number) =>
		fault === 'empty'
			? 'An id is empty. It was left out.'
			: `An id is longer than the ${limit} bytes ConductorOne takes. It was left out.`,
	descriptionCut: (type: string) => `This ${type} has a very long description; only its beginning is kept.`,
	nameCut: (type: string, limit: number) =>
		`The name of this ${type} is longer than ConductorOne takes and was cut to ${limit} bytes.`,
	rowsWithoutId: (rows: number) => `${rows} ${rows === 1 ? 'row has' : 'rows have'} no id and cannot be used.`,
	rowsTwice: (rows: number) => `Litmos listed ${rows} ${rows === 1 ? 'row' : 'rows'} twice; the last version is used.`,
	grantTwice: 'The file grants this twice; it is shown once.',
	listingStuck: (row: number) =>
		`Litmos gave the same rows again from row ${row} on. What comes after them, if anything, is missing.`,
	courseVanished: 'The course was deleted in Litmos after the courses were listed.',
	teamVanished: 'The team was deleted in Litmos after the teams were listed.',
	parentMissing: 'The parent of this team is not among the teams; it is sent without its place in the tree.',
	entitlementMissing: (grants: number) =>
		`${plural(grants, 'grant')} of an entitlement that was never read ${grants === 1 ? 'was' : 'were'} left out.`,
	unknownPrincipal: (grants: number, type: string) =>
		`${plural(grants, 'grant')} to a ${type} that is not in the list.`,
	inactivePrincipal: (name: string, grants: number) =>
		`${name || 'An account'} is inactive and holds ${plural(grants, 'grant')}.`,
	/** `what` says what went wrong, without a period. */
	partFailed: (what: string) => `${what}.`,
	detailsFailed: (what: string) => `${what}. The accounts are read without details.`,
	givenUp: (lists: number) =>
		`Given up after failures; ${lists} more ${lists === 1 ? 'list was' : 'lists were'} not read.`,
} as const;

/** What a warning is about, where an id alone does not say it. */
export const warningSubjects = {
	resourceType: (id: string) => `resource type ${id}`,
	entitlement: (id: string) => `entitlement ${id}`,
	grant: (id: string) => `grant ${id}`,
	/** `listing` is the name of a listing, such as `team-members`. */
	listingOf: (listing: string, id: string) => `${listing} of ${id}`,
	rowsFrom: (listing: string, row: number) => `${listing} from row ${row}`,
} as const;
