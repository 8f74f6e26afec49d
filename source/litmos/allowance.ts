import {growingWait} from '../http/retry.ts';
import {growth} from './retry-rule.ts';

/**
 * How many requests may be sent when. Pure: every function takes the time as a number of milliseconds on one steady clock.
 *
 * Litmos allows about 100 requests a minute and answers 503 beyond that, without saying whether the minute is a fixed or a
 * sliding one (fact sheet, sections 3 and 11). So the allowance keeps the strictest rule of all: never more than the
 * limit within *any* stretch of one window, as counted where Litmos counts. A request is counted there at the latest when
 * its answer arrives, so its place is free again one window after that. Whatever that leaves is used at once, in bursts.
 */
export interface AllowanceOptions {
	/** Requests per window; `Infinity` = no limit. */
	limit: number;
	/** Length of the limiter's minute in ms. Default 60,000. */
	windowMs?: number;
	/** 0 … 1, for jitter. */
	random?: () => number;
	/** Times (same clock) at which this key's budget was already used, e.g. by an earlier run or another thread. */
	used?: readonly number[];
}

/** What a request came back with, as far as pacing goes. `failed` = no answer, or one that says nothing about the limit. */
export type Outcome =
	| {kind: 'accepted'}
	| {kind: 'failed'}
	| {kind: 'throttled'; status: number; retryAfterMs?: number | undefined};

/** A request that was let through. */
export interface Sent {
	readonly at: number;
	/** When its place becomes free. */
	freeAt: number;
	outcome: Outcome['kind'] | 'open';
}

/** An upper bound for how long after sending Litmos counts a request whose answer takes its time. */
const latestCounted = 1_000;
/** Two clocks are read for one request; their readings differ by a few ms. */
const sameMoment = 20;
/** Beyond this no list of single requests is kept. */
const practicallyUnlimited = 100_000;

export class Allowance {
	readonly #limit: number;
	readonly #window: number;
	readonly #guard: number;
	readonly #random: () => number;
	#sent: Sent[] = [];
	/** Requests of others with the same key: what a shared record of them holds, and what else we were told of. */
	#recorded: readonly number[] = [];
	#told: number[] = [];
	#others: Sent[] = [];
	/** Nothing is sent before this. */
	#holdUntil = Number.NEGATIVE_INFINITY;
	#holdSince = Number.NEGATIVE_INFINITY;
	/** Refusals in a row, one per stretch of holding. While above 0, one request at a time feels its way. */
	#strikes = 0;
	#openSince: Sent | null = null;
	#ceiling: number;
	/** Most requests accepted so far within one window. */
	#proven = 0;
	#growAt = Number.POSITIVE_INFINITY;
	#growPause = 5;

	constructor({limit, windowMs = 60_000, random = Math.random, used = []}: AllowanceOptions) {
		this.#limit = limit;
		this.#ceiling = limit;
		this.#window = windowMs;
		this.#guard = Math.max(2, windowMs / 1_200);
		this.#random = random;
		this.use(used);
	}

	/** Requests per window allowed at the moment: the limit, or what Litmos has shown to accept. */
	get ceiling(): number {
		return this.#ceiling;
	}

