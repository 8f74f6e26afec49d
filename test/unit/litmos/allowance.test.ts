import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Allowance} from '../../../source/litmos/allowance.ts';
import {fixedLimiter, type Limiter, simulate, slidingLimiter} from './simulation.ts';

const accepted = {kind: 'accepted'} as const;
const refused = (status = 503, retryAfterMs?: number) => ({kind: 'throttled', status, retryAfterMs}) as const;

describe('against a limiter of 100 a minute', () => {
	const kinds: [string, (phase: number) => Limiter][] = [
		['a fixed minute', (phase) => fixedLimiter(100, phase)],
		['a sliding minute', () => slidingLimiter(100)],
		['a sliding minute that counts refusals', () => slidingLimiter(100, true)],
	];
	it.each(kinds)('%s: never refused, and no more than 3 % over requests ÷ rate', (_, limiter) => {
		fc.assert(
			fc.property(
				fc.record({
					phase: fc.integer({min: 0, max: 59_999}),
					seed: fc.integer(),
					requests: fc.integer({min: 1, max: 900}),
					concurrency: fc.integer({min: 2, max: 8}),
					slowest: fc.integer({min: 20, max: 700}),
				}),
				({phase, seed, requests, concurrency, slowest}) => {
					const run = simulate({limiter: limiter(phase), requests, concurrency, latency: [10, slowest], seed});
					expect(run.refused).toBe(0);
					expect(run.done).toBe(requests);
					// A first minute's worth goes at once, as fast as answers come.
					const bound = Math.max((requests * 600 * 103) / 100, (requests * slowest) / concurrency + slowest);
					expect(run.time).toBeLessThanOrEqual(bound);
				},
			),
			{numRuns: 60},
		);
	});

	it('uses what an earlier client of the same key left', () => {
		fc.assert(
			fc.property(
				fc.integer({min: 0, max: 100}),
				fc.integer({min: 0, max: 59_000}),
				fc.integer(),
				(used, ago, seed) => {
					const before = Array.from({length: used}, (_, index) => -ago - index);
					const limiter = slidingLimiter(100, false, before.toReversed());
					const run = simulate({limiter, requests: 250, concurrency: 6, latency: [10, 200], seed, used: before});
					expect(run.refused).toBe(0);
				},
			),
			{numRuns: 40},
		);
	});

	it('is refused once, not again and again, when the minute was used up by others', () => {
		for (const limiter of [fixedLimiter(100, 31_000, 90), slidingLimiter(100, false, Array(90).fill(-1_000))]) {
			const run = simulate({limiter, requests: 400, concurrency: 1, latency: [10, 200], seed: 7});
			expect(run.refused).toBeLessThanOrEqual(2);
			expect(run.done).toBe(400);
		}
	});

	it('finds a lower limit and keeps to it', () => {
		const run = simulate({limiter: slidingLimiter(60), requests: 290, concurrency: 6, latency: [10, 200], seed: 3});
		// Those under way at the moment of the refusal share its fate.
		expect(run.refusals).toBe(1);
		expect(run.time).toBeLessThan(6.2 * 60_000);
	});
});

