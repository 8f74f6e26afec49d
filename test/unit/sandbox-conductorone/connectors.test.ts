import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {altered, connect, connector, golden, hello, token, upload} from './client.ts';
import {all, type RestClient, restClient} from './rest-client.ts';

const litmosCatalogId = '2hnQvHSa8dS1hipSjquuvwvf5vG';
const batonCatalogId = '2HErg7BRmNdHgX8sTCWVq4E1fyh';
const envConfig = 'type.googleapis.com/c1.api.app.v1.EnvConfig';

let litmos: LitmosSandbox;
let sandbox: ConductorOneSandbox;
let rest: RestClient;
let appId: string;
beforeEach(async () => {
	litmos = await startLitmosSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 40},
		behaviour: {limiter: 'none'},
	});
	sandbox = await startConductorOneSandbox({litmos: {url: litmos.url}});
	rest = await restClient(sandbox.url, sandbox.personal);
	appId = (await rest('POST', '/api/v1/apps', {displayName: 'Litmos'})).body.app.id;
});
afterEach(async () => {
	await sandbox.close();
	await litmos.close();
});

const path = (id: string) => `/api/v1/apps/${appId}/connectors/${id}`;
const read = async (id: string) => (await rest('GET', path(id))).body.connectorView.connector;
function config(change: Record<string, string> = {}) {
	const values = {litmos_source: litmos.source, litmos_api_key: litmos.apiKey, ...change};
	const configuration = Object.fromEntries(Object.entries(values).map(([name, stringValue]) => [name, {stringValue}]));
	return {'@type': envConfig, configuration};
}
function createHosted(change: Record<string, string> = {}) {
	return rest('POST', `/api/v1/apps/${appId}/connectors/create`, {catalogId: litmosCatalogId, config: config(change)});
}
async function createBaton(): Promise<string> {
	const body = {catalogId: batonCatalogId, displayName: 'Baton'};
	return (await rest('POST', `/api/v1/apps/${appId}/connectors`, body)).body.connectorView.connector.id;
}
async function rotate(connectorId: string) {
	const {body} = await rest('POST', '/api/v1/apps/connectors/credentials', {appId, connectorId});
	return body.credential as {id: string; clientId: string; clientSecret: string};
}
/** Waits for a hosted sync to end. */
const ended = (id: string) =>
	vi.waitFor(
		async () => {
			const {status} = await read(id);
			if (status?.status === 'SYNC_STATUS_RUNNING') throw new Error('still running');
			return status;
		},
		{timeout: 60_000, interval: 10},
	);
async function sync(client: Awaited<ReturnType<typeof connector>>, file: Buffer) {
	const {task} = await client.getTask({hostId: 'host-1'});
	const taskId = task?.id ?? '';
	await client.uploadAsset(upload(file, taskId));
	await client.finishTask({hostId: 'host-1', taskId, finalState: {case: 'success', value: {}}});
}

