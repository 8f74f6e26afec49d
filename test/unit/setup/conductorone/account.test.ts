import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {deviceLogin} from '../../../../source/conductorone/rest/device-login.ts';
import {connectWithKey} from '../../../../source/conductorone/rest/personal-key.ts';
import {createHttpClient, type HttpClient} from '../../../../source/http/http-client.ts';
import {Problem} from '../../../../source/problem/problem.ts';
import {memoryStore} from '../../../../source/secrets/open.ts';
import {type SecretStore, secretService} from '../../../../source/secrets/secret-store.ts';
import {
	type AccountServices,
	keepNewKey,
	keepPastedKey,
	savedAccount,
	signOut,
} from '../../../../source/setup/conductorone/account.ts';
import {type ConnectStore, openConnectStore} from '../../../../source/setup/conductorone/store.ts';
import type {ConductorOneBehaviour} from '../../../sandbox/conductorone/behaviour.ts';
import type {ConductorOneSandbox} from '../../../sandbox/conductorone/server.ts';
import {tenant} from './fixtures.ts';

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'account-'));
	onTestFinished(() => rmSync(made, {recursive: true, force: true}));
	return made;
}

/** A computer with a keychain, and whatever goes wrong with it. */
async function computer(c1: ConductorOneSandbox, broken: Partial<SecretStore> = {}, place = folder()) {
	const secrets: SecretStore = {...memoryStore(), provider: 'keyring', where: 'Kept in a keychain.', ...broken};
	const store = await openConnectStore(place);
	const services: AccountServices = {
		store,
		secrets: async () => secrets,
		connect: {
			version: '0',
			insecure: true,
			apiHost: c1.host,
			times: {retryMin: 1, retryMax: 2, retryAfterMax: 5},
		},
	};
	return {services, secrets, store, place, kept: () => secrets.findCredentials(secretService)};
}

const personalKeys = (c1: ConductorOneSandbox) =>
	c1.report().rest.credentials.filter(({kind, revoked}) => kind === 'personal' && !revoked);

async function browser(c1: ConductorOneSandbox) {
	c1.behave({approveAfterPolls: 1, enforcePollInterval: false});
	return deviceLogin({
		host: c1.host,
		insecure: true,
		onCode: () => undefined,
		signal: new AbortController().signal,
		wait: async () => undefined,
	});
}

const locked = () => Promise.reject(new Problem({code: 'keychain/locked', what: 'The keychain is locked'}));
const named = (c1: ConductorOneSandbox) => ({host: c1.host, displayName: 'litmos-connector on a laptop'});

