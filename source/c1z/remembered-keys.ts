/** Keys of rows by type and id, so that not each is looked up; all are forgotten where they become too many. */
export class RememberedKeys {
	readonly #most: number;
	readonly #byType = new Map<string, Map<string, number>>();
	#count = 0;

	constructor(most: number) {
		this.#most = most;
	}

	get(type: string, id: string): number | undefined {
		return this.#byType.get(type)?.get(id);
	}

	set(type: string, id: string, key: number): void {
		if (this.#count >= this.#most) this.clear();
		const ofType = this.#byType.get(type) ?? new Map<string, number>();
		this.#byType.set(type, ofType.set(ownText(id), key));
		this.#count++;
	}

	clear(): void {
		this.#byType.clear();
		this.#count = 0;
	}
}

/** A copy that stands for itself: a text cut out of a page would keep the whole page in memory. */
function ownText(text: string): string {
	return JSON.parse(JSON.stringify(text)) as string;
}