describe('hosted by ConductorOne', () => {
	test('reads Litmos with the config and shows what it found', async () => {
		const created = await createHosted();
		expect(created.status).toBe(200);
		const {id, config: shown, status} = created.body.connectorView.connector;
		expect(status.status).toBe('SYNC_STATUS_RUNNING');
		expect(shown).toEqual({'@type': envConfig, configuration: {litmos_source: {stringValue: litmos.source}}});
		expect(await ended(id)).toMatchObject({status: 'SYNC_STATUS_DONE', lastError: '', completedAt: expect.any(String)});
		const {expected} = litmos.report();
		expect(await all(rest, '/api/v1/search/app_users', {appId})).toHaveLength(expected.accounts);
		const entitlements = await all(rest, '/api/v1/search/entitlements', {appIds: [appId], sourceConnectorId: id});
		expect(entitlements).toHaveLength(expected.teams + 3 * expected.courses);
		const grants = await all(rest, '/api/v1/search/grants', {appIds: [appId]});
		const bySlug = Object.groupBy(grants, (row) => row.entitlement.appEntitlement.slug);
		expect(bySlug.member).toHaveLength(expected.memberGrants);
		expect(bySlug.completed ?? []).toHaveLength(expected.completed);
		expect((await rest('GET', `/api/v1/apps/${appId}`)).body.app.userCount).toBe(String(expected.accounts));
	});

	test('a wrong key, an unknown course, no Litmos: ERROR with the reason, then a repair', async () => {
		const {id} = (await createHosted({litmos_api_key: 'wrong'})).body.connectorView.connector;
		expect(await ended(id)).toMatchObject({status: 'SYNC_STATUS_ERROR', lastError: expect.stringContaining('401')});
		await rest('POST', path(id), {connector: {config: config({litmos_course_ids: 'nope'})}, updateMask: 'config'});
		expect(await ended(id)).toMatchObject({
			status: 'SYNC_STATUS_ERROR',
			lastError: expect.stringContaining('/courses/nope'),
		});
		await rest('POST', path(id), {connector: {config: config()}, updateMask: 'config'});
		expect(await ended(id)).toMatchObject({status: 'SYNC_STATUS_DONE', lastError: ''});
	});

	test('a new config takes the place of the sync that runs', async () => {
		litmos.behave({latencyMs: 20});
		const {id} = (await createHosted({litmos_api_key: 'wrong'})).body.connectorView.connector;
		await rest('POST', path(id), {connector: {config: config()}, updateMask: 'config'});
		expect(await ended(id)).toMatchObject({status: 'SYNC_STATUS_DONE', lastError: ''});
		await rest('POST', `${path(id)}/force_sync`, {});
		await rest('POST', `${path(id)}/pause`, {});
		expect((await read(id)).status.status).toBe('SYNC_STATUS_DISABLED');
		await rest('POST', `${path(id)}/resume`, {});
		expect(await ended(id)).toMatchObject({status: 'SYNC_STATUS_DONE', lastError: ''});
	});

	test('config rules', async () => {
		expect((await createHosted({litmos_api_key: ''})).body.message).toContain('API key is required');
		expect((await createHosted({litmos_colour: 'x'})).body.message).toContain('unknown field litmos_colour');
		const body = {catalogId: litmosCatalogId, config: {configuration: {}}};
		expect((await rest('POST', `/api/v1/apps/${appId}/connectors/create`, body)).status).toBe(400);
		const baton = {catalogId: batonCatalogId, config: config()};
		expect((await rest('POST', `/api/v1/apps/${appId}/connectors/create`, baton)).status).toBe(400);
		expect(sandbox.report().rest.connectors.filter((one) => one.appId === appId)).toEqual([]);
	});

	test('keys left out of an update are dropped', async () => {
		const {id} = (await createHosted()).body.connectorView.connector;
		const half = {'@type': envConfig, configuration: {litmos_source: {stringValue: 'other'}}};
		const update = () => rest('POST', path(id), {connector: {config: half}, updateMask: 'config'});
		expect((await update()).body.message).toContain('API key is required');
	});

	test('left to an owner: not connected until the config comes', async () => {
		const body = {catalogId: litmosCatalogId, displayName: 'Litmos'};
		const created = await rest('POST', `/api/v1/apps/${appId}/connectors`, body);
		const {id, status, config: empty} = created.body.connectorView.connector;
		expect([status, empty]).toEqual([null, null]);
		await rest('POST', path(id), {connector: {config: config()}, updateMask: 'config'});
		expect((await ended(id)).status).toBe('SYNC_STATUS_DONE');
	});
});

