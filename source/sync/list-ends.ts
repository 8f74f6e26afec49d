import {createHash} from 'node:crypto';
import type {WorkingFile} from '../c1z/working-file.ts';
import type {Listing, ListingKind} from '../litmos/client.ts';
import {earlierPeople} from './course-people.ts';
import type {ListPlace} from './page-follower.ts';
import {looksPerList, proofAllowance} from './proof-cost.ts';

/** How a list ended that was read. */
export interface ListEnd extends ListPlace {
	kind: ListingKind;
	of: string;
	/** Row from which Litmos is asked whether anything follows. */
	at: number;
	/** Rows of the last page. */
	rows: number;
	/** Rows of the longest page. */
	longest: number;
	/** All of the list came in one page. */
	isSingle: boolean;
	/** Rows followed a page of the list that was not full, or rows moved: such a list needs the full proof. */
	isOdd: boolean;
	/**
	 * `free`: reading the list showed it; `paid`: one request for it found the last row alone; `behind`: the place behind
	 * the last row is empty, which no shortened page can feign; `sure`: all that is asked for is done.
	 */
	proof: 'open' | 'free' | 'paid' | 'behind' | 'sure';
}

/** How often a list is read again whose end does not hold. */
const mostRereads = 4;
/** Nothing cuts pages shorter than this that is not noticed elsewhere; of many such lists a few are proven. */
const shortList = 10;
const fewProofs = 3;

const notePrefix = 'end:';
const distrustKey = 'every-end-proven';

/**
 * What one sync knows of the ends of its lists. A page that is not full ends a list, or was shortened by the server, which
 * only one more request can tell. One for each list would double a sync. But a server that gives at most so many rows
 * has shortened only pages that are as long as the longest of their kind: proving those proves the rest. Where any page
 * turns out to have been shortened in another way, each list is proven.
 */
export class ListEnds {
	readonly #ends = new Map<string, ListEnd>();
	readonly #longest = new Map<ListingKind, number>();
	/** The shortest page of a kind that rows followed although it was not full. */
	readonly #cut = new Map<ListingKind, number>();
	/** How often a list was read again, and how many rows it had each time. */
	readonly #insisted = new Map<string, number[]>();
	#isDistrusted = false;
	/** Requests for proofs that are not on the account of a list. */
	#others = 0;
	readonly #file: WorkingFile;
	readonly #isEach: boolean;

	/** @param isEach each end is proven by two requests, however many there are */
	constructor(file: WorkingFile, isEach = false) {
		this.#file = file;
		this.#isEach = isEach;
		this.#isDistrusted = file.note(distrustKey) !== null;
		for (const [key, text] of file.notes(notePrefix)) {
			const listing = key.slice(notePrefix.length);
			if (text === '' || file.checkpoint(listing)?.next !== null) continue;
			const end = JSON.parse(text) as ListEnd;
			this.#ends.set(listing, end);
			this.sawPage(end.kind, end.longest);
		}
	}

	/** The place of a list on the shelf of the working file, for its batch. */
	static note(key: string, end: ListEnd): [string, string] {
		return [notePrefix + key, JSON.stringify(end)];
	}

	/** Takes the place of a list off the shelf. */
	static noNote(key: string): [string, string] {
		return [notePrefix + key, ''];
	}

	/** Where an interrupted list was left, or null. */
	static stored(file: WorkingFile, key: string): ListEnd | null {
		const text = file.note(notePrefix + key);
		return text ? (JSON.parse(text) as ListEnd) : null;
	}

	sawPage(kind: ListingKind, rows: number): void {
		this.#longest.set(kind, Math.max(rows, this.#longest.get(kind) ?? 0));
	}

