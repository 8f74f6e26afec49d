import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startExplorerOfC1z} from '../../../source/c1z/explorer-client.ts';
import {withForeignFile} from '../../../source/c1z/foreign-file.ts';
import {openC1z} from '../../../source/c1z/read-c1z.ts';
import {cancelled} from '../../../source/problem/problem.ts';
import {patchGolden} from './patch.ts';
import {golden} from './tenant.ts';

/** A sync file that somebody sent is data: nothing in it runs, and whatever is asked of it has an end. */

let folder: string;
let path: string;
const usual = process.env.TMPDIR;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'foreign-'));
	path = join(folder, 'sent.c1z');
	process.env.TMPDIR = folder;
});
afterEach(() => {
	if (usual === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = usual;
	rmSync(folder, {recursive: true, force: true});
});

const endless = (table: string) => (db: DatabaseSync) =>
	db.exec(`alter table ${table} rename to kept; create view ${table} as with recursive
		n(i) as (select 1 union all select i + 1 from n) select kept.* from n, kept`);

const hostile: [string, (db: DatabaseSync) => void][] = [
	['resources are an endless view', endless('v1_resources')],
	['grants are an endless view', endless('v1_grants')],
	['runs are an endless view', endless('v1_sync_runs')],
	[
		'entitlements are a virtual table',
		(db) => db.exec('drop table v1_entitlements; create virtual table v1_entitlements using fts5(external_id, data)'),
	],
	[
		'resources have a computed column',
		(db) => db.exec('alter table v1_resources add column extra as (hex(zeroblob(1000)))'),
	],
	['a message is huge', (db) => db.exec('update v1_resources set data = zeroblob(20000000) where id = 1')],
	['an id is huge', (db) => db.exec('update v1_grants set external_id = hex(zeroblob(10000000)) where id = 1')],
	['a table is missing', (db) => db.exec('drop table v1_grants')],
];

describe.each(hostile)('a file whose %s', (_, change) => {
	test('is refused, to be looked at and to be compared with, and nothing is left', async () => {
		patchGolden(path, change);
		await expect(startExplorerOfC1z(path)).rejects.toMatchObject({code: 'file/damaged'});
		await expect(openC1z(path)).rejects.toMatchObject({code: 'file/damaged'});
		const client = await startExplorerOfC1z(golden('all-courses.c1z'));
		await expect(client.compare(path)).rejects.toMatchObject({code: 'file/damaged'});
		await client.close();
		expect(readdirSync(folder)).toEqual(['sent.c1z']);
	});
});

test('triggers, views and indexes that nobody asked for do not keep a file from being read', async () => {
	patchGolden(path, (db) => db.exec('create view mine as select 1; drop index if exists idx_entitlements'));
	const client = await startExplorerOfC1z(path);
	expect((await client.overview()).counts.accounts).toBeGreaterThan(0);
	expect((await client.compare(golden('all-courses.c1z'))).against).not.toBeNull();
	await client.close();
	expect(readdirSync(folder)).toEqual(['sent.c1z']);
});

test('work that is stopped ends at once, also inside of a call that cannot be interrupted', async () => {
	const stop = new AbortController();
	const work = withForeignFile(
		golden('all-courses.c1z'),
		() => {
			stop.abort(cancelled());
			return new Promise<never>(() => {});
		},
		{signal: stop.signal},
	);
	await expect(work).rejects.toMatchObject({code: 'cancelled'});
});

test('work that takes longer than its file allows is given up', async () => {
	const work = withForeignFile(golden('all-courses.c1z'), () => new Promise<never>(() => {}), {base: 50});
	await expect(work).rejects.toMatchObject({code: 'file/damaged', why: expect.stringContaining('longer')});
	expect(existsSync(golden('all-courses.c1z'))).toBe(true);
});
