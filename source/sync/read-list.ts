import type {Warning} from '../c1z/model.ts';
import {warningSubjects, warningWords} from '../c1z/warning-messages.ts';
import type {Listing, ListingKind, LitmosClient, Page, PageOptions} from '../litmos/client.ts';
import type {ListingRows} from '../litmos/row-mapping.ts';
import {extraListOf} from './extras/table.ts';
import {type ListEnd, ListEnds, listingKey} from './list-ends.ts';
import {incompleteList} from './list-problem.ts';
import {rowsOf, type ToBatch} from './list-rows.ts';
import {PageFollower, type PageStep} from './page-follower.ts';
import {type Run, spend, store} from './run.ts';

/**
 * Reads a listing from where its checkpoint stands to its end, which is proven now or, where that can wait, by
 * {@link proveEnd}. Each page is stored in one transaction with its position; of a row that comes again the later version
 * counts. Throws `sync/incomplete` when the end cannot be proven, and what the client throws.
 */
export async function readListing<K extends ListingKind>(
	run: Run,
	listing: Listing<K>,
	toBatch: ToBatch<ListingRows[K]>,
): Promise<void> {
	const key = listingKey(listing);
	const stored = run.file.checkpoint(key);
	if (stored?.next === null) return;
	const follower = new PageFollower();
	const place = stored ? ListEnds.stored(run.file, key) : null;
	let start = 0;
	let before = 0;
	if (stored?.next && place) {
		follower.resume(place);
		start = stored.next;
		before = stored.rows - follower.size;
	}
	let longest = place?.longest ?? 0;
	for (let isFull = false; ; ) {
		const page = await ask(run, listing, start);
		const ids = page.rows.map((row) => row.id);
		const known = new Set(ids.filter((id) => stored !== null || follower.has(id)));
		const size = follower.size;
		const step = follower.take(start, ids, factsOf(page));
		const count = ids.length + page.unusable;
		longest = Math.max(longest, count);
		run.ends.sawPage(listing.kind, count);
		if (step.cut !== null) run.ends.sawCut(listing.kind, step.cut);
		if (step.failure) throw incompleteList(run.file, listing, step.failure);
		const isDone =
			step.end === 'proven' ||
			(step.end === 'likely' && canWait(listing) && run.ends.mayWait(key, listing.kind, count));
		const end: ListEnd = {
			...follower.place,
			kind: listing.kind,
			of: listing.of,
			at: step.next,
			rows: count,
			longest,
			isSingle: start === 0,
			proof: step.end !== 'proven' ? 'open' : isFull ? 'free' : 'paid',
		};
		const rows = step.rows.map((index) => page.rows[index]!);
		const batch = toBatch(rows, (id) => known.has(id));
		store(run, {
			...batch,
			warnings: [...(batch.warnings ?? []), ...pageWarnings(key, start, page.unusable, step)],
			checkpoint: {listing: key, next: isDone ? null : step.next, rows: before + follower.size},
			notes: [ListEnds.note(key, end)],
		});
		run.log('debug', 'page stored', {listing: key, start, rows: page.rows.length});
		run.progress.pageRead(listing.kind, follower.size - size);
		isFull = page.next !== null;
		start = step.next;
		if (!isDone) continue;
		run.ends.ended(key, end);
		return;
	}
}

/** Reads a listing whose rows mean the same whenever they are read. */
export function readPlainListing<K extends ListingKind>(run: Run, listing: Listing<K>): Promise<void> {
	return readListing(run, listing, rowsOf(run, listing.kind, listing.of));
}

/**
 * Asks Litmos whether anything follows the last row of a listing; where every end is proven, also whether the place behind
 * it is empty. When that row is not there, or not alone, `reread` reads the listing again. `from` may be an earlier row, to
 * see also that a page is as long as before. Throws `sync/incomplete`.
 */
