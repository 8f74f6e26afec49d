import {describe, expect, it} from 'vitest';
import {checkLitmosForm} from '../../../../source/conductorone/rest/litmos-form.ts';
import {addAppOwners, setConnectorOwners} from '../../../../source/conductorone/rest/owners.ts';
import {findSeenApps} from '../../../../source/conductorone/rest/seen-apps.ts';
import {
	createDelegatedConnector,
	createHostedConnector,
	findLitmosConnectors,
	findOrCreateApp,
	hostedConfig,
} from '../../../../source/conductorone/rest/set-up.ts';
import {Problem} from '../../../../source/problem/problem.ts';
import {clientOf, collect, dryClientOf, tenant} from './tenant.ts';

const litmos = {source: 'acme', apiKey: 'key-1', courseIds: ['c1', 'c2']};
const app = {displayName: 'Litmos', setUpId: 'set-1', sameName: 'refuse'} as const;

describe('the app', () => {
	it('is created once, however often the step is run', async () => {
		const c1 = await tenant();
		const client = clientOf(c1);
		const first = await findOrCreateApp(client, app);
		const second = await findOrCreateApp(client, {...app, displayName: 'LITMOS '});
		expect(first.created).toBe(true);
		expect(second).toMatchObject({created: false, thing: {id: first.thing.id}});
		const {apps} = c1.report().rest;
		expect(apps.filter(({displayName}) => displayName === 'Litmos')).toMatchObject([
			{annotations: {managed_by: 'litmos-connector', 'litmos-connector/set-up': 'set-1'}},
		]);
	});

	it('of somebody else with the same name is refused or reused, as wished', async () => {
		const c1 = await tenant();
		const client = clientOf(c1);
		const theirs = await client.createApp({displayName: 'Litmos'});
		await expect(findOrCreateApp(client, app)).rejects.toMatchObject({code: 'c1/conflict'});
		expect(await findOrCreateApp(client, {...app, sameName: 'reuse'})).toMatchObject({
			created: false,
			thing: {id: theirs.id},
		});
	});

	it('is found again when it was created but the answer was a fault', async () => {
		const c1 = await tenant({restFaults: [{status: 500, times: 1, method: 'POST', path: '/api/v1/apps', after: true}]});
		const client = clientOf(c1);
		expect(await findOrCreateApp(client, app)).toMatchObject({created: true});
		expect(c1.report().rest.apps.filter(({displayName}) => displayName === 'Litmos')).toHaveLength(1);
	});

	it('is not created twice when nobody knows whether it was', async () => {
		const c1 = await tenant({restFaults: [{status: 500, times: 1, method: 'POST', path: '/api/v1/apps'}]});
		await expect(findOrCreateApp(clientOf(c1), app, {lookWaitMs: 1})).rejects.toMatchObject({
			code: 'c1/busy',
			retryable: true,
		});
		expect(c1.report().rest.requests['POST /api/v1/apps'] ?? 0).toBeLessThanOrEqual(1);
	});

	it('is refused in words to who may not create one', async () => {
		const c1 = await tenant({role: 'connector-admin'});
		await expect(findOrCreateApp(clientOf(c1), app)).rejects.toMatchObject({
			code: 'c1/forbidden',
			message: expect.stringContaining('create the app “Litmos”'),
		});
	});
});

describe('the hosted connector', () => {
	it('is created once with its config, and given the config anew afterwards', async () => {
		const c1 = await tenant();
		const client = clientOf(c1);
		const {thing} = await findOrCreateApp(client, app);
		const first = await createHostedConnector(client, {...litmos, appId: thing.id});
		const second = await createHostedConnector(client, {...litmos, courseIds: null, appId: thing.id});
		expect([first.created, second.created]).toEqual([true, false]);
		const own = c1.report().rest.connectors.filter(({appId}) => appId === thing.id);
		expect(own).toHaveLength(1);
		expect(own[0]?.config).toMatchObject({litmos_source: 'acme'});
	});

	it('has its courses joined by commas, or no such field at all', () => {
		expect(hostedConfig(litmos).configuration.litmos_course_ids).toEqual({stringValue: 'c1,c2'});
		expect(hostedConfig({...litmos, courseIds: []}).configuration).not.toHaveProperty('litmos_course_ids');
		expect(() => hostedConfig({...litmos, apiKey: ''})).toThrow(Problem);
	});

	it('has a form in this tenant with the fields that are filled in', async () => {
		const client = clientOf(await tenant());
		await checkLitmosForm(client);
		const changed = {...client, configSchema: async () => ({fields: [{name: 'litmos_source', displayName: 'Source'}]})};
		await expect(checkLitmosForm(changed)).rejects.toMatchObject({
			code: 'c1/unexpected-answer',
			why: expect.stringContaining('litmos_api_key'),
		});
	});

	it('survives a storm of 429 and a lost answer', async () => {
		const c1 = await tenant();
		const client = clientOf(c1);
		const {thing} = await findOrCreateApp(client, app);
		c1.behave({
			restFaults: [
				{status: 429, times: 3, retryAfterSeconds: 0},
				{status: 502, times: 1, method: 'POST', path: '/connectors/create', after: true},
			],
		});
		expect(await createHostedConnector(client, {...litmos, appId: thing.id})).toMatchObject({created: true});
		expect(c1.report().rest.connectors.filter(({appId}) => appId === thing.id)).toHaveLength(1);
	});
});

