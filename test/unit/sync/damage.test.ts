import {closeSync, existsSync, openSync, readFileSync, statSync, writeSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {Bench} from './bench.ts';
import {FakeLitmos, tenant} from './fake-litmos.ts';

/** A working file that is damaged behind a good head is put aside and read again by itself. */

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

const notices = () => bench.events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));

/** A page of noise at the given part of the file. */
function damage(path: string, part: number): void {
	const pages = Math.floor(statSync(path).size / 4096);
	const at = Math.max(1, Math.floor(pages * part)) * 4096;
	const noise = Buffer.from(Array.from({length: 4096}, (_, index) => (index * 73 + 41) % 251));
	const file = openSync(path, 'r+');
	writeSync(file, noise, 0, noise.length, at);
	closeSync(file);
}

test.each([0, 0.2, 0.4, 0.6, 0.8, 0.99])('found at the start of the next sync, at %d of its length', async (part) => {
	const straight = await bench.sync(new FakeLitmos(tenant(300, 3, 12), 100));
	const path = straight.workingFile;
	damage(path, part);
	const before = readFileSync(path);
	const report = await bench.sync(new FakeLitmos(tenant(300, 3, 12), 100));
	expect(notices()).toEqual([expect.stringContaining(`${path}.damaged`)]);
	expect(readFileSync(`${path}.damaged`)).toEqual(before);
	expect(report).toMatchObject({resumed: false, counts: straight.counts});
});

/** What SQLite's own check takes for a file in order. */
test.each([
	'delete from grants where principal = (select max(principal) from grants)',
	'delete from messages where resource = (select max(resource) from messages)',
	'update resources set kind = -1 where key = (select max(key) from resources where kind = 1)',
	'update entitlements set grants = grants - 1 where key = (select key from entitlements where grants > 0)',
])('found where rows are gone without a trace: %s', async (sql) => {
	const straight = await bench.sync(new FakeLitmos(tenant(300, 3, 12), 100));
	const path = straight.workingFile;
	const db = new DatabaseSync(path);
	expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
	expect(db.prepare('pragma quick_check').get()).toEqual({quick_check: 'ok'});
	db.close();
	const report = await bench.sync(new FakeLitmos(tenant(300, 3, 12), 100));
	expect(notices()).toEqual([expect.stringContaining(`${path}.damaged`)]);
	expect(report).toMatchObject({resumed: false, counts: straight.counts});
});

const corrupt = () =>
	Object.assign(new Error('database disk image is malformed'), {code: 'ERR_SQLITE_ERROR', errcode: 267});

test('found in the middle of a sync: it begins again, once', async () => {
	let opened = 0;
	const report = await bench.sync(
		new FakeLitmos(tenant(30, 1, 3), 100),
		{},
		{
			onOpened: (file) => {
				if (opened++ > 0) return;
				file.checkpoints = file.checkpoint = () => {
					throw corrupt();
				};
			},
		},
	);
	expect(notices()).toEqual([expect.stringContaining('.damaged')]);
	expect(opened).toBe(2);
	expect(existsSync(`${report.workingFile}.damaged`)).toBe(true);
	expect(report.counts.accounts).toBe(30);
});

test('found again and again it is a problem, told as damage', async () => {
	const sync = bench.sync(
		new FakeLitmos(tenant(30, 1, 3), 100),
		{},
		{
			onOpened: (file) => {
				file.checkpoints = file.checkpoint = () => {
					throw corrupt();
				};
			},
		},
	);
	await expect(sync).rejects.toMatchObject({code: 'file/damaged'});
});

test('what SQLite and the file system say is never told as a mistake in the program', () => {
	expect(Problem.from(corrupt())).toMatchObject({code: 'file/damaged', exit: 1});
	for (const code of ['EACCES', 'EROFS', 'EISDIR', 'ELOOP']) {
		const error = Object.assign(new Error(`${code}: open`), {code, path: '/state/settings.json'});
		expect(Problem.from(error)).toMatchObject({code: 'disk/denied', what: expect.stringContaining('settings.json')});
	}
	expect(Problem.from(Object.assign(new Error('write'), {code: 'ENOSPC'}))).toMatchObject({code: 'disk/full'});
	expect(Problem.from(new TypeError('x is undefined'))).toMatchObject({code: 'defect'});
});