export async function proveEnd(
	run: Run,
	end: ListEnd,
	reread = () => readPlainListing(run, {kind: end.kind, of: end.of}),
	from = end.at,
): Promise<void> {
	const {kind, of} = end;
	const key = listingKey(end);
	let isHeld = end.proof !== 'open' || (await isProven(run, end, from));
	if (isHeld && end.proof === 'open') keep(run, {...end, proof: 'paid'});
	const isTwice = !run.ends.areMany;
	if (isHeld && isTwice) {
		isHeld = end.anchor === null || (await isNothingBehind(run, end));
		if (isHeld) keep(run, {...end, proof: 'sure'});
	}
	if (!isHeld) {
		if (!run.ends.insist(key)) throw incompleteList(run.file, {kind, of}, 'unsettled');
		run.file.commit({checkpoint: {listing: key, next: 0, rows: 0}});
		await reread();
	}
}

function keep(run: Run, end: ListEnd): void {
	const key = listingKey(end);
	run.ends.ended(key, end);
	run.file.commit({notes: [ListEnds.note(key, end)]});
}

async function isProven(run: Run, end: ListEnd, from: number): Promise<boolean> {
	const page = await ask(run, end, from);
	const ids = page.rows.map((row) => row.id);
	run.log('debug', 'end looked at', {listing: listingKey(end), start: from, rows: ids.length});
	const isShorter = from < end.at && page.next === null && ids.length < end.at - from;
	if (isShorter) run.ends.distrust();
	return !isShorter && isEnd(end, from, ids, page);
}

async function isNothingBehind(run: Run, end: ListEnd): Promise<boolean> {
	const page = await ask(run, end, end.at + end.slack + 1);
	run.log('debug', 'end looked at', {listing: listingKey(end), start: end.at + end.slack + 1, rows: page.rows.length});
	// New rows in front push the last one there.
	return page.rows.length + page.unusable === 0 || (page.next === null && page.rows.at(-1)?.id === end.anchor);
}

function isEnd(end: ListEnd, from: number, ids: readonly string[], page: Page<ListingKind>): boolean {
	if (from < end.at) return page.next === null && ids.length === end.at - from + 1 && ids.at(-1) === end.anchor;
	const follower = new PageFollower();
	follower.resume(end);
	return follower.take(from, ids, factsOf(page)).end === 'proven';
}

/** Every page of a list that is not stored, to its end, proven if wanted. Throws `sync/incomplete`. */
export async function* everyPage<K extends ListingKind>(
	client: Pick<LitmosClient, 'page'>,
	listing: Listing<K>,
	options: PageOptions = {},
	isProven = true,
): AsyncGenerator<ListingRows[K][]> {
	const follower = new PageFollower();
	for (let start = 0; ; ) {
		const page = await client.page(listing, start, options);
		const step = follower.take(
			start,
			page.rows.map((row) => row.id),
			factsOf(page),
		);
		if (step.failure) throw incompleteList(null, listing, step.failure);
		yield step.rows.map((index) => page.rows[index]!);
		if (step.end === 'proven' || (step.end === 'likely' && !isProven)) return;
		start = step.next;
	}
}

export function factsOf(page: Pick<Page<ListingKind>, 'next' | 'unusable'>): {full: boolean; unusable: number} {
	return {full: page.next !== null, unusable: page.unusable};
}

/** Lists that say what else is to be read have their ends proven at once. */
function canWait({kind}: Listing): boolean {
	const extra = extraListOf(kind);
	return extra ? extra.toBatch !== undefined : kind !== 'teams' && kind !== 'courses';
}

function ask<K extends ListingKind>(run: Run, listing: Listing<K>, start: number): Promise<Page<K>> {
	return spend(run, () => run.client.page(listing, start, {signal: run.signal}));
}

/** The counted gaps of one page. */
export function pageWarnings(
	key: string,
	start: number,
	unusable: number,
	{doubled}: Pick<PageStep, 'doubled'>,
): Warning[] {
	const warnings: Warning[] = [];
	const subject = warningSubjects.rowsFrom(key, start);
	if (unusable > 0)
		warnings.push({kind: 'unusable-row', subject, detail: warningWords.rowsWithoutId(unusable), amount: unusable});
	if (doubled > 0)
		warnings.push({kind: 'duplicate-row', subject, detail: warningWords.rowsTwice(doubled), amount: doubled});
	return warnings;
}
