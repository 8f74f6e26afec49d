import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {forget} from '../../../source/cli/commands/forget.ts';
import {schedule} from '../../../source/cli/commands/schedule.ts';
import {status} from '../../../source/cli/commands/status.ts';
import {openMemory} from '../../../source/secrets/memory.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import {resolveSettings} from '../../../source/settings/resolve.ts';
import {recordRun} from '../../../source/settings/run-record.ts';
import {scheduleJob} from '../../../source/setup/schedule/schedule-job.ts';
import {commandIn, variablesIn} from '../deploy/systemd-command.ts';
import {contentOf, runCommand, temporaryFolder} from './in-process.ts';
import {standInSystemd} from './stand-in-systemd.ts';

const keychain = vi.hoisted(() => ({open: vi.fn()}));
vi.mock('../../../source/secrets/keychain-client.ts', () => ({
	keychains: {keyring: keychain.open, keytar: keychain.open},
}));

let place: string;
let units: string;
let memory: ReturnType<typeof openMemory>;
let systemd: ReturnType<typeof standInSystemd>;
beforeEach(() => {
	place = temporaryFolder();
	for (const name of ['home', 'temporary']) mkdirSync(join(place, name));
	units = join(place, 'home/.config/systemd/user');
	systemd = standInSystemd(join(place, 'bin'));
	memory = openMemory();
	keychain.open.mockReset().mockImplementation(async () => memory);
	vi.stubEnv('PATH', `${join(place, 'bin')}:${process.env.PATH}`);
	vi.stubEnv('HOME', join(place, 'home'));
	vi.stubEnv('TMPDIR', join(place, 'temporary'));
	for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'HTTP_PROXY', 'HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS']) {
		vi.stubEnv(name, undefined);
	}
	onTestFinished(() => void vi.unstubAllEnvs());
});

const secrets = {BATON_API_KEY: 'litmos-key-0000', BATON_CLIENT_SECRET: 'secret-token:conductorone.com:v1:c2VjcmV0'};
const given = {BATON_SOURCE: 'acme', BATON_CLIENT_ID: 'a@acme.conductor.one/c', ...secrets};
const run = (argv: string[], env: Record<string, string> = given, command = schedule) =>
	runCommand(command, argv, {BATON_STATE_FOLDER: join(place, 'state'), ...env});
const unitFiles = () => (existsSync(units) ? readdirSync(units).sort() : []);
const read = (ending: string) =>
	readFileSync(join(units, unitFiles().find((name) => name.endsWith(ending)) ?? ''), 'utf8');

