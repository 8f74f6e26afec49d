import type {Listing, ListingKind, Page} from '../../../source/litmos/client.ts';
import {account, FakeLitmos, type Tenant} from './fake-litmos.ts';

export type Move = 'insert' | 'remove' | 'reorder' | 'shuffle';

/** How a Litmos, or what stands before it, misbehaves. Chances are 0 … 1. */
export interface Oddity {
	/** Rows a page has at most, by kind of list; `*` for all others. Null: as many as are asked for. */
	caps: Partial<Record<ListingKind | '*', number | null>>;
	/** From so many requests on pages have at most so many rows. */
	capChange: {after: number; cap: number | null} | null;
	/** Pages that do not begin at row 0 have at most so many rows. */
	laterCap: number | null;
	/** A page is shortened to some of its rows. */
	shortPages: number;
	/** Lists for which `start` is ignored, from so many requests of the list on. */
	ignoresStart: {kind: ListingKind; from: number} | null;
	/** `limit` is ignored: pages have so many rows more than were asked for. */
	overfull: number;
	/** From so many requests of a list on, its last answer comes for ever. */
	stuckAfter: number | null;
	/** A page is answered with the answer before it of the same list. */
	stale: number;
	/** Before a request rows come, go or change their place in the list that is asked for. */
	moves: {chance: number; ways: Move[]};
	/** Only one list misbehaves: the one that is asked for as so-manieth. Null: all do. */
	only: number | null;
}

export const proper: Oddity = {
	caps: {},
	capChange: null,
	laterCap: null,
	shortPages: 0,
	ignoresStart: null,
	overfull: 0,
	stuckAfter: null,
	stale: 0,
	moves: {chance: 0, ways: []},
	only: null,
};

type Row = {id: string};

/** No sync of a tenant of these tests may need more. */
const mostRequests = 3000;
/** A tenant that grows faster than it can be read has no end. */
const mostInserted = 100;

/**
 * A Litmos that misbehaves in a repeatable way, in memory. It keeps which rows of each list were there from the first
 * request for it to the end: those a sync must have.
 */
export class OddLitmos extends FakeLitmos {
	/** Rows that were there during the whole read, by list. */
	readonly constant = new Map<string, Set<string>>();
	/**
	 * Lists of which some answer was shortened other than by one limit of at least ten rows for all lists of the kind and all
	 * the time.
	 */
	readonly #shortened = new Set<string>();
	readonly #asked = new Map<string, number>();
	/** Lists of which a place behind the first row was answered with no row. */
	readonly #emptyBehind = new Set<string>();
	/** The longest page of each kind, and the shortest that was not full and yet had new rows behind it. */
	readonly #longest = new Map<ListingKind, number>();
	readonly #cut = new Map<ListingKind, number>();
	/** Rows that were sent of each list; where its last page was not full, how long that was, its last row and its place. */
	readonly #sent = new Map<string, Set<string>>();
	readonly #short = new Map<string, {length: number; last: string; place: number}>();
	/** Lists that rows have gone from. */
	readonly #lost = new Set<string>();
	readonly #oddity: Oddity;
	readonly #random: () => number;
	readonly #lists = new Map<string, Row[]>();
	readonly #before = new Map<string, Page<ListingKind>>();
	#requests = 0;
	#made = 0;

	constructor(of: Tenant, pageSize: number, oddity: Partial<Oddity>, random: () => number) {
		super(of, pageSize);
		this.#oddity = {...proper, ...oddity};
		this.#random = random;
	}

