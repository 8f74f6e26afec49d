import {deadlineOf} from '../../connector/courses.ts';
import type {Change} from '../../litmos/change-records.ts';

/** The deadlines of a list once the results that were not seen before are applied, the newest of each account last. */
export function deadlinesAfter(
	stored: ReadonlyMap<string, number>,
	rows: readonly Change[],
): ReadonlyMap<string, number> {
	const deadlines = new Map(stored);
	for (const {member, completed, dueDate, compliantTill} of rows.toSorted((a, b) => (a.stamp ?? 0) - (b.stamp ?? 0))) {
		if (completed === null) continue;
		const deadline = deadlineOf({completed, dueDate, compliantTill});
		if (deadline === undefined) deadlines.delete(member);
		else deadlines.set(member, deadline);
	}
	return deadlines;
}
