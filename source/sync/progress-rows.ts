import type {Batch} from '../c1z/model.ts';
import {deadlineOf, studyGrants} from '../connector/courses.ts';
import type {CoursePerson} from '../litmos/records.ts';

/** A person has either completed something or not: the later row takes back what the earlier one said. */
export function progressBatch(
	type: 'course' | 'learning_path',
	of: string,
	rows: readonly CoursePerson[],
	isKnown: (id: string) => boolean,
): Batch {
	return {
		withdrawn: rows
			.filter(({id}) => isKnown(id))
			.flatMap(({id, completed}) => studyGrants(type, of, {id, completed: !completed}).slice(1)),
		grants: rows.flatMap((person) => studyGrants(type, of, {...person, deadline: deadlineOf(person)})),
	};
}
