import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {TenantRole} from '../../../source/sandbox/conductorone/rest/rights.ts';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';
import {connect, postForm, token} from './client.ts';
import {all, deviceClient, poll, type RestClient, restClient, startSignIn, withBearer} from './rest-client.ts';

const litmosCatalogId = '2hnQvHSa8dS1hipSjquuvwvf5vG';
const batonCatalogId = '2HErg7BRmNdHgX8sTCWVq4E1fyh';
const noSuchId = 'a'.repeat(27);

let sandbox: ConductorOneSandbox;
let rest: RestClient;
beforeEach(async () => {
	sandbox = await startConductorOneSandbox();
	rest = await restClient(sandbox.url, sandbox.personal);
});
afterEach(() => sandbox.close());

async function createApp(displayName = 'Litmos', more: object = {}): Promise<string> {
	const {status, body} = await rest('POST', '/api/v1/apps', {displayName, ...more});
	expect(status).toBe(200);
	return body.app.id;
}
async function createBaton(appId: string): Promise<string> {
	const path = `/api/v1/apps/${appId}/connectors`;
	const {status, body} = await rest('POST', path, {catalogId: batonCatalogId, displayName: 'Litmos'});
	expect(status).toBe(200);
	return body.connectorView.connector.id;
}

describe('signing in by browser', () => {
	test('gives a token that can make a personal key and nothing else', async () => {
		sandbox.behave({approveAfterPolls: null});
		const code = await startSignIn(sandbox.url);
		expect(code).toMatchObject({
			user_code: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
			verification_uri_complete: `${sandbox.url}/device?user_code=${code.user_code}`,
			expires_in: 600,
			interval: 1,
		});
		expect(await poll(sandbox.url, code.device_code)).toEqual({error: 'authorization_pending'});
		expect(sandbox.approve('ZZZZ-ZZZZ')).toBe(0);
		expect(sandbox.approve(code.user_code)).toBe(1);
		const {token: bearer = ''} = await poll(sandbox.url, code.device_code);
		expect(await poll(sandbox.url, code.device_code)).toEqual({error: 'invalid_grant'});
		const browser = withBearer(sandbox.url, bearer);
		expect((await browser('GET', '/api/v1/apps')).status).toBe(403);
		expect((await browser('GET', '/api/v1/auth/introspect')).status).toBe(403);
		const made = await browser('POST', '/api/v1/iam/personal_clients', {display_name: 'Laptop', expires: '3600s'});
		expect(made.body).toMatchObject({
			client: {displayName: 'Laptop', clientId: expect.stringMatching(/@127\.0\.0\.1:\d+\/pcc$/)},
			clientSecret: expect.stringMatching(/^secret-token:conductorone\.com:v1:/),
		});
		const {clientId} = made.body.client;
		const key = await restClient(sandbox.url, {clientId, clientSecret: made.body.clientSecret});
		expect((await key('GET', '/api/v1/auth/introspect')).body).toMatchObject({
			userId: sandbox.personal.userId,
			roles: ['system:owner'],
			tenantId: expect.stringMatching(/^\w{27}$/),
		});
		const listed = async () =>
			(await rest('GET', '/api/v1/iam/personal_clients')).body.list.map(({id}: {id: string}) => id);
		expect(await listed()).toContain(made.body.client.id);
		expect((await key('DELETE', `/api/v1/iam/personal_clients/${made.body.client.id}`)).status).toBe(200);
		expect(await listed()).not.toContain(made.body.client.id);
		expect((await key('GET', '/api/v1/auth/introspect')).status).toBe(401);
		expect((await rest('DELETE', `/api/v1/iam/personal_clients/${made.body.client.id}`)).status).toBe(404);
		expect(sandbox.report().refused).toEqual(['token: unknown device code']);
	});

	test('may be approved by itself after some polls', async () => {
		const code = await startSignIn(sandbox.url);
		const answers = [];
		for (let time = 0; time < 3; time++) answers.push(await poll(sandbox.url, code.device_code));
		expect(answers).toEqual([
			{error: 'authorization_pending'},
			{error: 'authorization_pending'},
			{token: expect.any(String)},
		]);
	});

	test('may be slowed down, refused, forgotten', async () => {
		sandbox.behave({slowDown: 1, approveAfterPolls: null});
		const first = await startSignIn(sandbox.url);
		expect(await poll(sandbox.url, first.device_code)).toEqual({error: 'slow_down'});
		expect(await poll(sandbox.url, first.device_code)).toEqual({error: 'authorization_pending'});
		sandbox.behave({enforcePollInterval: true});
		expect(await poll(sandbox.url, first.device_code)).toEqual({error: 'slow_down'});
		sandbox.behave({enforcePollInterval: false, deviceDenied: true});
		expect(await poll(sandbox.url, first.device_code)).toEqual({error: 'access_denied'});
		const second = await startSignIn(sandbox.url);
		sandbox.behave({clockSkewMs: 601_000});
		expect(await poll(sandbox.url, second.device_code)).toEqual({error: 'expired_token'});
		const stranger = await postForm(`${sandbox.url}/auth/v1/device_authorization`, {client_id: 'me'});
		expect(stranger.status).toBe(401);
	});

	test('has a page with two buttons', async () => {
		sandbox.behave({approveAfterPolls: null});
		const code = await startSignIn(sandbox.url);
		const page = await (await fetch(code.verification_uri_complete)).text();
		expect(page).toContain(`value="${code.user_code}"`);
		expect(page).toContain('Approve');
		const form = {user_code: code.user_code, verdict: 'approved'};
		expect(await (await postForm(`${sandbox.url}/device`, form)).text()).toContain('Code approved');
		expect(await poll(sandbox.url, code.device_code)).toEqual({token: expect.any(String)});
	});

	test('is for the public client that began it', async () => {
		const code = await startSignIn(sandbox.url);
		const form = {grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: code.device_code};
		const other = await postForm(`${sandbox.url}/auth/v1/token`, {...form, client_id: `${deviceClient}x`});
		expect(await other.json()).toMatchObject({error: 'invalid_grant'});
	});
});

