import {SeenIds} from './seen-ids.ts';

/** What the answer to one request says about the list. */
export interface PageStep {
	/** Indexes of the rows to store, one for each id: of a row that is twice in the page the later one. */
	rows: number[];
	/** Rows whose id is new in this reading of the list. */
	fresh: number;
	/** Rows that were listed more than once, in this page or, known at the end only, in several. */
	doubled: number;
	/** Where to read on. */
	next: number;
	/**
	 * `proven`: Litmos was asked from the last row on and gave that row alone. `likely`: the page is not full, which a
	 * server that shortens pages would do as well.
	 */
	end: 'no' | 'likely' | 'proven';
	/** Rows of the page before, which was not full although rows follow it; null usually. */
	cut: number | null;
	/** The list cannot be read to its end: nothing new comes, or it is in another order each time. */
	failure: 'stuck' | 'unsettled' | null;
}

/** The place in a list where the next page begins. */
export interface ListPlace {
	/** The row it should begin with, or null where nothing is known of it. */
	anchor: string | null;
	/** Rows without an id that may stand before it. */
	slack: number;
	/** How many rows the list has as far as it was read. */
	length: number;
	/** The last of them, null when there is none with an id. */
	last: string | null;
}

/** What a page is besides its usable rows. */
export interface PageFacts {
	/** As many rows as were asked for, or more. */
	full: boolean;
	/** Rows without an id. */
	unusable: number;
}

/** Requests in a row that bring nothing new; going back to look for the place takes a few. */
const patience = 6;
/** How often a list is read that moves while it is read. */
const mostReadings = 4;
/** Readings to the end in which rows only came or went: none of those that stayed can be missing from so many. */
const enoughMoved = 3;

/** Share of the rows of earlier readings that a reading must have. */
const mostKept = 0.9;

/**
 * Follows one list over its pages, although rows move meanwhile and although the server may shorten a page, ignore where
 * it should start or answer from a cache (Litmos fact sheet, sections 2 and 9: offsets, no total, order not promised).
 *
 * Each page begins with the last row of the one before. As long as it does, nothing has slipped between them. When that
 * row is elsewhere, the list has moved: the place is looked for further up, and the list is read once more where a row may
 * have changed its place. A list ends when nothing follows its last row.
 */
export class PageFollower {
	readonly #all = new SeenIds();
	/** Of this reading of the list. */
	#here = this.#all;
	#readings = 1;
	#anchor: string | null = null;
	#asked: 'first' | 'overlap' | 'beyond' | 'back' = 'first';
	/** At which index at most the anchor is when nothing has moved: rows without an id may stand before it. */
	#slack = 0;
	#reach = 1;
	#barren = 0;
	/** The pages that brought nothing new since the last one that did, by the order of their rows. */
	readonly #barrenPages = new Set<number>();
	/** The first row of the list, and how many rows the page before has. */
	#first: string | null = null;
	#length = 0;
	/** How far the list goes, in rows, and its last row. */
	#extent = 0;
	#last: string | null = null;
	/** Rows of the page before when it was not full. */
	#short: number | null = null;
	#moved = false;
	/** Rows have gone from before the place where the next page begins. */
	#hasSlipped = false;
	/** Rows that were not known stood before known ones: they did not just come or go. */
	#isReordered = false;
	#repeated = 0;
	/** Rows without an id, and rows that were twice in one page, of this reading. */
	#uncounted = 0;
	#order = 0;
	/** Of the readings with rows that were listed twice. */
	#orders: number[] = [];
	/** Of all readings. */
	#allOrders = new Set<number>();
	/** How many rows the last readings had that came to an end. */
	#sizes: number[] = [];
	#isResumed = false;
	/** What was read before an interruption is not known in this reading. */
	#isPartial = false;