	/**
	 * Milliseconds until a request may be sent, or the last of several of which each goes as soon as it may; 0 = now;
	 * Infinity = not before the one under way is answered.
	 */
	wait(now: number, requests = 1): number {
		this.#grow(now);
		const hold = Math.max(0, this.#holdUntil - now);
		if (this.#strikes > 0 && this.#openSince) return Number.POSITIVE_INFINITY;
		if (this.#limit >= practicallyUnlimited) return hold;
		const live = this.#live(now);
		// The last one takes the place that one of the same allowance has left, as many windows later as there are whole ones before.
		const perWindow = Math.max(1, Math.floor(this.#ceiling));
		const windows = Math.floor((requests - 1) / perWindow);
		const place = live.length - perWindow + ((requests - 1) % perWindow);
		const frees = place < 0 ? [] : live.map(({freeAt}) => freeAt).sort((a, b) => a - b);
		return Math.max(hold, (frees[place] ?? now) - now) + windows * (this.#window + this.#guard);
	}

	/** Notes that a request is sent now. Call only when {@link wait} gives 0. */
	send(now: number): Sent {
		const sent: Sent = {at: now, freeAt: now + latestCounted + this.#window + this.#guard, outcome: 'open'};
		if (this.#limit < practicallyUnlimited) this.#sent.push(sent);
		if (this.#strikes > 0) this.#openSince = sent;
		return sent;
	}

	/** Notes what became of it; gives the pause in ms that now begins, or 0. */
	settle(sent: Sent, outcome: Outcome, now: number): number {
		if (sent.outcome !== 'open') return 0;
		sent.outcome = outcome.kind;
		sent.freeAt = Math.min(sent.freeAt, now + this.#window + this.#guard);
		if (this.#openSince === sent) this.#openSince = null;
		// Sent before the present pause began: it belongs to the same refusal, whichever way it went.
		const news = sent.at > this.#holdSince;
		if (outcome.kind === 'accepted') {
			this.#proven = Math.max(this.#proven, countAccepted(this.#live(now)));
			if (news) this.#strikes = 0;
		}
		if (outcome.kind !== 'throttled' || !news) return 0;
		this.#strikes++;
		const pause = this.#pause(outcome, now);
		this.#holdSince = now;
		this.#holdUntil = Math.max(this.#holdUntil, now + pause);
		return this.#holdUntil - now;
	}

	/** Counts requests of others with the same key that were sent at these times. */
	use(times: readonly number[]): void {
		if (this.#limit >= practicallyUnlimited) return;
		this.#told.push(...times);
		this.#countOthers();
	}

	/** Counts the requests of others as a record of them has it now; those told of by `use` count once. */
	record(times: readonly number[]): void {
		this.#recorded = times;
		this.#countOthers();
	}

	/** Makes a pause of so many ms that somebody with the same key makes; false when ours lasts as long anyway. */
	join(ms: number, now: number): boolean {
		if (now + ms <= this.#holdUntil + sameMoment) return false;
		this.#holdSince = now;
		this.#holdUntil = now + ms;
		this.#strikes = Math.max(1, this.#strikes);
		return true;
	}

	#countOthers(): void {
		const told = this.#told.toSorted((a, b) => a - b);
		const others: Sent[] = [];
		// Told are moments at which a request was counted, recorded are those at which it was sent, up to a second before.
		for (const sentAt of [...this.#recorded].sort((a, b) => a - b)) {
			const match = told.findIndex((at) => at >= sentAt - sameMoment && at <= sentAt + latestCounted + sameMoment);
			const countedAt = match < 0 ? sentAt + latestCounted : told.splice(match, 1)[0]!;
			others.push(this.#foreign(sentAt, countedAt));
		}
		this.#others = [...others, ...told.map((at) => this.#foreign(at, at))];
	}

	#foreign(at: number, countedAt: number): Sent {
		return {at, freeAt: countedAt + this.#window + this.#guard, outcome: 'accepted'};
	}

	/** Times of the requests of the last window, for whoever shares the key afterwards. */
	recent(now: number): number[] {
		return this.#live(now).map(({freeAt}) => Math.min(now, freeAt - this.#window - this.#guard));
	}

	#pause(outcome: Outcome & {kind: 'throttled'}, now: number): number {
		const live = this.#live(now);
		// Fewer than Litmos has already accepted within a window are hardly too many now.
		const much = live.length >= this.#ceiling / 2 && live.length > this.#proven * 0.95;
		const certain = outcome.status === 429 || outcome.retryAfterMs !== undefined || this.#strikes > 1;
		if ((much || certain) && this.#strikes <= 2) this.#learn(live, certain, now);
		// A `Retry-After: 0` is no leave to ask again at once, and one that comes again and again is not to be believed.
		if (outcome.retryAfterMs !== undefined) {
			return Math.max(outcome.retryAfterMs, this.#scaled(growingWait(this.#strikes, growth))) + this.#guard;
		}
		// A 503 out of the blue is as likely a passing fault: one request looks again soon, and a second refusal settles it.
		if (!much && !certain) return this.#scaled(1_500 + this.#random() * 1_500);
		// One whole window after the refusal every request made before is forgotten, whichever kind of window it is.
		return this.#window + this.#guard + this.#scaled(this.#random() * 1_000);
	}

	/** Takes what was accepted within one window as the ceiling for a while, since others may be using the same key. */
	#learn(live: readonly Sent[], certain: boolean, now: number): void {
		if (this.#limit >= practicallyUnlimited) return;
		const accepted = countAccepted(live);
		// Few accepted means the window was used up before us (another run, another program) and says little about the next.
		if (accepted < this.#ceiling / 2) return;
		const floor = certain ? 1 : this.#limit * 0.6;
		this.#ceiling = Math.floor(Math.max(1, Math.min(this.#ceiling, Math.max(floor, accepted))));
		this.#growAt = now + this.#growPause * this.#window;
		this.#growPause = Math.min(60, this.#growPause * 2);
	}

	#grow(now: number): void {
		while (now >= this.#growAt) {
			this.#ceiling = Math.min(this.#limit, this.#ceiling + Math.max(1, Math.floor(this.#limit / 20)));
			this.#growAt = this.#ceiling < this.#limit ? this.#growAt + this.#window : Number.POSITIVE_INFINITY;
		}
	}

	#live(now: number): Sent[] {
		this.#sent = stillCounted(this.#sent, now);
		this.#others = stillCounted(this.#others, now);
		this.#told = this.#told.filter((at) => at + this.#window + this.#guard > now);
		return this.#others.length === 0 ? this.#sent : [...this.#sent, ...this.#others];
	}

	#scaled(ms: number): number {
		return (ms * this.#window) / 60_000;
	}
}

/** Asked several times for each request; nearly always all of them are. */
function stillCounted(sent: Sent[], now: number): Sent[] {
	return sent.every(({freeAt}) => freeAt > now) ? sent : sent.filter(({freeAt}) => freeAt > now);
}

function countAccepted(sent: readonly Sent[]): number {
	let count = 0;
	for (const {outcome} of sent) if (outcome === 'accepted') count++;
	return count;
}
