/** The longest time a timer of Node takes; a longer one would go off at once. */
const longestTimer = 2 ** 31 - 1;

/** Adds up the time in which there is nothing to do, and calls back once it reaches a limit. */
export class IdleWatch {
	readonly #onOver: () => void;
	#left: number;
	#since = performance.now();
	#timer: NodeJS.Timeout | undefined;
	/** Work under way that time does not run against. */
	#busy = 0;

	/** @param limitMs absent = no limit */
	constructor(limitMs: number | undefined, onOver: () => void) {
		this.#left = limitMs ?? Number.POSITIVE_INFINITY;
		this.#onOver = onOver;
		this.#run();
	}

	/** Time stands still from now until `resume` has been called as often. */
	pause(): void {
		if (this.#busy++ > 0) return;
		this.#left = this.left;
		clearTimeout(this.#timer);
	}

	resume(): void {
		if (--this.#busy === 0) this.#run();
	}

	/** Nothing is called back any more. */
	stop(): void {
		this.pause();
	}

	/** Milliseconds left; Infinity without a limit. */
	get left(): number {
		return this.#busy > 0 ? this.#left : Math.max(0, this.#left - (performance.now() - this.#since));
	}

	/**
	 * A wait before another try, cut so that the try still has `needed` ms; undefined when there is no time for one. As long as
	 * it is while time stands still.
	 */
	fit(waitMs: number, needed: number): number | undefined {
		const most = this.#busy > 0 ? Number.POSITIVE_INFINITY : this.left - needed;
		return waitMs <= most ? waitMs : most >= needed ? most : undefined;
	}

	#run(): void {
		this.#since = performance.now();
		if (this.#left === Number.POSITIVE_INFINITY) return;
		this.#timer = setTimeout(
			() => {
				this.#left = this.left;
				if (this.#left > 0) this.#run();
				else this.#onOver();
			},
			Math.min(this.#left, longestTimer),
		);
	}
}
