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
	 * the time: where many lists are read, a sync need not notice that of a list it asks for once.
	 */
	readonly shortened = new Set<string>();
	/** Lists whose first page was shortened to a single row, by that row; and rows that have gone. */
	readonly lone = new Map<string, string>();
	readonly gone = new Set<string>();
	readonly #oddity: Oddity;
	readonly #random: () => number;
	readonly #lists = new Map<string, Row[]>();
	readonly #before = new Map<string, Page<ListingKind>>();
	readonly #asked = new Map<string, number>();
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
		const oddity = this.#oddityOf(key);
		if (times > 1) this.#move(oddity, key, list, listing);
		const before = this.#before.get(key);
		const isStuck = oddity.stuckAfter !== null && times > oddity.stuckAfter;
		if (before && (isStuck || this.#random() < oddity.stale)) return before as Page<K>;
		const {ignoresStart} = oddity;
		const from = ignoresStart?.kind === listing.kind && times >= ignoresStart.from ? 0 : start;
		let length = Math.min(this.pageSize, this.#cap(oddity, listing.kind, from));
		if (length === this.pageSize && list.length > from + length) length += oddity.overfull;
		if (this.#random() < oddity.shortPages) length = 1 + Math.floor(this.#random() * length);
		const rows = list.slice(from, from + length);
		if (from === 0 && rows.length === 1 && list.length > 1) this.lone.set(key, rows[0]!.id);
		const {only, capChange, laterCap} = this.#oddity;
		const isSteady =
			only === null && capChange === null && laterCap === null && oddity.shortPages === 0 && length >= 10;
		if (!isSteady && rows.length < this.pageSize && rows.length < list.length - from) this.shortened.add(key);
		const page = {rows, next: rows.length < this.pageSize ? null : start + rows.length, unusable: 0};
		this.#before.set(key, page as unknown as Page<ListingKind>);
		return page as unknown as Page<K>;
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
			for (const {id} of list.splice(place(list.length), 1 + place(3))) this.gone.add(`${key} ${id}`);
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
