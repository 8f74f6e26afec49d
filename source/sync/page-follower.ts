import {overlapOf} from './plan.ts';
import {SeenIds} from './seen-ids.ts';

export interface PageStep {
	/** Indexes of the rows that are new. */
	fresh: number[];
	/** Rows whose id came twice within this very page. */
	doubled: number;
	/** Where to go on, null at the end. */
	next: number | null;
	/** The page brought nothing new although more was promised: the server ignores `start`. */
	stuck: boolean;
}

/**
 * Follows one listing over its pages although rows move meanwhile (Litmos fact sheet, sections 2 and 9: offsets, no
 * total, order not promised). Ids seen are not taken twice. A page begins with the last row of the one before; when
 * that row is not there, rows before it have gone and others have slipped past: the step back reads the page before once
 * more. A listing without any order would make that endless, so two steps back without a find end the practice.
 */
export class PageFollower {
	readonly #pageSize: number;
	readonly #seen = new SeenIds();
	#anchor: string | null = null;
	#goOnAt: number | null | undefined;
	#patience = 2;
	#pages = 0;

	constructor(pageSize: number) {
		this.#pageSize = pageSize;
	}

	/** Ids of rows that are stored already. */
	remember(ids: readonly string[]): void {
		for (const id of ids) this.#seen.add(id);
		if (ids.length > 0) this.#pages++;
	}

	/** `next` is where the page after this one would begin without overlap, null on a page that is not full. */
	take(start: number, ids: readonly string[], next: number | null): PageStep {
		const fresh: number[] = [];
		const here = new Set<string>();
		let doubled = 0;
		for (const [index, id] of ids.entries()) {
			if (here.has(id)) doubled++;
			else if (!this.#seen.has(id)) fresh.push(index);
			here.add(id);
		}
		for (const id of here) this.#seen.add(id);
		const isFirst = this.#pages++ === 0;

		if (this.#goOnAt !== undefined) {
			if (fresh.length === 0) this.#patience--;
			const goOn = this.#goOnAt;
			this.#goOnAt = undefined;
			return {fresh, doubled, next: goOn, stuck: false};
		}
		if (!isFirst && next !== null && fresh.length === 0) return {fresh, doubled, next: null, stuck: true};

		const overlap = overlapOf(this.#pageSize);
		const after = next === null ? null : next - overlap;
		const hasMoved = this.#anchor !== null && !here.has(this.#anchor) && this.#patience > 0;
		this.#anchor = overlap > 0 ? (ids.at(-1) ?? null) : null;
		if (!hasMoved) return {fresh, doubled, next: after, stuck: false};
		this.#goOnAt = after;
		return {fresh, doubled, next: Math.max(0, start - this.#pageSize + 1), stuck: false};
	}
}
