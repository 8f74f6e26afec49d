import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {transform} from 'esbuild';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {goodNode, launcherCopy, version} from './launcher-copy.ts';

let copy: ReturnType<typeof launcherCopy>;
beforeEach(() => {
	copy = launcherCopy();
	copy.offer(goodNode);
});
afterEach(() => copy.remove());

test('fetches the pinned Node once, says so then, and is silent afterwards', async () => {
	const first = await copy.find();
	expect(first).toMatchObject({status: 0, stdout: copy.kept});
	expect(first.stderr.trim()).toBe(`This is Node v20.20.2; fetching Node ${version} for litmos-connector only …`);
	copy.npm('exit 1');
	expect(await copy.find()).toEqual({status: 0, stdout: copy.kept, stderr: ''});
	expect(copy.leftOvers()).toEqual([]);
});

test('two that fetch at once both get the whole Node', async () => {
	copy.npm(`sleep 0.3; cp ${copy.folder}/package.tgz a.tgz`);
	const results = await Promise.all([copy.find(), copy.find(), copy.find()]);
	for (const result of results) expect(result).toMatchObject({status: 0, stdout: copy.kept});
	expect(copy.leftOvers()).toEqual([]);
});

test('refuses a package with another hash, and keeps nothing of it', async () => {
	copy.offer(goodNode, 'sha512-AAAA');
	const result = await copy.find();
	expect(result.status).toBe(1);
	expect(result.stderr).toContain('the package a-node is not the one this program knows (its hash differs)');
	expect(copy.leftOvers()).toEqual([]);
	expect(existsSync(copy.kept)).toBe(false);
});

test.each([
	['cut short', (path: string) => writeFileSync(path, '#!/bin/s')],
	['empty', (path: string) => writeFileSync(path, '')],
	['of another version', (path: string) => writeFileSync(path, '#!/bin/sh\necho v18.0.0\n')],
	['not to be started', (path: string) => chmodSync(path, 0o600)],
])('fetches again when the kept one is %s', async (_, damage) => {
	await copy.find();
	damage(copy.kept);
	const result = await copy.find();
	expect(result).toMatchObject({status: 0, stdout: copy.kept});
	expect(result.stderr).toContain('fetching Node');
	expect(readFileSync(copy.kept, 'utf8')).toBe(goodNode);
	expect(copy.leftOvers()).toEqual([]);
});

test('a kept one that was only copied is looked at once and not fetched again', async () => {
	await copy.find();
	utimesSync(copy.kept, new Date(0), new Date(0));
	expect((await copy.find()).stderr).toBe('');
	expect(copy.calls()).toBe(1);
});

test('a home that cannot be written to: another folder is taken', async () => {
	const home = join(copy.folder, 'a-file');
	writeFileSync(home, '');
	const inTemporary = await copy.find({HOME: home});
	expect(inTemporary).toMatchObject({status: 0, stdout: copy.keptTemporary});
	const cache = join(copy.folder, 'cache');
	const inCache = await copy.find({HOME: '/proc/nobody', XDG_CACHE_HOME: cache, TMPDIR: home});
	expect(inCache).toMatchObject({status: 0, stdout: copy.keptIn(cache)});
});

test('a temporary folder that someone else may have filled is not used', async () => {
	const other = join(copy.folder, 'other');
	mkdirSync(join(other, `node-${version}`, 'bin'), {recursive: true});
	writeFileSync(join(other, `node-${version}`, 'bin', 'node'), goodNode, {mode: 0o755});
	symlinkSync(other, join(copy.temporary, `litmos-connector-${process.getuid?.()}`));
	const result = await copy.find({HOME: '/proc/nobody'});
	expect(result.status).toBe(1);
	expect(result.stderr).toContain('it belongs to someone else');
	expect(readdirSync(other)).toEqual([`node-${version}`]);
});

test('a Node that does not start says so, with every folder that was tried', async () => {
	copy.offer('#!/bin/sh\necho "no such loader" >&2; exit 127\n');
	const {status, stderr} = await copy.find();
	expect(status).toBe(1);
	expect(stderr).toContain('Node does not start there: no such loader');
	expect(stderr).toContain(join(copy.home, '.cache'));
	expect(stderr).toContain(copy.temporary);
	expect(stderr).not.toContain('    at ');
	expect(copy.calls()).toBe(1);
});

test('a Node that lacks a library names its package', async () => {
	const loader = 'error while loading shared libraries: libatomic.so.1: cannot open shared object file';
	copy.offer(`#!/bin/sh\necho "node: ${loader}" >&2; exit 127\n`);
	const {status, stderr} = await copy.find();
	expect(status).toBe(1);
	expect(stderr).toContain('libatomic.so.1');
	expect(stderr).toContain('apt-get install libatomic1');
	expect(stderr).not.toContain('XDG_CACHE_HOME');
});

test.each([
	['no network', 'echo "npm error code ENOTFOUND" >&2; exit 1', 'the npm registry cannot be reached (ENOTFOUND)'],
	['another refusal', 'echo "npm ERR! code E403\nnpm ERR! 403 Forbidden." >&2; exit 1', '403 Forbidden.'],
	['nothing brought', 'exit 0', 'npm brought no package'],
])('%s: one clear message and no stack', async (_, npm, words) => {
	copy.npm(npm);
	const {status, stderr} = await copy.find();
	expect(status).toBe(1);
	expect(stderr).toContain('needs Node 22.19 or newer, and this is v20.20.2');
	expect(stderr).toContain(words);
	expect(stderr).toContain('or install Node 22.19 or newer yourself');
	expect(stderr).not.toContain('    at ');
	expect(copy.leftOvers()).toEqual([]);
});

test('without npm says that npm is missing', async () => {
	const {status, stderr} = await copy.find({PATH: '/nowhere'});
	expect(status).toBe(1);
	expect(stderr).toContain('npm is not installed');
});

test('what a killed fetch left behind is removed by the next one', async () => {
	const left = join(copy.home, '.cache', 'litmos-connector', `node-${version}.partial-1-abcd`);
	mkdirSync(left, {recursive: true});
	utimesSync(left, new Date(0), new Date(0));
	await copy.find();
	expect(existsSync(left)).toBe(false);
});

test('a missing build is named, with the way out of a clone and of an installed package', async () => {
	const start = () => copy.run([join(copy.folder, 'program', 'bin', 'litmos-connector.cjs')]);
	const installed = await start();
	expect(installed.status).toBe(1);
	expect(installed.stderr).toContain('npm install --global litmos-connector');
	mkdirSync(join(copy.folder, 'program', 'source'));
	const clone = await start();
	expect(clone.stderr).toContain('npm start');
	expect(clone.stderr).not.toContain('    at ');
});

test('the launcher needs no syntax that Node 4 does not have', async () => {
	const bin = join(copy.folder, 'program', 'bin');
	const files = readdirSync(bin).filter((name) => name.endsWith('.cjs') && name !== 'import-main.cjs');
	expect(files.length).toBeGreaterThan(4);
	for (const name of files) {
		const source = readFileSync(join(bin, name), 'utf8');
		const [today, then] = await Promise.all(
			['esnext', 'node4'].map((target) => transform(source, {target, supported: {'const-and-let': true}})),
		);
		expect(then?.code, name).toBe(today?.code);
	}
});