describe('self-hosted', () => {
	test('a rotated credential runs that connector, and its data shows', async () => {
		const id = await createBaton();
		expect((await read(id)).status).toBeNull();
		const credential = await rotate(id);
		const shown = async () => (await rest('GET', `${path(id)}/credentials/${credential.id}`)).body.credential;
		expect(await shown()).toMatchObject({clientId: credential.clientId, clientSecret: '', lastUsedAt: null});
		const client = await connector({url: sandbox.url, ...credential});
		expect((await shown()).lastUsedAt).toEqual(expect.any(String));
		// Connected says only that it reported in.
		expect(await read(id)).toMatchObject({
			displayName: 'Litmos',
			status: {status: 'SYNC_STATUS_DONE', completedAt: null},
		});
		await sync(client, await golden('all-courses'));
		expect((await read(id)).status).toMatchObject({status: 'SYNC_STATUS_DONE', completedAt: expect.any(String)});

		expect(await all(rest, '/api/v1/search/app_users', {appId})).toHaveLength(4);
		const enabled = await all(rest, '/api/v1/search/app_users', {appId, appUserStatuses: ['STATUS_DISABLED']});
		expect(enabled).toHaveLength(1);
		const types = await all(rest, '/api/v1/search/app_resource_types', {appIds: [appId]});
		expect(types.map((type) => type.displayName).sort()).toEqual(['Course', 'Credential', 'Team', 'User']);
		const team = types.find((type) => type.displayName === 'Team').id;
		const teams = await all(rest, '/api/v1/search/app_resources', {appId, resourceTypeIds: [team]});
		expect(teams).toHaveLength(3);
		expect(teams[0].appResource).toMatchObject({externalId: expect.any(String), grantCount: expect.any(String)});

		const entitlements = await all(rest, '/api/v1/search/entitlements', {appIds: [appId]});
		const builtin = entitlements.filter((row) => row.appEntitlement.systemBuiltin);
		expect([entitlements.length, builtin.length]).toEqual([13, 1]);
		expect(builtin[0].appEntitlement).toMatchObject({displayName: 'Access', grantCount: '4', sourceConnectorIds: {}});
		const grants = await all(rest, '/api/v1/search/grants', {appIds: [appId]});
		const own = grants.filter((row) => !row.entitlement.appEntitlement.systemBuiltin);
		expect(grants.length - own.length).toBe(4);
		const [received] = sandbox.report().syncs;
		const sent = Object.values(received?.grants ?? {}).reduce((sum, count) => sum + count, 0);
		const lost = Number(/(\d+) grants are to a principal/.exec(received?.notes.join() ?? '')?.[1]);
		expect(own.length).toBe(sent - lost);
		const holderOf = own[0].entitlement.appEntitlement.id;
		const holders = await rest('GET', `/api/v1/apps/${appId}/entitlements/${holderOf}/users`);
		const same = await all(rest, '/api/v1/search/grants', {appIds: [appId], entitlementRefs: [{appId, id: holderOf}]});
		expect(holders.body.list.map((row: {appUser: object}) => row.appUser)).toEqual(
			same.map((row) => row.appEntitlementUserBinding.appUser),
		);
	});

	test('pages of grants hold each row once', async () => {
		const id = await createBaton();
		await sync(await connector({url: sandbox.url, ...(await rotate(id))}), await golden('all-courses'));
		const small = await all(rest, '/api/v1/search/grants', {appIds: [appId]}, 10);
		expect(small).toEqual(await all(rest, '/api/v1/search/grants', {appIds: [appId]}, 100));
		expect(small.length).toBeGreaterThan(10);
	});

	test('what arrived shows after a while, the old until then', async () => {
		const id = await createBaton();
		const client = await connector({url: sandbox.url, ...(await rotate(id))});
		sandbox.behave({visibleAfterMs: 120_000});
		await sync(client, await golden('all-courses'));
		const users = async () => (await all(rest, '/api/v1/search/app_users', {appId})).length;
		expect(await users()).toBe(0);
		sandbox.behave({clockSkewMs: 121_000});
		expect(await users()).toBe(4);
	});

	test('a refused file changes nothing', async () => {
		const id = await createBaton();
		const client = await connector({url: sandbox.url, ...(await rotate(id))});
		const {task} = await client.getTask({hostId: 'host-1'});
		const broken = (await golden('all-courses')).subarray(0, -20);
		await expect(client.uploadAsset(upload(broken, task?.id ?? ''))).rejects.toThrow('cut short');
		const status = {code: 2, message: 'upload refused'};
		await client.finishTask({
			hostId: 'host-1',
			taskId: task?.id ?? '',
			status,
			finalState: {case: 'error', value: {}},
		});
		expect((await read(id)).status).toMatchObject({status: 'SYNC_STATUS_ERROR', lastError: 'upload refused'});
		expect(await all(rest, '/api/v1/search/app_users', {appId})).toEqual([]);
	});

	test('force, pause, resume', async () => {
		const id = await createBaton();
		const client = await connector({url: sandbox.url, ...(await rotate(id))});
		const {task} = await client.getTask({hostId: 'host-1'});
		await client.finishTask({hostId: 'host-1', taskId: task?.id ?? '', finalState: {case: 'error', value: {}}});
		const next = async () => (await client.getTask({hostId: 'host-1'})).task?.taskType.case;
		expect(await next()).toBeUndefined();
		expect((await rest('POST', `${path(id)}/pause`, {})).status).toBe(200);
		expect((await rest('POST', `${path(id)}/force_sync`, {})).body.code).toBe(9);
		expect(await read(id)).toMatchObject({canResumeSync: true, status: {status: 'SYNC_STATUS_DISABLED'}});
		await rest('POST', `${path(id)}/resume`, {});
		expect(await next()).toBe('syncFull');
	});

	test('a big drop pauses the connector by itself', async () => {
		sandbox.behave({pauseOnDrop: 0.5});
		const id = await createBaton();
		const client = await connector({url: sandbox.url, ...(await rotate(id))});
		const file = await golden('all-courses');
		await sync(client, file);
		await rest('POST', `${path(id)}/force_sync`, {});
		await sync(
			client,
			altered(
				file,
				"delete from v1_resources where id = (select max(id) from v1_resources where resource_type_id = 'user')",
			),
		);
		expect((await read(id)).syncDisabledAt).toBeNull();
		await rest('POST', `${path(id)}/force_sync`, {});
		await sync(client, altered(file, "delete from v1_resources where resource_type_id = 'user'"));
		expect(await read(id)).toMatchObject({
			syncDisabledAt: expect.any(String),
			syncDisabledReason: expect.stringMatching(/^Sync paused due to significant drop in sync data/),
			status: {status: 'SYNC_STATUS_DISABLED'},
		});
	});

	test('credentials end by revoking and deleting', async () => {
		const id = await createBaton();
		const [first, second] = [await rotate(id), await rotate(id)];
		const works = (credential: typeof first) =>
			token({url: sandbox.url, ...credential}).then(
				() => true,
				() => false,
			);
		expect([await works(first), await works(second)]).toEqual([true, true]);
		expect((await rest('POST', `${path(id)}/credentials/${first.id}`, {})).body).toEqual({});
		expect((await rest('POST', `${path(id)}/credentials/${first.id}`, {})).status).toBe(404);
		expect([await works(first), await works(second)]).toEqual([false, true]);
		const client = connect(sandbox.url, await token({url: sandbox.url, ...second}));
		await client.hello(hello());
		await rest('DELETE', path(id));
		await expect(client.getTask({hostId: 'a'})).rejects.toThrow('revoked');
		expect((await rest('GET', path(id))).status).toBe(404);
		const report = sandbox.report().rest;
		expect(report.connectors.find((one) => one.id === id)).toMatchObject({deleted: true});
		expect(report.credentials.filter((one) => one.ownerId === id).map(({revoked}) => revoked)).toEqual([true, true]);
	});

	test('connectors of one app do not see each other’s tasks', async () => {
		const [one, two] = [await createBaton(), await createBaton()];
		const first = await connector({url: sandbox.url, ...(await rotate(one))});
		const second = await connector({url: sandbox.url, ...(await rotate(two))});
		const ids = [await first.getTask({hostId: 'a'}), await second.getTask({hostId: 'a'})].map(({task}) => task?.id);
		expect(new Set(ids).size).toBe(2);
		await expect(second.heartbeat({hostId: 'a', taskId: ids[0] ?? ''})).rejects.toThrow('no task');
		const {list} = (await rest('GET', `/api/v1/apps/${appId}/connectors`)).body;
		expect(list.map((row: {connector: {id: string}}) => row.connector.id)).toEqual([one, two]);
	});

	test('owners of the second kind', async () => {
		const id = await createBaton();
		const owners = `/api/v2/apps/${appId}/connectors/${id}/owners`;
		const {list} = (await rest('GET', `${owners}/users`)).body;
		expect(list).toEqual([expect.objectContaining({user: expect.objectContaining({id: sandbox.personal.userId})})]);
		expect((await rest('PUT', owners, {userRefs: []})).status).toBe(400);
		expect((await rest('PUT', owners, {roleSlug: list[0].roleSlug, userRefs: []})).status).toBe(200);
		expect((await rest('GET', `${owners}/users`)).body.list).toEqual([]);
	});
});

test('the ready connector can be read by id but is in no list', async () => {
	await sync(await connector(sandbox), await golden('one-course'));
	const {ready} = sandbox;
	const {body} = await rest('GET', `/api/v1/apps/${ready.appId}/connectors/${ready.connectorId}`);
	expect(body.connectorView.connector.status.status).toBe('SYNC_STATUS_DONE');
	expect(await all(rest, '/api/v1/search/app_users', {appId: ready.appId})).toHaveLength(4);
	const apps = await all(rest, '/api/v1/search/apps', {});
	expect(apps.map(({id}) => id)).not.toContain(ready.appId);
});