describe('signing in', () => {
	it('keeps a new key in the keychain and who it belongs to in the folder, without the secret', async () => {
		const c1 = await tenant();
		const here = await computer(c1);
		const {identity, where} = await keepNewKey(await browser(c1), {...named(c1), lifetimeSeconds: 3600}, here.services);
		expect(identity).toMatchObject({userId: c1.personal.userId, roles: ['system:owner']});
		expect(where).toBe('Kept in a keychain.');
		const [{account, password} = {account: '', password: ''}] = await here.kept();
		const path = join(here.place, 'conductorone.json');
		const saved = readFileSync(path, 'utf8');
		expect(saved).toContain(identity.userId);
		expect(saved).not.toContain(password.split(':')[3]);
		expect(statSync(path).mode & 0o077).toBe(0);
		expect(account).toContain(here.store.account()?.clientId);

		// Another run of the program.
		const later = await computer(c1, here.secrets, here.place);
		const {client, expiresAt} = await savedAccount(later.services);
		expect(await client.introspect()).toMatchObject({userId: identity.userId});
		expect(expiresAt).toMatch(/^\d{4}-/);
	});

	it.each([
		['the keychain', {setPassword: locked}, 'keychain/locked'],
		['want of any safe place', {provider: 'memory' as const}, 'keychain/unavailable'],
	])('deletes the new key at ConductorOne when it is not kept for %s', async (_why, broken, code) => {
		const c1 = await tenant();
		const before = personalKeys(c1);
		const here = await computer(c1, broken);
		await expect(keepNewKey(await browser(c1), named(c1), here.services)).rejects.toMatchObject({code});
		expect(personalKeys(c1)).toEqual(before);
		expect(here.store.account()).toBeUndefined();
	});

	it('takes a pasted key only after ConductorOne has accepted it', async () => {
		const c1 = await tenant();
		const here = await computer(c1);
		c1.behave({personalKeyRevoked: true});
		await expect(keepPastedKey(c1.personal, here.services)).rejects.toMatchObject({code: 'c1/credential-refused'});
		expect([await here.kept(), here.store.account()]).toEqual([[], undefined]);
		c1.behave({personalKeyRevoked: false});
		await keepPastedKey(c1.personal, here.services);
		expect(await here.kept()).toHaveLength(1);
	});

	it('again leaves neither an old key at ConductorOne nor an old secret here', async () => {
		const c1 = await tenant();
		const here = await computer(c1);
		const before = personalKeys(c1).length;
		for (let time = 0; time < 2; time++) await keepNewKey(await browser(c1), named(c1), here.services);
		expect(await here.kept()).toHaveLength(1);
		expect(personalKeys(c1)).toHaveLength(before + 1);
	});

	describe('cut off', () => {
		const never = () => new Promise<never>(() => {});
		/** Signs in once on a computer where something goes wrong, then again on the same one where nothing does. */
		const twice = async (c1: ConductorOneSandbox, cutOff: (here: Computer) => Promise<unknown>) => {
			const first = await computer(c1);
			await cutOff(first);
			const later = await computer(c1, first.secrets, first.place);
			await keepNewKey(await browser(c1), named(c1), later.services);
			return later;
		};
		type Computer = Awaited<ReturnType<typeof computer>>;

		it.each([
			['while ConductorOne answers', 'POST'],
			['before the key is proven', 'GET'],
		])('%s: the next sign-in leaves one key', async (_when, method) => {
			const c1 = await tenant();
			const before = personalKeys(c1).length;
			const later = await twice(c1, async ({services, store}) => {
				const open = createHttpClient();
				const isIt = (url: string) => url.endsWith(method === 'POST' ? '/personal_clients' : '/introspect');
				const http: HttpClient = {
					...open,
					async request(url, request) {
						const answer = await open.request(url, request);
						return isIt(url) ? never() : answer;
					},
				};
				void keepNewKey(await browser(c1), named(c1), {...services, connect: {...services.connect, http}});
				await expect.poll(() => personalKeys(c1).length).toBe(before + 1);
				await expect.poll(() => store.strayKeys().length).toBe(1);
			});
			expect(personalKeys(c1)).toHaveLength(before + 1);
			expect(later.store.strayKeys()).toEqual([]);
			expect(await later.kept()).toHaveLength(1);
		});

		it.each([
			['before the key is in the keychain', 'setPassword' as const],
			['before the key of the sign-in before is deleted', 'getPassword' as const],
		])('%s: the next sign-in leaves one key', async (_when, member) => {
			const c1 = await tenant();
			const before = personalKeys(c1).length;
			const later = await twice(c1, async ({secrets, place, services}) => {
				await keepNewKey(await browser(c1), named(c1), services);
				const dying = await computer(c1, {...secrets, [member]: never}, place);
				void keepNewKey(await browser(c1), named(c1), dying.services);
				await expect.poll(() => personalKeys(c1).length).toBe(before + 2);
				await expect.poll(() => dying.store.strayKeys()).toMatchObject([{clientId: expect.any(String)}]);
				if (member === 'getPassword')
					await expect.poll(async () => secrets.findCredentials(secretService)).toHaveLength(2);
			});
			expect(personalKeys(c1)).toHaveLength(before + 1);
			expect(later.store.strayKeys()).toEqual([]);
			expect(await later.kept()).toHaveLength(1);
		});

		it('a key of the same name that is used, older or of another name stays', async () => {
			const c1 = await tenant();
			const here = await computer(c1);
			const client = connectWithKey(c1.personal, here.services.connect);
			const make = (displayName: string) => client.createPersonalKey({displayName});
			const stray = await make('ours');
			const used = await make('ours');
			await connectWithKey(used, here.services.connect).introspect();
			await make('theirs');
			const since = new Date(Date.now() + 60_000).toISOString();
			const future = new Date(Date.now() + 3_600_000).toISOString();
			here.store.setStrayKeys([
				{host: c1.host, displayName: 'ours', since},
				{host: c1.host, displayName: 'theirs', since: future},
				{host: 'other.conductor.one', displayName: 'ours', since},
				{host: 'other.conductor.one', clientId: 'a@other.conductor.one/pcc', keyId: 'made there, its secret not kept'},
			]);
			const before = personalKeys(c1).map(({id}) => id);
			await keepPastedKey(c1.personal, here.services);
			expect(before.filter((id) => !personalKeys(c1).some((left) => left.id === id))).toEqual([stray.id]);
			expect(here.store.strayKeys()).toMatchObject([{host: 'other.conductor.one'}, {keyId: expect.any(String)}]);
		});

		it('a tenant that does not answer keeps the old key on the list', async () => {
			const c1 = await tenant();
			const here = await computer(c1);
			await keepNewKey(await browser(c1), named(c1), here.services);
			const old = here.store.account();
			c1.behave({restFaults: [{status: 503, times: 9, method: 'DELETE'}]});
			await keepNewKey(await browser(c1), named(c1), here.services);
			expect(here.store.strayKeys()).toMatchObject([{clientId: old?.clientId, keyId: old?.keyId}]);
			c1.behave({restFaults: []});
			const keys = personalKeys(c1).length;
			await signOut(here.services);
			expect(personalKeys(c1)).toHaveLength(keys - 2);
			expect([here.store.strayKeys(), await here.kept()]).toEqual([[], []]);
		});
	});

	it('says what to do when nobody is signed in, or the keychain was cleared', async () => {
		const c1 = await tenant();
		const here = await computer(c1);
		await expect(savedAccount(here.services)).rejects.toMatchObject({
			code: 'input/missing',
			next: expect.arrayContaining([expect.stringContaining('login')]),
		});
		await keepPastedKey(c1.personal, here.services);
		const cleared = await computer(c1, {getPassword: async () => null}, here.place);
		await expect(savedAccount(cleared.services)).rejects.toMatchObject({code: 'keychain/unavailable', exit: 3});
	});
});