describe('wire rules', () => {
	test('errors have the documented shape, with a request id', async () => {
		const {status, body} = await rest('GET', `/api/v1/apps/${noSuchId}`);
		expect(status).toBe(404);
		expect(body).toEqual({
			code: 5,
			message: expect.stringMatching(/^app not found \(request-id: \w{27}\)$/),
			details: [],
		});
	});

	test.each([
		['GET', '/api/v1/nothing', undefined, 404, 5],
		['GET', '/api/v1/apps/too-short', undefined, 400, 3],
		['POST', '/api/v1/apps', {}, 400, 3],
		['POST', '/api/v1/apps', {displayName: 7}, 400, 3],
		['POST', '/api/v1/apps', ['a'], 400, 3],
		['POST', '/api/v1/apps', {displayName: 'a', annotations: {'c1/own': 'x'}}, 400, 3],
		['POST', '/api/v1/apps', {displayName: 'a', owners: [noSuchId]}, 400, 3],
		['GET', '/api/v1/apps?page_token=nonsense', undefined, 400, 3],
		['GET', '/api/v1/apps?page_size=101', undefined, 400, 3],
	])('%s %s %o → %i', async (method, path, body, status, code) => {
		const answer = await rest(method, path, body);
		expect([answer.status, answer.body.code]).toEqual([status, code]);
		expect(answer.body.message).toContain('request-id');
	});

	test('without a good bearer nothing is told', async () => {
		expect((await withBearer(sandbox.url, 'x')('GET', '/api/v1/apps')).body.code).toBe(16);
		const connector = withBearer(sandbox.url, await token(sandbox));
		expect((await connector('GET', '/api/v1/apps')).status).toBe(403);
		await expect(connect(sandbox.url, rest.bearer).getTask({hostId: 'a'})).rejects.toThrow('permission_denied');
	});

	test('an empty path segment redirects to the collection', async () => {
		const {status, headers} = await rest('GET', '/api/v1/apps//connectors');
		expect([status, headers.get('location')]).toEqual([301, '/api/v1/apps']);
	});

	test('pages: at least 10 rows, 25 unless asked, a token until the end', async () => {
		const all26 = await rest('GET', '/api/v1/users?page_size=100');
		expect([all26.body.list.length, all26.body.nextPageToken]).toEqual([26, '']);
		const first = await rest('GET', '/api/v1/users');
		expect(first.body.list).toHaveLength(25);
		const rest1 = await rest('GET', `/api/v1/users?page_token=${first.body.nextPageToken}`);
		expect([rest1.body.list.length, rest1.body.nextPageToken]).toEqual([1, '']);
		expect((await rest('POST', '/api/v1/search/users', {pageSize: 3})).body.list).toHaveLength(10);
		expect(await all(rest, '/api/v1/search/users', {}, 10)).toEqual(all26.body.list);
	});

	test('faults on demand: before the work or after it', async () => {
		sandbox.behave({
			restFaults: [
				{status: 429, times: 2, retryAfterSeconds: 3},
				{status: 500, times: 1, method: 'POST', path: '/api/v1/apps', after: true},
				{status: 200, times: 1, html: true},
			],
		});
		for (const _time of [1, 2]) {
			const {status, headers, body} = await rest('POST', '/api/v1/apps', {displayName: 'Once'});
			expect([status, headers.get('retry-after'), body.code]).toEqual([429, '3', 8]);
		}
		expect((await rest('POST', '/api/v1/apps', {displayName: 'Once'})).status).toBe(500);
		const page = await rest('GET', '/api/v1/apps');
		expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
		const found = await rest('POST', '/api/v1/search/apps', {displayName: 'once'});
		expect(found.body.list).toHaveLength(1);
	});
});

