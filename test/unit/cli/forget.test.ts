import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {grant} from '../../../source/cli/commands/assign.ts';
import {connect} from '../../../source/cli/commands/connect.ts';
import {courses} from '../../../source/cli/commands/courses.ts';
import {forget} from '../../../source/cli/commands/forget.ts';
import {preview} from '../../../source/cli/commands/preview.ts';
import type {BackEnd} from '../../../source/secrets/back-end.ts';
import {openMemory} from '../../../source/secrets/memory.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import {lockFile} from '../../../source/sync/lock.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

const keychain = vi.hoisted(() => ({keyring: vi.fn(), keytar: vi.fn()}));
vi.mock('../../../source/secrets/keychain-client.ts', () => ({keychains: keychain}));

let place: string;
let state: string;
let memory: BackEnd;
beforeEach(() => {
	place = temporaryFolder();
	state = join(place, 'state');
	mkdirSync(join(place, 'temporary'));
	// The Node that runs this test may be one that was fetched.
	vi.stubEnv('HOME', join(place, 'home'));
	vi.stubEnv('XDG_CACHE_HOME', join(place, 'cache'));
	vi.stubEnv('TMPDIR', join(place, 'temporary'));
	onTestFinished(() => void vi.unstubAllEnvs());
	memory = openMemory();
	keychain.keyring.mockReset().mockImplementation(async () => memory);
	keychain.keytar.mockReset().mockRejectedValue(new Error("Cannot find package 'keytar'"));
});

const run = (...argv: string[]) => runCommand(forget, argv, {BATON_STATE_FOLDER: state});
const filesIn = (folder: string) =>
	existsSync(folder)
		? readdirSync(folder, {recursive: true, withFileTypes: true})
				.filter((entry) => !entry.isDirectory())
				.map(({name}) => name)
		: [];

/** What a set-up and a few commands leave: made once for each place of secrets, then copied. */
const left = new Map<string, {folder: string; secrets: {account: string; password: string}[]}>();
const shared = mkdtempSync(join(tmpdir(), 'used-'));
afterAll(() => rmSync(shared, {recursive: true}));

/** State and secrets as a set-up and a few commands leave them. */
async function use(store: 'keychain' | 'file' = 'keychain') {
	const {folder, secrets} = left.get(store) ?? (await work(store));
	cpSync(folder, state, {recursive: true});
	for (const {account, password} of secrets) await memory.setPassword(secretService, account, password);
}

