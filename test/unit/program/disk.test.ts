import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {setTimeout as pause} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {openWorkingFile} from '../../../source/c1z/working-file.ts';
import {workingFilePath} from '../../../source/sync/working-file-path.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {ending, expectFailure, makePlace, makeSandbox, type Place, pointedAt} from './program.ts';

/** The built program on disks that are full, closed or damaged, and after it was killed. */

const json = ['-o', 'json'];

const workingFileOf = (place: Place, {litmos}: Sandbox) =>
	workingFilePath(join(place.state, 'syncs'), {baseUrl: litmos.url, source: litmos.source});

/** Looks again until the condition holds; what it looks at is another process' work, which sends no event. */
async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await pause(10);
}

/** A command inside which `folder` is a small disk of its own; needs user namespaces (Linux). */
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;
if (!canMount) console.log('Skipped: tests with a full disk need unshare with user namespaces.');
const onDisk = (folder: string, options: string) => [
	'unshare',
	'-rm',
	'sh',
	'-c',
	`mount -t tmpfs -o ${options} none '${folder}' && exec "$@"`,
	'sh',
];

describe.skipIf(!canMount)('a disk', {concurrent: true}, () => {
	it('that is full while reading: said, and nothing half-written is taken for whole', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		mkdirSync(place.state);
		const result = await place.run(['sync', ...json], pointedAt(sandbox), onDisk(place.state, 'size=200k'));
		expectFailure(result, {code: 'disk/full', exit: 1});
		expect(place.files()).not.toContain('sync.c1z');
	});

	it('that is full for the file: nothing is lost, and with space it is written without reading Litmos again', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		const target = join(place.folder, 'target');
		mkdirSync(target);
		const argv = ['sync', '-f', join(target, 'out.c1z'), ...json];
		const failure = expectFailure(await place.run(argv, pointedAt(sandbox), onDisk(target, 'size=64k')), {
			code: 'disk/full',
			exit: 1,
		});
		expect(failure.next.join()).toMatch(/What was read is saved/);
		const spent = sandbox.litmos.report().totalRequests;
		const {code, stderr} = await place.run(argv, pointedAt(sandbox));
		expect(code, stderr).toBe(0);
		expect(sandbox.litmos.report().totalRequests).toBe(spent);
		expect(readdirSync(target)).toEqual(['out.c1z', 'out.c1z.report.json']);
	});

	it('that is full for the log does not stop the work', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		const logs = join(place.folder, 'logs');
		mkdirSync(logs);
		const argv = ['sync', '--log-level', 'debug', '--log-path', join(logs, 'a.log'), ...json];
		const {code, stderr} = await place.run(argv, pointedAt(sandbox), onDisk(logs, 'size=4k'));
		expect(code, stderr).toBe(0);
	});

	it('that is read-only for the state: said before anything is read, and telling commands still work', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		mkdirSync(place.state);
		const readOnly = onDisk(place.state, 'ro');
		const failure = expectFailure(await place.run(['push', ...json], pointedAt(sandbox), readOnly), {
			code: 'disk/denied',
			exit: 1,
		});
		expect(failure.next.join()).toMatch(/--state-folder/);
		expect(sandbox.litmos.report().totalRequests).toBe(0);
		for (const command of ['capabilities', 'config', 'settings', 'version']) {
			expect((await place.run([command], pointedAt(sandbox), readOnly)).code, command).toBe(0);
		}
	});
});

describe.concurrent('paths', () => {
	it.each([
		['a folder that is missing', 'none/out.c1z', 'input/invalid', 2],
		['a path that is a folder', '.', 'input/invalid', 2],
		['a file that is something else', 'notes.txt', 'input/invalid', 2],
	])('%s: said before anything is read', async (_, file, code, exit) => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		writeFileSync(join(place.folder, 'notes.txt'), 'mine');
		expectFailure(await place.run(['sync', '-f', file, ...json], pointedAt(sandbox)), {code, exit});
		expect(sandbox.litmos.report().totalRequests).toBe(0);
		expect(readFileSync(join(place.folder, 'notes.txt'), 'utf8')).toBe('mine');
	});

	it.each([
		['the state folder is a file', {BATON_STATE_FOLDER: 'notes.txt'}],
		['the log lies in a file', {BATON_LOG_PATH: 'notes.txt/a.log'}],
	])('%s: said with code 1', async (_, env) => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		writeFileSync(join(place.folder, 'notes.txt'), 'mine');
		expectFailure(await place.run(['sync', ...json], {...pointedAt(sandbox), ...env}), {code: 'disk/denied', exit: 1});
		expect(sandbox.litmos.report().totalRequests).toBe(0);
	});
});

