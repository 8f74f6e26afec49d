import {resourceTypeIds} from '../connector/ids.ts';
import type {Course} from '../litmos/records.ts';
import {BulkRead, Disproved, type Samples, storedSamples} from './bulk-read.ts';
import {storedCatalogue} from './catalogue.ts';
import {isRead, listingKey} from './list-ends.ts';
import {bulkSamples, type CourseRead, chooseCourseRead} from './plan.ts';
import {readCoursePeople, storeCourses, unreadCourses} from './read-courses.ts';
import {courseReadMessages} from './reading-messages.ts';
import type {Run} from './run.ts';
import type {WorkQueue} from './work-queue.ts';

/** Where a bulk read stands, on the shelf of the working file. */
interface BulkNote {
	state: 'sampling' | 'reading' | 'done' | 'disproved';
	/** Courses to try as samples; once the state is `reading`, those that serve. */
	samples: string[];
	/** All courses when this began, sorted. */
	courses: string[];
	reason: string;
}

type Outcome = Pick<CourseRead, 'way' | 'reason'>;

/**
 * Reads the people of the courses the cheaper way, once accounts and courses are known: in bulk when that is cheaper and
 * proves equal on sample courses of this tenant in this run, otherwise course by course. Gives the way and the reason.
 */
export async function readCoursePeopleCheaply(
	run: Run,
	courses: ReadonlySet<string>,
	makeQueue: () => WorkQueue,
): Promise<Outcome> {
	const stored = bulkNote(run);
	const perCourse = async (reason: string): Promise<Outcome> => {
		const left = unreadCourses(run, courses);
		run.progress.set('course-people', {total: run.progress.phase('course-people').done + left.length});
		const queue = makeQueue();
		for (const id of left) queue.add(() => readCoursePeople(run, id));
		await queue.drained();
		return {way: 'per-course', reason};
	};
	const left = unreadCourses(run, courses);
	run.progress.set('course-people', {done: courses.size - left.length, total: courses.size});
	if (stored?.state === 'disproved') return perCourse(stored.reason);
	if (stored?.state === 'done') {
		if (left.length === 0) return {way: 'bulk', reason: stored.reason};
		return perCourse(courseReadMessages.fewAdded);
	}
	if (stored && stored.courses.join() !== [...courses].sort().join()) {
		return perCourse(disprove(run, stored, courseReadMessages.disproofs.chosenAnew));
	}

	let note = stored;
	if (!note) {
		const accounts = run.progress.phase('accounts').total ?? 0;
		const choice = chooseCourseRead(run.options.bulkRead, accounts, left.length);
		if (choice.way === 'per-course') return perCourse(choice.reason);
		note = {state: 'sampling', samples: spread(left), courses: [...courses].sort(), reason: choice.reason};
		run.file.setNote('bulk', JSON.stringify(note));
	}
	const samples = note.state === 'sampling' ? await readSamples(run, note.samples) : storedSamples(run, note.samples);
	if (samples.size === 0) return perCourse(courseReadMessages.nothingToProveOn);
	if (note.state === 'sampling') {
		const reason = courseReadMessages.proven(note.reason, samples.size);
		note = {...note, state: 'reading', samples: [...samples.keys()], reason};
		run.file.setNote('bulk', JSON.stringify(note));
	}
	try {
		await readInBulk(run, unreadCourses(run, courses), samples, makeQueue);
	} catch (error) {
		if (!(error instanceof Disproved)) throw error;
		const reason = disprove(run, note, error.message);
		run.log('info', 'bulk read not equal', {reason});
		return perCourse(reason);
	}
	run.file.setNote('bulk', JSON.stringify({...note, state: 'done'} satisfies BulkNote));
	return {way: 'bulk', reason: note.reason};
}

async function readInBulk(run: Run, courses: string[], samples: Samples, makeQueue: () => WorkQueue): Promise<void> {
	const bulk = new BulkRead(run, courses, samples);
	run.progress.set('course-people', {total: run.progress.phase('course-people').done + bulk.size});
	for (const index of bulk.proof()) await bulk.read(index);
	const queue = makeQueue();
	for (let index = 0; index < bulk.size; index++) queue.add(() => bulk.read(index));
	await queue.drained();
	for (const of of courses) {
		const listing = listingKey({kind: 'course-people', of});
		run.file.commit({checkpoint: {listing, next: null, rows: bulk.people.get(of) ?? 0}});
	}
}

/** Courses from all over the list, more than needed: empty ones prove nothing. */
function spread(left: readonly string[]): string[] {
	const tries = Math.min(left.length, 4 * bulkSamples);
	return Array.from({length: tries}, (_, index) => left[Math.floor((index * left.length) / tries)]!);
}

/** Reads candidates one after another until enough of them have people. */
async function readSamples(run: Run, candidates: readonly string[]): Promise<Samples> {
	const stored = storedSamples(
		run,
		candidates.filter((of) => isRead(run.file, {kind: 'course-people', of})),
	);
	const samples: Samples = new Map();
	for (const id of candidates) {
		if (samples.size === bulkSamples) break;
		const people = stored.get(id) ?? (await readSample(run, id));
		if (people.size > 0) samples.set(id, people);
	}
	return samples;
}

async function readSample(run: Run, id: string): Promise<Map<string, boolean>> {
	await readCoursePeople(run, id);
	return storedSamples(run, [id]).get(id)!;
}

/** Takes away what the bulk read stored: the courses it touched are put back without people. */
function disprove(run: Run, note: BulkNote, why: string): string {
	const reason = courseReadMessages.notUsed(why);
	const touched = new Set(unreadCourses(run, note.courses));
	const stored = (course: Course) => touched.has(course.id) && run.file.hasResource(resourceTypeIds.course, course.id);
	for (const page of storedCatalogue(run.file)) {
		const courses = page.filter(stored);
		for (const course of courses) run.file.removeResource(resourceTypeIds.course, course.id);
		storeCourses(run, courses);
	}
	run.file.setNote('bulk', JSON.stringify({...note, state: 'disproved', reason} satisfies BulkNote));
	return reason;
}

function bulkNote(run: Run): BulkNote | null {
	const text = run.file.note('bulk');
	return text === null ? null : (JSON.parse(text) as BulkNote);
}
