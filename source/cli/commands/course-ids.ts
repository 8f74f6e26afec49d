import {Problem} from '../../problem/problem.ts';
import {settingOf} from '../../settings/settings.ts';
import {resolvedNote} from '../../setup/left-out.ts';
import {looksLikeCourseId, resolveCourses} from '../../sync/course-filter.ts';
import {resolveRules} from '../../sync/resolve-rules.ts';
import type {CommandContext} from '../command.ts';
import {listCourses, openSession} from '../session.ts';

interface CourseIds {
	/** Ids, or what was given; null = all, or those that the rule matches. */
	courses: readonly string[] | null;
	/** `courses` is what was given, since without an API key nobody can look it up. */
	unresolved: boolean;
	/** What a person is to know of it. */
	notes: string[];
}

/**
 * The chosen courses by the ids that other programs know them by: this one takes codes, numbers and rules too,
 * ConductorOne's does not. Asks Litmos only when something else than an id was given. Throws `courses/…`, `litmos/…`, and
 * `input/missing` for a rule that would have to be looked up without a key.
 *
 * @param keepsRules whether a rule stays one
 */
export async function courseIds(context: CommandContext, keepsRules: boolean): Promise<CourseIds> {
	const {limitedCourses, courseRules, apiKey, source, skipInactiveCourses: skipInactive} = context.values;
	const list = async () => listCourses(context, await openSession(context));
	if (courseRules !== undefined) {
		if (keepsRules) return {courses: null, unresolved: false, notes: []};
		if (apiKey === undefined) {
			throw new Problem({
				code: 'input/missing',
				what: 'The course rule can’t be resolved without a Litmos API key',
				why: 'ConductorOne’s connector accepts course IDs only, so the rule has to be looked up in Litmos.',
				next: [`Set BATON_API_KEY. ${settingOf('apiKey').help}`],
			});
		}
		const courses = resolveRules(courseRules, await list(), {skipInactive});
		return {courses, unresolved: false, notes: [resolvedNote(courseRules, courses.length)]};
	}
	if (limitedCourses === undefined || limitedCourses.every(looksLikeCourseId)) {
		return {courses: limitedCourses ?? null, unresolved: false, notes: []};
	}
	if (apiKey === undefined || source === undefined) return {courses: limitedCourses, unresolved: true, notes: []};
	return {courses: resolveCourses(limitedCourses, await list()), unresolved: false, notes: []};
}