describe('Allowance', () => {
	const fill = (allowance: Allowance, count: number, now: number) => {
		for (let index = 0; index < count; index++) {
			expect(allowance.wait(now)).toBe(0);
			allowance.settle(allowance.send(now), accepted, now);
		}
	};

	it('frees a place one minute after the answer, at the latest one minute and a second after sending', () => {
		const allowance = new Allowance({limit: 2});
		const quick = allowance.send(0);
		const slow = allowance.send(0);
		allowance.settle(quick, accepted, 300);
		allowance.settle(slow, accepted, 20_000);
		expect(allowance.wait(20_000)).toBe(40_350);
		allowance.send(60_350);
		expect(allowance.wait(60_350)).toBe(700);
	});

	it('waits as long as Retry-After says', () => {
		const allowance = new Allowance({limit: 100});
		expect(allowance.settle(allowance.send(0), refused(503, 7_000), 100)).toBe(7_050);
		expect(allowance.wait(100)).toBe(7_050);
	});

	it('waits longer each time where Retry-After says 0 again and again, and says so', () => {
		const allowance = new Allowance({limit: 100});
		let now = 0;
		const waits = [1, 2, 3, 4, 5, 6, 7].map(() => {
			const wait = allowance.settle(allowance.send(now), refused(429, 0), now + 100);
			now += 100 + wait;
			return wait;
		});
		expect(waits).toEqual([1_050, 2_050, 4_050, 8_050, 16_050, 30_050, 30_050]);
	});

	it('takes a lone 503 for a passing fault: a short wait, one request feels its way, then all go on', () => {
		const allowance = new Allowance({limit: 100, random: () => 0});
		fill(allowance, 10, 0);
		expect(allowance.settle(allowance.send(0), refused(), 50)).toBe(1_500);
		const probe = allowance.send(1_550);
		expect(allowance.wait(1_550)).toBe(Number.POSITIVE_INFINITY);
		allowance.settle(probe, accepted, 1_600);
		expect(allowance.wait(1_600)).toBe(0);
		expect(allowance.ceiling).toBe(100);
	});

	it('takes a second refusal, a 429 or a full minute for the limiter: a whole minute', () => {
		const second = new Allowance({limit: 100, random: () => 0});
		second.settle(second.send(0), refused(), 0);
		expect(second.settle(second.send(1_500), refused(), 1_600)).toBe(60_050);
		const clear = new Allowance({limit: 100, random: () => 0});
		expect(clear.settle(clear.send(0), refused(429), 0)).toBe(60_050);
		const full = new Allowance({limit: 100, random: () => 0});
		fill(full, 70, 0);
		expect(full.settle(full.send(0), refused(), 10)).toBe(60_050);
		expect(full.ceiling).toBe(70);
	});

	it('holds a 503 below what was accepted before for a passing fault', () => {
		const allowance = new Allowance({limit: 100, random: () => 0});
		fill(allowance, 100, 0);
		fill(allowance, 70, 60_050);
		expect(allowance.settle(allowance.send(60_060), refused(), 60_070)).toBe(1_500);
		expect(allowance.ceiling).toBe(100);
	});

	it('counts the answers to requests under way as one refusal', () => {
		const allowance = new Allowance({limit: 100, random: () => 0});
		const three = [allowance.send(0), allowance.send(1), allowance.send(2)];
		const pauses = three.map((sent, index) => allowance.settle(sent, refused(), 50 + index));
		expect(pauses).toEqual([1_500, 0, 0]);
	});

	it('lets the next one feel its way when the first was given up', () => {
		const allowance = new Allowance({limit: 100, random: () => 0});
		allowance.settle(allowance.send(0), refused(), 0);
		const probe = allowance.send(2_000);
		allowance.settle(probe, {kind: 'failed'}, 2_100);
		expect(allowance.wait(2_100)).toBe(0);
		allowance.send(2_100);
		expect(allowance.wait(2_100)).toBe(Number.POSITIVE_INFINITY);
	});

	it('grows back to the limit by itself', () => {
		const allowance = new Allowance({limit: 100, random: () => 0});
		fill(allowance, 70, 0);
		allowance.settle(allowance.send(0), refused(), 10);
		const atMinute = (minute: number) => {
			allowance.wait(minute * 60_000 + 20);
			return allowance.ceiling;
		};
		expect([4, 5, 6, 7, 20].map(atMinute)).toEqual([70, 75, 80, 85, 100]);
	});

	it('scales with the length of the minute', () => {
		const allowance = new Allowance({limit: 100, windowMs: 600, random: () => 0});
		expect(allowance.settle(allowance.send(0), refused(), 0)).toBe(15);
		expect(allowance.settle(allowance.send(15), refused(), 15)).toBe(602);
	});

	it('has no limit when none is wanted', () => {
		const allowance = new Allowance({limit: Number.POSITIVE_INFINITY});
		fill(allowance, 5_000, 0);
		expect(allowance.wait(0)).toBe(0);
	});

	it('counts what it learns later of requests before it', () => {
		const allowance = new Allowance({limit: 3});
		fill(allowance, 1, 0);
		allowance.use([-59_000, -20_000, -70_000]);
		expect(allowance.wait(1)).toBe(1_049);
		expect(allowance.wait(1_050)).toBe(0);
	});

	it('hands on the times of the last minute', () => {
		const allowance = new Allowance({limit: 100});
		allowance.settle(allowance.send(0), accepted, 10);
		allowance.settle(allowance.send(50_000), accepted, 50_300);
		expect(allowance.recent(61_000)).toEqual([50_300]);
	});
});
