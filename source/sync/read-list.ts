import type {Warning} from '../c1z/model.ts';
import {warningMessages, warningSubjects} from '../c1z/warning-messages.ts';
import {
	isBasicListing,
	type Listing,
	type ListingKind,
	type LitmosClient,
	type Page,
	type PageOptions,
} from '../litmos/client.ts';
import type {ListingRows} from '../litmos/row-mapping.ts';
import {Problem} from '../problem/problem.ts';
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
	let isOdd = place?.isOdd ?? false;
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
		isOdd ||= step.cut !== null || follower.isRestless;
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
			isOdd,
			proof: step.end !== 'proven' ? 'open' : count === 0 ? 'behind' : isFull ? 'free' : 'paid',
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
		run.progress.pageRead(listing.kind, follower.size - size, start === 0);
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
 * Asks Litmos whether anything follows the last row of a listing. Where every end is proven, that is done by two requests:
 * the place behind the last row is empty, and after that the last row still stands where it was. When that does not hold,
 * `reread` reads the listing again. `from` may be an earlier row, to see also that a page is as long as before. Throws
 * `sync/incomplete`.
 */
export async function proveEnd(
	run: Run,
	end: ListEnd,
	reread = () => readPlainListing(run, {kind: end.kind, of: end.of}),
	from = end.at,
): Promise<void> {
	const {kind, of} = end;
	const key = listingKey(end);
	const isTwice = run.ends.isTwice(end);
	const isLook = from < end.at && !isTwice;
	let isHeld = isLook ? await isAsLong(run, end, from) : end.proof === 'behind' || (await isNothingBehind(run, end));
	if (isHeld && isTwice && end.length > 0) {
		if (end.proof !== 'behind') keep(run, {...end, proof: 'behind'});
		isHeld = await isInPlace(run, end);
	}
	if (isHeld) {
		keep(run, {...end, proof: isLook ? 'paid' : 'sure'});
		return;
	}
	const verdict = run.ends.insist(key);
	if (verdict !== 'again') throw incompleteList(run.file, {kind, of}, verdict);
	const again = () => run.file.commit({checkpoint: {listing: key, next: 0, rows: 0}});
	again();
	await reread();
	// An empty answer that comes for ever looks like an empty list.
	if (end.length === 0 || run.ends.end(key)?.length !== 0) return;
	again();
	throw incompleteList(run.file, {kind, of}, 'unsettled');
}

function keep(run: Run, end: ListEnd): void {
	const key = listingKey(end);
	run.ends.ended(key, end);
	run.file.commit({notes: [ListEnds.note(key, end)]});
}

/** Whether the rows from an earlier one on are those that were read, and nothing follows. */
async function isAsLong(run: Run, end: ListEnd, from: number): Promise<boolean> {
	const page = await look(run, end, from);
	const count = page.rows.length;
	// A row more may be a new account; several are what a shortened page left out.
	const most = end.at - from + 2;
	if ((page.next === null && count < end.at - from) || count > most) run.ends.distrust();
	return page.next === null && count === end.at - from + 1 && page.rows.at(-1)?.id === end.anchor;
}

/** Whether the place behind the last row is empty, which neither a shortened page nor an old answer can feign. */
async function isNothingBehind(run: Run, end: ListEnd): Promise<boolean> {
	const page = await look(run, end, Math.max(1, end.length));
	const behind = page.rows.length + page.unusable;
	// One account may be new, and members come in groups; more than that is what a shortened page left out.
	if (end.length > 0 && behind > (end.of === '' ? 1 : end.length)) run.ends.distrust();
	return behind === 0;
}

/** Whether the last row is where it was. Had rows in front gone, the place behind it would be empty without being the end. */
async function isInPlace(run: Run, end: ListEnd): Promise<boolean> {
	// Where the last row alone was asked for already, the last two are: a cache would give the same answer again.
	const rows = end.rows === 1 ? 2 : 1;
	const start = Math.max(0, end.length - rows - end.slack);
	const page = await look(run, end, start);
	return page.rows.length + page.unusable === end.length - start && (page.rows.at(-1)?.id ?? null) === end.last;
}

async function look(run: Run, end: ListEnd, start: number): Promise<Page<ListingKind>> {
	const page = await ask(run, end, start);
	run.log('debug', 'end looked at', {listing: listingKey(end), start, rows: page.rows.length});
	return page;
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

async function ask<K extends ListingKind>(run: Run, listing: Listing<K>, start: number): Promise<Page<K>> {
	const {signal} = run;
	const page = () => spend(run, () => run.client.page(listing, start, {signal}));
	return page().catch(async (error: unknown) => {
		if (!(error instanceof Problem) || error.code !== 'litmos/key-refused' || isBasicListing(listing.kind)) throw error;
		// The first answer of a resumed sync may refuse this list alone: whether it is the key, a call that every key may make tells.
		await spend(run, () => run.client.checkAccess({signal}));
		return page();
	});
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
		warnings.push({kind: 'unusable-row', subject, detail: warningMessages.rowsWithoutId(unusable), amount: unusable});
	if (doubled > 0)
		warnings.push({kind: 'duplicate-row', subject, detail: warningMessages.rowsTwice(doubled), amount: doubled});
	return warnings;
}
