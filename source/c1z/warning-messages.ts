import {plural} from '../text/amounts.ts';

/** What a sync or an import left out or could not tell, each in a sentence. */
export const warningMessages = {
	accountWithoutEmail: 'This account has no email address, so ConductorOne can’t match it to a person by email.',
	invalidEmail: 'ConductorOne doesn’t accept the email address of this account. The account is sent without it.',
	/** `type` is a resource type, such as `course`. */
	recordRefused: (type: string, fault: 'empty' | 'too-long') =>
		`This ${type} was left out because its ID is ${fault === 'empty' ? 'empty' : 'too long for ConductorOne'}.`,
	rowRefused: (fault: 'empty' | 'too-long', limit: number) =>
		fault === 'empty'
			? 'Left out because an ID is empty.'
			: `Left out because an ID is longer than the ${limit} bytes ConductorOne accepts.`,
	descriptionCut: (type: string) => `The description of this ${type} is very long and was cut off.`,
	nameCut: (type: string, limit: number) =>
		`The name of this ${type} is longer than ConductorOne accepts and was cut to ${plural(limit, 'byte')}.`,
	rowsWithoutId: (rows: number) => `${plural(rows, 'row has', 'rows have')} no ID and can’t be used.`,
	rowsTwice: (rows: number) => `Litmos listed ${plural(rows, 'row')} twice. The last version is used.`,
	grantTwice: 'The file has this grant twice. It’s shown once.',
	courseVanished: 'This course was deleted in Litmos during the sync.',
	teamVanished: 'This team was deleted in Litmos during the sync.',
	parentMissing: 'The parent of this team wasn’t found. The team is sent without a parent.',
	entitlementMissing: (grants: number) =>
		`${plural(grants, 'grant')} ${grants === 1 ? 'was' : 'were'} left out because the entitlement was never read.`,
	unknownPrincipal: (grants: number, type: string) =>
		`${plural(grants, 'grant')} to ${type === 'user' ? 'an account' : `a ${type}`} that Litmos doesn’t list.`,
	inactivePrincipal: (name: string, grants: number) =>
		`${name || 'An account'} is inactive and has ${plural(grants, 'grant')}.`,
	/** `what` says what went wrong, without a period. */
	partFailed: (what: string) => `${what}.`,
	detailsFailed: (what: string) => `${what}. Accounts were read without their details.`,
	givenUp: (lists: number) =>
		`Stopped after several failures. ${plural(lists, 'more list wasn’t', 'more lists weren’t')} read.`,
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
