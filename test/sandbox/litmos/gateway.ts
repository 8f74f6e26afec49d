import {bare, type Incoming, page, type Reply} from '../../../source/sandbox/litmos/reply.ts';
import {parameter} from '../../../source/sandbox/litmos/request.ts';
import type {LitmosBehaviour} from './behaviour.ts';

type LimiterBehaviour = Pick<LitmosBehaviour, 'limiter' | 'requestsPerMinute' | 'minuteMs'>;

/** The gateway in front of Litmos in every form that is known or feared: key, source, then the limiter. */
export class Gateway {
	throttled = 0;
	readonly #apiKey: string;
	readonly #now: () => number;
	#passed: number[] = [];

	constructor(apiKey: string, now: () => number) {
		this.#apiKey = apiKey;
		this.#now = now;
	}

	/** What is refused, or null when the request may pass. */
	admit({headers}: Incoming, url: URL, behaviour: LitmosBehaviour): Reply | null {
		const key = headers.apikey ?? parameter(url.searchParams, 'apikey');
		if (key !== this.#apiKey) return bare(behaviour.badKeyStatus);
		if (behaviour.sourceRequired && (parameter(url.searchParams, 'source') ?? '') === '') return bare(403);
		const wait = this.#take(behaviour);
		if (wait === null) return null;
		this.throttled++;
		const reply = page(behaviour.limiterStatus, 'The service is unavailable. Rating limit exceeded.');
		if (behaviour.retryAfter) reply.headers['Retry-After'] = String(Math.max(1, Math.ceil(wait / 1000)));
		return reply;
	}

	/**
	 * Null when the request may pass, otherwise the milliseconds until the next one may. `fixed` counts within minutes of
	 * the clock; `sliding` never lets more than the number pass in any minute. Refused requests do not count.
	 */
	#take({limiter, requestsPerMinute, minuteMs}: LimiterBehaviour): number | null {
		if (limiter === 'none') return null;
		const now = this.#now();
		const from = limiter === 'fixed' ? Math.floor(now / minuteMs) * minuteMs : now - minuteMs;
		this.#passed = this.#passed.filter((time) => (limiter === 'fixed' ? time >= from : time > from));
		if (this.#passed.length < requestsPerMinute) {
			this.#passed.push(now);
			return null;
		}
		return limiter === 'fixed' ? from + minuteMs - now : (this.#passed[0] ?? now) + minuteMs - now;
	}
}
