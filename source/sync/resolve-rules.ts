import {parseRules} from '../course-rules/parse.ts';
import {applyRules, type CourseRule} from '../course-rules/rule.ts';
import {Problem} from '../problem/problem.ts';
import type {CourseRow} from './course-filter.ts';
import {courseFilterMessages} from './messages.ts';

/**
 * The courses that match rules, by id, for a connector that takes ids only. Throws `courses/unknown` when a rule matches
 * none, and `sync/incomplete` when it depends on members that aren't known yet.
 */
export function resolveRules(
	texts: readonly string[],
	courses: readonly CourseRow[],
	options: {skipInactive: boolean},
): string[] {
	const rules = readRules(texts);
	checkMatches(rules, courses, options);
	const {matching, undecided} = applyRules(rules, courses, options);
	if (undecided.length > 0) {
		throw new Problem({code: 'sync/incomplete', ...courseFilterMessages.membersUnknown(undecided.length)});
	}
	if (matching.length === 0) throw nothingMatches(rules, courses.length);
	return matching.map(({id}) => id);
}

/** Rules as they are kept in settings. */
export function readRules(texts: readonly string[]): CourseRule[] {
	return texts.flatMap((text) => parseRules(text));
}

/** Throws `courses/unknown` when there is a rule that no course matches, whatever members it has. */
export function checkMatches(
	rules: readonly CourseRule[],
	courses: readonly CourseRow[],
	options: {skipInactive: boolean},
): void {
	const {unmatched} = applyRules(
		rules,
		// How many members a course had before says little about now.
		courses.map(({people: _, ...course}) => course),
		options,
	);
	if (unmatched.length > 0) throw nothingMatches(unmatched, courses.length);
}

export function nothingMatches(rules: readonly CourseRule[], courses: number): Problem {
	const texts = rules.map(({text}) => text);
	return new Problem({code: 'courses/unknown', ...courseFilterMessages.nothingMatches(texts, courses)});
}
