import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {openMemory} from '../../../source/secrets/memory.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import {openSavedState, type SecretKind, secretKinds} from '../../../source/settings/saved-state.ts';
import {createSecretPlaces} from '../../../source/setup/services/secret-places.ts';

const keychain = vi.hoisted(() => ({open: vi.fn()}));
vi.mock('../../../source/secrets/keychain-client.ts', () => ({
	keychains: {keyring: keychain.open, keytar: keychain.open},
}));

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'places-'));
	keychain.open.mockReset().mockRejectedValue(new Error('no D-Bus here'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const places = async (secretStore: 'keychain' | 'file' | 'none' = 'keychain') =>
	createSecretPlaces({secretStore, folder, profile: 'default', saved: await openSavedState(folder)});
const inFile = () => {
	const path = join(folder, 'secrets.json');
	return existsSync(path) ? Object.keys(JSON.parse(readFileSync(path, 'utf8'))[secretService] ?? {}) : [];
};

describe('where there is no keychain', () => {
	it.each(secretKinds)('a file allowed for one secret (%s) gets no other, then or later', async (kind) => {
		const now = await places();
		const others = secretKinds.filter((other) => other !== kind);
		await (await now.open(kind, true)).setPassword(secretService, kind, 'x');
		const save = async (other: SecretKind, from: typeof now) => {
			const place = await from.open(other);
			expect(place.provider).toBe('memory');
			await place.setPassword(secretService, other, 'x');
		};
		for (const other of others) await save(other, now);
		for (const other of others) await save(other, await places());
		expect(inFile()).toEqual([kind]);
	});

	it('finds a secret in the file again without being asked', async () => {
		await (await (await places()).open('personalKey', true)).setPassword(secretService, 'key', 'x');
		keychain.open.mockClear();
		const later = await places();
		expect(later.has('personalKey')).toBe(true);
		expect(later.has('apiKey')).toBe(false);
		expect(await (await later.open('personalKey')).getPassword(secretService, 'key')).toBe('x');
		expect(keychain.open).not.toHaveBeenCalled();
	});

	it('puts all into the file when the flag says so', async () => {
		const chosen = await places('file');
		for (const kind of secretKinds) await (await chosen.open(kind)).setPassword(secretService, kind, 'x');
		expect(inFile()).toEqual([...secretKinds]);
	});
});

it('prefers the keychain to a file that is allowed', async () => {
	keychain.open.mockResolvedValue(openMemory());
	const store = await (await places()).open('apiKey', true);
	await store.setPassword(secretService, 'key', 'x');
	expect(store.provider).toBe('keyring');
	expect(inFile()).toEqual([]);
	expect((await openSavedState(folder)).read().secretProvider).toBe('keyring');
});

it('asks no keychain when secrets are not to be saved', async () => {
	expect((await (await places('none')).open('apiKey')).provider).toBe('memory');
	expect(keychain.open).not.toHaveBeenCalled();
});
