import {resourceTypeIds} from '../connector/ids.ts';
import {applyRules, asksForMembers, matchRules} from '../course-rules/rule.ts';
import {storedCatalogue} from './catalogue.ts';
import {changesAfter} from './course-changes.ts';
import {type CourseRow, courseRow} from './course-filter.ts';
import {checkMatches, nothingMatches, readRules} from './resolve-rules.ts';
import type {Run} from './run.ts';

/** The note of a working file with the courses that its rules left out once their members were read. */
const leftOutKey = 'courses-left-out';

/**
 * The courses that match the rules, by id, and those that may match once their members are read: Litmos' list of courses
 * doesn't tell members. Throws `courses/unknown` when a rule matches none.
 */
export function coursesByRules(run: Run, texts: readonly string[], rows: readonly CourseRow[]): string[] {
	const known = leftOut(run);
	const knowing = rows.map((row) => (known.has(row.id) ? {...row, people: known.get(row.id)} : row));
	const {skipInactiveCourses: skipInactive} = run.options;
	const rules = readRules(texts);
	checkMatches(rules, rows, {skipInactive});
	const {matching, undecided} = applyRules(rules, knowing, {skipInactive});
	return [...matching, ...undecided].map(({id}) => id);
}

/**
 * Of the courses whose members are read now, those that match the rules. The others are noted, so that a run that goes on
 * with the same file doesn't read their members again. Throws `courses/unknown` when none is left.
 */
export function coursesWithMembersKnown(run: Run, courses: ReadonlySet<string>): ReadonlySet<string> {
	const rules = readRules(run.options.courseRules ?? []);
	if (!asksForMembers(rules)) return courses;
	const people = run.file.grantCounts(resourceTypeIds.course, 'assigned');
	const known = leftOut(run);
	const left = new Set(courses);
	for (const page of storedCatalogue(run.file)) {
		for (const course of page) {
			const count = people.get(course.id);
			if (count === undefined || !courses.has(course.id)) continue;
			if (matchRules(rules, {...courseRow(course), people: count}) === 'yes') left.add(course.id);
			else {
				left.delete(course.id);
				known.set(course.id, count);
			}
		}
	}
	run.file.setNote(leftOutKey, JSON.stringify([...known]));
	if (left.size === 0) throw nothingMatches(rules, courses.size);
	return left;
}

/** How many members the courses had that were left out; what changed since isn't known any more. */
function leftOut({file}: Run): Map<string, number> {
	const note = file.note(leftOutKey);
	const known = new Map(note === null ? [] : (JSON.parse(note) as [string, number][]));
	for (const id of changesAfter(file.path, 0).ids) known.delete(id);
	return known;
}
