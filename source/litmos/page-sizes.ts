import type {ListingKind} from './client.ts';
import type {PageTooHeavy} from './rows.ts';

/** How many rows to ask for in one page. Starts with the most; where a page was too heavy, fewer from then on. */
export class PageSizes {
	readonly #usual: number;
	readonly #smaller = new Map<ListingKind, number>();

	constructor(usual: number) {
		this.#usual = usual;
	}

	of(kind: ListingKind): number {
		return this.#smaller.get(kind) ?? this.#usual;
	}

	/** Notes that a page of `asked` rows was too heavy. False when so few do not fit either. */
	shrink(kind: ListingKind, asked: number, {rows}: Pick<PageTooHeavy, 'rows'>): boolean {
		// Each try costs a request: what came before the limit was reached tells how many fit.
		const fewer = rows === null ? Math.floor(asked / 4) : Math.min(Math.floor(asked / 2), Math.floor(rows * 0.8));
		// A page overlaps the one before by a row, so with one row there would be no way on.
		if (fewer < 2) return false;
		this.#smaller.set(kind, Math.min(this.of(kind), fewer));
		return true;
	}
}
