import type {Entitlement, Resource, ResourceType} from '../proto/model.ts';
import type {Batch, Checkpoint, Counts, GrantRow, Warning, WarningKind} from './model.ts';

/** Says which tenant and which questions a working file answers; a sync resumes only onto an equal scope. */
export interface Scope {
	/** `https://api.litmos.com` + source; hashed account key never included. */
	tenant: string;
	/** Sorted course ids, or null for all courses. */
	courses: readonly string[] | null;
	/** Names of the extras that are on, sorted. */
	extras: readonly string[];
	/** Version of the mapping; a change starts anew. */
	mapping: number;
}

export interface WorkingFileInfo {
	scope: Scope;
	/** KSUID, becomes the sync id of the sealed file. */
	syncId: string;
	startedAt: Date;
	/** Set when every required listing is complete. */
	finishedAt: Date | null;
	/** Requests spent so far over all runs. */
	requests: number;
}

/**
 * The checkpoint and the source of the preview: a SQLite file (WAL, mode 0600) with normalised tables. Synchronous; it
 * is opened inside a worker thread (the sync thread writes, the explorer thread reads). Implemented by
 * `c1z/working-file.ts`: `openWorkingFile(path, {readOnly})`, `createWorkingFile(path, scope)`.
 */
export interface WorkingFile {
	readonly path: string;
	info(): WorkingFileInfo;
	/** One transaction: rows upserted (later data wins), checkpoint stored, all or nothing. */
	commit(batch: Batch): void;
	addRequests(count: number): void;
	checkpoint(listing: string): Checkpoint | null;
	checkpoints(): Checkpoint[];
	resource(type: string, id: string): Resource | null;
	resources(type: string): IterableIterator<Resource>;
	resourceTypes(): ResourceType[];
	entitlements(): IterableIterator<Entitlement>;
	grants(): IterableIterator<GrantRow>;
	hasResource(type: string, id: string): boolean;
	/** Removes a resource, its entitlements and their grants (a course deselected or vanished). */
	removeResource(type: string, id: string): void;
	/** Removes the grants of all entitlements of a resource, which stays. */
	removeGrants(type: string, id: string): void;
	/** Reads every page and looks whether it is in order; about a second for each 200 MB. Throws `file/damaged`. */
	verify(): void;
	counts(): Counts;
	/** How many grants name a principal that is not in the file. */
	unlistedGrants(): number;
	/** How many grants the entitlement `slug` of each resource of a type has, by resource id; one query. */
	grantCounts(type: string, slug: string): Map<string, number>;
	warnings(kind?: WarningKind, offset?: number, limit?: number): Warning[];
	/** By kind, how many grants, rows or accounts the warnings are about; not how many warnings there are. */
	warningCounts(): Partial<Record<WarningKind, number>>;
	/** A small key-value shelf for the engine (resolved filter, plan); values are JSON text. */
	note(key: string): string | null;
	setNote(key: string, value: string): void;
	/** The notes whose key begins so. */
	notes(prefix: string): [key: string, value: string][];
	/** Adds the warnings that need the whole picture: grants to unknown or inactive accounts. Then sets finishedAt. */
	finish(): void;
	close(): void;
}

export interface SealOptions {
	/** Resources only, as a first quick sync asks. Sync type becomes `resources_only`. */
	skipEntitlementsAndGrants?: boolean;
	skipGrants?: boolean;
	/** Only these resource types; sync type becomes `partial`. */
	resourceTypeIds?: readonly string[];
	/** An earlier .c1z whose newest finished run is kept beside the new one, so that the two can be compared. */
	keepPrevious?: string;
	signal?: AbortSignal;
	/** Called now and then, from the thread that seals. */
	onProgress?: (progress: SealProgress) => void;
}
export interface SealProgress {
	phase: 'rows' | 'indexes' | 'compressing';
	done: number;
	total: number;
}
export interface SealedFile {
	path: string;
	bytes: number;
	decodedBytes: number;
	/** SHA-256, hex. */
	sha256: string;
	syncId: string;
	/** The run kept from an earlier file, or null. */
	previousSyncId: string | null;
	counts: Counts;
}

/* ---------- what the preview asks ---------- */

export type Tab = 'accounts' | 'teams' | 'courses' | 'grants' | 'changes' | 'warnings';

export interface AccountLine {
	id: string;
	/** First and last name, or what the connector shows the account as. */
	name: string;
	login: string;
	email: string;
	active: boolean;
	level: string;
	grants: number;
}
export interface TeamLine {
	id: string;
	name: string;
	parentId: string;
	members: number;
}
export interface CourseLine {
	id: string;
	name: string;
	code: string;
	number: string;
	active: boolean;
	assigned: number;
	completed: number;
	inProgress: number;
}
export interface GrantLine {
	/** `team` or `course` or another resource type. */
	type: string;
	resourceId: string;
	resourceName: string;
	slug: string;
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
	accountsByState: {active: number; inactive: number};
	accountsByLevel: {level: string; accounts: number}[];
	/** Grants whose principal is not in the file: they are sent, but no account can show them. */
	unlistedGrants: number;
}

/** Read-only questions over a working file or an imported c1z. Each answers within 50 ms at 150,000 accounts. */
export interface Explorer {
	overview(): Overview;
	accounts(query: Query): Slice<AccountLine>;
	teams(query: Query): Slice<TeamLine>;
	courses(query: Query): Slice<CourseLine>;
	grants(query: Query): Slice<GrantLine>;
	warnings(query: Query): Slice<Warning>;
	changes(query: Query): Slice<ChangeLine>;
	/**
	 * Reads ahead a part of what searches need, within the time of a question, and returns whether there is more. Does
	 * nothing while a sync is writing: the next page would undo it.
	 */
	prepare(): boolean;
	close(): void;
}

/** What changed against an earlier sealed file. */
export interface Comparison {
	/** Null when there is no earlier file. */
	against: {syncId: string; endedAt: string} | null;
	added: Record<string, number>;
	removed: Record<string, number>;
	changed: Record<string, number>;
	/** Share lost, 0 … 1, of accounts and of grants. */
	accountDrop: number;
	grantDrop: number;
}
