import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createWorkingFile, type WorkingFile} from '../../../source/c1z/working-file.ts';
import {Allowance} from '../../../source/litmos/allowance.ts';
import type {LitmosClient} from '../../../source/litmos/client.ts';
import type {SyncEvent} from '../../../source/sync/events.ts';
import {Progress} from '../../../source/sync/progress.ts';
import {Bench} from './bench.ts';
import {FakeLitmos, tenant} from './fake-litmos.ts';

it('leaves the file alone while the comparison with the last push writes into it', () => {
	const folder = mkdtempSync(join(tmpdir(), 'progress-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const file = createWorkingFile(join(folder, 'a.sync'), {tenant: 't', courses: null, extras: [], mapping: 1});
	let sent = 0;
	let now = 0;
	const client = {stats: () => ({sent, retried: 0, throttled: 0, rate: 95, waiting: 0})} as LitmosClient;
	let events = 0;
	const progress = new Progress(
		client,
		file,
		() => events++,
		() => now,
	);
	const ask = () => {
		sent++;
		now += 10_000;
		progress.tick();
	};
	ask();
	expect(file.info().requests).toBe(1);
	sent++;
	progress.settle();
	expect(file.info().requests).toBe(2);
	const before = events;
	ask();
	// It still tells, but does not write.
	expect(events).toBe(before + 1);
	expect(file.info().requests).toBe(2);
	progress.stop();
	expect(file.info().requests).toBe(3);
	file.close();
});

it('tells since when Litmos owes an answer, and nothing while it owes none', () => {
	const folder = mkdtempSync(join(tmpdir(), 'progress-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const file = createWorkingFile(join(folder, 'a.sync'), {tenant: 't', courses: null, extras: [], mapping: 1});
	let [sent, underWay, now] = [0, 0, 0];
	const client = {stats: () => ({sent, retried: 0, throttled: 0, rate: 95, waiting: 0, underWay})} as LitmosClient;
	const progress = new Progress(
		client,
		file,
		() => {},
		() => now,
	);
	const silentAfter = (ms: number) => {
		now += ms;
		return progress.budget().silent;
	};
	expect(silentAfter(10_000)).toBeUndefined();
	[sent, underWay] = [1, 1];
	expect(silentAfter(1_000)).toBeUndefined();
	expect(silentAfter(1_500)).toBeUndefined();
	expect(silentAfter(7_500)).toBe(9_000);
	sent = 2;
	expect(silentAfter(1_000)).toBeUndefined();
	expect(silentAfter(5_000)).toBe(5_000);
	progress.pageRead('accounts', 3);
	expect(silentAfter(1_000)).toBeUndefined();
	underWay = 0;
	expect(silentAfter(60_000)).toBeUndefined();
	progress.stop();
	file.close();
});

it.each([false, true])('counts the proofs that are left, with each list checked: %s', async (checkEveryList) => {
	const bench = new Bench();
	onTestFinished(() => bench.remove());
	const litmos = new FakeLitmos(tenant(30, 20, 40), 1000);
	let now = 0;
	await bench.sync(litmos, {checkEveryList}, {clock: () => (now += 200)});
	const budgets = bench.events.flatMap((event: SyncEvent) => (event.type === 'progress' ? [event.budget] : []));
	const spent = litmos.log.length;
	const known = budgets.find(({left}) => left !== null)!;
	// A few lists are read by then, and lists of a row or none take a proof less.
	expect(Math.abs(known.spent + known.left! - spent)).toBeLessThanOrEqual(spent / 5);
	expect(budgets.at(-1)).toMatchObject({spent, left: 0});
});

/** So many courses are left to read, and nothing else. */
function atCourses(client: LitmosClient, file: WorkingFile, clock: () => number, total: number): Progress {
	const progress = new Progress(client, file, () => {}, clock);
	for (const phase of ['accounts', 'teams', 'courses', 'team-members'] as const) progress.set(phase, {total: 0});
	progress.set('course-people', {total});
	return progress;
}

it('tells the time left after a wait for Litmos from its allowance, not from the wait', () => {
	const file = createWorkingFile(':memory:', {tenant: 't', courses: null, extras: [], mapping: 1});
	let [now, sent, throttled, waiting] = [0, 0, 0, 0];
	const client = {stats: () => ({sent, retried: 0, throttled, rate: 60, waiting})} as LitmosClient;
	const progress = atCourses(client, file, () => now, 50);
	for (sent = 0; sent < 20; sent++) {
		now += 1000;
		progress.tick();
	}
	[throttled, waiting] = [1, 60_000];
	progress.tick();
	for (; waiting > 0; waiting -= 1000, now += 1000) {
		progress.tick();
		expect(progress.budget().timeLeft).toBe(waiting + 50_000);
	}
	progress.stop();
	file.close();
});

describe('while our own allowance is used up', () => {
	it.each([
		// Nothing shows yet how fast Litmos answers: the rate it allows stands for that.
		[100, 40, 24_000],
		[97, 40, 24_000],
		[60, 40, 6_000],
		[60, 250, 6_000],
		[0, 250, 6_000],
		[100, 3, 6_000],
	])('with %i requests used and %i to do, the time left never grows', (used, requests, within) => {
		const file = createWorkingFile(':memory:', {tenant: 't', courses: null, extras: [], mapping: 1});
		let [now, sent] = [0, 0];
		const allowance = new Allowance({limit: 100, used: Array.from({length: used}, (_, index) => -5000 + index)});
		const client = {
			stats: () => ({sent, retried: 0, throttled: 0, rate: 100, waiting: allowance.wait(now)}),
			waitFor: (further: number) => allowance.wait(now, further),
		} as LitmosClient;
		const progress = atCourses(client, file, () => now, requests);
		const ends: {at: number; end: number}[] = [];
		for (; sent < requests; now += 250) {
			for (let each = 0; each < 3 && sent < requests && allowance.wait(now) === 0; each++) {
				allowance.settle(allowance.send(now), {kind: 'accepted'}, now);
				sent++;
				progress.advance('course-people');
			}
			progress.tick();
			ends.push({at: now, end: now + progress.budget().timeLeft!});
		}
		progress.stop();
		file.close();
		let latest = Number.POSITIVE_INFINITY;
		for (const {end} of ends) {
			expect(end).toBeLessThanOrEqual(latest + 3000);
			latest = Math.min(latest, end);
		}
		for (const {at, end} of ends) if (at > 5000) expect(Math.abs(end - now)).toBeLessThan(within);
	});
});