test('a personal key can be taken for revoked, and sign-in can fail', async () => {
	sandbox.behave({personalKeyRevoked: true});
	expect((await rest('GET', '/api/v1/auth/introspect')).body.message).toContain('revoked');
	await expect(restClient(sandbox.url, sandbox.personal)).rejects.toThrow('invalid_client');
	const restFaults = [{status: 503, times: 1, path: '/auth/v1/token'}];
	sandbox.behave({personalKeyRevoked: false, restFaults});
	expect((await rest('GET', '/api/v1/auth/introspect')).status).toBe(200);
	await expect(restClient(sandbox.url, sandbox.personal)).rejects.toThrow('fault on demand');
	await expect(restClient(sandbox.url, sandbox.personal)).resolves.toBeDefined();
});

describe('roles', () => {
	const calls = [
		['GET', '/api/v1/apps'],
		['POST', '/api/v1/search/users'],
		['POST', '/api/v1/apps'],
		['POST', `/api/v1/apps/${noSuchId}/connectors`],
		['POST', '/api/v1/apps/connectors/credentials'],
		['POST', `/api/v1/apps/${noSuchId}/resource_types/${noSuchId}/managed_state_bindings/${noSuchId}/promote`],
		['GET', '/api/v1/auth/introspect'],
	] as const;
	test.each<[TenantRole, string]>([
		['super-admin', '1111111'],
		['read-only-admin', '1100001'],
		['connector-admin', '1001101'],
		['app-admin', '1010101'],
		['basic', '0000001'],
	])('%s may %s', async (role, rights) => {
		sandbox.behave({role});
		const seen = [];
		for (const [method, path] of calls) {
			const {status, body} = await rest(method, path, method === 'POST' ? {} : undefined);
			if (status === 403) expect(body.code).toBe(7);
			seen.push(status === 403 ? 0 : 1);
		}
		expect(seen.join('')).toBe(rights);
	});

	test('a key narrowed to a role has that role only', async () => {
		const roles = await rest('GET', '/api/v1/iam/roles');
		const viewer = roles.body.list.find((role: {name: string}) => role.name === 'system:viewer').id;
		const {body} = await rest('POST', '/api/v1/iam/personal_clients', {displayName: 'Narrow', scopedRoles: [viewer]});
		const narrow = await restClient(sandbox.url, {clientId: body.client.clientId, clientSecret: body.clientSecret});
		expect((await narrow('GET', '/api/v1/auth/introspect')).body.roles).toEqual(['system:viewer']);
		expect((await narrow('POST', '/api/v1/apps', {displayName: 'x'})).status).toBe(403);
	});

	test('an app administrator manages own connectors only', async () => {
		const appId = await createApp();
		const {list} = (await rest('POST', '/api/v1/search/users', {query: 'bruno'})).body;
		const path = `/api/v1/apps/${appId}/connectors`;
		const userIds = [list[0].user.id];
		const {body} = await rest('POST', path, {catalogId: batonCatalogId, userIds});
		const theirs = body.connectorView.connector.id;
		const mine = await createBaton(appId);
		sandbox.behave({role: 'app-admin'});
		const rotate = (connectorId: string) => rest('POST', '/api/v1/apps/connectors/credentials', {appId, connectorId});
		expect((await rotate(theirs)).status).toBe(403);
		expect((await rotate(mine)).status).toBe(200);
	});
});

