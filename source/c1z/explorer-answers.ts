import type {Counts} from './model.ts';

/** The tabs of the preview. */
export type Tab = 'accounts' | 'teams' | 'courses' | 'grants' | 'changes' | 'warnings';

export interface GrantLine {
	/** `team` or `course` or another resource type. */
	type: string;
	resourceId: string;
	resourceName: string;
	slug: string;
	/** `user`, or `team` for a team within a team. */
	principalType: string;
	principalId: string;
	principalName: string;
	/** Tells two people of one name apart; empty where the file does not say. */
	principalLogin: string;
}

export interface ChangeLine {
	change: 'added' | 'removed' | 'changed';
	/** Resource type, or `grant`. */
	what: string;
	id: string;
	name: string;
	/** For changed resources, e.g. `active: true → false`. */
	detail: string;
}

/** A change, and how it is asked for. */
export interface ChangeRow extends ChangeLine {
	key: number;
}

export interface Query {
	/** Substring, case-insensitive, over names, logins, e-mails, codes and numbers. */
	search?: string;
	offset: number;
	limit: number;
	sort?: 'name' | 'count';
	/** Only rows of this account / team / course (drill-down). */
	account?: string;
	team?: string;
	course?: string;
	/** Only grants of this resource. */
	resource?: {type: string; id: string};
	/** Only grants of this slug; only changes of this kind. */
	slug?: string;
}

export interface Slice<Line> {
	lines: Line[];
	/** Rows that match in all. */
	total: number;
	/**
	 * True when more would match than is listed: a grants search too broad to look at people as well as courses, or a list of changes
	 * cut to its first 100,000 grants. A longer search text narrows it.
	 */
	partial?: boolean;
}

/** Sums for the small charts. */
export interface Overview {
	counts: Counts;
	/** Resources of types that have no count of their own, by type. */
	otherTypes: {type: string; count: number}[];
	/** How many kinds of findings there are. */
	findings: number;
	accountsByState: {active: number; inactive: number};
	accountsByLevel: {level: string; accounts: number}[];
	/** Grants whose principal is not in the file: they are sent, but no account can show them. */
	unlistedGrants: number;
}
