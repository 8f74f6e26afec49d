/** Tasks of two ranks, a few at a time. The first error stops the queue; those under way are waited for. */
export class WorkQueue {
	readonly #concurrency: number;
	readonly #onError: (error: unknown) => void;
	readonly #first: (() => Promise<void>)[] = [];
	readonly #last: (() => Promise<void>)[] = [];
	#running = 0;
	#failure: {error: unknown} | null = null;
	/** Several may wait, such as two lists that are read again at once. */
	#waiting: (() => void)[] = [];

	/** `onError` is called once, at once, so that what is under way can be stopped. */
	constructor(concurrency: number, onError: (error: unknown) => void) {
		this.#concurrency = concurrency;
		this.#onError = onError;
	}

	/** Adds a task; optional ones wait until no required one is left. */
	add(task: () => Promise<void>, rank: 'required' | 'optional' = 'required'): void {
		(rank === 'required' ? this.#first : this.#last).push(task);
		this.#start();
	}

	/** Resolves when nothing is left or under way; rejects with the first error. */
	async drained(): Promise<void> {
		if (this.#running > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		if (this.#failure) throw this.#failure.error;
	}

	#start(): void {
		while (!this.#failure && this.#running < this.#concurrency) {
			const task = this.#first.shift() ?? this.#last.shift();
			if (!task) return;
			this.#running++;
			void this.#run(task);
		}
	}

	async #run(task: () => Promise<void>): Promise<void> {
		try {
			await task();
		} catch (error) {
			if (!this.#failure) {
				this.#failure = {error};
				this.#onError(error);
			}
		}
		this.#running--;
		this.#start();
		if (this.#running > 0) return;
		for (const resolve of this.#waiting.splice(0)) resolve();
	}
}
