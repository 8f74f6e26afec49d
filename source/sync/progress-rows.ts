import type {Batch} from '../c1z/model.ts';
import {studyGrants} from '../connector/courses.ts';

/** A person has either completed something or not: the later row takes back what the earlier one said. */
export function progressBatch(
	type: 'course' | 'learning_path',
	of: string,
	rows: readonly {id: string; completed: boolean}[],
	isKnown: (id: string) => boolean,
): Batch {
	return {
		withdrawn: rows
			.filter(({id}) => isKnown(id))
			.flatMap(({id, completed}) => studyGrants(type, of, {id, completed: !completed}).slice(1)),
		grants: rows.flatMap((person) => studyGrants(type, of, person)),
	};
}
