import {abortProblem} from '../http/network-problem.ts';
import {Allowance, type AllowanceOptions, type Outcome, type Sent} from './allowance.ts';

/** A steady clock. `after` calls back once and gives the function that calls it off. */
export interface Clock {
	now(): number;
	after(ms: number, callback: () => void): () => void;
}

export const steadyClock: Clock = {
	now: () => performance.now(),
	after: (ms, callback) => {
		const timer = setTimeout(callback, ms);
		return () => clearTimeout(timer);
	},
};

export interface PacerOptions extends Omit<AllowanceOptions, 'limit'> {
	/** `Infinity` switches pacing off. */
	requestsPerMinute: number;
	/** Requests under way at once. */
	concurrency: number;
	clock?: Clock;
	/**
	 * Counts together with others. Before a request is sent it is asked with a function that takes the times (this clock) of
	 * others' requests, and what is left of a pause they make, and tells whether ours may go; gives whether it went, null
	 * when nothing is shared.
	 */
	take?: ((decide: (others: number[], pause: OthersPause | null) => boolean) => boolean | null) | undefined;
	/** Tells others that a request of ours was refused, and that a pause of so many ms has begun. */
	onRefused?: ((waitMs: number, status: number) => void) | undefined;
	/** A pause has begun, here or at somebody who uses the same key. */
	onPause?: ((waitMs: number, status: number) => void) | undefined;
}

export interface OthersPause {
	ms: number;
	/** What the refused request was answered with. */
	status: number;
}

/** The right to send one request. */
export interface Turn {
	/** Once, as soon as the head of the answer is there (or it failed). */
	settle(outcome: Outcome): void;
	/** Once, when the answer has been read or given up. */
	release(): void;
}

/** Gives out turns in the order asked for, shared by all work of one client. */
export interface Pacer {
	/** @throws Problem `cancelled`, at once when the signal fires. */
	turn(signal?: AbortSignal): Promise<Turn>;
	/** Requests a minute at the moment. */
	readonly rate: number;
	/** Ms until the next request, or the last of so many, could be sent, as far as time alone decides. */
	waitFor(requests?: number): number;
	/** See {@link Allowance.recent}. */
	recent(): number[];
	/** See {@link Allowance.use}. */
	use(times: readonly number[]): void;
}

/** More than this a minute is not Litmos' limit, but somebody's wish for none: nothing needs to be shared. */
const mostShared = 1_000;

export function createPacer(options: PacerOptions): Pacer {
	const {clock = steadyClock, concurrency, requestsPerMinute} = options;
	const allowance = new Allowance({...options, limit: requestsPerMinute});
	const windowMs = options.windowMs ?? 60_000;
	const waiters: {give: (turn: Turn) => void}[] = [];
	let underWay = 0;
	let callOff: (() => void) | null = null;

	/** Notes our next request where others see it; what is to be waited for first, when theirs leave no space. */
	function waitForOthers(now: number): number {
		if (options.take === undefined || requestsPerMinute > mostShared) return 0;
		let wait = 0;
		options.take((others, pause) => {
			allowance.record(others);
			if (pause && allowance.join(pause.ms, now)) options.onPause?.(pause.ms, pause.status);
			wait = allowance.wait(now);
			return wait === 0;
		});
		return wait;
	}

	function pump(): void {
		callOff?.();
		callOff = null;
		while (waiters.length > 0 && underWay < concurrency) {
			const now = clock.now();
			const wait = allowance.wait(now) || waitForOthers(now);
			if (wait > 0) {
				// Timers may fire a little early; asking again then is cheap.
				if (Number.isFinite(wait)) callOff = clock.after(Math.ceil(wait), pump);
				return;
			}
			underWay++;
			waiters.shift()?.give(makeTurn(allowance.send(now)));
		}
	}

	function makeTurn(sent: Sent): Turn {
		let released = false;
		return {
			settle(outcome) {
				const pause = allowance.settle(sent, outcome, clock.now());
				if (pause > 0 && outcome.kind === 'throttled') {
					options.onPause?.(pause, outcome.status);
					options.onRefused?.(pause, outcome.status);
				}
				pump();
			},
			release() {
				if (released) return;
				released = true;
				allowance.settle(sent, {kind: 'failed'}, clock.now());
				underWay--;
				pump();
			},
		};
	}

	return {
		turn(signal) {
			if (signal?.aborted) return Promise.reject(abortProblem(signal));
			return new Promise((resolve, reject) => {
				const onAbort = () => {
					waiters.splice(waiters.indexOf(waiter), 1);
					if (waiters.length === 0) callOff?.();
					reject(abortProblem(signal));
				};
				const waiter = {
					give(turn: Turn) {
						signal?.removeEventListener('abort', onAbort);
						resolve(turn);
					},
				};
				signal?.addEventListener('abort', onAbort, {once: true});
				waiters.push(waiter);
				pump();
			});
		},
		get rate() {
			return (allowance.ceiling * 60_000) / windowMs;
		},
		waitFor(requests) {
			const wait = allowance.wait(clock.now(), requests);
			return Number.isFinite(wait) ? Math.ceil(wait) : 0;
		},
		recent: () => allowance.recent(clock.now()),
		use: (times) => allowance.use(times),
	};
}
