import type {LitmosBehaviour} from './behaviour.ts';

type LimiterBehaviour = Pick<LitmosBehaviour, 'limiter' | 'requestsPerMinute' | 'minuteMs'>;

/**
 * Requests a minute and key. `fixed` counts within minutes of the clock, so that up to twice the number may pass around
 * a full minute; `sliding` never lets more than the number pass in any 60 seconds. Refused requests do not count.
 */
export class Limiter {
	readonly #now: () => number;
	readonly #passed = new Map<string, number[]>();

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Null when the request may pass, otherwise the milliseconds until the next one may. */
	take(key: string, {limiter, requestsPerMinute, minuteMs}: LimiterBehaviour): number | null {
		if (limiter === 'none') return null;
		const now = this.#now();
		const from = limiter === 'fixed' ? Math.floor(now / minuteMs) * minuteMs : now - minuteMs;
		const times = (this.#passed.get(key) ?? []).filter((time) => (limiter === 'fixed' ? time >= from : time > from));
		this.#passed.set(key, times);
		if (times.length < requestsPerMinute) {
			times.push(now);
			return null;
		}
		return limiter === 'fixed' ? from + minuteMs - now : (times[0] ?? now) + minuteMs - now;
	}
}
