import {createHash} from 'node:crypto';
import type {WorkingFile} from '../c1z/working-file.ts';
import type {Course} from '../litmos/records.ts';
import {type ListEnd, ListEnds} from './list-ends.ts';
import {incompleteList} from './list-problem.ts';
import {type ListPlace, PageFollower} from './page-follower.ts';
import {factsOf, pageWarnings} from './read-list.ts';
import {type Run, spend, store} from './run.ts';

/** One stored page of the course listing. */
interface StoredPage {
	rows: Course[];
	/** Row at which the page after this one begins, null at the proven end. */
	next: number | null;
	/** The last row, where the listing can be gone on with. */
	last: number;
	place: ListPlace;
}

const listing = {kind: 'courses', of: ''} as const;
const noteKey = (page: number) => `courses-page:${page}`;
const timeKey = 'catalogue-at';

/**
 * Reads the course listing, each page once in the life of a working file. The pages are kept on the file's shelf in the
 * order in which they came, apart from the courses that are synced: so the course picker and the sync share one listing,
 * and courses can be chosen and dropped again without asking Litmos. `onPage` gets a course again when a later page has
 * another version of it. Throws `sync/incomplete`.
 */
export async function readCatalogue(run: Run, onPage: (rows: Course[]) => void): Promise<void> {
	const follower = new PageFollower();
	const versions = new Map<string, string>();
	const give = (rows: Course[]) => {
		const news = rows.filter((course) => versions.get(course.id) !== digest(course));
		const before = versions.size;
		for (const course of news) versions.set(course.id, digest(course));
		run.progress.pageRead('courses', versions.size - before);
		onPage(news);
	};
	let start: number | null = 0;
	let number = 0;
	for (const page of storedPages(run.file)) {
		number++;
		give(page.rows);
		start = page.next;
		if (start !== null && start > 0) follower.resume(page.place, [...versions.keys()]);
	}
	while (start !== null) {
		const page: StoredPage = await readPage(run, follower, number++, start);
		give(page.rows);
		start = page.next;
	}
	run.progress.set('courses', {total: run.progress.phase('courses').done});
}

async function readPage(run: Run, follower: PageFollower, number: number, start: number): Promise<StoredPage> {
	const answer = await spend(run, () => run.client.page(listing, start, {signal: run.signal}));
	const ids = answer.rows.map((row) => row.id);
	const step = follower.take(start, ids, factsOf(answer));
	run.ends.sawPage('courses', ids.length + answer.unusable);
	if (step.cut !== null) run.ends.sawCut('courses', step.cut);
	if (step.failure) throw incompleteList(run.file, listing, step.failure);
	const page: StoredPage = {
		rows: step.rows.map((index) => answer.rows[index]!),
		next: step.end === 'proven' ? null : step.next,
		last: step.next,
		place: follower.place,
	};
	if (number === 0) run.file.setNote(timeKey, new Date().toISOString());
	const warnings = pageWarnings('courses', start, answer.unusable, step);
	const isDone = step.end === 'proven';
	const count = ids.length + answer.unusable;
	const end = {...listing, ...follower.place, at: step.next, rows: count};
	const wasOdd = start > 0 && ListEnds.stored(run.file, 'courses')?.isOdd === true;
	const isOdd = wasOdd || step.cut !== null || follower.isRestless;
	const listEnd: ListEnd = {
		...end,
		longest: end.rows,
		isSingle: start === 0,
		isOdd,
		proof: count === 0 ? 'behind' : 'paid',
	};
	store(run, {
		warnings,
		checkpoint: {listing: 'courses', next: isDone ? null : step.next, rows: follower.size},
		notes: [[noteKey(number), JSON.stringify(page)], ListEnds.note('courses', listEnd)],
	});
	if (isDone) run.ends.ended('courses', listEnd);
	run.log('debug', 'page stored', {listing: 'courses', start, rows: answer.rows.length});
	return page;
}

/** The pages stored so far, one at a time (descriptions are long). A course may be in several; the last one counts. */
export function* storedCatalogue(file: WorkingFile): IterableIterator<Course[]> {
	for (const {rows} of storedPages(file)) yield rows;
}

/** True when the listing is stored to its end. */
export function isCatalogueRead(file: WorkingFile): boolean {
	let next: number | null = 0;
	for (const page of storedPages(file)) next = page.next;
	return next === null;
}

/** Lets the listing be gone on with from its last row, since there may be more. */
export function reopenCatalogue(file: WorkingFile): void {
	const last = pageCount(file) - 1;
	const page = storedPage(file, last);
	if (page) file.setNote(noteKey(last), JSON.stringify({...page, next: page.last}));
}

/** When the stored listing was read, ISO 8601; null when none is stored. */
export function catalogueReadAt(file: WorkingFile): string | null {
	return storedPage(file, 0) === null ? null : file.note(timeKey);
}

/** Puts a listing that was read to its end in the place of the one that another working file holds. */
export function replaceCatalogue(file: WorkingFile, listed: WorkingFile): void {
	if (file.note(timeKey) === listed.note(timeKey) && isCatalogueRead(file)) return;
	// From the end, and put back from the beginning: wherever this is cut off, what follows is read from Litmos.
	for (let page = pageCount(file) - 1; page >= 0; page--) file.setNote(noteKey(page), '');
	for (let page = 0; page < pageCount(listed); page++) file.setNote(noteKey(page), listed.note(noteKey(page))!);
	file.setNote(timeKey, listed.note(timeKey)!);
	const checkpoint = listed.checkpoint('courses');
	const end = ListEnds.stored(listed, 'courses');
	file.commit({
		warnings: listed.warnings(),
		...(checkpoint && {checkpoint}),
		notes: end ? [ListEnds.note('courses', end)] : [],
	});
}

function pageCount(file: WorkingFile): number {
	return Iterator.from(storedPages(file)).reduce((count) => count + 1, 0);
}

/** A course read on its own, because a filter names just that one; null when Litmos has none of this id. */
export async function readOneCourse(run: Run, id: string): Promise<Course | null> {
	const key = `course:${id}`;
	const stored = run.file.note(key);
	if (stored) return JSON.parse(stored) as Course | null;
	const course = await spend(run, () => run.client.course(id, {signal: run.signal}));
	run.file.setNote(key, JSON.stringify(course));
	return course;
}

/** Stands for a version of a course; descriptions are too long to keep. */
function digest(course: Course): string {
	return createHash('sha1').update(JSON.stringify(course)).digest('base64');
}

function* storedPages(file: WorkingFile): IterableIterator<StoredPage> {
	for (let number = 0; ; number++) {
		const page = storedPage(file, number);
		if (page === null) return;
		yield page;
	}
}

function storedPage(file: WorkingFile, number: number): StoredPage | null {
	const text = file.note(noteKey(number));
	return text ? (JSON.parse(text) as StoredPage) : null;
}
