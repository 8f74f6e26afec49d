import {describe, expect, it, vi} from 'vitest';
import {type DeviceLoginOptions, deviceLogin} from '../../../../source/conductorone/rest/device-login.ts';
import {
	connectWithKey,
	createAndKeepKey,
	deleteKey,
	type PersonalKey,
	whoAmI,
} from '../../../../source/conductorone/rest/personal-key.ts';
import {tenantHost} from '../../../../source/conductorone/rest/tenant-host.ts';
import {Problem} from '../../../../source/problem/problem.ts';
import type {ConductorOneSandbox} from '../../../sandbox/conductorone/server.ts';
import {clientOf, quick, tenant} from './tenant.ts';

function signIn(c1: ConductorOneSandbox, options: Partial<DeviceLoginOptions> = {}) {
	const waits: number[] = [];
	const onCode = vi.fn();
	const result = deviceLogin({
		host: c1.host,
		insecure: true,
		onCode,
		signal: new AbortController().signal,
		wait: async (ms) => void waits.push(ms),
		...options,
	});
	return Object.assign(result, {waits, onCode});
}

const browser = {approveAfterPolls: 3, enforcePollInterval: false};

describe('browser sign-in', () => {
	it('shows the code, waits, and leads to a personal key that works', async () => {
		const c1 = await tenant({...browser, slowDown: 1, deviceIntervalSeconds: 2});
		const login = signIn(c1);
		const token = await login;
		expect(login.onCode).toHaveBeenCalledWith({
			url: expect.stringContaining(c1.host),
			userCode: expect.stringMatching(/\S/),
			expiresAt: expect.any(Number),
		});
		expect(login.waits.slice(0, 2)).toEqual([2000, 7000]);

		const keep = vi.fn(async () => undefined);
		const {key, identity} = await createAndKeepKey(token, {
			...quick,
			host: c1.host,
			displayName: 'litmos-connector on laptop',
			lifetimeSeconds: 86_400,
			keep,
		});
		expect(identity).toMatchObject({host: c1.host, userId: c1.personal.userId, roles: ['system:owner']});
		expect(identity.email).toContain('@');
		expect(keep).toHaveBeenCalledWith(key, identity);
		expect(key.expiresAt).toMatch(/^\d{4}-/);
		await deleteKey(key, quick);
		await expect(whoAmI(connectWithKey(key, quick))).rejects.toMatchObject({code: 'c1/credential-refused'});
	});

	it('takes the key back when it cannot be kept', async () => {
		const c1 = await tenant(browser);
		const keep = async (_key: PersonalKey) => {
			throw new Problem({code: 'keychain/locked', what: 'The keychain is locked'});
		};
		const options = {...quick, host: c1.host, displayName: 'for nothing', keep};
		await expect(createAndKeepKey(await signIn(c1), options)).rejects.toMatchObject({
			code: 'keychain/locked',
			next: [],
		});
		expect(c1.report().rest.credentials.find(({displayName}) => displayName === 'for nothing')).toMatchObject({
			revoked: true,
		});
	});

	it('ends when the person says no', async () => {
		const c1 = await tenant({...browser, deviceDenied: true});
		await expect(signIn(c1)).rejects.toMatchObject({
			code: 'c1/credential-refused',
			message: expect.stringContaining('declined'),
		});
	});

	it('ends when the code runs out', async () => {
		const c1 = await tenant({...browser, approveAfterPolls: null, deviceCodeSeconds: 60});
		let now = 0;
		const login = signIn(c1, {
			now: () => now,
			wait: async (ms) => {
				now += ms;
			},
		});
		await expect(login).rejects.toMatchObject({message: expect.stringContaining('in time')});
	});

	it('can be cancelled', async () => {
		const c1 = await tenant({...browser, approveAfterPolls: null});
		const leaving = new AbortController();
		const login = signIn(c1, {signal: leaving.signal, wait: async () => leaving.abort()});
		await expect(login).rejects.toMatchObject({code: 'cancelled'});
	});

	it('does not open an address that is not secure', async () => {
		const http = {
			close: () => undefined,
			request: async () => ({
				status: 200,
				statusText: '',
				header: () => null,
				async *pieces() {},
				text: async () => JSON.stringify({device_code: 'd', verification_uri_complete: 'http://evil.example/'}),
				discard: () => undefined,
			}),
		};
		const c1 = {host: 'acme.conductor.one'} as ConductorOneSandbox;
		await expect(signIn(c1, {http, insecure: false})).rejects.toMatchObject({code: 'c1/unexpected-answer'});
	});
});

describe('a pasted key', () => {
	it('is checked and named with its owner and roles', async () => {
		const c1 = await tenant({role: 'connector-admin'});
		expect(await whoAmI(clientOf(c1))).toMatchObject({
			userId: c1.personal.userId,
			roles: ['system:connector_admin'],
		});
	});

	it('cannot be deleted from here', async () => {
		const c1 = await tenant();
		await expect(deleteKey(c1.personal, quick)).rejects.toMatchObject({code: 'input/missing'});
	});

	it('that is withdrawn between two steps is named as such', async () => {
		const c1 = await tenant(browser);
		const {key} = await createAndKeepKey(await signIn(c1), {
			...quick,
			host: c1.host,
			displayName: 'short-lived',
			keep: async () => undefined,
		});
		const client = connectWithKey(key, quick);
		await whoAmI(client);
		await deleteKey(key, quick);
		await expect(client.createApp({displayName: 'Litmos'})).rejects.toMatchObject({
			code: 'c1/credential-refused',
			message: expect.stringContaining('API key'),
		});
	});
});

describe('a tenant’s address', () => {
	it.each([
		['acme', 'acme.conductor.one'],
		[' Acme.C1EU.ai ', 'acme.c1eu.ai'],
		['https://acme.conductor.one/admin/apps?x=1', 'acme.conductor.one'],
		['acme.conductor.one:8443/x', 'acme.conductor.one:8443'],
	])('%j is %s', (text, host) => {
		expect(tenantHost(text)).toBe(host);
	});

	it.each(['', '-acme', 'http://acme.conductor.one', 'ftp://x.y', 'https://me@acme.conductor.one', 'a b.c'])(
		'%j is none',
		(text) => {
			expect(() => tenantHost(text)).toThrow(expect.objectContaining({code: 'input/invalid'}));
		},
	);
});
