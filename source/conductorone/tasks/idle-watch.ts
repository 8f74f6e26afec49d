/** How long nothing was handed out; without a limit it never ends. */
export class IdleWatch {
	readonly #limitMs: number;
	#since = Date.now();

	/** @param limitMs absent = for ever */
	constructor(limitMs = Number.POSITIVE_INFINITY) {
		this.#limitMs = limitMs;
	}

	/** Something was handed out. */
	restart(): void {
		this.#since = Date.now();
	}

	/** A wait, cut so that it does not outlast the limit. Milliseconds. */
	cut(waitMs: number): number {
		return Math.max(0, Math.min(waitMs, this.#since + this.#limitMs - Date.now()));
	}

	get over(): boolean {
		return Date.now() - this.#since >= this.#limitMs;
	}
}