/** Damaged in the middle, behind a good head. */
function spoil(path: string): void {
	const content = readFileSync(path);
	content.fill(0x5a, Math.floor(content.length / 3), Math.floor(content.length / 2));
	writeFileSync(path, content);
}

describe.concurrent('the working file', () => {
	it.each([
		['damaged', (path: string) => writeFileSync(path, 'not a database at all')],
		['newer', (path: string) => raiseVersion(path)],
		['damaged', (path: string) => spoil(path)],
	])('that is %s is moved aside, which is said, and everything is read anew', async (ending, change) => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		expect((await place.run(['preview'], pointedAt(sandbox))).code).toBe(0);
		const path = workingFileOf(place, sandbox);
		change(path);
		const before = readFileSync(path);
		const {code, stderr} = await place.run(['sync'], pointedAt(sandbox));
		expect(code, stderr).toBe(0);
		expect(stderr).toContain(`moved to ${path}.${ending}`);
		expect(readFileSync(`${path}.${ending}`)).toEqual(before);
	});

	it('that is damaged is no hindrance for preview and push either', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		const path = workingFileOf(place, sandbox);
		expect((await place.run(['preview'], pointedAt(sandbox))).code).toBe(0);
		for (const command of ['preview', 'push']) {
			spoil(path);
			const {code, stderr} = await place.run([command], pointedAt(sandbox));
			expect(code, stderr).toBe(0);
			expect(stderr).toContain(`moved to ${path}.damaged`);
		}
	});

	it('in use by another process: told which, with code 1, and that process is not disturbed', async () => {
		const sandbox = await makeSandbox({litmos: {nextFaults: [{fault: 'stall', path: '/teams', times: 1}]}});
		const place = makePlace();
		const first = place.start(['sync', '-f', 'first.c1z'], pointedAt(sandbox));
		const end = ending(first);
		await until(() => sandbox.litmos.report().totalRequests > 1);
		const result = await place.run(['sync', '-f', 'second.c1z', ...json], pointedAt(sandbox));
		const failure = expectFailure(result, {code: 'sync/locked', exit: 1, retryable: true});
		expect(failure.why).toContain(String(first.pid));
		first.kill('SIGINT');
		expect((await end).code).toBe(130);
		expect((await place.run(['sync', '-f', 'second.c1z'], pointedAt(sandbox))).code).toBe(0);
	});

	it('of a process killed in the middle: the next one goes on, and asks for nothing again', async () => {
		// The lists of people stall, so that the kill comes when everything before is stored and nothing else is under way.
		const sandbox = await makeSandbox({
			litmos: {nextFaults: [{fault: 'stall', path: '/courses/', times: 6}]},
		});
		const place = makePlace();
		const killed = place.start(['sync'], pointedAt(sandbox));
		const end = ending(killed);
		const {expected} = sandbox.litmos.report();
		// Accounts, teams, courses, and the members of each team, all to their ends: an answer that was under way at the kill
		// would have to be asked for again.
		const listings = 3 + expected.teams;
		await until(() => storedListings(workingFileOf(place, sandbox)) >= listings);
		killed.kill('SIGKILL');
		expect((await end).signal).toBe('SIGKILL');

		sandbox.litmos.behave({nextFaults: []});
		const {code, stderr, stdout} = await place.run(['sync', ...json], pointedAt(sandbox));
		expect(code, stderr).toBe(0);
		const result = JSON.parse(stdout);
		expect(result.counts).toMatchObject({
			accounts: expected.accounts,
			teams: expected.teams,
			courses: expected.courses,
		});
		expect(result.counts.grants).toBe(
			expected.memberGrants + expected.assigned + expected.completed + expected.inProgress,
		);
		expect(result).toMatchObject({resumed: true});
		// The row of the one list that has no other is looked at again.
		expect(sandbox.litmos.report().repeated).toBe(1);
		expect(place.files().filter((file) => file.endsWith('.lock'))).toEqual([]);
	});
});

function storedListings(path: string): number {
	try {
		const file = openWorkingFile(path, {readOnly: true});
		try {
			return file.checkpoints().filter(({next}) => next === null).length;
		} finally {
			file.close();
		}
	} catch {
		return 0;
	}
}

/** As a later version of this program would mark its files. */
function raiseVersion(path: string): void {
	const database = new DatabaseSync(path);
	// One file without companions, so that it can be compared afterwards.
	database.exec('pragma journal_mode = delete; pragma user_version = 999');
	database.close();
}
