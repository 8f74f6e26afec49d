import type {Comparison} from '../c1z/changes.ts';
import type {Counts, Warning, WarningKind} from '../c1z/model.ts';
import type {Finding} from '../findings/findings.ts';
import type {DeltaReport} from './delta/report.ts';

export const phases = ['accounts', 'teams', 'courses', 'team-members', 'course-people', 'extras', 'finishing'] as const;
export type Phase = (typeof phases)[number];

export interface PhaseProgress {
	phase: Phase;
	/** Listings (or accounts, for a known total) done. */
	done: number;
	/** Null while unknown. */
	total: number | null;
	rows: number;
}

/** The request budget: what was spent, what is left by the plan, and the time it takes. */
export interface Budget {
	spent: number;
	/** Null until accounts, teams and courses are known. */
	left: number | null;
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
	/** What deserves a look, the most serious first. */
	findings: Finding[];
	requests: {spent: number; retried: number; throttled: number; saved: number};
	/** How many lists were read, and of how many Litmos was asked whether anything follows their end. */
	lists?: {read: number; checked: number};
	startedAt: string;
	finishedAt: string;
	/** When the rows of the working file were complete: earlier than this run where it used a finished sync as it was. */
	completedAt?: string | undefined;
	durationMs: number;
	/** Milliseconds from the first to the last sign of each phase of this run; phases overlap. */
	phaseMs?: Partial<Record<Phase, number>>;
	resumed: boolean;
	/** What changed since the last push; absent when there was none to compare with. */
	comparison?: Comparison;
	/** Grants for accounts that are in no list; absent when only resources were read. */
	unlistedGrants?: number;
	/** How the sync by changes went; absent where it is switched off. */
	delta?: DeltaReport;
	/** Whether so much is gone that a push must be confirmed. */
	dropGuard?: {threshold: number; mustConfirm: boolean};
}
