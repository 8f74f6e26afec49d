import {copyFileSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {compareWith} from '../../../source/c1z/compare.ts';
import {dropGuard} from '../../../source/sync/drop-guard.ts';
import type {SyncReport} from '../../../source/sync/events.ts';
import {lastPushPath} from '../../../source/sync/last-push-path.ts';
import {reportPath} from '../../../source/sync/report.ts';
import {seal} from '../../../source/sync/session.ts';
import {Bench} from './bench.ts';
import {account, FakeLitmos, tenant} from './fake-litmos.ts';

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

/** A tenant of 20 accounts, synced and pushed. */
async function pushed() {
	const data = tenant(20, 2, 3);
	const report = await bench.sync(new FakeLitmos(data));
	expect(report).not.toHaveProperty('comparison');
	await seal(report.workingFile, lastPushPath(report.workingFile));
	return data;
}

test('a sync tells what changed since the last push, in its report too', async () => {
	const data = await pushed();
	data.accounts[1]!.active = false;
	data.accounts.push(account('new'));
	data.members.get('t0')!.push('new');
	const report = await bench.sync(new FakeLitmos(data));
	expect(report.comparison).toMatchObject({
		against: {syncId: expect.any(String)},
		added: {user: 1, grant: 1},
		changed: {user: 1},
		removed: {},
		accountDrop: 0,
	});
	expect(report.dropGuard).toEqual({threshold: 0.1, mustConfirm: false});
	expect((JSON.parse(readFileSync(reportPath(bench.path), 'utf8')) as SyncReport).comparison).toEqual(
		report.comparison,
	);
});

test('a large drop must be confirmed, from the chosen share on', async () => {
	const data = await pushed();
	data.accounts.splice(0, 3);
	const report = await bench.sync(new FakeLitmos(data));
	expect(report.comparison?.accountDrop).toBeCloseTo(0.15);
	expect(report.dropGuard).toEqual({threshold: 0.1, mustConfirm: true});
	expect(dropGuard(report.comparison)?.code).toBe('push/drop-guard');
	const patient = await bench.sync(new FakeLitmos(data), {dropThreshold: 0.5});
	expect(patient.dropGuard).toEqual({threshold: 0.5, mustConfirm: false});
});

test('the comparison is not made twice, and made again when either file is another', async () => {
	const data = await pushed();
	const report = await bench.sync(new FakeLitmos(data));
	const last = lastPushPath(bench.path);
	const work = {path: bench.path};
	const before = statSync(bench.path).mtimeMs;
	expect(await compareWith(work, last)).toEqual(report.comparison);
	expect(statSync(bench.path).mtimeMs).toBe(before);
	data.accounts.pop();
	const next = await bench.sync(new FakeLitmos(data));
	expect(next.comparison?.removed.user).toBe(1);
	const other = `${last}.other`;
	await seal(bench.path, other);
	copyFileSync(other, last);
	expect((await compareWith(work, last)).removed).toEqual({});
});

test('a last push that cannot be read is said, and the sync is whole without it', async () => {
	const data = await pushed();
	writeFileSync(lastPushPath(bench.path), 'nothing of the kind');
	const report = await bench.sync(new FakeLitmos(data));
	expect(report).not.toHaveProperty('comparison');
	expect(bench.event('notice')?.text).toContain('Can’t compare this sync');
	expect(bench.content().finished).toBe(true);
});

test('a read of resources only is not compared: all grants would seem gone', async () => {
	const data = await pushed();
	expect(await bench.sync(new FakeLitmos(data), {resourcesOnly: true})).not.toHaveProperty('comparison');
});