describe.runIf(process.platform === 'linux')('schedule', () => {
	it('shows the files and asks, and does nothing where nobody can answer', async () => {
		const {code, stderr} = await run([]);
		expect(code).toBe(5);
		expect(stderr).toContain('OnCalendar=*-*-* 02:30:00');
		expect(stderr).toContain('--yes');
		expect(unitFiles()).toEqual([]);
		expect(systemd.asked()).toEqual([]);
		expect(await memory.findCredentials(secretService)).toEqual([]);
	});

	it('writes the units for their owner only, starts the timer, and saves what only variables gave', async () => {
		const {code, stderr, data} = await run([
			'--yes',
			'--at',
			'4:15',
			'--requests-per-minute',
			'50',
			'--no-provisioning',
		]);
		expect(code, stderr).toBe(0);
		expect(data).toMatchObject({
			kind: 'systemd',
			at: '04:15',
			next: '2026-11-29T10:31:12.000Z',
			lingers: false,
			last: null,
		});
		expect(unitFiles()).toEqual([
			expect.stringMatching(/^litmos-connector-push-\w{8}\.service$/),
			expect.stringMatching(/^litmos-connector-push-\w{8}\.timer$/),
		]);
		for (const name of unitFiles()) expect(statSync(join(units, name)).mode & 0o777).toBe(0o600);
		const [timer = ''] = unitFiles().slice(1);
		expect(systemd.asked()).toEqual([
			'--user daemon-reload',
			`--user enable --now ${timer}`,
			`--user restart ${timer}`,
		]);
		const [node, launcher, ...args] = commandIn(read('.service'));
		expect([node, launcher]).toEqual([process.execPath, expect.stringMatching(/bin\/litmos-connector\.cjs$/)]);
		expect(args).toEqual([
			'push',
			'--scheduled',
			'--wait=30m',
			`--state-folder=${join(place, 'state')}`,
			'--source=acme',
			'--requests-per-minute=50',
			'--client-id=a@acme.conductor.one/c',
			'--no-provisioning',
		]);
		const kept = (await memory.findCredentials(secretService)).map(({password}) => password).sort();
		expect(kept).toEqual(Object.values(secrets).sort());
		for (const secret of Object.values(secrets)) expect(contentOf(units)).not.toContain(secret);
		expect(stderr).toContain('loginctl enable-linger');
		expect(stderr).toContain('While your keychain is locked, a push fails.');
	});

	it('finds its files at night, when it starts in another folder', async () => {
		writeFileSync(
			join(place, 'litmos.yaml'),
			`api-key: ${secrets.BATON_API_KEY}\nnotify: https://hooks.example.com/a\n`,
		);
		const config = relative('.', join(place, 'litmos.yaml'));
		const {BATON_API_KEY: _, ...rest} = given;
		const {code, stderr, data} = await run(
			['--yes', '--config-file', config, '--c1z-temp-dir', 'parts', '--log-path', 'push.log'],
			rest,
		);
		expect(code, stderr).toBe(0);
		const args = commandIn(read('.service'));
		expect(args).toContain(`--config-file=${join(place, 'litmos.yaml')}`);
		expect(args).toContain(`--c1z-temp-dir=${join(process.cwd(), 'parts')}`);
		expect(args).toContain(`--log-path=${join(process.cwd(), 'push.log')}`);
		expect(data.done).toBe(true);
		expect(await memory.findCredentials(secretService)).toHaveLength(1);
		expect(contentOf(units)).not.toContain('hooks.example.com');
	});

	it('takes along the configuration file that was found where it was started', () => {
		const {values} = resolveSettings({flags: {}, env: {}, configFile: {source: 'acme'}});
		const {command} = scheduleJob({
			name: 'a',
			at: {hour: 2, minute: 30},
			resolved: {values, origins: {source: 'config-file'}},
			settings: ['source'],
			rootFolder: '/state',
			env: {},
		});
		expect(command).toContain(`--config-file=${join(process.cwd(), '.baton.yaml')}`);
	});

	it('names the profile and the folder that holds all of them', () => {
		const {values, origins} = resolveSettings({flags: {profile: 'emea'}, env: {}});
		const job = {name: 'a', at: {hour: 2, minute: 30}, settings: ['profile' as const], rootFolder: '/state', env: {}};
		const {command} = scheduleJob({...job, resolved: {values, origins}});
		expect(command.filter((word) => word.startsWith('--state-folder') || word.startsWith('--profile'))).toEqual([
			'--state-folder=/state',
			'--profile=emea',
		]);
	});

	it('takes the way to the network along, but no password in it', async () => {
		vi.stubEnv('HTTPS_PROXY', 'http://proxy.example.com:3128');
		vi.stubEnv('HTTP_PROXY', 'http://ann:hunter2@proxy.example.com:3128');
		const {stderr} = await run(['--yes']);
		expect(variablesIn(read('.service'))).toMatchObject({HTTPS_PROXY: 'http://proxy.example.com:3128'});
		expect(contentOf(units)).not.toContain('hunter2');
		expect(stderr).toContain('Not in the files, because a password is in it: HTTP_PROXY.');
	});

	it('shows a schedule that is there, with its next run and its last result', async () => {
		await run(['--yes']);
		const before = systemd.asked();
		recordRun(join(place, 'state'), 'schedule', {
			startedAt: '2026-11-28T02:31:00.000Z',
			finishedAt: '2026-11-28T02:41:00.000Z',
			exit: 3,
			counts: null,
			error: {code: 'litmos/key-refused', title: 'Litmos rejected this API key'},
		});
		const {code, stdout} = await run(['-o', 'table'], {});
		expect(code).toBe(0);
		expect(stdout).toMatch(/Runs +every day at 02:30, or up to 30 minutes later/);
		expect(stdout).toMatch(/Next +2026-11-29/);
		expect(stdout).toMatch(/Last run +2026-11-28 .*failed \(exit code 3\): Litmos rejected this API key/);
		expect(systemd.asked()).toEqual(before);
		// Another time replaces it, with the answers that it finds now.
		expect((await run(['--yes', '--at', '05:00'])).data.at).toBe('05:00');
	});

	it('says when the schedule starts another copy of the program', async () => {
		await run(['--yes']);
		expect((await run([], {})).stderr).not.toContain('another copy');
		const service = join(units, unitFiles()[0] ?? '');
		writeFileSync(service, readFileSync(service, 'utf8').replace(process.execPath, '/gone/node'));
		expect((await run([], {})).stderr).toContain('another copy of this program, or one that has moved');
	});

	it.each(['--remove', '--undo'])('is taken away by %s, and may be again', async (flag) => {
		await run(['--yes']);
		const [, timer] = unitFiles();
		expect((await run([flag], {})).code).toBe(5);
		expect(unitFiles()).toHaveLength(2);
		const {code, data} = await run([flag, '--yes'], {});
		expect(code).toBe(0);
		expect(data.files).toHaveLength(2);
		expect(unitFiles()).toEqual([]);
		expect(systemd.asked().slice(-2)).toEqual([`--user disable --now ${timer}`, '--user daemon-reload']);
		expect((await run([flag, '-o', 'table'], {})).stdout).toBe('There is no schedule.\n');
	});

	it('is listed and removed by forget, unless it is of another state folder', async () => {
		await run(['--yes']);
		await run(['--yes', '--state-folder', join(place, 'other')]);
		expect(unitFiles()).toHaveLength(4);
		const listed = await run(['--dry-run'], {}, forget);
		expect(listed.data.schedule).toHaveLength(2);
		expect(unitFiles()).toHaveLength(4);
		expect((await run(['--yes'], {}, forget)).code).toBe(0);
		expect(unitFiles()).toHaveLength(2);
		expect((await run(['--state-folder', join(place, 'other')], {})).data.done).toBe(true);
	});

	it('leaves nothing when systemd refuses', async () => {
		systemd.refuse();
		const {code, stderr} = await run(['--yes']);
		expect(code).toBe(2);
		const {error} = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
		expect(error.why).toContain('No medium found');
		// For a scheduler of the person's own.
		expect(error.copy[0]).toMatch(/push --scheduled --wait=30m/);
		expect(unitFiles()).toEqual([]);
		expect(await memory.findCredentials(secretService)).toEqual([]);
	});

	it.each([
		['a secret that is nowhere', ['--yes'], {BATON_CLIENT_SECRET: ''}, 'A nightly push finds only what is saved'],
		['secrets that may not be saved', ['--yes'], {BATON_SECRET_STORE: 'none'}, '--secret-store none saves nothing'],
		['a time that is none', ['--at', '25:00'], {}, 'isn’t a time of day'],
		['demo data', ['--demo'], {}, 'Demo data can’t be scheduled'],
	])('refuses %s', async (_, argv, env, words) => {
		const {code, stderr} = await run(argv, {...given, ...env});
		expect(code).toBe(2);
		expect(stderr).toContain(words);
		expect(unitFiles()).toEqual([]);
	});
});

