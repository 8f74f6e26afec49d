import type {ChangeName, ListKind} from './model.ts';

/** Why lists were read in full. */
export type FullReason =
	| 'first'
	| 'resumed'
	| 'selection'
	| 'gap'
	| 'clock'
	| 'ahead'
	| 'refused'
	| 'other-tenant'
	| 'learning'
	| 'distrusted'
	| 'late'
	| 'unexplained';

/** How a sync by changes went, for its report. */
export interface DeltaReport {
	/** Per kind of list: why all of them were read in full, null where changes took the place of reading. */
	full: Record<ListKind, FullReason | null>;
	/** Lists taken from the sync before and the changes since, and lists read in full. */
	leftOut: number;
	read: number;
	/** Changes that a full read found as they had been told, and those that nothing had told, in this sync. */
	told: number;
	untold: number;
	/** Rows that came after their time. */
	late: number;
	/** The kinds of change that the calls cannot be trusted with, which only a full read finds. */
	unproven: {name: ChangeName; watched: number; missed: number}[];
	/** How many of a kind have to be watched. */
	needed: number;
}
