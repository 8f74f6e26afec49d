import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {parseEnv} from 'node:util';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {stateFolder} from '../../source/deploy/answers.ts';
import {readRuns} from '../../source/settings/run-record.ts';
import {isLong} from '../long.ts';
import {main, makePlace, makeSandbox, pointedAt} from '../unit/program/program.ts';

/** The systemd recipe, from its folder alone: installed into a root of its own, and started as its unit says. */

const nobody = 65_534;
const analyzes = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!analyzes) console.log('Skipped: systemd-analyze is not installed, so the units are not checked with it.');
const canChange = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;
if (!canChange)
	console.log('Skipped: changing the user takes root and setpriv, so the service is not started as nobody.');

/** What `export` writes, in a folder of its own, with nothing of this project around it. */
async function exported(environment: Record<string, string>): Promise<string> {
	const place = makePlace();
	const {code, stderr} = await place.run(['export', '--to', 'systemd', '--folder', 'out'], environment);
	expect(code, stderr).toBe(0);
	const folder = mkdtempSync(join(tmpdir(), 'systemd-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	chmodSync(folder, 0o755);
	cpSync(join(place.folder, 'out'), join(folder, 'files'), {recursive: true});
	return folder;
}

const credential = {BATON_SOURCE: 'acme', BATON_CLIENT_ID: 'a@acme.conductor.one/c', BATON_API_KEY: 'litmos-key-0000'};
const filled = {...credential, BATON_CLIENT_SECRET: 'secret-token:conductorone.com:v1:c2VjcmV0'};

function install(folder: string, args: readonly string[] = [], path = dirname(process.execPath)) {
	return spawnSync('sh', [join(folder, 'files/install.sh'), ...args], {
		encoding: 'utf8',
		// The registry may only be reached through the proxy that this machine is set up with.
		env: {...process.env, DESTDIR: join(folder, 'root'), PATH: `${path}:/usr/bin:/bin`},
	});
}

/** What systemd would give a unit: its command and its variables, paths below the root that it was installed into. */
function readUnit(root: string, name: string) {
	const lines = readFileSync(join(root, 'etc/systemd/system', name), 'utf8').split('\n');
	const values = (key: string) =>
		lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
	const own = values('Environment').join('\n').replaceAll(stateFolder, join(root, stateFolder));
	const file = readFileSync(join(root, values('EnvironmentFile')[0] ?? ''), 'utf8');
	const [program = '', ...args] = (values('ExecStart')[0] ?? '').split(' ');
	return {command: [join(root, program), ...args], env: {...parseEnv(file), ...parseEnv(own)}};
}

describe.skipIf(!existsSync(main))('the folder of the systemd recipe', () => {
	test.skipIf(!analyzes)('has units that systemd knows every line of, and scores 3.0 or less', async () => {
		const folder = await exported(filled);
		for (const unit of ['litmos-connector.service', 'litmos-connector-push.service']) {
			const {stdout, stderr, status} = spawnSync(
				'systemd-analyze',
				['security', '--offline=true', '--threshold=30', join(folder, 'files', unit)],
				{encoding: 'utf8', env: {...process.env, SYSTEMD_COLORS: '0'}},
			);
			expect(stderr).not.toMatch(/Unknown|Failed to parse/i);
			const [, score] = /Overall exposure level for .*?: ([\d.]+)/.exec(stdout) ?? [];
			expect(Number(score), stdout).toBeLessThanOrEqual(3);
			expect(status).toBe(0);
		}
	});

	test.skipIf(!canChange)('starts as nobody with nothing but its unit’s variables, and syncs', async () => {
		const sandbox = await makeSandbox();
		const folder = await exported(pointedAt(sandbox));
		const installed = install(folder);
		expect(installed.status, installed.stderr).toBe(0);
		// Nothing of what was exported is needed any more.
		rmSync(join(folder, 'files'), {recursive: true});
		const root = join(folder, 'root');
		const state = join(root, stateFolder);
		mkdirSync(state, {recursive: true});
		chownSync(state, nobody, nobody);

		const {command, env} = readUnit(root, 'litmos-connector.service');
		const as = ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all'];
		const child = spawn('setpriv', [...as, ...command], {
			cwd: state,
			// The sandbox speaks without encryption, which no deployment would be told to do.
			env: {...env, BATON_C1_INSECURE: 'true'},
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		onTestFinished(() => void child.kill('SIGKILL'));
		let said = '';
		child.stderr.on('data', (data) => {
			said += data;
		});
		await vi.waitFor(() => expect(sandbox.conductorOne.report().finished, said).toHaveLength(1), {timeout: 180_000});
		expect(sandbox.conductorOne.report().syncs[0]).toMatchObject({problems: [], resources: {user: expect.any(Number)}});
		child.kill('SIGTERM');
		const code = await new Promise((resolve) => child.on('exit', resolve));
		expect(code, said).toBe(0);
	});

	test.skipIf(!canChange)('pushes once as the nightly unit does', async () => {
		const sandbox = await makeSandbox();
		const folder = await exported(pointedAt(sandbox));
		expect(install(folder, ['--nightly']).status).toBe(0);
		const root = join(folder, 'root');
		const state = join(root, stateFolder);
		mkdirSync(state, {recursive: true});
		chownSync(state, nobody, nobody);
		const {command, env} = readUnit(root, 'litmos-connector-push.service');
		const child = spawn('setpriv', ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups', ...command], {
			cwd: state,
			env: {...env, BATON_C1_INSECURE: 'true'},
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let said = '';
		child.stderr.on('data', (data) => {
			said += data;
		});
		expect(await new Promise((resolve) => child.on('exit', resolve)), said).toBe(0);
		expect(sandbox.conductorOne.report().syncs).toHaveLength(1);
		expect(readRuns(state)).toMatchObject({schedule: {last: {exit: 0, counts: {accounts: 30}}}});
	});

	test('brings the library that small systems lack, and only then', async () => {
		const folder = await exported(filled);
		const bin = join(folder, 'bin');
		mkdirSync(bin);
		const program = (path: string, lines: string) => writeFileSync(path, `#!/bin/sh\n${lines}\n`, {mode: 0o755});
		program(join(bin, 'apt-get'), `echo "$@" >> ${bin}/asked`);
		const loader = 'error while loading shared libraries: libatomic.so.1: cannot open shared object file';
		program(
			join(folder, 'files/litmos-connector'),
			`grep -q libatomic1 ${bin}/asked 2>/dev/null || { echo "litmos-connector: ${loader}" >&2; exit 127; }`,
		);
		for (const time of ['first', 'second']) {
			const {status, stderr} = install(folder, [], bin);
			expect(status, `${time}: ${stderr}`).toBe(0);
		}
		// The second time it is there.
		const asked = ['update -qq', 'install -qq -y --no-install-recommends libatomic1'];
		expect(readFileSync(join(bin, 'asked'), 'utf8').trim().split('\n')).toEqual(asked);
		expect(readdirSync(join(folder, 'root/usr/local/lib/litmos-connector'))).toEqual(['litmos-connector']);
	});

	test('refuses placeholders, and installs nothing then', async () => {
		const folder = await exported(credential);
		const {status, stderr} = install(folder);
		expect(status).toBe(1);
		expect(stderr).toContain('Fill in litmos.env first');
		expect(existsSync(join(folder, 'root'))).toBe(false);
	});

	test('is taken away by --remove, except for credentials', async () => {
		const folder = await exported(filled);
		expect(install(folder).status).toBe(0);
		const {status, stderr} = install(folder, ['--remove']);
		expect(status, stderr).toBe(0);
		const left = execFileSync('find', [join(folder, 'root'), '-not', '-type', 'd'], {encoding: 'utf8'}).trim();
		expect(left).toBe(join(folder, 'root/etc/baton/litmos.env'));
	});

	test.skipIf(!isLong)('puts a Node of its own beside the program where the machine’s is too old', async () => {
		const old = '/usr/bin/node';
		const version = spawnSync(old, ['--version'], {encoding: 'utf8'}).stdout ?? '';
		if (!/^v(1\d|2[01])\./.test(version) || spawnSync('npm', ['ping', '--silent']).status !== 0) {
			console.log('Not tried: no old Node with npm, or no npm registry, on this machine.');
			return;
		}
		const folder = await exported(filled);
		const {status, stderr} = install(folder, [], dirname(old));
		expect(status, stderr).toBe(0);
		const program = join(folder, 'root/usr/local/bin/litmos-connector');
		expect(execFileSync(program, ['--version'], {encoding: 'utf8', env: {}})).toMatch(/\d+\.\d+/);
		expect(
			execFileSync(join(dirname(program), '../lib/litmos-connector/node'), ['--version'], {encoding: 'utf8'}),
		).not.toBe(version);
	});
});
