/**
 * Selected ids. Cheap to change one of 100,000: a change gives a new object that shares the set, and the old object must
 * not be used any more (each change goes through the list's reducer, which keeps only the newest).
 */
export class Selection {
	readonly #ids: Set<string>;
	/** Differs after every change. */
	readonly version: number;

	constructor(ids: Set<string> = new Set(), version = 0) {
		this.#ids = ids;
		this.version = version;
	}

	get size(): number {
		return this.#ids.size;
	}

	has(id: string): boolean {
		return this.#ids.has(id);
	}

	/** A copy that never changes. */
	toSet(): Set<string> {
		return new Set(this.#ids);
	}

	toggle(id: string): Selection {
		if (!this.#ids.delete(id)) this.#ids.add(id);
		return this.#next();
	}

	change(how: 'all' | 'none' | 'invert', ids: Iterable<string>): Selection {
		for (const id of ids) {
			if (how === 'all' || (how === 'invert' && !this.#ids.has(id))) this.#ids.add(id);
			else this.#ids.delete(id);
		}
		return this.#next();
	}

	#next(): Selection {
		return new Selection(this.#ids, this.version + 1);
	}
}
