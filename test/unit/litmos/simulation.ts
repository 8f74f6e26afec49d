import {Allowance} from '../../../source/litmos/allowance.ts';
import type {Clock} from '../../../source/litmos/pacer.ts';

/** Says whether a request arriving now is let in. */
export type Limiter = (now: number) => boolean;

/** `limit` per started minute; the minutes begin at `phase`, the one at time 0 has `used` already. */
export function fixedLimiter(limit: number, phase: number, used = 0): Limiter {
	let minute = Math.floor((0 - phase) / 60_000);
	let count = used;
	return (now) => {
		const current = Math.floor((now - phase) / 60_000);
		if (current !== minute) {
			minute = current;
			count = 0;
		}
		return ++count <= limit;
	};
}

/** `limit` within any 60 seconds. */
export function slidingLimiter(limit: number, countsRefusals = false, before: readonly number[] = []): Limiter {
	const seen = [...before];
	return (now) => {
		while (seen.length > 0 && seen[0]! <= now - 60_000) seen.shift();
		const free = seen.length < limit;
		if (free || countsRefusals) seen.push(now);
		return free;
	};
}

/** Time that passes only when told to. */
export class SimulatedClock implements Clock {
	#now = 0;
	#order = 0;
	readonly #due: {at: number; order: number; callback: () => void}[] = [];

	now(): number {
		return this.#now;
	}

	after(ms: number, callback: () => void): () => void {
		const entry = {at: this.#now + Math.max(0, ms), order: this.#order++, callback};
		this.#due.push(entry);
		return () => {
			const index = this.#due.indexOf(entry);
			if (index >= 0) this.#due.splice(index, 1);
		};
	}

	get pending(): number {
		return this.#due.length;
	}

	/** Goes to the next due callback; false when there is none. */
	step(): boolean {
		const next = this.#due.toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
		if (!next) return false;
		this.#due.splice(this.#due.indexOf(next), 1);
		this.#now = Math.max(this.#now, next.at);
		next.callback();
		return true;
	}
}

/** Lets time pass until the work is done. */
export async function passTime<T>(clock: SimulatedClock, work: Promise<T>): Promise<T> {
	let isDone = false;
	const finished = work.finally(() => {
		isDone = true;
	});
	finished.catch(() => {});
	for (let idle = 0; ; ) {
		for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
		if (isDone) return finished;
		idle = clock.step() ? 0 : idle + 1;
		if (idle > 1000) throw new Error('Everybody waits, and nothing is due.');
	}
}

export interface Simulation {
	limiter: Limiter;
	requests: number;
	concurrency: number;
	/** Shortest and longest time from sending to answer in ms; a request arrives at a random moment within. */
	latency: [number, number];
	seed: number;
	used?: readonly number[];
}

/** Runs a whole sync of `requests` requests in simulated time. Refused ones are sent again. */
export function simulate({limiter, requests, concurrency, latency, seed, used}: Simulation) {
	const clock = new SimulatedClock();
	const random = randomFrom(seed);
	const allowance = new Allowance({limit: 100, random, ...(used && {used})});
	let left = requests;
	let underWay = 0;
	let done = 0;
	let refused = 0;
	let refusals = 0;
	let callOff = () => {};
	const pump = () => {
		callOff();
		while (left > 0 && underWay < concurrency) {
			const wait = allowance.wait(clock.now());
			if (wait > 0) {
				if (Number.isFinite(wait)) callOff = clock.after(wait, pump);
				return;
			}
			left--;
			underWay++;
			const sent = allowance.send(clock.now());
			const total = latency[0] + random() * (latency[1] - latency[0]);
			const there = random() * total;
			clock.after(there, () => {
				const letIn = limiter(clock.now());
				clock.after(total - there, () => {
					underWay--;
					const pause = allowance.settle(
						sent,
						letIn ? {kind: 'accepted'} : {kind: 'throttled', status: 503},
						clock.now(),
					);
					if (letIn) done++;
					else {
						refused++;
						left++;
					}
					if (pause > 0) refusals++;
					pump();
				});
			});
		}
	};
	pump();
	while (clock.step());
	return {time: clock.now(), done, refused, refusals};
}

/** A small seeded generator (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
