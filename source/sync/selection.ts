import type {WorkingFile} from '../c1z/working-file.ts';
import {wanted} from './course-filter.ts';
import type {SyncOptions} from './job.ts';

/** Which courses a sync was for, on the shelf of its working file. */
interface Selection {
	/** As they were named, sorted; null = all. */
	asked: string[] | null;
	/** The same by their ids, sorted; null = all. */
	ids: string[] | null;
	skipsInactive: boolean;
}

const noteKey = 'selection';

type SelectionOptions = Pick<SyncOptions, 'courses' | 'skipInactiveCourses'>;

/** Notes for which courses the sync is. `ids` are those that the options resolved to. */
export function noteSelection(
	file: WorkingFile,
	{courses, skipInactiveCourses}: SelectionOptions,
	ids: Iterable<string>,
): void {
	const selection: Selection = {
		asked: courses === null ? null : wanted(courses).sort(),
		ids: courses === null ? null : [...ids].sort(),
		skipsInactive: skipInactiveCourses,
	};
	file.setNote(noteKey, JSON.stringify(selection));
}

/** Whether a sync with these options would be for the same courses, by whichever name they are given. */
export function isSelection(file: WorkingFile, {courses, skipInactiveCourses}: SelectionOptions): boolean {
	const note = file.note(noteKey);
	if (note === null) return false;
	const {asked, ids, skipsInactive} = JSON.parse(note) as Selection;
	if (courses === null) return asked === null && skipsInactive === skipInactiveCourses;
	const now = JSON.stringify(wanted(courses).sort());
	return now === JSON.stringify(asked) || now === JSON.stringify(ids);
}
