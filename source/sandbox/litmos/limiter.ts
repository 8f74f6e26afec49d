/**
 * Requests a minute, as Litmos counts them: within minutes of the clock, so that up to twice the number may pass around
 * a full minute. Refused requests do not count.
 */
export class Limiter {
	readonly #now: () => number;
	#minute = 0;
	#passed = 0;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Whether one more request may pass. */
	take(): boolean {
		const minute = Math.floor(this.#now() / 60_000);
		if (minute !== this.#minute) this.#passed = 0;
		this.#minute = minute;
		if (this.#passed === 100) return false;
		this.#passed++;
		return true;
	}
}
