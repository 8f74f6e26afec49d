import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {type RestClient, restClient} from './rest-client.ts';

/*
 * What ConductorOne's own clients stumbled over: their command-line client, their Terraform provider and their Python SDK
 * read these answers into typed models.
 */
const litmosCatalogId = '2hnQvHSa8dS1hipSjquuvwvf5vG';
const batonCatalogId = '2HErg7BRmNdHgX8sTCWVq4E1fyh';

let litmos: LitmosSandbox;
let sandbox: ConductorOneSandbox;
let rest: RestClient;
let appId: string;
let connectorId: string;
beforeEach(async () => {
	litmos = await startLitmosSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 40},
		behaviour: {limiter: 'none'},
	});
	sandbox = await startConductorOneSandbox({litmos: {url: litmos.url}});
	rest = await restClient(sandbox.url, sandbox.personal);
	appId = (await get('POST', '/api/v1/apps', {displayName: 'Litmos', monthlyCostUsd: 12})).app.id;
	const delegated = {catalogId: batonCatalogId, displayName: 'Litmos'};
	connectorId = (await get('POST', `/api/v1/apps/${appId}/connectors`, delegated)).connectorView.connector.id;
});
afterEach(async () => {
	await sandbox.close();
	await litmos.close();
});

async function get(method: string, path: string, body?: unknown) {
	const answer = await rest(method, path, body);
	expect(answer.status, JSON.stringify(answer.body)).toBe(200);
	return answer.body;
}

/** A hosted connector whose first sync has arrived. */
async function synced(): Promise<void> {
	const values = {litmos_source: litmos.source, litmos_api_key: litmos.apiKey};
	await get('POST', `/api/v1/apps/${appId}/connectors/create`, {
		catalogId: litmosCatalogId,
		config: {
			'@type': 'type.googleapis.com/c1.api.app.v1.EnvConfig',
			configuration: Object.fromEntries(Object.entries(values).map(([name, stringValue]) => [name, {stringValue}])),
		},
	});
	await vi.waitFor(
		async () => expect((await get('GET', `/api/v1/apps/${appId}/app_users`)).list.length).toBeGreaterThan(0),
		{timeout: 60_000, interval: 20},
	);
}

describe('types that the clients refuse otherwise', () => {
	it('gives the API version of a connector as a number', async () => {
		const {connectorView} = await get('GET', `/api/v1/apps/${appId}/connectors/${connectorId}`);
		expect(connectorView.connector.connectorApiVersion).toBeTypeOf('number');
	});

	it('gives the e-mail addresses of a user as strings, wherever a user is shown', async () => {
		const {userId} = sandbox.personal;
		const owners = (await get('GET', `/api/v1/apps/${appId}/owners`)).list;
		const second = await get('GET', `/api/v2/apps/${appId}/connectors/${connectorId}/owners/users`);
		const users = [
			(await get('GET', `/api/v1/users/${userId}`)).userView.user,
			(await get('POST', '/api/v1/users/introspect', {})).userView.user,
			...(await get('GET', '/api/v1/users')).list.map(({user}: {user: object}) => user),
			...(await get('POST', '/api/v1/search/users', {query: 'ada'})).list.map(({user}: {user: object}) => user),
			...owners,
			...second.list.map(({user}: {user: object}) => user),
		];
		for (const user of users) expect(user.emails).toEqual([user.email]);
	});

	it('gives no date of 1970', async () => {
		const users = await get('GET', '/api/v1/users');
		const owners = await get('GET', `/api/v1/apps/${appId}/owners`);
		expect(JSON.stringify([users, owners])).not.toContain('"1970-');
	});

	it('describes the fields of a connector’s form as the form service does', async () => {
		const {formSchema} = await get('POST', '/api/v1/connectorcatalog', {catalogId: litmosCatalogId});
		expect(formSchema.fields[1]).toMatchObject({name: 'litmos_api_key', stringField: {passwordField: {}}});
		expect(formSchema.fields[2]).toMatchObject({name: 'litmos_course_ids', stringSliceField: {chipsField: {}}});
	});
});