describe('status --local', () => {
	it('tells the last run of each way without asking anybody, and fails when the last success is too old', async () => {
		const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
		const counts = {accounts: 1, teams: 2, courses: 3, grants: 2094};
		const record = (hoursAgo: number, exit: number) => ({
			startedAt: at(hoursAgo),
			finishedAt: at(hoursAgo),
			exit,
			counts: exit === 0 ? counts : null,
			error: exit === 0 ? null : {code: 'network/unreachable', title: 'Litmos \u001b[31mcan’t be reached'},
		});
		const here = (...argv: string[]) => run(['--local', ...argv], {}, status);
		expect((await here('-o', 'table')).stdout).toBe('Nothing was pushed from this computer yet.\n');
		expect((await here('--max-age', '26h')).code).toBe(1);
		recordRun(join(place, 'state'), 'schedule', record(30, 0));
		expect((await here('--max-age', '26h')).code).toBe(1);
		expect((await here('--max-age', '31h')).code).toBe(0);
		recordRun(join(place, 'state'), 'schedule', record(6, 4));
		recordRun(join(place, 'state'), 'service', record(2, 0));
		const {code, data} = await here('--max-age', '26h');
		expect(code).toBe(0);
		expect(data.runs).toMatchObject({
			schedule: {last: {exit: 4, error: {code: 'network/unreachable'}}, lastSuccessAt: expect.any(String)},
			service: {last: {counts}},
		});
		const {stdout} = await here('-o', 'table');
		expect(stdout).toMatch(/Last nightly push +\S+ \S+, failed \(exit code 4\): Litmos .*can’t be reached/);
		// A service may have chosen the words.
		expect(stdout).not.toContain('\u001b');
		expect(stdout).toMatch(/service +\S+ \S+, sent 1 account, 2 teams, 3 courses, 2,094 grants/);
	});
});
