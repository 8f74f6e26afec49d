import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {lockFile} from '../../../source/sync/lock.ts';

let folder: string;
let path: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'litmos-lock-'));
	path = join(folder, 'tenant.sync');
});
afterEach(() => rmSync(folder, {recursive: true}));

const started = Math.round(Date.now() - process.uptime() * 1000);
const write = (owner: object) => writeFileSync(`${path}.lock`, JSON.stringify(owner));

test('one at a time', () => {
	const unlock = lockFile(path);
	expect(() => lockFile(path)).toThrow(expect.objectContaining({code: 'sync/locked', retryable: true}));
	unlock();
	lockFile(path)();
	expect(existsSync(`${path}.lock`)).toBe(false);
});

test('the lock of a dead process is taken over', () => {
	const {pid} = spawnSync(process.execPath, ['-e', '']);
	write({pid, host: hostname(), started: 1});
	lockFile(path)();
});

test('the lock of a living process is not', () => {
	write({pid: process.ppid, host: hostname(), started: 1});
	expect(() => lockFile(path)).toThrow(
		expect.objectContaining({why: expect.stringContaining(`Process ${process.ppid}`)}),
	);
});

test('our own number with another start is the process before a restart', () => {
	write({pid: process.pid, host: hostname(), started: started - 60_000});
	lockFile(path)();
});

test('the lock of another machine is stale when nobody has touched it for minutes', () => {
	write({pid: 1, host: 'another-machine', started: 1});
	expect(() => lockFile(path)).toThrow(expect.objectContaining({code: 'sync/locked'}));
	const before = new Date(Date.now() - 5 * 60_000);
	utimesSync(`${path}.lock`, before, before);
	lockFile(path)();
});

test('a folder that cannot be written to is said', () => {
	expect(() => lockFile(join(folder, 'missing', 'x'))).toThrow(expect.objectContaining({code: 'disk/denied'}));
});