	/** Goes on after an interruption, with what is known of the rows so far. */
	resume({anchor, slack, length, last}: ListPlace, ids: readonly string[] = []): void {
		for (const id of ids) this.#all.add(id);
		if (anchor !== null) this.#all.add(anchor);
		this.#anchor = anchor;
		this.#slack = slack;
		this.#extent = length;
		this.#last = last;
		this.#asked = anchor === null ? 'beyond' : 'overlap';
		this.#isResumed = true;
		this.#isPartial = true;
	}

	/** Where to go on later. */
	get place(): ListPlace {
		const anchor = this.#asked === 'overlap' ? this.#anchor : null;
		return {anchor, slack: this.#slack, length: this.#extent, last: this.#last};
	}

	/** The list moved while it was read, so that it takes more to trust its end. */
	get isRestless(): boolean {
		return this.#readings > 1 || this.#moved;
	}

	/** Different rows so far. */
	get size(): number {
		return this.#all.size;
	}

	/** True when an earlier page or reading had this row. */
	has(id: string): boolean {
		return this.#all.has(id);
	}

	/** Takes the page that was read from `start` on. Ask {@link has} before: afterwards its rows are known. */
	take(start: number, ids: readonly string[], {full, unusable}: PageFacts): PageStep {
		const count = ids.length + unusable;
		this.#barrenPages.add(ids.reduce(mix, 0));
		const at = this.#anchor === null ? -1 : ids.indexOf(this.#anchor);
		const asked = this.#asked;
		const isLost = start > 0 && this.#anchor !== null && at < 0 && !ids.some((id) => this.#here.has(id));
		if (this.#isResumed && (this.#anchor === null ? count > 0 : at < 0 || at > this.#slack)) return this.#again(start);
		if (isLost && !(asked === 'beyond' && count === 0)) return this.#back(start);
		this.#isResumed = false;

		const latest = new Map<string, number>();
		for (let index = 0; index < ids.length; index++) latest.set(ids[index]!, index);
		const doubled = ids.length - latest.size;
		let fresh = 0;
		let repeated = 0;
		latest.forEach((index, id) => {
			if (this.#here.add(id)) fresh++;
			else {
				this.#isReordered ||= fresh > 0;
				if (at >= 0 && index > at && id !== this.#anchor) repeated++;
			}
			if (this.#here !== this.#all) this.#all.add(id);
		});
		if (start > 0 && asked !== 'back' && this.#anchor !== null) {
			this.#hasSlipped ||= at < 0 && count > 0;
			this.#moved ||= this.#hasSlipped || at > this.#slack || (at >= 0 && asked === 'beyond');
		}
		this.#repeated += repeated;
		this.#uncounted += unusable + doubled;
		this.#order = ids.reduce(mix, (this.#order ^ start) >>> 0);

		// New rows in front push rows before the anchor into the page; the answer before, or the first page, is longer.
		const isPushed = ids.length < this.#length && this.#first !== null && !latest.has(this.#first);
		const isAnchorAlone = asked === 'overlap' && at >= 0 && at === ids.length - 1 && (at <= this.#slack || isPushed);
		const isNothing = count === 0 && asked === 'beyond';
		const isProven = !full && fresh === 0 && (isAnchorAlone || isNothing);
		const cut = fresh > 0 && asked !== 'back' && start > 0 ? this.#short : null;
		const step: PageStep = {
			rows: [...latest.values()],
			fresh,
			doubled,
			next: start,
			end: isProven ? 'proven' : full ? 'no' : 'likely',
			cut,
			failure: null,
		};
		if (!isNothing) {
			this.#extent = start + count;
			this.#last = ids.at(-1) ?? null;
		}
		if (isProven) return this.#settle(step, this.#extent);

		if (fresh > 0) {
			this.#barren = 0;
			this.#barrenPages.clear();
		} else if (++this.#barren > patience) return {...step, end: 'no', failure: this.#nothingNew};
		this.#short = full ? null : count;
		this.#reach = Math.max(1, Math.floor(ids.length / 2));
		this.#slack = unusable;
		this.#anchor = ids.at(-1) ?? null;
		if (start === 0) this.#first = ids[0] ?? null;
		this.#length = ids.length;
		// The one row of a list would be the whole answer again, and an empty list has none: nothing must be behind.
		const isTiny = start === 0 && count < 2 && !full;
		this.#asked = ids.length === 0 || isTiny ? 'beyond' : 'overlap';
		step.next = start + (this.#asked === 'overlap' ? ids.length - 1 : Math.max(1, count));
		if (this.#moved || this.#repeated > 0 || this.#readings > 1 || asked === 'back') {
			if (step.end === 'likely') step.end = 'no';
		}
		return step;
	}

	/** The rows of this page are connected with nothing read so far: rows in front have gone. Looks further up. */
	#back(start: number): PageStep {
		this.#moved = true;
		this.#hasSlipped = true;
		this.#short = null;
		this.#barren++;
		const next = Math.max(0, start - this.#reach);
		this.#reach *= 2;
		this.#asked = 'back';
		if (this.#barren > patience) return {...nothing(next), failure: this.#nothingNew};
		return next === 0 ? this.#again(start) : nothing(next);
	}

	/** Why nothing new comes: the same page for every place, or rows that change their places. */
	get #nothingNew(): 'stuck' | 'unsettled' {
		return this.#barrenPages.size <= 1 ? 'stuck' : 'unsettled';
	}

	/** Reads the list from its first row again. */
	#again(start: number): PageStep {
		this.#allOrders.add(this.#order);
		if (this.#readings >= mostReadings) {
			return {...nothing(start), failure: this.#allOrders.size === 1 ? 'stuck' : 'unsettled'};
		}
		this.#readings++;
		this.#here = new SeenIds();
		this.#anchor = null;
		this.#asked = 'first';
		this.#slack = 0;
		this.#barren = 0;
		this.#barrenPages.clear();
		this.#short = null;
		this.#moved = false;
		this.#hasSlipped = false;
		this.#isReordered = false;
		this.#isResumed = false;
		this.#isPartial = false;
		this.#repeated = 0;
		this.#uncounted = 0;
		this.#order = 0;
		return nothing(0);
	}

	/** Nothing follows the last row. Is everything before it known? */
	#settle(step: PageStep, length: number): PageStep {
		// Rows go one by one; where many are missing that an earlier reading had, an old answer came instead of a page.
		const sizes = [...this.#sizes, this.#here.size].slice(-enoughMoved);
		this.#sizes = sizes;
		const isLess = this.#here.size < this.#all.size * mostKept;
		// An empty answer that comes for ever says nothing, however often it comes.
		const isSteady = sizes.length === enoughMoved && new Set(sizes).size === 1 && this.#here.size > 0;
		if (isLess && !isSteady) return {...this.#again(0), rows: step.rows};
		if (this.#repeated === 0) {
			// Every place in the list has a row that was read. Where rows have gone too, the sum would hide one that is missing.
			const isFull = this.#isPartial ? !this.#moved : this.#here.size + this.#uncounted >= length;
			if (isFull && !this.#hasSlipped) return step;
			if (this.#moved && !this.#isReordered && sizes.length === enoughMoved) return step;
		} else if (!this.#moved) {
			// Rows that are really listed twice are so each time, in the same places.
			this.#orders.push(this.#order);
			const last = this.#orders.slice(-enoughMoved);
			if (last.length === enoughMoved && new Set(last).size === 1) return {...step, doubled: this.#repeated};
		}
		return {...this.#again(0), rows: step.rows};
	}
}

function nothing(next: number): PageStep {
	return {rows: [], fresh: 0, doubled: 0, next, end: 'no', cut: null, failure: null};
}

/** The order of rows as a number. */
function mix(sum: number, id: string): number {
	let mixed = sum;
	for (let index = 0; index < id.length; index++) mixed = Math.imul(mixed ^ id.charCodeAt(index), 0x01000193) >>> 0;
	return Math.imul(mixed ^ 0x9e37, 0x85ebca6b) >>> 0;
}
