import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {SyncEvent} from '../../../source/sync/events.ts';
import {Bench} from './bench.ts';
import {leastRequests} from './least-requests.ts';
import {VirtualLitmos} from './virtual-litmos.ts';

/** Whole syncs against the sandbox's limiter, in simulated time. */
let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

const minute = 60_000;
const size = {accounts: 2500, courses: 260, teams: 60, enrolments: 4000};

describe.each([
	['a sliding minute', {limiter: 'sliding'}],
	['a fixed minute', {limiter: 'fixed'}],
	['a fixed minute, 429 and Retry-After', {limiter: 'fixed', limiterStatus: 429, retryAfter: true}],
] as const)('against %s', (_, behaviour) => {
	test('a full sync takes at most 3 % longer than requests ÷ rate, is never refused, and asks no more than it must', async () => {
		const litmos = new VirtualLitmos(size, behaviour);
		const report = await litmos.run(bench.sync(litmos.client({concurrency: 6}), {}, {clock: () => litmos.clock.now()}));
		const {totalRequests, throttled, expected} = litmos.report();
		expect(throttled).toBe(0);
		expect(totalRequests).toBeGreaterThan(320);
		expect(totalRequests).toBeLessThanOrEqual(leastRequests(size).requests * 1.02);
		expect(report.durationMs).toBeLessThanOrEqual((totalRequests / 100) * minute * 1.03);
		// Four allowances, the first at once: nothing is left unused.
		expect(report.durationMs).toBeLessThanOrEqual(3 * minute * 1.03);
		expect(report.counts.grants).toBe(expected.memberGrants + expected.assigned * 2);
	});
});

test('when others have used up the minute it is refused once, and is not slower for it than the others made it', async () => {
	const litmos = new VirtualLitmos(size, {limiter: 'sliding'}, {latency: [20, 200]});
	const other = litmos.client();
	await litmos.run(Promise.all(Array.from({length: 90}, () => other.checkAccess())));
	const report = await litmos.run(bench.sync(litmos.client({concurrency: 6}), {}, {clock: () => litmos.clock.now()}));
	// One stretch of refusals: the requests under way at that moment share it.
	expect(report.requests.throttled).toBeLessThanOrEqual(6);
	expect(bench.events.filter((event) => event.type === 'throttled').length).toBeLessThanOrEqual(1);
	expect(report.durationMs).toBeLessThanOrEqual(4 * minute * 1.05);
});

test('two syncs in one process share one budget', async () => {
	const litmos = new VirtualLitmos({accounts: 200, courses: 90, teams: 5, enrolments: 400}, {limiter: 'sliding'});
	const client = litmos.client();
	const second = new Bench();
	try {
		await litmos.run(Promise.all([bench.sync(client), second.sync(client)]));
		expect(litmos.report()).toMatchObject({throttled: 0, totalRequests: 2 * (98 + 5)});
		expect(bench.sent()).toEqual(second.sent());
	} finally {
		second.remove();
	}
});

test('the time left is that of the real rate', async () => {
	const litmos = new VirtualLitmos(size, {limiter: 'sliding'});
	const clock = () => litmos.clock.now();
	const guesses: {at: number; left: number}[] = [];
	const onEvent = (event: SyncEvent) => {
		if (event.type === 'progress' && event.budget.timeLeft) guesses.push({at: clock(), left: event.budget.timeLeft});
	};
	await litmos.run(bench.sync(litmos.client({concurrency: 6}), {}, {clock, onEvent}));
	const end = clock();
	const late = guesses.filter(({at}) => at > minute);
	expect(late.length).toBeGreaterThan(5);
	for (const {at, left} of late) expect(Math.abs(at + left - end)).toBeLessThan(0.3 * minute);
});
