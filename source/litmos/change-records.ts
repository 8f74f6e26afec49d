/** In the order in which they are asked for: what tells of people first, then what only hints at a course. */
export const changeKinds = [
	'course-assignments',
	'course-results',
	'team-members',
	'team-courses',
	'path-courses',
	'course-modules',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Whether the rows of a call name no account. */
export function isHint(kind: ChangeKind): boolean {
	return kind === 'team-courses' || kind === 'path-courses' || kind === 'course-modules';
}

/** One record as it is now. */
export interface Change {
	/** Tells this version of the record from every other one. */
	id: string;
	kind: ChangeKind;
	/** The course or team that it is about. */
	list: string;
	/** The account, `''` in the calls that only hint at a course. */
	member: string;
	/** False when the record was withdrawn, null when the row does not say. */
	active: boolean | null;
	/** Only in results; null when the row does not say. */
	completed: boolean | null;
	/** Only in results, as Litmos writes dates; `''` where there is none. See `CoursePerson`. */
	dueDate: string;
	compliantTill: string;
	/** When it was updated, else created; ms since 1970, read as UTC. Null when no date can be read. */
	stamp: number | null;
}

/**
 * How far after now a window ends, ms: rows of the current day come only with a later date (sheet on date-range calls,
 * section 1.1).
 */
export const ahead = 48 * 3_600_000;

/** Both ends in ms since 1970. Litmos allows 7 days at most, and gives nothing of the current day unless `to` is later. */
export interface ChangeWindow {
	since: number;
	to: number;
}

export interface ChangePage {
	rows: Change[];
	next: number | null;
	/** Rows that name no course, team or account. */
	unusable: number;
}