	/** A page of so many rows was not full, and yet rows followed. */
	sawCut(kind: ListingKind, rows: number): void {
		this.#cut.set(kind, Math.min(rows, this.#cut.get(kind) ?? rows));
		if (this.#areIrregular()) this.distrust();
	}

	/** Lets every list be proven from now on. */
	distrust(): void {
		if (!this.#isDistrusted) this.#file.setNote(distrustKey, 'true');
		this.#isDistrusted = true;
	}

	/**
	 * Lets one list be proven while it is read again. When that was done often enough, says what is wrong instead: rows
	 * come again behind the last one of a list that never changes (`stuck`), or the list changes (`unsettled`).
	 */
	insist(key: string): 'again' | 'stuck' | 'unsettled' {
		const lengths = [...(this.#insisted.get(key) ?? []), this.#ends.get(key)?.length ?? 0];
		this.#insisted.set(key, lengths);
		this.#ends.delete(key);
		this.#others++;
		if (lengths.length <= mostRereads) return 'again';
		const [, ...reread] = lengths;
		return new Set(reread).size === 1 && reread[0]! > 0 ? 'stuck' : 'unsettled';
	}

	/** Whether the proof of an end can wait until all lists are read. */
	mayWait(key: string, kind: ListingKind, rows: number): boolean {
		if (this.#insisted.has(key) || this.#areIrregular()) return false;
		return rows < (this.#cut.get(kind) ?? Number.POSITIVE_INFINITY);
	}

	ended(key: string, end: ListEnd): void {
		this.#ends.set(key, end);
	}

	forget(key: string): void {
		this.#ends.delete(key);
	}

	/** Counts a request that was made to see whether the server still answers as before. */
	paid(): void {
		this.#others++;
	}

	/** Whether only some ends can be proven. */
	get areMany(): boolean {
		return this.#looks() === 0;
	}

	/** Whether it takes two requests to prove this end: what was found while the list was read may be a shortened page, too. */
	isTwice(end: ListEnd): boolean {
		return this.#looks() === 2 || end.isOdd || this.#insisted.has(listingKey(end));
	}

	/** Whether the end must be proven even if the reading of the list seemed to prove it. */
	#isCritical(end: ListEnd): boolean {
		const isFirst = end.kind === 'accounts' || end.kind === 'account-details';
		return this.isTwice(end) || (isFirst && !end.isSingle && end.proof !== 'open');
	}

	end(key: string): ListEnd | undefined {
		return this.#ends.get(key);
	}

	/**
	 * The ends that are to be proven next; none when all that is needed is proven. `accounts` is their number, null while
	 * it is not proven: a list of so many people has everybody. `requests` are all that the sync has made.
	 */
	due(accounts: number | null, requests: number): ListEnd[] {
		const ends = [...this.#ends.values()];
		if (!this.areMany) return ends.filter(({proof}) => proof !== 'sure');
		const open = ends.filter(({proof}) => proof === 'open');
		// A server that shortens pages may have shortened the one that seemed to be the proof.
		const unsure = ends.filter((end) => end.proof !== 'sure' && this.#isCritical(end));
		const due = [...new Set(open.map(({kind}) => kind))].flatMap((kind) => this.#dueOf(kind, ends, open, accounts));
		due.push(...unsure.filter((end) => !due.includes(end)));
		if (due.length > 0) return due;
		const spent = this.spent;
		const allowance = proofAllowance(requests - spent) - spent;
		return allowance > 0 ? this.#bySuspicion(open).slice(0, allowance) : [];
	}

	/**
	 * What is left of the allowance goes to courses that have lost people since the sync before, the most first; then to
	 * lists of several pages; then to any other, chosen anew in each sync, so that none escapes for ever.
	 */
	#bySuspicion(open: readonly ListEnd[]): ListEnd[] {
		const before = earlierPeople(this.#file);
		const {syncId} = this.#file.info();
		const ranked = open.map((end) => ({
			end,
			lost: end.kind === 'course-people' ? Math.max(0, (before.get(end.of) ?? 0) - end.length) : 0,
			pages: end.isSingle ? 0 : end.rows,
			chance: createHash('sha1')
				.update(`${syncId} ${listingKey(end)}`)
				.digest('hex'),
		}));
		ranked.sort((a, b) => b.lost - a.lost || b.pages - a.pages || (a.chance < b.chance ? -1 : 1));
		return ranked.map(({end}) => end);
	}

	/** Requests that the proofs still take if so many more lists are read; next to none where only some ends are proven. */
	openProofs(unread: number): number {
		const looks = this.#looks(this.#ends.size + unread);
		if (looks === 0) return 0;
		let open = looks * unread;
		for (const {proof} of this.#ends.values()) {
			if (proof !== 'sure') open += proof === 'behind' ? looks - 1 : looks;
		}
		return open;
	}

	/** Lists that were read, and those of which more than a page that was not full shows the end. */
	get counts(): {read: number; checked: number} {
		const ends = [...this.#ends.values()];
		return {read: ends.length, checked: ends.filter(({proof}) => proof !== 'open').length};
	}

	/** Requests that proofs have cost. */
	get spent(): number {
		return [...this.#ends.values()].filter(({proof}) => proof !== 'open' && proof !== 'free').length + this.#others;
	}

	#dueOf(kind: ListingKind, ends: ListEnd[], open: ListEnd[], accounts: number | null): ListEnd[] {
		const longest = this.#longest.get(kind) ?? 0;
		const ofKind = open.filter((end) => end.kind === kind);
		const proven = ends.filter((end) => end.kind === kind && end.proof !== 'open');
		const asLong = ofKind.filter(({rows}) => rows > 0 && rows >= longest);
		if (asLong.length > 0) {
			const proofs = proven.filter(({rows}) => rows >= longest).length;
			if (proofs === 0) return asLong.slice(0, 1);
			const rest = asLong.filter(({rows}) => rows !== accounts && (rows >= shortList || proofs < fewProofs));
			if (rest.length > 0) return rest.slice(0, longest < shortList ? fewProofs - proofs : undefined);
		}
		// Pages after the first may be shortened alone.
		const later = ofKind.filter(({isSingle}) => !isSingle).sort((a, b) => b.rows - a.rows);
		const isShown = proven.some(({isSingle, rows}) => !isSingle && rows >= (later[0]?.rows ?? 0));
		return isShown ? [] : later.slice(0, 1);
	}

	#looks(lists = this.#ends.size): 0 | 1 | 2 {
		return looksPerList(lists, this.#isEach || this.#areIrregular());
	}

	/** Some page was shortened to fewer rows than another one has, so lengths tell nothing. */
	#areIrregular(): boolean {
		return this.#isDistrusted || [...this.#cut].some(([kind, rows]) => rows < (this.#longest.get(kind) ?? 0));
	}
}

/** The name of a list in checkpoints and notes: `accounts`, `team-members:<id>`. */
export function listingKey({kind, of}: Listing): string {
	return of === '' ? kind : `${kind}:${of}`;
}

/** True when the listing has been read to its end. */
export function isRead(file: WorkingFile, listing: Listing): boolean {
	return file.checkpoint(listingKey(listing))?.next === null;
}
