import type {WorkingFile} from '../c1z/working-file.types.ts';
import type {Course} from '../litmos/records.ts';
import {PageFollower} from './page-follower.ts';
import {pageWarnings, type Run, spend, store} from './run.ts';

/** One stored page of the course listing. */
interface StoredPage {
	rows: Course[];
	next: number | null;
}

const noteKey = (start: number) => `catalogue:${start}`;
const timeKey = 'catalogue-at';

/**
 * Reads the course listing, each page once in the life of a working file. The pages are kept on the file's shelf with
 * their position, apart from the courses that are synced: so the course picker and the sync share one listing, and
 * courses can be chosen and dropped again without asking Litmos.
 */
export async function readCatalogue(run: Run, onPage: (rows: Course[]) => void): Promise<void> {
	const follower = new PageFollower(run.client.pageSize);
	let start = 0;
	for (;;) {
		let page = storedPage(run.file, start);
		if (page) {
			follower.remember(page.rows.map((row) => row.id));
			run.progress.pageRead('courses', page.rows.length);
		} else {
			page = await readPage(run, follower, start);
		}
		onPage(page.rows);
		if (page.next === null) break;
		start = page.next;
	}
	run.progress.set('courses', {total: run.progress.phase('courses').done});
}

async function readPage(run: Run, follower: PageFollower, start: number): Promise<StoredPage> {
	const answer = await spend(run, () => run.client.page({kind: 'courses', of: ''}, start, {signal: run.signal}));
	const step = follower.take(
		start,
		answer.rows.map((row) => row.id),
		answer.next,
	);
	const page = {rows: step.fresh.map((index) => answer.rows[index]!), next: step.next};
	if (start === 0) run.file.setNote(timeKey, new Date().toISOString());
	run.file.setNote(noteKey(start), JSON.stringify(page));
	const warnings = pageWarnings('courses', start, answer.unusable, step);
	if (warnings.length > 0) store(run, {warnings});
	run.log('debug', 'page stored', {listing: 'courses', start, rows: answer.rows.length});
	run.progress.pageRead('courses', page.rows.length);
	return page;
}

/** The pages stored so far, one at a time (descriptions are long). */
export function* storedCatalogue(file: WorkingFile): IterableIterator<Course[]> {
	let start: number | null = 0;
	while (start !== null) {
		const page: StoredPage | null = storedPage(file, start);
		if (!page) return;
		yield page.rows;
		start = page.next;
	}
}

/** True when the listing is stored to its end. */
export function isCatalogueRead(file: WorkingFile): boolean {
	let start: number | null = 0;
	while (start !== null) {
		const page: StoredPage | null = storedPage(file, start);
		if (!page) return false;
		start = page.next;
	}
	return true;
}

/** When the stored listing was read, ISO 8601; null when none is stored. */
export function catalogueReadAt(file: WorkingFile): string | null {
	return storedPage(file, 0) === null ? null : file.note(timeKey);
}

/** Puts a listing that was read to its end in the place of the one that another working file holds. */
export function replaceCatalogue(file: WorkingFile, listed: WorkingFile): void {
	// From the end, and put back from the beginning: wherever this is cut off, what follows is read from Litmos.
	for (const start of starts(file).reverse()) file.setNote(noteKey(start), '');
	for (const start of starts(listed)) file.setNote(noteKey(start), listed.note(noteKey(start))!);
	file.setNote(timeKey, listed.note(timeKey)!);
	file.commit({warnings: listed.warnings()});
}

function starts(file: WorkingFile): number[] {
	const found: number[] = [];
	for (let start: number | null = 0; start !== null; ) {
		const page = storedPage(file, start);
		if (!page) break;
		found.push(start);
		start = page.next;
	}
	return found;
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

function storedPage(file: WorkingFile, start: number): StoredPage | null {
	const text = file.note(noteKey(start));
	return text === null || text === '' ? null : (JSON.parse(text) as StoredPage);
}
