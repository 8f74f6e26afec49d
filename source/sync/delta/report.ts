import {type ChangeName, type ListKind, listKinds} from './model.ts';

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
	/** Within how long each list is read in full, ms. */
	intervalMs: number;
}

/** The report of a sync that has read nothing yet. */
export function firstReport(needed: number, intervalMs: number): DeltaReport {
	return {
		full: {'course-people': 'first', 'team-members': 'first'},
		leftOut: 0,
		read: 0,
		told: 0,
		untold: 0,
		late: 0,
		unproven: [],
		needed,
		intervalMs,
	};
}

/** They put in doubt what Litmos reports; the other reasons are the usual course of things. */
const doubts: ReadonlySet<string> = new Set<FullReason>([
	'clock',
	'ahead',
	'refused',
	'other-tenant',
	'late',
	'unexplained',
	'distrusted',
]);

/**
 * The kinds of list that were all read because what Litmos reports can't be trusted, and that the sync before, of which
 * `before` is the same, did not read for the same reason.
 */
export function newlyDistrusted(
	{full}: Pick<DeltaReport, 'full'>,
	before: Readonly<Partial<Record<string, string | null>>> | undefined,
): ListKind[] {
	return listKinds.filter((kind) => {
		const reason = full[kind];
		return reason !== null && doubts.has(reason) && before?.[kind] !== reason;
	});
}
