import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {BackEnd} from '../../../source/secrets/back-end.ts';
import {keychainProblem} from '../../../source/secrets/keychain-problem.ts';
import {openMemory} from '../../../source/secrets/memory.ts';
import {openSecretStore} from '../../../source/secrets/open.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'secrets-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const absent = async (): Promise<BackEnd> => {
	throw new Error("Cannot find package 'keytar'");
};
const failing = (message: string) => async (): Promise<BackEnd> => ({
	...openMemory(),
	setPassword: async () => {
		throw new Error(message);
	},
});
const working = async () => openMemory();

describe('choosing where secrets are kept', () => {
	it('takes the first keychain that passes the probe and leaves nothing of the probe behind', async () => {
		const memory = openMemory();
		const store = await openSecretStore({folder, backEnds: {keyring: async () => memory, keytar: absent}});
		expect(store.provider).toBe('keyring');
		expect(store.problem).toBeUndefined();
		expect(await memory.findCredentials('litmos-connector-probe')).toEqual([]);
		await store.setPassword(secretService, 'a', 'secret');
		expect(await memory.getPassword(secretService, 'a')).toBe('secret');
	});

	it('does not trust a keychain that loads but forgets', async () => {
		const forgetful = async () => ({...openMemory(), getPassword: async () => null});
		const store = await openSecretStore({folder, backEnds: {keyring: forgetful, keytar: working}});
		expect(store.provider).toBe('keytar');
	});

	it('treats a keychain that never answers as locked', async () => {
		const mute = async () => ({...openMemory(), setPassword: () => new Promise<void>(() => undefined)});
		const store = await openSecretStore({folder, limit: 5, backEnds: {keyring: mute, keytar: absent}});
		expect(store.provider).toBe('memory');
		expect(store.problem?.code).toBe('keychain/locked');
	});

	it('asks only the provider that was used before', async () => {
		const locked = failing('Cannot create an item in a locked collection');
		const store = await openSecretStore({folder, preferred: 'keytar', backEnds: {keyring: working, keytar: locked}});
		expect(store.provider).toBe('memory');
		expect(store.problem?.code).toBe('keychain/locked');
		expect(store.where).toContain('because your keychain is locked');
	});

	it('writes no file unless it was allowed', async () => {
		const backEnds = {keyring: failing('Platform failure: DBus error: no address'), keytar: absent};
		const store = await openSecretStore({folder, backEnds});
		await store.setPassword(secretService, 'a', 'secret');
		expect(store.provider).toBe('memory');
		expect(readdirSync(folder)).toEqual([]);
		const allowed = await openSecretStore({folder, allowFile: true, backEnds});
		expect(allowed.provider).toBe('file');
		expect(allowed.where).toContain(join(folder, 'secrets.json'));
	});

	it.each([
		['Secret Service: unlock prompt was dismissed', 'keychain/locked'],
		['Cannot create an item in a locked collection', 'keychain/locked'],
		['Platform failure: DBus error: no bus', 'keychain/unavailable'],
		['The name org.freedesktop.secrets was not provided by any .service files', 'keychain/unavailable'],
		['libsecret-1.so.0: cannot open shared object file', 'keychain/unavailable'],
	])('reads %j as %s', (message, code) => {
		expect(keychainProblem(new Error(message)).code).toBe(code);
	});
});

describe('the file', () => {
	it('keeps, lists and deletes secrets, readable by the owner only, and leaves no temporary file', async () => {
		const store = await openSecretStore({folder, preferred: 'file'});
		await Promise.all([store.setPassword('s', 'a', 'one'), store.setPassword('s', 'b', 'two')]);
		const again = await openSecretStore({folder, preferred: 'file'});
		expect(await again.getPassword('s', 'a')).toBe('one');
		expect(await again.findCredentials('s')).toHaveLength(2);
		expect(await again.deletePassword('s', 'a')).toBe(true);
		expect(await again.deletePassword('s', 'a')).toBe(false);
		expect(await again.getPassword('s', 'a')).toBeNull();
		expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder)).toEqual(['secrets.json']);
	});

	it('says that it is damaged without quoting it, and does not overwrite it', async () => {
		writeFileSync(join(folder, 'secrets.json'), '{"s": {"a": "hush');
		const store = await openSecretStore({folder, preferred: 'file'});
		const error = await store.setPassword('s', 'b', 'two').catch((caught: Error) => caught);
		expect(error).toMatchObject({code: 'file/damaged'});
		expect(JSON.stringify(error)).not.toContain('hush');
		expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain('hush');
	});
});

const has = (program: string) => spawnSync('which', [program]).status === 0;
const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((program) => !has(program));
if (missing.length > 0) console.log(`Skipping the test with a real keychain: ${missing.join(' and ')} not installed.`);

describe.skipIf(missing.length > 0)('a real Secret Service', () => {
	const script = fileURLToPath(new URL('./real-keychain.ts', import.meta.url));
	const run = (command: string) =>
		spawnSync('dbus-run-session', ['--', 'sh', '-c', command], {
			encoding: 'utf8',
			env: {...process.env, HOME: folder, XDG_DATA_HOME: join(folder, 'data'), XDG_RUNTIME_DIR: folder, DISPLAY: ''},
			timeout: 60_000,
		});
	const node = `"${process.execPath}" "${script}" "${folder}"`;

	it('is used when unlocked', () => {
		const result = run(`printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ${node}`);
		expect(JSON.parse(result.stdout)).toEqual({
			provider: 'keyring',
			read: 'secret',
			found: [{account: 'a', password: 'secret'}],
			deleted: [true, false],
			left: null,
		});
	});

	it('is refused where there is none, without a silent fallback to the kernel', () => {
		const result = run(node);
		expect(JSON.parse(result.stdout)).toMatchObject({provider: 'memory'});
	});
});