describe('calls that the clients make', () => {
	it('answers a search for tasks with an empty list', async () => {
		expect(await get('POST', '/api/v1/search/tasks', {pageSize: 25})).toEqual({
			list: [],
			nextPageToken: '',
			expanded: [],
		});
	});

	it('searches the request catalog', async () => {
		await synced();
		const {list} = await get('POST', '/api/v1/search/request_catalog/entitlements', {query: 'assigned'});
		expect(list.length).toBeGreaterThan(0);
		expect(list[0]).toMatchObject({entitlement: {appEntitlement: {appId}}, appEntitlementUserBindings: []});
	});

	it('keeps what an app costs', async () => {
		expect((await get('GET', `/api/v1/apps/${appId}`)).app.monthlyCostUsd).toBe(12);
		const change = {app: {monthlyCostUsd: 3}, updateMask: 'monthlyCostUsd'};
		expect((await get('POST', `/api/v1/apps/${appId}`, change)).app.monthlyCostUsd).toBe(3);
	});

	it('removes all owners of an app', async () => {
		sandbox.behave({ownersAfterMs: 0});
		await get('DELETE', `/api/v1/apps/${appId}/owners`);
		expect((await get('GET', `/api/v1/apps/${appId}/ownerids`)).userIds).toEqual([]);
	});

	it('adds, reads and removes one owner of a connector by role', async () => {
		sandbox.behave({ownersAfterMs: 0});
		const other = (await get('POST', '/api/v1/search/users', {query: 'bruno'})).list[0].user;
		const path = `/api/v2/apps/${appId}/connectors/${connectorId}/owners/users/primary/${other.id}`;
		const shown = {connectorOwnerUser: {appId, connectorId, roleSlug: 'primary', user: {email: other.email}}};
		expect(await get('POST', path, {})).toMatchObject(shown);
		expect(await get('GET', path)).toMatchObject(shown);
		await get('DELETE', path);
		expect((await rest('GET', path)).status).toBe(404);
		expect((await rest('GET', path.replace('primary', 'other'))).status).toBe(400);
	});

	it('gives one entitlement, resource type, resource and account by id', async () => {
		await synced();
		const {list: entitlements} = await get('GET', `/api/v1/apps/${appId}/entitlements`);
		for (const {appEntitlement} of [entitlements[0], entitlements.at(-1)]) {
			const one = await get('GET', `/api/v1/apps/${appId}/entitlements/${appEntitlement.id}`);
			expect(one.appEntitlementView.appEntitlement).toEqual(appEntitlement);
		}
		const {list: types} = await get('GET', `/api/v1/apps/${appId}/resource_types`);
		for (const {appResourceType} of [types[0], types.at(-1)]) {
			const one = await get('GET', `/api/v1/apps/${appId}/resource_types/${appResourceType.id}`);
			expect(one.appResourceTypeView).toEqual({appResourceType});
		}
		const path = `/api/v1/apps/${appId}/resource_types/${types[0].appResourceType.id}/resources`;
		const {list: resources} = await get('GET', path);
		const one = await get('GET', `${path}/${resources[1].appResource.id}`);
		expect(one.appResourceView).toEqual(resources[1]);
		expect((await rest('GET', `/api/v1/apps/${appId}/entitlements/${appId}`)).status).toBe(404);
		const mine = await get('GET', `/api/v1/apps/${appId}/users/${sandbox.personal.userId}/app_users`);
		expect(mine.list).toEqual([]);
	});

	it('tells through which account a person holds an entitlement', async () => {
		const email = 'bruno.lindqvist@example.com';
		// Nobody of this tenant learns with Litmos, so the accounts get the address of one of them on their way here.
		const between = createServer(async (request, response) => {
			const headers = {apikey: String(request.headers.apikey ?? ''), accept: String(request.headers.accept ?? '')};
			const answer = await fetch(`${litmos.url}${request.url}`, {headers});
			const body = (await answer.text()).replaceAll(/(?<=<Email>|"Email": ?")[^<"]*/g, email);
			response.writeHead(answer.status, {'content-type': answer.headers.get('content-type') ?? ''}).end(body);
		}).listen(0, '127.0.0.1');
		onTestFinished(() => void between.close());
		await once(between, 'listening');
		await sandbox.close();
		const {port} = between.address() as AddressInfo;
		sandbox = await startConductorOneSandbox({litmos: {url: `http://127.0.0.1:${port}`}});
		rest = await restClient(sandbox.url, sandbox.personal);
		appId = (await get('POST', '/api/v1/apps', {displayName: 'Litmos'})).app.id;
		await synced();

		const {id: bruno} = (await get('POST', '/api/v1/search/users', {query: 'bruno'})).list[0].user;
		const {list: entitlements} = await get('GET', `/api/v1/apps/${appId}/entitlements`);
		const {id: access} = entitlements.at(-1).appEntitlement;
		const {list: accounts} = await get('GET', `/api/v1/apps/${appId}/users/${bruno}/app_users`);
		const heldBy = (user: string) => get('GET', `/api/v1/apps/${appId}/entitlements/${access}/users/${user}/grants`);
		const {bindings} = await heldBy(bruno);
		expect(bindings[0]).toMatchObject({appId, appEntitlementId: access, deletedAt: null});
		const ids = accounts.map(({appUser}: {appUser: {id: string}}) => appUser.id);
		expect(bindings.map(({appUserId}: {appUserId: string}) => appUserId)).toEqual(ids);
		expect(ids.length).toBeGreaterThan(0);
		expect(await heldBy(sandbox.personal.userId)).toEqual({bindings: []});
	});
});
