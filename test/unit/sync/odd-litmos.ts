import type {Listing, ListingKind, Page} from '../../../source/litmos/client.ts';
import {account, FakeLitmos, type Tenant} from './fake-litmos.ts';

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
	/** A page is answered with the answer before it of the same list. */
	stale: number;
	/** Before a request rows come, go or change their place in the list that is asked for. */
	moves: {chance: number; ways: ('insert' | 'remove' | 'reorder' | 'shuffle')[]};
}

export const proper: Oddity = {
	caps: {},
	capChange: null,
	laterCap: null,
	shortPages: 0,
	ignoresStart: null,
	stale: 0,
	moves: {chance: 0, ways: []},
};

type Row = {id: string};

/**
 * A Litmos that misbehaves in a repeatable way, in memory. It keeps which rows of each list were there from the first
 * request for it to the end: those a sync must have.
 */
export class OddLitmos extends FakeLitmos {
	/** Rows that were there during the whole read, by list. */
	readonly constant = new Map<string, Set<string>>();
	readonly #oddity: Oddity;
	readonly #random: () => number;
	readonly #lists = new Map<string, Row[]>();
	readonly #before = new Map<string, Page<ListingKind>>();
	readonly #asked = new Map<string, number>();
	#requests = 0;
	#made = 0;

	constructor(of: Tenant, pageSize: number, oddity: Oddity, random: () => number) {
		super(of, pageSize);
		this.#oddity = oddity;
		this.#random = random;
	}

	override async page<K extends ListingKind>(listing: Listing<K>, start: number): Promise<Page<K>> {
		const key = listing.of ? `${listing.kind}:${listing.of}` : listing.kind;
		this.log.push(`${key}@${start}`);
		this.#requests++;
		const times = (this.#asked.get(key) ?? 0) + 1;
		this.#asked.set(key, times);
		await null;
		const list = this.#list(listing, key);
		if (times > 1) this.#move(key, list, listing);
		const before = this.#before.get(key);
		if (before && this.#random() < this.#oddity.stale) return before as Page<K>;
		const {ignoresStart} = this.#oddity;
		const from = ignoresStart?.kind === listing.kind && times >= ignoresStart.from ? 0 : start;
		let length = Math.min(this.pageSize, this.#cap(listing.kind, from));
		if (this.#random() < this.#oddity.shortPages) length = 1 + Math.floor(this.#random() * length);
		const rows = list.slice(from, from + length);
		const page = {rows, next: rows.length < this.pageSize ? null : start + rows.length, unusable: 0};
		this.#before.set(key, page as unknown as Page<ListingKind>);
		return page as unknown as Page<K>;
	}

	#cap(kind: ListingKind, from: number): number {
		const {caps, capChange, laterCap} = this.#oddity;
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

	#move(key: string, list: Row[], {kind}: Listing): void {
		const {chance, ways} = this.#oddity.moves;
		if (ways.length === 0 || this.#random() >= chance) return;
		const place = (length: number) => Math.floor(this.#random() * length);
		const way = ways[place(ways.length)]!;
		const constant = this.constant.get(key)!;
		if (way === 'insert') {
			if (kind === 'teams' || kind === 'courses') return;
			const id = `new${++this.#made}`;
			const row = {...account(id), completed: false, percentageComplete: '0'};
			list.splice(place(list.length + 1), 0, row);
		} else if (list.length === 0) return;
		else if (way === 'remove') {
			list.splice(place(list.length), 1 + place(3));
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
