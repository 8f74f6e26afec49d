import type {FindingId} from '../findings/findings.ts';

/** Something a row of a list stands for, and that has details of its own. */
export type Item =
	| {kind: 'account' | 'team' | 'course'; id: string}
	/** Learning paths, modules, access levels and whatever else a connector syncs. */
	| {kind: 'resource'; type: string; id: string}
	| {kind: 'grant'; type: string; resourceId: string; slug: string; principalType: string; principalId: string}
	/** `key` as {@link ChangeRow} has it. */
	| {kind: 'change'; key: number}
	| {kind: 'finding'; finding: FindingId};

/** A row of what belongs to an item: who has a course, what an account has, whom a finding is about. */
export interface RelatedLine {
	/** What it is; null where the file has nothing of that name. */
	item: Item | null;
	/** Resource type; empty where it is not known. */
	type: string;
	name: string;
	/** Tells rows of one name apart: a login, a code, an id. */
	apart: string;
	active: boolean;
	/** What the grants between both say, such as `assigned` and `completed`. */
	slugs: readonly string[];
	/** A sentence in place of slugs; empty where there is none. */
	note: string;
}

/** Resources of one type that belong to another one: modules of a course, teams of a team. */
export interface Children {
	type: string;
	count: number;
	/** The first of them. */
	names: readonly string[];
}

/** What the file knows of one resource. */
export interface ResourceFacts {
	kind: 'account' | 'team' | 'course' | 'resource';
	type: string;
	id: string;
	name: string;
	/** False: only grants name it, no list has it. */
	isListed: boolean;
	login: string;
	email: string;
	level: string;
	code: string;
	number: string;
	active: boolean;
	/** The team or course that it is part of; empty where there is none. */
	parent: string;
	/** How many hold each of its entitlements, by slug. */
	held: Readonly<Record<string, number>>;
	/** How many resources of each type it holds a grant of. */
	holds: readonly {type: string; count: number}[];
	/** Names of those who lead it, the first three. */
	leaders: readonly string[];
	children: readonly Children[];
}

/** What a details pane shows. */
export interface Details {
	/** Null for grants, changes and findings, which their own row describes. */
	facts: ResourceFacts | null;
	related: {lines: RelatedLine[]; total: number};
}