describe('the self-hosted connector', () => {
	it('is created once, found, and given a credential that is not kept by ConductorOne', async () => {
		const c1 = await tenant();
		const client = clientOf(c1);
		const {thing} = await findOrCreateApp(client, app);
		const wanted = {appId: thing.id, kind: 'self-hosted', displayName: 'Litmos'} as const;
		const made = await createDelegatedConnector(client, wanted);
		expect(await createDelegatedConnector(client, wanted)).toMatchObject({created: false, thing: {id: made.thing.id}});
		const ref = {appId: thing.id, connectorId: made.thing.id};
		const credential = await client.rotateCredential(ref);
		expect(credential.clientSecret).toMatch(/^secret-token:/);
		expect((await client.credential(ref, credential.id)).clientSecret).toBeFalsy();
		await client.revokeCredential(ref, credential.id);
		await client.revokeCredential(ref, credential.id);
		const found = await collect(findLitmosConnectors(client));
		expect(found.map(({hosting, connector}) => [hosting, connector.id])).toContainEqual(['self-hosted', made.thing.id]);
	});
});

describe('owners', () => {
	it('are added to the app and waited for', async () => {
		const c1 = await tenant({ownersAfterMs: 20});
		const client = clientOf(c1);
		const {thing} = await findOrCreateApp(client, app);
		const people = await collect(client.searchUsers({query: 'a', userStatuses: ['ENABLED']}));
		const wanted = people.slice(0, 3).map(({id}) => id);
		expect(await addAppOwners(client, thing.id, wanted, {everyMs: 5, limitMs: 5000})).toEqual({
			state: 'done',
			missing: [],
		});
		expect(await client.appOwnerIds(thing.id)).toEqual(expect.arrayContaining([...wanted, c1.personal.userId]));
	});

	it('that do not show in time are pending, not failed', async () => {
		const c1 = await tenant({ownersAfterMs: 60_000});
		const client = clientOf(c1);
		const {thing} = await findOrCreateApp(client, app);
		const [other] = (await collect(client.searchUsers({}))).filter(({id}) => id !== c1.personal.userId);
		const result = await addAppOwners(client, thing.id, [other!.id], {everyMs: 1, limitMs: 2});
		expect(result).toEqual({state: 'pending', missing: [other!.id]});
	});

	it('of a connector are replaced under the role its present owner shows', async () => {
		const c1 = await tenant();
		const client = clientOf(c1);
		const {thing} = await findOrCreateApp(client, app);
		const {thing: connector} = await createHostedConnector(client, {...litmos, appId: thing.id});
		const people = await collect(client.searchUsers({}));
		const ids = people.slice(1, 3).map(({id}) => id);
		const ref = {appId: thing.id, connectorId: connector.id};
		expect(await setConnectorOwners(client, ref, ids)).toBe(true);
		expect(
			c1
				.report()
				.rest.connectors.find(({id}) => id === connector.id)
				?.ownerIds.sort(),
		).toEqual(ids.sort());
	});

	it('cannot be searched by everybody', async () => {
		const c1 = await tenant({role: 'connector-admin'});
		await expect(collect(clientOf(c1).searchUsers({query: 'a'}))).rejects.toMatchObject({code: 'c1/forbidden'});
	});
});

describe('apps seen in the directory', () => {
	it('are found and promoted, once', async () => {
		const c1 = await tenant();
		const client = clientOf(c1);
		const seen = await collect(findSeenApps(client));
		expect(seen.length).toBeGreaterThan(0);
		const {binding, displayName} = seen[0]!;
		const id = await client.promoteApp(binding);
		expect((await client.app(id)).displayName).toBe(displayName);
		expect(await client.promoteApp(binding)).toBe(id);
		const left = await collect(findSeenApps(client));
		expect(left).toHaveLength(seen.length - 1);
	});

	it('are promoted although the answer got lost', async () => {
		const c1 = await tenant({restFaults: [{status: 500, times: 1, path: '/promote', after: true}]});
		const client = clientOf(c1);
		const [seen] = await collect(findSeenApps(client));
		const id = await client.promoteApp(seen!.binding);
		expect((await client.app(id)).displayName).toBe(seen!.displayName);
	});

	it('cannot be promoted by everybody', async () => {
		const c1 = await tenant({role: 'connector-admin'});
		const client = clientOf(c1);
		const [seen] = await collect(findSeenApps(client));
		await expect(client.promoteApp(seen!.binding)).rejects.toMatchObject({
			code: 'c1/forbidden',
			next: [expect.stringContaining('Super Administrator')],
		});
	});
});

it('a dry run records every write with its secrets masked, and sends none', async () => {
	const c1 = await tenant();
	const {client, recorded} = dryClientOf(c1);
	const before = c1.report().rest;
	const made = await findOrCreateApp(client, app);
	const {thing} = await createHostedConnector(client, {...litmos, appId: made.thing.id});
	await client.rotateCredential({appId: made.thing.id, connectorId: thing.id});
	expect(recorded.map(({method, path}) => `${method} ${decodeURIComponent(path)}`)).toEqual([
		'POST /api/v1/apps',
		'POST /api/v1/apps/<id of the new app>/connectors/create',
		'POST /api/v1/apps/connectors/credentials',
	]);
	expect(JSON.stringify(recorded)).not.toContain('key-1');
	expect(c1.report().rest.apps).toEqual(before.apps);
	expect(c1.report().rest.connectors).toEqual(before.connectors);
});
