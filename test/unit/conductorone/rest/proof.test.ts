import {create} from '@bufbuild/protobuf';
import {describe, expect, it} from 'vitest';
import {push} from '../../../../source/conductorone/push.ts';
import type {RestClient} from '../../../../source/conductorone/rest/client.ts';
import {connectorPage, stateOf} from '../../../../source/conductorone/rest/connector-state.ts';
import type {Connector} from '../../../../source/conductorone/rest/objects.ts';
import {arrivedCounts, compare} from '../../../../source/conductorone/rest/proof.ts';
import {createDelegatedConnector, findOrCreateApp} from '../../../../source/conductorone/rest/set-up.ts';
import {ConnectorMetadataSchema} from '../../../../source/proto/model.ts';
import {quick as quickTimes} from '../scripted-service.ts';
import {clientOf, tenant} from './tenant.ts';

async function selfHosted(client: RestClient) {
	const {thing: app} = await findOrCreateApp(client, {displayName: 'Litmos', setUpId: 's', sameName: 'refuse'});
	const wanted = {appId: app.id, kind: 'self-hosted', displayName: 'Litmos'} as const;
	const {thing: connector} = await createDelegatedConnector(client, wanted);
	const ref = {appId: app.id, connectorId: connector.id};
	return {ref, credential: await client.rotateCredential(ref)};
}

function pushGolden(credential: {clientId: string; clientSecret: string}) {
	return push(
		{
			credential: {...credential, insecure: true},
			metadata: create(ConnectorMetadataSchema, {displayName: 'Litmos'}),
			hostId: 'host',
			version: '1',
			sealFor: async () => ({path: 'test/golden/expected/all-courses.c1z'}),
			onEvent: () => undefined,
			signal: new AbortController().signal,
			idleMs: 10_000,
		},
		{times: quickTimes},
	);
}

it('a connector set up from nothing receives a push, and the counts prove it', async () => {
	const c1 = await tenant({visibleAfterMs: 30});
	const client = clientOf(c1);
	const {ref, credential} = await selfHosted(client);
	expect(stateOf(await client.connector(ref)).word).toBe('Not connected');
	expect(await arrivedCounts(client, ref)).toMatchObject({accounts: 0, entitlements: 0, grants: 0});

	await pushGolden(credential);
	const state = stateOf(await client.connector(ref));
	expect(state).toMatchObject({word: 'Connected', detail: ''});
	expect(state.completedAt).not.toBeNull();
	expect((await client.credential(ref, credential.id)).lastUsedAt).not.toBeNull();

	await expect.poll(async () => (await arrivedCounts(client, ref)).grants).toBeGreaterThan(0);
	// 3 teams with one entitlement, 3 courses with three each.
	const sent = {accounts: 4, entitlements: 12, grants: 0};
	const counts = await arrivedCounts(client, ref);
	expect(compare(sent, counts)).toMatchObject([
		{what: 'accounts', arrived: 4, missing: 0},
		{what: 'entitlements', arrived: 12, missing: 0},
		{what: 'grants'},
	]);
	expect(counts.grants).toBeGreaterThan(0);
});

it('a wrong app is an error, not an empty result', async () => {
	const c1 = await tenant();
	const wrong = {appId: 'a'.repeat(27), connectorId: 'b'.repeat(27)};
	await expect(arrivedCounts(clientOf(c1), wrong)).rejects.toMatchObject({code: 'c1/not-found'});
});

it('pause, resume and a forced sync show in the state', async () => {
	const c1 = await tenant();
	const client = clientOf(c1);
	const {ref} = await selfHosted(client);
	const word = async () => stateOf(await client.connector(ref)).word;
	await client.pause(ref);
	expect(await word()).toBe('Paused');
	await client.resume(ref);
	expect(await word()).toBe('Not connected');
	await client.forceSync(ref);
});

it('compares without a negative', () => {
	const rows = compare({accounts: 3, entitlements: 2, grants: 9}, {accounts: 5, entitlements: 2, grants: 4});
	expect(rows.map(({missing}) => missing)).toEqual([0, 0, 5]);
});

it('misses no grant that nobody could show', () => {
	const sent = {accounts: 3, entitlements: 2, grants: 9, unlistedGrants: 4};
	const [, , grants] = compare(sent, {accounts: 3, entitlements: 2, grants: 5});
	expect(grants).toEqual({what: 'grants', sent: 9, arrived: 5, missing: 0, unlisted: 4});
});

describe('states', () => {
	const of = (connector: Partial<Connector>) => stateOf({id: 'c', appId: 'a', ...connector});
	it.each([
		[{}, 'Not connected'],
		[{status: null}, 'Not connected'],
		[{status: {status: 'SYNC_STATUS_UNSPECIFIED'}}, 'Not connected'],
		[{status: {status: 'SYNC_STATUS_NEWER'}}, 'Not connected'],
		[{status: {status: 'SYNC_STATUS_RUNNING'}}, 'Syncing'],
		[{status: {status: 'SYNC_STATUS_DONE'}}, 'Connected'],
		[{status: {status: 'SYNC_STATUS_ERROR', lastError: 'no'}}, 'Error'],
		[{status: {status: 'SYNC_STATUS_DISABLED'}}, 'Paused'],
		[{status: {status: 'SYNC_STATUS_DONE'}, syncDisabledAt: '2026-01-01T00:00:00Z'}, 'Paused'],
	])('%j reads %s', (connector, word) => {
		expect(of(connector).word).toBe(word);
	});

	it('tell a drop from a pause by a person', () => {
		const paused = {syncDisabledAt: '2026-01-01T00:00:00Z'};
		const dropped = {...paused, syncDisabledReason: 'Sync paused due to significant drop in sync data'};
		expect([of(paused).dropGuard, of(dropped).dropGuard]).toEqual([false, true]);
	});

	it('have a page', () => {
		expect(connectorPage('acme.conductor.one', {id: 'c', appId: 'a', catalogId: 'k'})).toBe(
			'https://acme.conductor.one/admin/connector/k/a/c',
		);
	});
});
