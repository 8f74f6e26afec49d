import {resourceTypeIds} from '../connector/ids.ts';
import {changesAfter} from './course-changes.ts';
import {listingKey} from './list-ends.ts';
import {readCoursePeople} from './read-courses.ts';
import type {Run} from './run.ts';
import type {WorkQueue} from './work-queue.ts';

/** The note of a working file that tells how much of the list of changes its rows contain, in bytes. */
const seenKey = 'changes-seen';

/** Reads the members of those courses again that were stored before they changed. */
export async function readChangedCourses(
	run: Run,
	courses: ReadonlySet<string>,
	makeQueue: () => WorkQueue,
): Promise<void> {
	const {file, progress} = run;
	const seen = Number(file.note(seenKey) ?? 0);
	const changes = changesAfter(file.path, seen);
	const changed = [...changes.ids].filter((id) => courses.has(id) && file.hasResource(resourceTypeIds.course, id));
	if (changed.length > 0) {
		run.log('info', 'courses changed since they were read', {courses: changed.length});
		progress.set('course-people', {done: progress.phase('course-people').done - changed.length});
		const queue = makeQueue();
		for (const id of changed) {
			file.commit({checkpoint: {listing: listingKey({kind: 'course-people', of: id}), next: 0, rows: 0}});
			file.removeGrants(resourceTypeIds.course, id);
			queue.add(() => readCoursePeople(run, id));
		}
		await queue.drained();
	}
	// Only now: a run that ends before reads them again.
	if (changes.end > seen) file.setNote(seenKey, String(changes.end));
}
