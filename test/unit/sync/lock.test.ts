import {spawn, spawnSync} from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {processIdentity} from '../../../source/files/process-identity.ts';
import {lockFile} from '../../../source/sync/lock.ts';

let folder: string;
let path: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'litmos-lock-'));
	path = join(folder, 'tenant.sync');
});
afterEach(() => rmSync(folder, {recursive: true}));

const started = Math.round(Date.now() - process.uptime() * 1000);
const touchedAgo = (ms: number) => {
	const then = new Date(Date.now() - ms);
	utimesSync(`${path}.lock`, then, then);
};
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
	touchedAgo(5 * 60_000);
	lockFile(path)();
});

test('a folder that cannot be written to is said', () => {
	expect(() => lockFile(join(folder, 'missing', 'x'))).toThrow(expect.objectContaining({code: 'disk/denied'}));
});

test('a lock nobody has touched for minutes is stale, whoever has its number now', () => {
	write({pid: process.ppid, host: hostname(), started: 1});
	touchedAgo(3 * 86_400_000);
	lockFile(path)();
});

test.runIf(process.platform === 'linux')(
	'a number that was given to another program since is told by its start',
	() => {
		const other = spawn('sleep', ['60'], {stdio: 'ignore'});
		try {
			const owner = {pid: other.pid, host: hostname(), started: Date.now()};
			write({...owner, identity: `${processIdentity(other.pid!)}0`});
			lockFile(path)();
			// A holder that was stopped for an hour, as by Ctrl-Z, touches nothing and holds it all the same.
			write({...owner, identity: processIdentity(other.pid!)});
			touchedAgo(3_600_000);
			expect(() => lockFile(path)).toThrow(expect.objectContaining({code: 'sync/locked'}));
		} finally {
			other.kill();
		}
	},
);

test.each(['', '{"pid":12', 'null', '{"pid":"x"}'])('a lock that says “%s” blocks for seconds at most', (text) => {
	writeFileSync(`${path}.lock`, text);
	expect(() => lockFile(path)).toThrow(expect.objectContaining({code: 'sync/locked'}));
	touchedAgo(10_000);
	lockFile(path)();
	expect(readdirSync(folder)).toEqual([]);
});

test('a link or a folder in place of the lock is neither followed nor waited for', () => {
	symlinkSync(join(folder, 'nowhere'), `${path}.lock`);
	expect(() => lockFile(path)).toThrow(expect.objectContaining({code: 'disk/denied'}));
	rmSync(`${path}.lock`);
	mkdirSync(`${path}.lock`);
	expect(() => lockFile(path)).toThrow(expect.objectContaining({code: 'disk/denied'}));
	expect(readdirSync(folder)).toEqual(['tenant.sync.lock']);
});

test('whoever lost its lock does not remove the one of its successor', () => {
	const unlock = lockFile(path);
	rmSync(`${path}.lock`);
	const unlockSuccessor = lockFile(path);
	unlock();
	expect(JSON.parse(readFileSync(`${path}.lock`, 'utf8'))).toMatchObject({pid: process.pid});
	unlockSuccessor();
	expect(existsSync(`${path}.lock`)).toBe(false);
});
