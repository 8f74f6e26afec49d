import type {WorkingFile} from '../c1z/working-file.ts';
import {wanted} from './course-filter.ts';
import type {SyncOptions} from './job.ts';

/** Which courses a sync was for, on the shelf of its working file. */
interface Selection {
	/** As they were named, sorted; null = all. */
	asked: string[] | null;
	/** The same by their ids, sorted; null = all. */
	ids: string[] | null;
	/** Rules as they were written; null = none. */
	rules: readonly string[] | null;
	skipsInactive: boolean;
}

const noteKey = 'selection';

type SelectionOptions = Pick<SyncOptions, 'courses' | 'courseRules' | 'skipInactiveCourses'>;

/** Notes for which courses the sync is. `ids` are those that the options resolved to. */
export function noteSelection(
	file: WorkingFile,
	{courses, courseRules, skipInactiveCourses}: SelectionOptions,
	ids: Iterable<string>,
): void {
	const selection: Selection = {
		asked: courses === null ? null : wanted(courses).sort(),
		ids: courses === null ? null : [...ids].sort(),
		rules: courseRules ?? null,
		skipsInactive: skipInactiveCourses,
	};
	file.setNote(noteKey, JSON.stringify(selection));
}

/** Whether a sync with these options would be for the same courses, by whichever name they are given. A rule is the same when its text is. */
export function isSelection(file: WorkingFile, {courses, courseRules, skipInactiveCourses}: SelectionOptions): boolean {
	const note = file.note(noteKey);
	if (note === null) return false;
	// A file of an earlier version has no rules.
	const {asked, ids, rules = null, skipsInactive} = JSON.parse(note) as Selection;
	if (rules !== null || courseRules !== undefined) {
		return JSON.stringify(rules) === JSON.stringify(courseRules) && skipsInactive === skipInactiveCourses;
	}
	if (courses === null) return asked === null && skipsInactive === skipInactiveCourses;
	const now = JSON.stringify(wanted(courses).sort());
	return now === JSON.stringify(asked) || now === JSON.stringify(ids);
}
