import type {CourseRow} from '../sync/course-filter.ts';
import {looksLikeCourseId, resolveCourses} from '../sync/course-filter.ts';
import type {CommandContext} from './command.ts';
import {jobOf, openSession} from './session.ts';

/**
 * The chosen courses by the ids that other programs know them by: this one takes codes and numbers too, ConductorOne's
 * does not. Null = all. Asks Litmos only when something else than an id was given. Throws `courses/…` and `litmos/…`.
 *
 * @returns `unresolved`: what was given, since without an API key nobody can look it up
 */
export async function courseIds(
	context: CommandContext,
): Promise<{courses: readonly string[] | null; unresolved: boolean}> {
	const {limitedCourses, apiKey, source} = context.values;
	if (limitedCourses === undefined || limitedCourses.every(looksLikeCourseId)) {
		return {courses: limitedCourses ?? null, unresolved: false};
	}
	if (apiKey === undefined || source === undefined) return {courses: limitedCourses, unresolved: true};
	const rows: CourseRow[] = [];
	const session = await openSession(context);
	await session.listCourses(jobOf(context), (page) => void rows.push(...page), context.signal);
	return {courses: resolveCourses(limitedCourses, rows), unresolved: false};
}
