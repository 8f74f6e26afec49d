import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {Details, Item} from '../../c1z/explorer-items.ts';

/** Related rows that a pane may show. */
const linesShown = 60;
/** Items remembered, the last looked at. */
const mostKept = 400;

/**
 * Reads the details of what is on the screen and, one at a time, of what may be there after the next key. What is no
 * longer wanted is not asked any more. A file that grows makes what is known old: it is shown until the answer is there.
 */
export class DetailsReader {
	readonly #client: ExplorerClient;
	readonly #known = new Map<string, {version: number; details: Details}>();
	readonly #listeners = new Set<() => void>();
	#wanted: Item[] = [];
	#shown: ReadonlySet<string> = new Set();
	#version = 0;
	#isReading = false;

	constructor(client: ExplorerClient) {
		this.#client = client;
	}

	get(item: Item): Details | undefined {
		return this.#known.get(keyOf(item))?.details;
	}

	/**
	 * @param shown what is on the screen
	 * @param near what to read ahead
	 */
	want(shown: readonly Item[], near: readonly Item[], version: number): void {
		this.#version = version;
		this.#shown = new Set(shown.map(keyOf));
		this.#wanted = [
			...shown.filter((item) => this.#known.get(keyOf(item))?.version !== version),
			...near.filter((item) => !this.#known.has(keyOf(item))),
		];
		void this.#read();
	}

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	async #read(): Promise<void> {
		if (this.#isReading) return;
		this.#isReading = true;
		for (let item = this.#wanted.shift(); item; item = this.#wanted.shift()) {
			const version = this.#version;
			try {
				const details = await this.#client.details(item, {offset: 0, limit: linesShown});
				this.#keep(keyOf(item), {version, details});
			} catch {
				// The list asks the same file and says what is wrong with it.
			}
		}
		this.#isReading = false;
	}

	#keep(key: string, answer: {version: number; details: Details}): void {
		this.#known.delete(key);
		this.#known.set(key, answer);
		if (this.#known.size > mostKept) this.#known.delete(this.#known.keys().next().value ?? '');
		if (!this.#shown.has(key)) return;
		for (const listener of this.#listeners) listener();
	}
}

const keyOf = (item: Item): string => JSON.stringify(item);
