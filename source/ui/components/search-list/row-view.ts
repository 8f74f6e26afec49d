import {fold} from '../../text.ts';
import {type SortKey, sortOrder} from './sort-order.ts';

/** What a RowView must know about rows. Functions must be stable: the caches are built on them. */
export interface RowSource<Row> {
	idOf: (row: Row) => string;
	searchTextOf: (row: Row) => string;
	sortKeysOf: Readonly<Record<string, (row: Row) => SortKey>>;
	filters: Readonly<Record<string, (row: Row) => boolean>>;
}

export interface ViewQuery {
	/** Folded words; a row must have all of them. */
	words: readonly string[];
	filter: string | undefined;
	sort: string | undefined;
	isReversed: boolean;
	/** Only these rows, for "selected only"; `version` says when they changed. */
	only: {has: (id: string) => boolean; version: number} | undefined;
}

const steps = 4096;

/**
 * Which rows are shown, in which order: arrays of row numbers, never copies of rows. Rows may only be appended.
 *
 * Kept between keys: folded search texts, finished sort orders, and the answers to the last queries, since a query one
 * letter longer only needs to look through the answer of the shorter one.
 */
export class RowView<Row> {
	readonly #source: RowSource<Row>;
	#rows: readonly Row[] = [];
	#folded: string[] = [];
	readonly #orders = new Map<string, {order: Uint32Array; rows: number}>();
	#base: {key: string; indices: Uint32Array; rows: number} | undefined;
	#answers: {text: string; indices: Uint32Array}[] = [];
	#answersFor: Uint32Array | undefined;
	#scratch = new Uint32Array(0);

	constructor(source: RowSource<Row>) {
		this.#source = source;
	}

	/** Takes the rows as they are now. Rows other than appended ones start everything anew. */
	setRows(rows: readonly Row[]): void {
		if (rows === this.#rows) return;
		const last = this.#rows.length - 1;
		const isAppended = last < 0 || (rows.length > last && rows[0] === this.#rows[0] && rows[last] === this.#rows[last]);
		this.#rows = rows;
		if (isAppended) return;
		this.#folded = [];
		this.#orders.clear();
		this.#base = undefined;
		this.#answers = [];
	}

	/** Whether the sort's order is ready for all rows; until then its rows are shown unsorted at the end. */
	isSorted(sort: string | undefined): boolean {
		return sort === undefined || this.#orders.get(sort)?.rows === this.#rows.length;
	}

	/** Work that makes later keys quick; yields often. Run it between keys. */
	*prepare(sort: string | undefined): Generator<undefined, void> {
		while (this.#folded.length < this.#rows.length) {
			this.#fold(this.#folded.length + steps);
			yield;
		}
		if (sort === undefined || this.isSorted(sort)) return;
		const rows = this.#rows;
		const keyOf = this.#source.sortKeysOf[sort];
		if (!keyOf) return;
		const keys: SortKey[] = [];
		for (const row of rows) {
			const key = keyOf(row);
			keys.push(typeof key === 'string' ? fold(key) : key);
			if (keys.length % steps === 0) yield;
		}
		this.#orders.set(sort, {order: yield* sortOrder(keys), rows: rows.length});
	}

	/** Numbers of the rows to show, in order. The same array as long as nothing changed. */
	indices(query: ViewQuery): Uint32Array {
		const base = this.#baseOf(query);
		if (query.words.length === 0) return base;
		if (this.#answersFor !== base) {
			this.#answersFor = base;
			this.#answers = [];
		}
		const text = query.words.join(' ');
		// Backspace: the shorter query's answer is still here.
		while (this.#answers.length > 0 && !text.startsWith(this.#answers.at(-1)?.text ?? '')) this.#answers.pop();
		const previous = this.#answers.at(-1);
		if (previous?.text === text) return previous.indices;
		this.#fold(this.#rows.length);
		const indices = this.#search(previous?.indices ?? base, query.words);
		this.#answers.push({text, indices});
		return indices;
	}

	#search(within: Uint32Array, words: readonly string[]): Uint32Array {
		const found = this.#scratchFor(within.length);
		const folded = this.#folded;
		const [first = '', ...others] = words;
		let total = 0;
		for (let at = 0; at < within.length; at++) {
			const index = within[at] ?? 0;
			const text = folded[index] ?? '';
			if (text.includes(first) && (others.length === 0 || others.every((word) => text.includes(word)))) {
				found[total++] = index;
			}
		}
		return found.slice(0, total);
	}

	#baseOf(query: ViewQuery): Uint32Array {
		const {filter, sort, isReversed, only} = query;
		const order = sort === undefined ? undefined : this.#orders.get(sort);
		const key = JSON.stringify([filter, sort, order?.rows, isReversed, only?.version]);
		const rows = this.#rows;
		if (this.#base?.key === key && this.#base.rows === rows.length) return this.#base.indices;
		const test = filter === undefined ? undefined : this.#source.filters[filter];
		const found = this.#scratchFor(rows.length);
		let total = 0;
		const sorted = order?.rows ?? 0;
		for (let at = 0; at < rows.length; at++) {
			const index = at < sorted ? (order?.order[at] ?? at) : at;
			const row = rows[index] as Row;
			if (test && !test(row)) continue;
			if (only && !only.has(this.#source.idOf(row))) continue;
			found[total++] = index;
		}
		const indices = found.slice(0, total);
		if (isReversed) indices.reverse();
		this.#base = {key, indices, rows: rows.length};
		return indices;
	}

	/** One buffer for all answers in the making: a new one for every key would wait for the garbage collector. */
	#scratchFor(length: number): Uint32Array {
		if (this.#scratch.length < length) this.#scratch = new Uint32Array(Math.ceil(length * 1.5));
		return this.#scratch;
	}

	#fold(upTo: number): void {
		const end = Math.min(upTo, this.#rows.length);
		for (let at = this.#folded.length; at < end; at++) {
			this.#folded.push(fold(this.#source.searchTextOf(this.#rows[at] as Row)));
		}
	}
}
