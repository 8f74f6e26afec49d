import type {WorkingFile} from '../c1z/working-file.ts';
import type {Listing, ListingKind} from '../litmos/client.ts';
import type {ListPlace} from './page-follower.ts';

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
	/**
	 * `free`: the list showed it without a request of its own. `sure`: also the place behind the last row is empty, which
	 * no shortened page can feign.
	 */
	proof: 'open' | 'free' | 'paid' | 'sure';
}

/** With so few lists every end is proven twice over: even so the sync fits into one minute of Litmos' allowance. */
const fewLists = 30;
/** How often a list is read again whose end does not hold. */
const mostRereads = 4;
/** What proofs may cost that no evidence asks for. */
const leastAllowance = 5;
const allowedShare = 0.018;
/** Nothing cuts pages shorter than this that is not noticed elsewhere; of many such lists a few are proven. */
const shortList = 10;
const fewProofs = 3;

const notePrefix = 'end:';

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
	readonly #insisted = new Map<string, number>();
	#isDistrusted = false;
	/** Requests for proofs that are not on the account of a list. */
	#others = 0;

	constructor(file: WorkingFile) {
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
	}

	/** Lets every list be proven from now on. */
	distrust(): void {
		this.#isDistrusted = true;
	}

	/** Lets one list be proven while it is read again; false when that was done often enough. */
	insist(key: string): boolean {
		const times = (this.#insisted.get(key) ?? 0) + 1;
		this.#insisted.set(key, times);
		this.#ends.delete(key);
		this.#others++;
		return times <= mostRereads;
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
		return this.#ends.size > fewLists && !this.#areIrregular();
	}

	end(key: string): ListEnd | undefined {
		return this.#ends.get(key);
	}

	/**
	 * The ends that are to be proven next; none when all that is needed is proven. `accounts` is their number: a list of
	 * so many people has everybody. `requests` are all that the sync has made.
	 */
	due(accounts: number, requests: number): ListEnd[] {
		const ends = [...this.#ends.values()];
		if (!this.areMany) return ends.filter(({proof}) => proof !== 'sure');
		const open = ends.filter(({proof}) => proof === 'open');
		const due = [...new Set(open.map(({kind}) => kind))].flatMap((kind) => this.#dueOf(kind, ends, open, accounts));
		if (due.length > 0) return due;
		const spent = this.spent;
		const allowance = Math.max(leastAllowance, Math.floor((requests - spent) * allowedShare)) - spent;
		return open
			.filter(({isSingle}) => !isSingle)
			.sort((a, b) => b.rows - a.rows)
			.slice(0, Math.max(0, allowance));
	}

	/** Requests that proofs have cost. */
	get spent(): number {
		return [...this.#ends.values()].filter(({proof}) => proof === 'paid' || proof === 'sure').length + this.#others;
	}

	#dueOf(kind: ListingKind, ends: ListEnd[], open: ListEnd[], accounts: number): ListEnd[] {
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
