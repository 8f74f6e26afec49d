import type {WorkingFile} from '../c1z/working-file.ts';
import {resourceTypeIds} from '../connector/ids.ts';
import type {Course} from '../litmos/records.ts';
import type {CourseRow} from './course-filter.ts';
import {courseRow} from './course-filter.ts';

/** How many people courses have, by id. */
export type CoursePeople = ReadonlyMap<string, number>;

/** The key of the shelf on which the numbers of the tenant's former working file stand. */
const noteKey = 'course-people-before';

/**
 * How many people the courses had when they were last read to the end. Litmos' listing of courses does not tell, and
 * asking would cost a request a course, so a course that was never read is absent.
 */
export function coursePeople(file: WorkingFile): CoursePeople {
	const people = earlierPeople(file);
	for (const [id, count] of file.grantCounts(resourceTypeIds.course, 'assigned')) {
		if (file.checkpoint(`course-people:${id}`)?.next === null) people.set(id, count);
	}
	return people;
}

/** Puts the numbers of a working file on the shelf of the one that takes its place. */
export function keepCoursePeople(people: CoursePeople, file: WorkingFile): void {
	if (people.size > 0) file.setNote(noteKey, JSON.stringify([...people]));
}

/** Makes rows of the course picker, with what is known of their people. */
export function courseRows(known: CoursePeople): (courses: readonly Course[]) => CourseRow[] {
	return (courses) =>
		courses.map((course) => {
			const people = known.get(course.id);
			return people === undefined ? courseRow(course) : {...courseRow(course), people};
		});
}

/** How many people the courses had in the tenant's former working file. */
export function earlierPeople(file: WorkingFile): Map<string, number> {
	const note = file.note(noteKey);
	return new Map(note ? (JSON.parse(note) as [string, number][]) : []);
}