async function work(store: 'keychain' | 'file') {
	const sandbox = await startSandbox({
		size: {accounts: 10, courses: 4, teams: 2, enrolments: 20},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
	const folder = join(shared, store);
	const env = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: folder,
		BATON_SECRET_STORE: store,
	};
	const {accounts, courses: some} = sandbox.litmos.sample(1);
	const assigning = ['--account', accounts[0]?.userName ?? '', '--course', some[0]?.id ?? ''];
	const commands: [Command, string[]][] = [
		[connect, ['--new-app', 'Litmos', '--hosting', 'here', '--yes', '--wait', '0']],
		[courses, []],
		[preview, []],
		[grant, assigning],
	];
	for (const [command, argv] of commands) {
		const {code, stderr} = await runCommand(command, argv, env);
		expect(code, stderr).toBe(0);
	}
	await sandbox.close();
	const made = {folder, secrets: await memory.findCredentials(secretService)};
	left.set(store, made);
	return made;
}

function fetchedNode(): string {
	const folder = join(place, 'cache', 'litmos-connector');
	for (const name of ['node-99.0.0', 'node-99.0.0.partial-1-ab']) {
		mkdirSync(join(folder, name, 'bin'), {recursive: true});
		writeFileSync(join(folder, name, 'bin', 'node'), '');
	}
	// The self-contained executable unpacks itself there, and a start may have been cut off.
	for (const name of ['program-0a1b2c3d', 'program-0a1b2c3d.partial-7']) {
		mkdirSync(join(folder, name, 'dist'), {recursive: true});
		writeFileSync(join(folder, name, 'dist', 'main.js'), '');
	}
	writeFileSync(join(folder, 'requests.db'), '');
	return folder;
}

describe('forget', () => {
	it('lists, asks, and removes every secret, the state folder and the fetched Node', async () => {
		await use();
		const cache = fetchedNode();
		await memory.setPassword(secretService, 'litmos-api-key:acme@api.litmos.com', 'x');
		await memory.setPassword('litmos-connector-probe', 'cut off', 'x');
		await memory.setPassword('another program', 'a', 'x');
		const unasked = await run();
		expect(unasked.code).toBe(5);
		expect(unasked.stderr).toContain('--yes');
		expect(unasked.stderr).toContain('litmos-api-key:acme@api.litmos.com');
		for (const kept of ['node-99.0.0', 'program-0a1b2c3d']) expect(unasked.stderr).toContain(join(cache, kept));
		expect(await memory.findCredentials(secretService)).toHaveLength(2);
		const done = await run('--yes');
		expect(done.code, done.stderr).toBe(0);
		expect(done.data).toMatchObject({
			done: true,
			keychain: expect.arrayContaining(['litmos-api-key:acme@api.litmos.com']),
		});
		expect(await memory.findCredentials(secretService)).toEqual([]);
		expect(await memory.findCredentials('litmos-connector-probe')).toEqual([]);
		expect(await memory.findCredentials('another program')).toHaveLength(1);
		expect(existsSync(state)).toBe(false);
		expect(existsSync(cache)).toBe(false);
		expect(done.data.leaves.join(' ')).toContain('connect --undo');
	});

	it('has nothing to do the second time, and ends well', async () => {
		await use();
		await run('--yes');
		const again = await run('-o', 'table');
		expect(again.code).toBe(0);
		expect(again.stdout).toContain('Nothing to remove.');
		expect(existsSync(state)).toBe(false);
	});

	it('knows the secrets by name where a keychain lists none', async () => {
		await use();
		expect(await memory.findCredentials(secretService)).toHaveLength(1);
		const {findCredentials, ...rest} = memory;
		memory = {...rest, findCredentials: async () => []};
		const done = await run('--yes');
		expect(done.data.keychain).toEqual([expect.stringMatching(/^client-secret:/)]);
		expect(await findCredentials(secretService)).toEqual([]);
	});

	it('finds what the other library saved', async () => {
		const other = openMemory();
		await other.setPassword(secretService, 'client-secret:old', 'x');
		keychain.keytar.mockReset().mockResolvedValue(other);
		expect((await run('--yes')).data.keychain).toEqual(['client-secret:old']);
		expect(await other.findCredentials(secretService)).toEqual([]);
	});

	it('needs no keychain where secrets are in the file', async () => {
		await use('file');
		keychain.keyring.mockRejectedValue(new Error('no D-Bus'));
		const listed = await run('--dry-run');
		expect(listed.data.secretFile).toEqual([expect.stringMatching(/^client-secret:/)]);
		expect((await run('--yes', '--secret-store', 'file')).code).toBe(0);
		expect(filesIn(state)).toEqual([]);
	});
});

describe('profiles', () => {
	const profile = () => join(state, 'profiles', 'emea');
	/** The same in the profile emea as in the default one. */
	async function useTwo() {
		await use();
		const folder = left.get('keychain')?.folder ?? '';
		cpSync(folder, profile(), {recursive: true});
		for (const {account, password} of await memory.findCredentials(secretService)) {
			await memory.setPassword(`${secretService}/emea`, account, password);
		}
	}

	it('are all removed, and named before that', async () => {
		await useTwo();
		const asked = await run('-o', 'table');
		expect(asked.code).toBe(5);
		expect(asked.stderr).toContain('2 profiles: emea, default');
		expect(asked.stderr).toMatch(/client-secret:\S+ \(keychain, profile emea\)/);
		const done = await run('--yes');
		expect(done.code, done.stderr).toBe(0);
		expect(done.data.profiles).toEqual(['emea', 'default']);
		for (const service of [secretService, `${secretService}/emea`]) {
			expect(await memory.findCredentials(service)).toEqual([]);
		}
		expect(existsSync(state)).toBe(false);
	});

	it('go one by one, and the others keep their secrets, files and the Node they share', async () => {
		await useTwo();
		const cache = fetchedNode();
		const before = filesIn(state).length;
		const done = await run('--yes', '--profile', 'emea');
		expect(done.code, done.stderr).toBe(0);
		expect(done.data.profiles).toEqual(['emea']);
		expect(done.data.leaves).toContain('profile default');
		expect(existsSync(join(state, 'profiles'))).toBe(false);
		expect(filesIn(state)).toHaveLength(before / 2);
		expect(await memory.findCredentials(secretService)).toHaveLength(1);
		expect(await memory.findCredentials(`${secretService}/emea`)).toEqual([]);
		expect(existsSync(join(cache, 'requests.db'))).toBe(true);
	});

	it('stay when only the default one is named', async () => {
		await useTwo();
		const done = await run('--yes', '--profile', 'default');
		expect(done.data).toMatchObject({profiles: ['default'], others: []});
		expect(existsSync(join(profile(), 'settings.json'))).toBe(true);
		expect(existsSync(join(state, 'settings.json'))).toBe(false);
		expect(await memory.findCredentials(`${secretService}/emea`)).toHaveLength(1);
	});

	it('all stay while one of them is at work', async () => {
		await useTwo();
		const journal = join(state, 'tasks-here.journal');
		writeFileSync(journal, '');
		onTestFinished(lockFile(journal));
		expect((await run('--yes')).stderr).toContain('still running');
		expect(existsSync(join(profile(), 'settings.json'))).toBe(true);
		expect(await memory.findCredentials(`${secretService}/emea`)).toHaveLength(1);
	});

	it('that are not there are a mistake, and the others are named', async () => {
		await useTwo();
		const failed = await run('--yes', '--profile', 'apac');
		expect(failed.code).toBe(2);
		expect(failed.stderr).toContain('There is no profile “apac”');
		expect(failed.stderr).toContain('default, emea');
	});
});

describe('what is not ours stays', () => {
	it('in a state folder that others use too', async () => {
		await use();
		writeFileSync(join(state, 'thesis.txt'), 'mine');
		writeFileSync(join(state, 'syncs', 'notes.txt'), 'mine');
		mkdirSync(join(state, 'photos'));
		writeFileSync(join(state, 'photos', 'settings.json'), '{}');
		const outside = join(place, 'elsewhere');
		mkdirSync(outside);
		writeFileSync(join(outside, 'a.sync'), 'mine');
		symlinkSync(outside, join(state, 'reports'));
		const done = await run('--yes');
		expect(done.code, done.stderr).toBe(0);
		expect(filesIn(state).sort()).toEqual(['a.sync', 'notes.txt', 'reports', 'settings.json', 'thesis.txt']);
		expect(readFileSync(join(outside, 'a.sync'), 'utf8')).toBe('mine');
		expect(done.data.leaves.join(' ')).toContain(join(state, 'thesis.txt'));
	});

	it('in the cache folder', async () => {
		const cache = fetchedNode();
		writeFileSync(join(cache, 'notes.txt'), 'mine');
		mkdirSync(join(cache, 'program-notes'));
		await run('--yes');
		expect(readdirSync(cache).sort()).toEqual(['notes.txt', 'program-notes']);
	});
});

describe('nothing is removed', () => {
	it('while the keychain is locked', async () => {
		await use();
		const before = filesIn(state);
		memory = {
			...memory,
			findCredentials: async () => {
				throw new Error('Cannot get secret of a locked object');
			},
		};
		expect((await run('--yes')).stderr).toContain('keychain/locked');
		expect(filesIn(state)).toEqual(before);
	});

	it('while a keychain that was used is out of reach', async () => {
		await use();
		const before = filesIn(state);
		keychain.keyring.mockRejectedValue(new Error('no D-Bus'));
		const failed = await run('--yes');
		expect(failed.code).toBe(1);
		expect(failed.stderr).toContain('keychain/unavailable');
		expect(filesIn(state)).toEqual(before);
	});

	it('while the program still works there', async () => {
		await use();
		const [journal] = [join(state, 'tasks-here.journal')];
		writeFileSync(journal, '');
		const letGo = lockFile(journal);
		onTestFinished(letGo);
		const failed = await run('--yes');
		expect(failed.stderr).toContain('still running');
		expect(await memory.findCredentials(secretService)).toHaveLength(1);
		expect(existsSync(journal)).toBe(true);
	});
});
