/** Owners of an app or connector. Changes are asynchronous, as in ConductorOne: they show after a delay. */
export class OwnerList {
	#shown: string[];
	#pending: {at: number; change: (ids: string[]) => string[]}[] = [];
	readonly #now: () => number;
	readonly #delay: () => number;

	/** The first owners show at once, as the creation's answer already has them. */
	constructor(ids: readonly string[], now: () => number, delay: () => number) {
		this.#shown = [...new Set(ids)];
		this.#now = now;
		this.#delay = delay;
	}

	get ids(): string[] {
		const now = this.#now();
		while (this.#pending[0] && this.#pending[0].at <= now) {
			const {change} = this.#pending.shift() ?? {};
			if (change) this.#shown = change(this.#shown);
		}
		return [...this.#shown];
	}

	add(id: string): void {
		this.#later((ids) => [...new Set([...ids, id])]);
	}

	remove(id: string): void {
		this.#later((ids) => ids.filter((one) => one !== id));
	}

	/** Drops whoever is not listed. */
	replace(ids: readonly string[]): void {
		this.#later(() => [...new Set(ids)]);
	}

	#later(change: (ids: string[]) => string[]): void {
		this.#pending.push({at: this.#now() + this.#delay(), change});
	}
}