describe('apps and owners', () => {
	test('create, search, change, delete', async () => {
		const id = await createApp('Litmos Academy', {annotations: {managed_by: 'litmos-connector'}});
		const found = await rest('POST', '/api/v1/search/apps', {query: 'academy'});
		expect(found.body.list).toEqual([
			expect.objectContaining({id, displayName: 'Litmos Academy', userCount: '0', deletedAt: null, appOwners: []}),
		]);
		expect((await rest('POST', '/api/v1/search/apps', {displayName: 'litmos'})).body.list).toEqual([]);
		const change = {app: {displayName: 'Litmos'}, updateMask: 'displayName'};
		expect((await rest('POST', `/api/v1/apps/${id}`, change)).body.app.displayName).toBe('Litmos');
		expect((await rest('DELETE', `/api/v1/apps/${id}`)).status).toBe(200);
		expect((await rest('GET', `/api/v1/apps/${id}`)).status).toBe(404);
		expect(sandbox.report().rest.apps.find((app) => app.id === id)).toMatchObject({
			deleted: true,
			annotations: {managed_by: 'litmos-connector'},
		});
	});

	test('owners show after a while', async () => {
		const id = await createApp();
		const [, bruno, chiara] = (await rest('GET', '/api/v1/users')).body.list.map(
			(row: {user: {id: string}}) => row.user.id,
		);
		const owners = async () => (await rest('GET', `/api/v1/apps/${id}/ownerids`)).body.userIds;
		expect(await owners()).toEqual([sandbox.personal.userId]);
		sandbox.behave({ownersAfterMs: 90_000});
		await rest('POST', `/api/v1/apps/${id}/owners/${bruno}`, {});
		expect(await owners()).toEqual([sandbox.personal.userId]);
		sandbox.behave({clockSkewMs: 91_000, ownersAfterMs: 0});
		expect(await owners()).toEqual([sandbox.personal.userId, bruno]);
		await rest('PUT', `/api/v1/apps/${id}/owners`, {userIds: [chiara]});
		expect(await owners()).toEqual([chiara]);
		expect((await rest('GET', `/api/v1/apps/${id}/owners`)).body.list).toEqual([
			expect.objectContaining({displayName: 'Chiara Moretti'}),
		]);
		await rest('DELETE', `/api/v1/apps/${id}/owners/${chiara}`);
		expect(await owners()).toEqual([]);
		expect((await rest('GET', `/api/v1/apps/${noSuchId}/ownerids`)).body).toEqual({userIds: []});
	});

	test('an app seen in the directory is promoted once', async () => {
		const {list} = (await rest('POST', '/api/v1/search/apps', {onlyDirectories: true})).body;
		expect(list).toHaveLength(1);
		const types = (await rest('GET', `/api/v1/apps/${list[0].id}/resource_types`)).body.list;
		const type = types.find((row: {appResourceType: {displayName: string}}) =>
			/app/i.test(row.appResourceType.displayName),
		);
		const path = `/api/v1/apps/${list[0].id}/resource_types/${type.appResourceType.id}/managed_state_bindings`;
		const bindings = (await rest('GET', path)).body.list;
		const litmos = bindings[0].appManagementStateBinding;
		expect(litmos).toMatchObject({displayName: 'Litmos LMS', state: {unmanaged: {}}});
		const promoted = await rest('POST', `${path}/${litmos.resourceId}/promote`, {});
		const {appId} = promoted.body.appManagementState.appManagementStateBinding.state.managed;
		expect((await rest('GET', `/api/v1/apps/${appId}`)).body.app.displayName).toBe('Litmos LMS');
		const again = await rest('POST', `${path}/${litmos.resourceId}/promote`, {});
		expect([again.status, again.body.code]).toEqual([409, 6]);
		const recovered = await rest('GET', `${path}/${litmos.resourceId}`);
		expect(recovered.body.appManagementState.appManagementStateBinding.state).toEqual({managed: {appId}});
	});
});

describe('the catalog', () => {
	test('knows Litmos with its three fields, and self-hosted', async () => {
		const {body} = await rest('POST', '/api/v1/connectorcatalog', {catalogId: litmosCatalogId});
		expect(body.schema.fields.map((field: {name: string; displayName: string; str?: object}) => field)).toEqual([
			expect.objectContaining({name: 'litmos_source', displayName: 'Source', str: {secret: false}}),
			expect.objectContaining({name: 'litmos_api_key', displayName: 'API key', str: {secret: true}}),
			expect.objectContaining({name: 'litmos_course_ids', strList: {}}),
		]);
		const baton = await rest('POST', '/api/v1/connectorcatalog', {catalogId: batonCatalogId});
		expect(baton.body.schema.requiresExternalConnector).toBe(true);
		expect((await rest('POST', '/api/v1/connectorcatalog', {catalogId: noSuchId})).status).toBe(404);
	});
});