describe('signing out', () => {
	const signedIn = async (behaviour: Partial<ConductorOneBehaviour> = {}) => {
		const c1 = await tenant();
		const here = await computer(c1);
		await keepNewKey(await browser(c1), named(c1), here.services);
		c1.behave(behaviour);
		return {c1, ...here};
	};
	const left = async (store: ConnectStore, kept: () => Promise<unknown[]>) => [store.account(), await kept()];

	it('revokes the key and forgets it', async () => {
		const {c1, services, store, kept} = await signedIn();
		const before = personalKeys(c1).length;
		expect(await signOut(services)).toMatchObject({revoked: true});
		expect(personalKeys(c1)).toHaveLength(before - 1);
		expect(await left(store, kept)).toEqual([undefined, []]);
		await expect(signOut(services)).rejects.toMatchObject({code: 'input/missing'});
	});

	it('forgets a key that ConductorOne no longer knows', async () => {
		const {services, store, kept} = await signedIn({personalKeyRevoked: true});
		expect(await signOut(services)).toMatchObject({revoked: true});
		expect(await left(store, kept)).toEqual([undefined, []]);
	});

	it('forgets a pasted key and says that it goes on working', async () => {
		const c1 = await tenant();
		const here = await computer(c1);
		await keepPastedKey(c1.personal, here.services);
		const {revoked, problem} = await signOut(here.services);
		expect(revoked).toBe(false);
		expect(problem?.next.join(' ')).toContain('delete the key');
		expect(await left(here.store, here.kept)).toEqual([undefined, []]);
	});

	it('keeps the key as long as it cannot be revoked, since nobody else could then', async () => {
		const {services, store, kept} = await signedIn({restFaults: [{status: 503, times: 100, method: 'DELETE'}]});
		await expect(signOut(services)).rejects.toMatchObject({
			code: 'c1/busy',
			next: expect.arrayContaining([expect.stringContaining('still signed in')]),
		});
		expect(store.account()).toBeDefined();
		expect(await kept()).toHaveLength(1);
	});
});

describe('the store', () => {
	it('is never overwritten when it cannot be read, since ids to undo by are in it', async () => {
		const place = folder();
		for (const content of ['{ not json', '{"setUps": {"k": {"host": 1}}, "setUpId": "s"}']) {
			writeFileSync(join(place, 'conductorone.json'), content);
			await expect(openConnectStore(place)).rejects.toMatchObject({code: 'file/damaged'});
			expect(readFileSync(join(place, 'conductorone.json'), 'utf8')).toBe(content);
		}
	});

	it('keeps one id for this installation, and the set-ups by their keys', async () => {
		const place = folder();
		const one = await openConnectStore(place);
		const {setUpId} = one;
		expect(setUpId).toMatch(/^[\w-]+$/);
		const progress = {host: 'acme.conductor.one', startedAt: '2026-01-01T00:00:00Z', before: {}, notes: []};
		one.saveSetUp('first', progress);
		one.saveSetUp('second', {...progress, notes: ['n']});
		const other = await openConnectStore(place);
		expect([other.setUpId, other.last()?.key, other.setUp('first')]).toEqual([setUpId, 'second', progress]);
		other.removeSetUp('second');
		expect((await openConnectStore(place)).last()).toBeUndefined();
	});
});
