import {mapCourse} from '../connector/courses.ts';
import {resourceTypeIds} from '../connector/ids.ts';
import {append, nothingMapped} from '../connector/mapping.ts';
import type {Course} from '../litmos/records.ts';
import {isCatalogueRead, readCatalogue, readOneCourse, storedCatalogue} from './catalogue.ts';
import type {CourseRow} from './course-filter.ts';
import {courseRow, looksLikeCourseId, noCourses, resolveCourses, wanted} from './course-filter.ts';
import {listingKey} from './list-ends.ts';
import {readPlainListing} from './read-list.ts';
import {readMembers} from './read-members.ts';
import {coursesByRules} from './ruled-courses.ts';
import {type Run, store} from './run.ts';

/**
 * Finds out which courses are synced, stores them, and gives each to `onCourse` as soon as it is known to belong. A
 * filter or a rule costs one listing, never a request per course; only a single id is read on its own, which is one request too
 * and cannot be more. Courses of the file that do not belong any more are removed. Throws `courses/*`.
 */
export async function readCourses(run: Run, onCourse: (id: string) => void): Promise<Set<string>> {
	const {courses: filter, courseRules} = run.options;
	const chosen = new Set<string>();
	const take = (courses: Course[]) => {
		storeCourses(run, courses);
		for (const {id} of courses) {
			if (chosen.has(id)) continue;
			chosen.add(id);
			if (run.file.hasResource(resourceTypeIds.course, id)) onCourse(id);
		}
	};
	if (courseRules !== undefined) {
		const rows = await readCourseRows(run);
		const ids = new Set(coursesByRules(run, courseRules, rows));
		for (const page of storedCatalogue(run.file)) take(page.filter((course) => ids.has(course.id)));
	} else if (filter === null) {
		await readCatalogue(run, (rows) => {
			take(run.options.skipInactiveCourses ? rows.filter((course) => course.active) : rows);
		});
	} else {
		const values = wanted(filter);
		if (values.length === 0) throw noCourses();
		const alone = await readAlone(run, values);
		if (alone) {
			take([alone]);
			run.progress.set('courses', {done: 1, rows: 1, total: 1});
		} else {
			const ids = new Set(resolveCourses(filter, await readCourseRows(run)));
			for (const page of storedCatalogue(run.file)) take(page.filter((course) => ids.has(course.id)));
		}
	}
	dropOtherCourses(run, chosen);
	return chosen;
}

/** The whole list of courses; a course that is in it several times counts as listed last. */
async function readCourseRows(run: Run): Promise<CourseRow[]> {
	const rows = new Map<string, CourseRow>();
	await readCatalogue(run, (page) => {
		for (const course of page) rows.set(course.id, courseRow(course));
	});
	return [...rows.values()];
}

async function readAlone(run: Run, values: string[]): Promise<Course | null> {
	const only = values[0]!;
	if (values.length > 1 || !looksLikeCourseId(only) || isCatalogueRead(run.file)) return null;
	return readOneCourse(run, only);
}

/** Stores courses as they are listed now; what vanished from Litmos in this sync stays out. */
export function storeCourses(run: Run, courses: readonly Course[]): void {
	const mapped = nothingMapped();
	for (const course of courses) {
		const key = listingKey({kind: 'course-people', of: course.id});
		if (run.file.note(`vanished:${key}`)) continue;
		append(mapped, mapCourse(course));
	}
	if (mapped.resources.length > 0 || mapped.warnings.length > 0) store(run, mapped);
}

/** The people of one course. A course that is gone meanwhile is removed, with a warning. */
export async function readCoursePeople(run: Run, of: string): Promise<void> {
	const listing = {kind: 'course-people', of} as const;
	await readMembers(run, listing, () => readPlainListing(run, listing));
	run.progress.advance('course-people');
}

/** Removes the courses from the file that do not belong. */
export function dropOtherCourses(run: Run, chosen: ReadonlySet<string>): void {
	const others = [...run.file.resources(resourceTypeIds.course)]
		.map((resource) => resource.id?.resource ?? '')
		.filter((id) => !chosen.has(id));
	if (others.length === 0) return;
	const modules = [...run.file.resources(resourceTypeIds.module)];
	for (const id of others) {
		for (const kind of ['course-people', 'course-modules'] as const) {
			const listing = listingKey({kind, of: id});
			if (run.file.checkpoint(listing)) run.file.commit({checkpoint: {listing, next: 0, rows: 0}});
		}
		for (const module of modules) {
			if (module.parentResourceId?.resource !== id || !module.id) continue;
			run.file.removeResource(resourceTypeIds.module, module.id.resource);
		}
		run.file.removeResource(resourceTypeIds.course, id);
	}
}
