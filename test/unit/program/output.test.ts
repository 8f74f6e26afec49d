import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, openSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openC1z} from '../c1z/rows.ts';
import {ending, expectFailure, failureOf, main, makePlace, makeSandbox, pointedAt} from './program.ts';

/** The built program with odd places to write to, and with signals. */

const json = ['-o', 'json'];
const small = ['--demo', '--demo-size', '10/4/2/20'];

describe.runIf(existsSync('/dev/full'))('standard output that takes nothing', () => {
	it.each([
		['--version'],
		['--help'],
		['settings'],
		['config'],
		['capabilities'],
		['courses', ...small],
		['preview', ...small, ...json],
		['sync', ...small, '-f', '-'],
	])('is told and fails: %s', async (...argv) => {
		const place = makePlace();
		const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...argv], {
			cwd: place.folder,
			env: place.environment(),
			stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
		});
		let stderr = '';
		child.stderr!.on('data', (data) => {
			stderr += String(data);
		});
		const code = await new Promise((resolve) => child.on('close', resolve));
		expect(stderr).toContain('Can’t write the output (ENOSPC)');
		expect(code).toBe(1);
		if (argv.includes('json')) expect(failureOf({stderr})).toMatchObject({code: 'disk/full', exit: 1});
	});
});

it('a reader that goes away is no failure', async () => {
	const place = makePlace();
	for (const argv of [
		['courses', ...small],
		['sync', ...small, '-f', '-'],
	]) {
		const child = place.start(argv);
		child.stdout!.destroy();
		const code = await new Promise((resolve) => child.on('close', resolve));
		expect(code, argv.join(' ')).toBe(0);
	}
});

it('nobody who hears what is said is no failure', async () => {
	const place = makePlace();
	const child = place.start(['courses', ...small]);
	child.stderr!.destroy();
	expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
});

describe('the target of sync', () => {
	const odd: [form: string, make: (path: string) => void, words?: string][] = [
		['a folder', (path) => mkdirSync(path)],
		['a pipe, a socket or a device', (path) => spawnSync('mkfifo', [path])],
		['not a sync file', (path) => writeFileSync(path, 'A letter'), 'isn’t a sync file'],
	];
	it.each(odd)('that is %s is refused before anything is read', async (form, make, words = form) => {
		const [place, sandbox] = [makePlace(), await makeSandbox()];
		make(join(place.folder, 'out.c1z'));
		const result = await place.run(['sync', '-f', 'out.c1z', ...json], pointedAt(sandbox));
		const {what, why} = expectFailure(result, {code: 'input/invalid', exit: 2});
		expect(`${what} ${why}`).toContain(words);
		expect(existsSync(join(place.state, 'syncs'))).toBe(false);
	});

	it('is standard output for -, and nothing is left of it', async () => {
		const place = makePlace();
		const child = place.start(['sync', ...small, '-f', '-', ...json]);
		const parts: Buffer[] = [];
		child.stdout!.on('data', (part: Buffer) => parts.push(part));
		let stderr = '';
		child.stderr!.on('data', (data) => {
			stderr += String(data);
		});
		expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
		expect(stderr).toContain('"event":"result"');
		expect(readdirSync(place.folder).filter((name) => name.includes('litmos-connector'))).toEqual([]);
		const copy = join(place.folder, 'copy.c1z');
		writeFileSync(copy, Buffer.concat(parts));
		const file = await openC1z(copy);
		expect(file.counts().resources).toBeGreaterThan(10);
		file.close();
	});
});

it('words that no command takes are refused, and not repeated', async () => {
	const place = makePlace();
	for (const argv of [
		['courses', ...small, 'hunter2'],
		['explore', 'a.c1z', 'hunter2'],
		['sync', '--provisioning', 'hunter2'],
	]) {
		const result = await place.run([...argv, ...json]);
		expectFailure(result, {code: 'input/invalid', exit: 2});
		expect(result.stderr).not.toContain('hunter2');
	}
});

describe('a command that a signal ends', () => {
	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('%s: exit code %i', async (signal, code) => {
		const [place, sandbox] = [makePlace(), await makeSandbox({litmos: {latencyMs: 60_000}})];
		const child = place.start(['sync', ...json], pointedAt(sandbox));
		child.stderr!.once('data', () => child.kill(signal));
		const result = await ending(child);
		expect(result).toMatchObject({code, signal: null});
		expect(failureOf(result)).toMatchObject({code: 'cancelled', exit: code});
	});

	it('is no failure for the service', async () => {
		const [place, sandbox] = [makePlace(), await makeSandbox()];
		const child = place.start(['run', ...json], pointedAt(sandbox));
		child.stderr!.once('data', () => child.kill('SIGTERM'));
		expect(await ending(child)).toMatchObject({code: 0, signal: null});
	});
});

it('a mask that takes the rights of the owner away breaks nothing', async () => {
	const [place, sandbox] = [makePlace(), await makeSandbox()];
	const masked = ['sh', '-c', 'umask 0777; exec "$@"', 'sh'];
	for (let time = 0; time < 2; time++) {
		const result = await place.run(['sync', ...json], pointedAt(sandbox), masked);
		expect(result.code, result.stderr).toBe(0);
	}
});

it('a link in place of the log is not followed', async () => {
	const [place, sandbox] = [makePlace(), await makeSandbox()];
	const elsewhere = join(place.folder, 'mine.txt');
	writeFileSync(elsewhere, 'mine');
	mkdirSync(place.state, {mode: 0o700});
	symlinkSync(elsewhere, join(place.state, 'litmos-connector.log'));
	expectFailure(await place.run(['sync', ...json], pointedAt(sandbox)), {code: 'disk/denied', exit: 1});
	expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
});

it('a pipe that nobody reads is no log, and nothing waits for a reader', async () => {
	const [place, sandbox] = [makePlace(), await makeSandbox()];
	spawnSync('mkfifo', [join(place.folder, 'log')]);
	const result = await place.run(['sync', '--log-path', 'log', ...json], pointedAt(sandbox));
	expectFailure(result, {code: 'disk/denied', exit: 1});
});
