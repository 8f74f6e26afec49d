import type {Course} from '../litmos/records.ts';
import {Problem} from '../problem/problem.ts';
import {withoutEntities} from '../text/entities.ts';
import {courseFilterMessages} from './messages.ts';

/** One row of the course picker. */
export interface CourseRow {
	id: string;
	code: string;
	/** The number people see in the web address. */
	number: string;
	name: string;
	active: boolean;
	/** The beginning of its description; absent when it has none. */
	description?: string;
	/** How many people it had when it was last read; absent when it never was. */
	people?: number;
}

/** The strict form of a Litmos id (Litmos fact sheet, section 7); a hint only. */
const idForm = /^(?:[A-Za-z0-9_-]{11}1|[A-Za-z0-9_-]{22}2)$/;

export function looksLikeCourseId(text: string): boolean {
	return idForm.test(text);
}

/** Characters of a description that a list keeps: a tenant may have thousands of courses with long ones. */
const descriptionLength = 600;
const markup = /<[^>]*>/g;

/** A course as it is shown. */
export function courseRow(course: Course): CourseRow {
	// Cut first: what is made readable afterwards is short. Markup is longer than what it marks, hence the factor.
	const plain = withoutEntities(course.description.slice(0, 4 * descriptionLength).replace(markup, ' '));
	const description = plain.replace(/\s+/g, ' ').trim().slice(0, descriptionLength);
	return {
		id: course.id,
		code: course.code,
		number: course.originalId,
		name: withoutEntities(course.name),
		active: course.active,
		...(description === '' ? {} : {description}),
	};
}

/** One value that was looked for and the courses it may mean. */
interface Ambiguous {
	value: string;
	courses: CourseRow[];
}
export interface Resolution {
	/** Ids in the order asked for, without repetition. */
	ids: string[];
	unknown: string[];
	ambiguous: Ambiguous[];
}

/**
 * Finds the courses a person named: by id, by the number in the web address when the text is all digits, by exact code,
 * or by name, in that order. Case and spaces of a name do not matter. A name may hold commas although lists are cut at
 * them: values that are no courses one by one are tried as one name.
 */
export function matchCourses(values: readonly string[], courses: readonly CourseRow[]): Resolution {
	const find = finder(courses);
	const parts = values.map((value) => value.trim()).filter((value) => value !== '');
	const resolution: Resolution = {ids: [], unknown: [], ambiguous: []};
	const chosen = new Set<string>();
	const seen = new Set<string>();
	for (let at = 0; at < parts.length; ) {
		const length = nameLength(parts, at, find);
		const value = parts.slice(at, at + length).join(', ');
		at += length;
		if (seen.has(value)) continue;
		seen.add(value);
		const found = length > 1 ? find.byName(value) : find.one(value);
		if (found.length === 1) chosen.add(found[0]!.id);
		else if (found.length === 0) resolution.unknown.push(value);
		else resolution.ambiguous.push({value, courses: [...found]});
	}
	resolution.ids = [...chosen];
	return resolution;
}

interface Finder {
	one: (value: string) => readonly CourseRow[];
	byName: (value: string) => readonly CourseRow[];
}

function finder(courses: readonly CourseRow[]): Finder {
	const byId = new Map(courses.map((course) => [course.id, course]));
	const byNumber = groupBy(courses, (course) => course.number);
	const byCode = groupBy(courses, (course) => course.code);
	const names = groupBy(courses, (course) => nameKey(course.name));
	const byName = (value: string) => names.get(nameKey(value)) ?? [];
	return {
		byName,
		one(value) {
			const exact = byId.get(value);
			const numbered = /^\d+$/.test(value) ? byNumber.get(value) : undefined;
			return exact ? [exact] : (numbered ?? byCode.get(value) ?? byName(value));
		},
	};
}

/** The most commas that a name is looked for with, and one. */
const longestName = 9;

/** How many values from here on are one name that holds commas; 1 where the value stands for itself. */
function nameLength(parts: readonly string[], at: number, find: Finder): number {
	for (let length = Math.min(longestName, parts.length - at); length > 1; length--) {
		const pieces = parts.slice(at, at + length);
		const isName = find.byName(pieces.join(',')).length > 0;
		if (isName && pieces.some((piece) => find.one(piece).length === 0)) return length;
	}
	return 1;
}

function nameKey(name: string): string {
	return withoutEntities(name).normalize('NFC').toLowerCase().replace(/\s+/g, ' ').replace(/ ?, ?/g, ',').trim();
}

/** As {@link matchCourses}; throws `courses/unknown` or `courses/ambiguous`, or `courses/unknown` for an empty list. */
export function resolveCourses(values: readonly string[], courses: readonly CourseRow[]): string[] {
	if (wanted(values).length === 0) throw noCourses();
	const {ids, unknown, ambiguous} = matchCourses(values, courses);
	if (unknown.length > 0) throw unknownCourses(unknown, courses);
	if (ambiguous.length > 0) throw ambiguousCourses(ambiguous);
	return ids;
}

export function noCourses(): Problem {
	return new Problem({code: 'courses/unknown', ...courseFilterMessages.none});
}

/** The texts to look for: trimmed, without empty ones and repetitions. */
export function wanted(values: readonly string[]): string[] {
	return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
}

const shown = 10;

function unknownCourses(unknown: string[], courses: readonly CourseRow[]): Problem {
	const first = unknown.slice(0, shown).map((value) => ({value, near: closest(value, courses)}));
	return new Problem({
		code: 'courses/unknown',
		...courseFilterMessages.unknown(first, unknown.length, courses.length),
	});
}

function ambiguousCourses(ambiguous: Ambiguous[]): Problem {
	const first = ambiguous
		.slice(0, shown)
		.map(({value, courses}) => ({value, courses: courses.slice(0, shown).map(tellingApart)}));
	return new Problem({code: 'courses/ambiguous', ...courseFilterMessages.ambiguous(first, ambiguous.length)});
}

/** What tells a course from one with the same name or code. */
function tellingApart({id, code, number, name}: CourseRow): string {
	return [id, code, number === '' ? '' : `No. ${number}`, name].filter(Boolean).join(' · ');
}

/** Up to three courses whose id, number, code or name is near to the text. */
function closest(value: string, courses: readonly CourseRow[]): string[] {
	const text = value.toLowerCase();
	const furthest = Math.max(1, Math.floor(text.length / 3));
	return courses
		.map((course) => {
			const keys = [course.code, course.number, course.name, course.id].filter((key) => key !== '');
			const distances = keys.map((key) => {
				const lower = key.toLowerCase();
				if (lower === text) return 0;
				if (text.length >= 3 && lower.includes(text)) return 1;
				return Math.abs(lower.length - text.length) > furthest ? furthest + 1 : distance(lower, text);
			});
			return {course, distance: Math.min(...distances)};
		})
		.filter((candidate) => candidate.distance <= furthest)
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 3)
		.map(({course}) => `${course.code || course.number} (${course.name})`);
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
	let previous = Array.from({length: b.length + 1}, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
		}
		previous = row;
	}
	return previous[b.length]!;
}

function groupBy(courses: readonly CourseRow[], key: (course: CourseRow) => string): Map<string, CourseRow[]> {
	const groups = Map.groupBy(courses, key);
	groups.delete('');
	return groups;
}