	override async page<K extends ListingKind>(listing: Listing<K>, start: number): Promise<Page<K>> {
		const key = listing.of ? `${listing.kind}:${listing.of}` : listing.kind;
		this.log.push(`${key}@${start}`);
		if (++this.#requests > mostRequests) throw new Error('The sync does not come to an end.');
		const times = (this.#asked.get(key) ?? 0) + 1;
		this.#asked.set(key, times);
		await null;
		const list = this.#list(listing, key);
		if (times > 1) this.#move(this.#oddityOf(key), key, list, listing);
		const page = this.#answer(listing, key, list, start, times);
		this.#note(listing.kind, key, start, page.rows);
		return page as unknown as Page<K>;
	}

	/**
	 * What no sync of many lists need notice: an answer of the list was shortened by itself, the list was never asked for from
	 * behind its last row on, and no answer of this server showed that it shortens pages. Gives why, or null.
	 */
	excuse(list: string): 'only page' | 'last page' | null {
		if (!this.#shortened.has(list) || this.#emptyBehind.has(list) || this.#isExposed) return null;
		return this.#asked.get(list) === 1 ? 'only page' : 'last page';
	}

	/** What one look behind the last row need not notice: the list was shortened, and lost rows since. Gives why, or null. */
	excuseOfMoved(list: string): 'shortened, then shorter' | null {
		return this.#shortened.has(list) && this.#lost.has(list) ? 'shortened, then shorter' : null;
	}

	/** An answer showed that pages are shortened by no one limit, so that no list can be trusted. */
	get #isExposed(): boolean {
		return [...this.#cut].some(([kind, rows]) => rows < (this.#longest.get(kind) ?? 0));
	}

	#note(kind: ListingKind, key: string, start: number, rows: readonly Row[]): void {
		const sent = this.#sent.get(key) ?? new Set();
		const short = this.#short.get(key);
		const constant = this.constant.get(key)!;
		const left = rows.filter(({id}) => constant.has(id) && !sent.has(id)).length;
		if (short !== undefined && start > 0 && !this.#lost.has(key)) {
			// Behind a list that was read, a row or two may be new; where the list goes on from its last row, none can be.
			const isOn = start === short.place && rows[0]?.id === short.last;
			const isTelling = isOn ? left > 0 : kind === 'accounts' && left > 1;
			if (isTelling) this.#cut.set(kind, Math.min(short.length, this.#cut.get(kind) ?? short.length));
		}
		if (start > 0 && rows.length === 0) this.#emptyBehind.add(key);
		for (const {id} of rows) sent.add(id);
		this.#sent.set(key, sent);
		this.#longest.set(kind, Math.max(rows.length, this.#longest.get(kind) ?? 0));
		if (rows.length >= this.pageSize) this.#short.delete(key);
		else if (rows.length > 0) {
			this.#short.set(key, {length: rows.length, last: rows.at(-1)!.id, place: start + rows.length - 1});
		}
	}

	#answer(listing: Listing, key: string, list: Row[], start: number, times: number): Page<ListingKind> {
		const oddity = this.#oddityOf(key);
		const before = this.#before.get(key);
		const isStuck = oddity.stuckAfter !== null && times > oddity.stuckAfter;
		if (before && (isStuck || this.#random() < oddity.stale)) return before;
		const {ignoresStart} = oddity;
		const from = ignoresStart?.kind === listing.kind && times >= ignoresStart.from ? 0 : start;
		let length = Math.min(this.pageSize, this.#cap(oddity, listing.kind, from));
		if (length === this.pageSize && list.length > from + length) length += oddity.overfull;
		if (this.#random() < oddity.shortPages) length = 1 + Math.floor(this.#random() * length);
		const rows = list.slice(from, from + length);
		const {only, capChange, laterCap} = this.#oddity;
		const isSteady =
			only === null && capChange === null && laterCap === null && oddity.shortPages === 0 && length >= 10;
		if (!isSteady && rows.length < this.pageSize && rows.length < list.length - from) this.#shortened.add(key);
		const page = {rows, next: rows.length < this.pageSize ? null : start + rows.length, unusable: 0};
		this.#before.set(key, page as unknown as Page<ListingKind>);
		return page as unknown as Page<ListingKind>;
	}

	#oddityOf(key: string): Oddity {
		const {only} = this.#oddity;
		if (only === null) return this.#oddity;
		return [...this.#asked.keys()].indexOf(key) === only ? this.#oddity : proper;
	}

	#cap({caps, capChange, laterCap}: Oddity, kind: ListingKind, from: number): number {
		const own = caps[kind] === undefined ? caps['*'] : caps[kind];
		const changed = capChange && this.#requests > capChange.after ? capChange.cap : own;
		return Math.min(changed ?? this.pageSize, from > 0 ? (laterCap ?? this.pageSize) : this.pageSize);
	}

	#list(listing: Listing, key: string): Row[] {
		const known = this.#lists.get(key);
		if (known) return known;
		const list = [...this.rows(listing)];
		this.#lists.set(key, list);
		this.constant.set(key, new Set(list.map(({id}) => id)));
		return list;
	}

	#move({moves}: Oddity, key: string, list: Row[], {kind}: Listing): void {
		const {chance, ways} = moves;
		if (ways.length === 0 || this.#random() >= chance) return;
		const place = (length: number) => Math.floor(this.#random() * length);
		const way = ways[place(ways.length)]!;
		const constant = this.constant.get(key)!;
		if (way === 'insert') {
			if (kind === 'teams' || kind === 'courses' || this.#made >= mostInserted) return;
			const id = `new${++this.#made}`;
			const row = {...account(id), completed: false, percentageComplete: '0'};
			list.splice(place(list.length + 1), 0, row);
		} else if (list.length === 0) return;
		else if (way === 'remove') {
			list.splice(place(list.length), 1 + place(3));
			this.#lost.add(key);
			const left = new Set(list.map(({id}) => id));
			for (const id of constant) if (!left.has(id)) constant.delete(id);
		} else if (way === 'reorder') {
			const [row] = list.splice(place(list.length), 1);
			list.splice(place(list.length + 1), 0, row!);
		} else {
			for (let at = list.length - 1; at > 0; at--) {
				const other = place(at + 1);
				[list[at], list[other]] = [list[other]!, list[at]!];
			}
		}
	}
}
