import type {Batch} from '../c1z/model.ts';
import {deadlineOf, studyGrants} from '../connector/courses.ts';
import {entitlementId} from '../connector/ids.ts';
import type {CoursePerson} from '../litmos/records.ts';

/** A person has either completed something or not: the later row takes back what the earlier one said. */
export function progressBatch(
	type: 'course' | 'learning_path',
	of: string,
	rows: readonly CoursePerson[],
	isKnown: (id: string) => boolean,
): Batch {
	const former = rows.filter(({id}) => isKnown(id)).map(({id, completed}) => ({id, completed: !completed}));
	const assigned = entitlementId(type, of, 'assigned');
	return {
		withdrawn: studyGrants(type, of, former).filter((grant) => grant.entitlementId !== assigned),
		grants: studyGrants(
			type,
			of,
			rows.map((row) => ({id: row.id, completed: row.completed, deadline: deadlineOf(row)})),
		),
	};
}
