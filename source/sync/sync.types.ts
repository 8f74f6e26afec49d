import type {Counts, Warning, WarningKind} from '../c1z/model.ts';
import type {Comparison} from '../c1z/working-file.types.ts';
import type {LitmosTarget} from '../litmos/client.ts';
import type {Extra} from '../settings/extras.ts';

export interface SyncOptions {
	/**
	 * null = all courses, also future ones. Otherwise ids, web-address numbers or codes in any mix; an empty list or one
	 * that resolves to nothing is an error, never "all".
	 */
	courses: readonly string[] | null;
	extras: readonly Extra[];
	skipEmptyTeams: boolean;
	skipInactiveCourses: boolean;
	/** `always`/`never` the 25-accounts-a-call read; `auto` only when cheaper and proven equal on a sample. */
	bulkRead: 'never' | 'auto';
	/** A half-done sync older than this starts anew. Milliseconds. Default 24 h. */
	resumeWithin: number;
	/** Resources only (accounts, teams, courses), no grants. */
	resourcesOnly: boolean;
	/** Share of accounts or grants (0 … 1) that may be gone since the last push without a question. Default 0.1. */
	dropThreshold?: number;
}

export interface SyncJob {
	target: LitmosTarget;
	options: SyncOptions;
	/** Folder of the working file; the file is named after the tenant. */
	folder: string;
	/** Throw away a half-done sync. */
	fresh: boolean;
	/** Sync id of a finished sync that was neither sent nor written to a file: it is used instead of reading again. */
	unused?: string | undefined;
	/** True: once a read has ended, the next sync reads again, whatever this session or another wrote. For the service. */
	endsWithRead?: boolean | undefined;
}

export type Phase = 'accounts' | 'teams' | 'courses' | 'team-members' | 'course-people' | 'extras' | 'finishing';

export interface PhaseProgress {
	phase: Phase;
	/** Listings (or accounts, for a known total) done. */
	done: number;
	/** Null while unknown. */
	total: number | null;
	rows: number;
}

/** The request budget: what was spent, what is left by the plan, and the time it takes at the real rate. */
export interface Budget {
	spent: number;
	/** Null until accounts, teams and courses are known. */
	left: number | null;
	/** Requests a minute at the moment. */
	rate: number;
	/** Milliseconds, null while unknown. */
	timeLeft: number | null;
	/** Milliseconds since anything was sent or read, while an answer is waited for; absent below two seconds. */
	silent?: number;
}

export type SyncEvent =
	/**
	 * `coursesAt`: when the list of courses was read that is gone on with; `readAt`: when the finished sync was read that is
	 * used as it is. ISO 8601; null when Litmos is asked.
	 */
	| {
			type: 'started';
			resumed: boolean;
			requestsSaved: number;
			reason: string;
			coursesAt: string | null;
			readAt: string | null;
	  }
	| {type: 'progress'; phases: PhaseProgress[]; budget: Budget; counts: Counts}
	| {type: 'throttled'; waitMs: number; reason: string}
	| {type: 'notice'; text: string}
	| {type: 'warning'; warning: Warning}
	/**
	 * How many people the courses have that were read, by id; once, before the end. A map: an object with thousands of keys
	 * would keep the thread that receives it for 12 ms.
	 */
	| {type: 'course-people'; people: ReadonlyMap<string, number>}
	| {type: 'finished'; report: SyncReport};

export interface SyncReport {
	syncId: string;
	workingFile: string;
	counts: Counts;
	/** By kind, how many of what it counts: grants, rows, accounts. */
	warnings: Partial<Record<WarningKind, number>>;
	requests: {spent: number; retried: number; throttled: number; saved: number};
	startedAt: string;
	finishedAt: string;
	durationMs: number;
	/** Milliseconds from the first to the last sign of each phase of this run; phases overlap. */
	phaseMs?: Partial<Record<Phase, number>>;
	resumed: boolean;
	courseRead: {way: 'per-course' | 'bulk'; reason: string};
	/** What changed since the last push; absent when there was none to compare with. */
	comparison?: Comparison;
	/** Grants for accounts that are in no list; absent when only resources were read. */
	unlistedGrants?: number;
	/** Whether so much is gone that a push must be confirmed. */
	dropGuard?: {threshold: number; mustConfirm: boolean};
}

/** A running sync in its own thread. */
export interface SyncHandle {
	/** Resolves with the report, rejects with a Problem. */
	readonly done: Promise<SyncReport>;
	/** Stops after the request under way; the working file keeps everything read. */
	cancel(): void;
}

/** One row of the course picker. */
export interface CourseRow {
	id: string;
	code: string;
	/** The number people see in the web address. */
	number: string;
	name: string;
	active: boolean;
	/** How many people it had when it was last read; absent when it never was. */
	people?: number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
/** A structured log line. From `info` up it never holds personal data. */
export type Log = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;
