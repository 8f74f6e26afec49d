import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {zstdCompressSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {contentSize} from '../../../source/c1z/envelope.ts';
import type {OpenOptions} from '../../../source/c1z/read-c1z.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {patchGolden} from './patch.ts';
import {openC1z} from './rows.ts';
import {folder, golden} from './tenant.ts';

async function problemOf(path: string, options: OpenOptions = {}): Promise<Problem> {
	const into = folder();
	const error = await openC1z(path, {folder: into, ...options}).then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(Problem);
	expect(readdirSync(into)).toEqual([]);
	return error as Problem;
}

const bytes = readFileSync(golden('all-courses.c1z'));

function file(content: Uint8Array): string {
	const path = join(folder(), 'x.c1z');
	writeFileSync(path, content);
	return path;
}

describe('a file that cannot be opened', () => {
	test('of the newer form says so in plain words', async () => {
		const problem = await problemOf(file(Buffer.concat([Buffer.from('C1Z3\0'), bytes.subarray(5)])));
		expect(problem).toMatchObject({code: 'file/too-new', what: expect.stringContaining('newer format')});
	});

	test('that is no sync file, empty, or missing', async () => {
		expect((await problemOf(file(Buffer.from('PK\x03\x04 something else entirely')))).code).toBe('file/damaged');
		expect((await problemOf(file(Buffer.alloc(0)))).code).toBe('file/damaged');
		expect((await problemOf(join(folder(), 'nothing.c1z'))).code).toBe('file/unreadable');
	});

	test.each([6, 20, 200, 3000, bytes.length - 1])('cut off after %i bytes', async (length) => {
		expect((await problemOf(file(bytes.subarray(0, length)))).code).toBe('file/damaged');
	});

	test('with other content than a database', async () => {
		const path = file(Buffer.concat([Buffer.from('C1ZF\0'), zstdCompressSync(Buffer.alloc(9000, 'a'))]));
		expect((await problemOf(path)).code).toBe('file/damaged');
	});

	test('that decodes to more than the limit, announced or not', async () => {
		expect((await problemOf(golden('all-courses.c1z'), {limit: 20_000})).code).toBe('file/damaged');
		// A frame without its size: the descriptor byte says none follows.
		expect(contentSize(bytes.subarray(5))).toBeNull();
		const announced = file(Buffer.concat([Buffer.from('C1ZF\0'), zstdCompressSync(Buffer.alloc(50_000))]));
		expect(contentSize(readFileSync(announced).subarray(5))).toBe(50_000);
		expect((await problemOf(announced, {limit: 49_999})).code).toBe('file/damaged');
	});

	test('whose only run was never finished', async () => {
		const path = join(folder(), 'x.c1z');
		patchGolden(path, (db) => db.exec('update v1_sync_runs set ended_at = null'));
		expect((await problemOf(path)).code).toBe('file/damaged');
	});

	test('because the person stopped it', async () => {
		expect((await problemOf(golden('all-courses.c1z'), {signal: AbortSignal.abort()})).code).toBe('cancelled');
	});
});

describe('several runs in one file', () => {
	test('the newest finished full one is read, with its rows only', async () => {
		const path = join(folder(), 'x.c1z');
		patchGolden(path, (db) => {
			db.exec(`
				alter table v1_sync_runs add column sync_type text not null default 'full';
				insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token, sync_type) values
					('newer', '2030-01-01 00:00:00', '2030-01-01 00:00:01', '', 'full'),
					('partial', '2031-01-01 00:00:00', '2031-01-01 00:00:01', '', 'partial'),
					('unfinished', '2032-01-01 00:00:00', null, '', 'full');
				insert into v1_resources (resource_type_id, external_id, data, sync_id, discovered_at)
					select resource_type_id, external_id, data, 'newer', discovered_at from v1_resources limit 2;
			`);
		});
		const c1z = await openC1z(path, {folder: folder()});
		expect(c1z.run.syncId).toBe('newer');
		expect([...c1z.resources()]).toHaveLength(2);
		expect(c1z.counts()).toEqual({resourceTypes: 0, resources: 2, entitlements: 0, grants: 0});
		c1z.close();
	});

	test('a file left in write-ahead mode, without indexes, is read', async () => {
		const path = join(folder(), 'x.c1z');
		patchGolden(path, (db) => {
			for (const {name} of db.prepare("select name from sqlite_master where type = 'index'").all()) {
				db.exec(`drop index ${name}`);
			}
			db.exec('pragma journal_mode = wal');
		});
		const c1z = await openC1z(path, {folder: folder()});
		expect(c1z.counts().grants).toBe(13);
		expect([...c1z.resources('team')]).toHaveLength(3);
		c1z.close();
	});
});
