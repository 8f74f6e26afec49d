import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Code, ConnectError} from '@connectrpc/connect';
import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {ConductorOneBehaviour} from '../../sandbox/conductorone/behaviour.ts';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';
import {altered, connect, connector, golden, hello, messages, token, type UploadMessage, upload} from './client.ts';

// A folder of our own, so that other programs' leavings do not count as ours.
const scratch = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
process.env.TMPDIR = scratch;
afterAll(() => rmSync(scratch, {recursive: true}));

let sandbox: ConductorOneSandbox;
async function start(behaviour: Partial<ConductorOneBehaviour> = {}) {
	sandbox = await startConductorOneSandbox({behaviour});
	return sandbox;
}
beforeEach(() => start());
afterEach(() => sandbox.close());

async function codeOf(call: Promise<unknown>): Promise<string> {
	const error = await call.then(
		() => null,
		(thrown: unknown) => ConnectError.from(thrown),
	);
	return error ? `${Code[error.code]}: ${error.rawMessage}` : 'no error';
}
const restart = async (behaviour: Partial<ConductorOneBehaviour>) => {
	await sandbox.close();
	return start(behaviour);
};
async function syncTask(client: Awaited<ReturnType<typeof connector>>, hostId = 'host-1') {
	const {task} = await client.getTask({hostId});
	if (task?.taskType.case !== 'syncFull') throw new Error(`no sync task but ${task?.taskType.case}`);
	return task.id;
}
const spooled = () => readdirSync(scratch);

describe('the bearer', () => {
	test('must be there and known', async () => {
		const text = 'Bearer nonsense';
		expect(await codeOf(connect(sandbox.url, null).getTask({hostId: 'a'}))).toMatch('Unauthenticated: no bearer token');
		expect(await codeOf(connect(sandbox.url, text).getTask({hostId: 'a'}))).toMatch('Unauthenticated');
	});

	test('ends with its lifetime and with the credential', async () => {
		const client = await connector(sandbox);
		sandbox.behave({credentialRevoked: true});
		expect(await codeOf(client.getTask({hostId: 'a'}))).toMatch('Unauthenticated: the credential has been revoked');
		sandbox.behave({credentialRevoked: false, clockSkewMs: 3_601_000});
		expect(await codeOf(client.getTask({hostId: 'a'}))).toMatch('Unauthenticated');
	});
});

describe('a whole sync', () => {
	test('goes from Hello to FinishTask and is checked', async () => {
		const client = await connector(sandbox);
		const answer = await client.getTask({hostId: 'host-1'});
		expect(answer.nextPoll?.seconds).toBe(1n);
		const taskId = answer.task?.id ?? '';
		expect(taskId).toMatch(/^[0-9A-Za-z]{27}$/);
		expect((await client.heartbeat({hostId: 'host-1', taskId})).cancelled).toBe(false);
		const file = await golden('all-courses');
		await client.uploadAsset(upload(file, taskId));
		await client.finishTask({hostId: 'host-1', taskId, finalState: {case: 'success', value: {}}});
		expect((await client.getTask({hostId: 'host-1'})).task).toBeUndefined();
		const report = sandbox.report();
		expect(report).toMatchObject({
			hellos: [{hostId: 'host-1', taskId: '', metadata: 'Litmos'}],
			tokens: 1,
			heartbeats: 1,
			pending: 0,
			refused: [],
		});
		expect(report.finished).toEqual([
			{
				taskId,
				kind: 'sync',
				ok: true,
				statusCode: 0,
				message: '',
				nonRetryable: false,
				annotations: [],
				times: 1,
			},
		]);
		expect(report.syncs).toEqual([
			{
				taskId,
				bytes: file.length,
				sha256: createHash('sha256').update(file).digest('hex'),
				syncId: expect.stringMatching(/^\w{27}$/),
				syncType: 'full',
				resources: {user: 4, team: 3, course: 3},
				entitlements: {member: 3, assigned: 3, completed: 3, in_progress: 3},
				grants: expect.objectContaining({member: expect.any(Number), assigned: expect.any(Number)}),
				problems: [],
				notes: expect.any(Array),
			},
		]);
		expect(spooled()).toEqual([]);
	});

	test('may be followed by the debug log of the same task', async () => {
		const client = await connector(sandbox);
		const taskId = await syncTask(client);
		await client.uploadAsset(upload(await golden('one-course'), taskId));
		await client.uploadAsset(upload(Buffer.from('{"msg":"a log line"}\n'), taskId));
		expect(sandbox.report().syncs).toHaveLength(1);
	});

	test('must be whole when the whole was asked for', async () => {
		await restart({firstTask: 'resources-then-sync'});
		const client = await connector(sandbox);
		const file = altered(
			await golden('one-course'),
			"alter table v1_sync_runs add column sync_type text; update v1_sync_runs set sync_type = 'resources_only'",
		);
		const first = await syncTask(client);
		await client.uploadAsset(upload(file, first));
		await client.finishTask({hostId: 'host-1', taskId: first, finalState: {case: 'success', value: {}}});
		const second = await syncTask(client);
		expect(await codeOf(client.uploadAsset(upload(file, second)))).toMatch('the task asked for a full sync');
	});

	test('cannot succeed without a file', async () => {
		const client = await connector(sandbox);
		const taskId = await syncTask(client);
		const finish = client.finishTask({hostId: 'a', taskId, finalState: {case: 'success', value: {}}});
		expect(await codeOf(finish)).toMatch('FailedPrecondition');
		expect(sandbox.report().pending).toBe(1);
	});
});

describe('field rules', () => {
	const taskId = 'a'.repeat(27);
	test.each([
		['host_id', hello({hostId: ''})],
		['host_id', hello({hostId: 'x'.repeat(257)})],
		['task_id', hello({taskId: 'short'})],
		['build_info must be set', hello({buildInfo: undefined})],
		['build_info.package_version', hello({buildInfo: {langVersion: 'a', package: 'b', packageVersion: ''}})],
		['os_info.hostname', hello({osInfo: {}})],
		['connector_metadata must be set', hello({connectorMetadata: undefined})],
		['connector_metadata.display_name', hello({connectorMetadata: {displayName: ''}})],
		['connector_metadata.help_url', hello({connectorMetadata: {displayName: 'a', helpUrl: 'http://a'}})],
		['annotations', hello({annotations: Array.from({length: 17}, () => ({typeUrl: 'a/b', value: new Uint8Array()}))})],
	])('Hello: %s', async (rule, request) => {
		const client = connect(sandbox.url, await token(sandbox));
		expect(await codeOf(client.hello(request))).toMatch(`InvalidArgument: invalid Hello request: ${rule}`);
		expect(sandbox.report().refused).toEqual([expect.stringContaining(`Hello: ${rule}`)]);
		expect(sandbox.report().hellos).toEqual([]);
	});

	test('of the other calls', async () => {
		const client = await connector(sandbox);
		const long = 'x'.repeat(257);
		await Promise.allSettled([
			client.getTask({hostId: long}),
			client.getTasks({hostId: 'a', pageSize: 0}),
			client.getTasks({hostId: 'a', pageSize: 101}),
			client.getTasks({hostId: 'a', pageSize: 1, knownTaskIds: ['nope']}),
			client.heartbeat({hostId: 'a', taskId: 'no-id'}),
			client.heartbeat({hostId: 'a', taskId, taskIds: Array.from({length: 101}, () => taskId)}),
			client.heartbeat({hostId: 'a', taskId}),
			client.finishTask({hostId: 'a', taskId}),
			client.finishTask({hostId: 'a', taskId, finalState: {case: 'success', value: {}}}),
		]);
		expect(sandbox.report().refused.sort()).toEqual([
			'FinishTask: final_state must be set',
			`FinishTask: no task ${taskId}`,
			'GetTask: host_id must be 1–256 characters',
			'GetTasks: each of known_task_ids must match ^[a-zA-Z0-9]{27}$',
			'GetTasks: page_size must be 1–100',
			'GetTasks: page_size must be 1–100',
			`Heartbeat: no task ${taskId}`,
			'Heartbeat: task_id must match ^[a-zA-Z0-9]{27}$',
			'Heartbeat: task_ids must have at most 100 items',
		]);
	});

	test('of the upload and its order', async () => {
		const client = await connector(sandbox);
		const id = await syncTask(client);
		const metadata = {case: 'metadata', value: {hostId: 'a', taskId: id}} as const;
		const data = {case: 'data', value: {data: Buffer.from('abc')}} as const;
		const eof = {case: 'eof', value: {sha256Checksum: createHash('sha256').update('abc').digest()}} as const;
		const refusals: [UploadMessage[], string][] = [
			[[data], 'metadata must come first'],
			[[eof], 'metadata must come first'],
			[[metadata, metadata], 'metadata must come once, first'],
			[[metadata, eof], 'data must come before eof'],
			[[metadata, data, eof, data], 'nothing may follow eof'],
			[[metadata, {case: 'data', value: {data: new Uint8Array()}}], 'data must be 1–1048576 bytes, not 0'],
			[[metadata, {case: 'data', value: {data: new Uint8Array(1_048_577)}}], 'not 1048577'],
			[[metadata, data, {case: 'eof', value: {sha256Checksum: new Uint8Array(31)}}], 'exactly 32 bytes'],
			[[metadata, data, {case: 'eof', value: {sha256Checksum: new Uint8Array(32)}}], 'is not the SHA-256'],
			[[{case: undefined}], 'msg must be set'],
			[[metadata, data], 'the upload ended before eof'],
			[[metadata, data, eof], 'does not begin with C1ZF'],
		];
		for (const [parts, rule] of refusals) {
			expect(await codeOf(client.uploadAsset(messages(...parts)))).toMatch(rule);
		}
		const largest = {case: 'data', value: {data: new Uint8Array(1_048_576)}} as const;
		expect(await codeOf(client.uploadAsset(messages(metadata, largest)))).toMatch('ended before eof');
		expect(spooled()).toEqual([]);
	});
});

describe('tasks', () => {
	test('are leased: nobody else gets them until the lease ends or the host starts anew', async () => {
		const client = await connector(sandbox);
		const taskId = await syncTask(client);
		expect((await client.getTask({hostId: 'host-2'})).task).toBeUndefined();
		sandbox.enqueue({kind: 'sync'});
		expect((await client.getTask({hostId: 'host-2'})).task).toBeUndefined();
		sandbox.behave({clockSkewMs: 121_000});
		expect(await syncTask(client, 'host-2')).toBe(taskId);
		expect((await client.heartbeat({hostId: 'host-1', taskId})).cancelled).toBe(true);
		expect((await client.heartbeat({hostId: 'host-2', taskId})).cancelled).toBe(false);
		sandbox.behave({clockSkewMs: 200_000});
		expect((await client.getTask({hostId: 'host-1'})).task).toBeUndefined();
		await client.hello(hello({hostId: 'host-2'}));
		expect(await syncTask(client, 'host-2')).toBe(taskId);
	});

	test('of other kinds pass a running sync', async () => {
		const client = await connector(sandbox);
		await syncTask(client);
		const id = sandbox.enqueue({kind: 'revoke', body: {grant: {id: 'g'}}});
		const {task} = await client.getTask({hostId: 'host-2'});
		expect(task?.id).toBe(id);
		expect(task?.taskType).toMatchObject({case: 'revoke', value: {grant: {id: 'g'}}});
		await client.finishTask({
			hostId: 'host-2',
			taskId: id,
			status: {code: 5, message: 'gone'},
			finalState: {case: 'error', value: {nonRetryable: true}},
		});
		await client.finishTask({hostId: 'host-2', taskId: id, finalState: {case: 'success', value: {}}});
		expect(sandbox.report().finished).toEqual([expect.objectContaining({taskId: id, kind: 'revoke', times: 2})]);
	});

	test('can be taken several at a time', async () => {
		await restart({firstTask: 'none'});
		const client = await connector(sandbox);
		const ids = [1, 2, 3].map(() => sandbox.enqueue({kind: 'other', field: 'create_account', body: {}}));
		const first = await client.getTasks({hostId: 'a', pageSize: 2, knownTaskIds: [ids[0] ?? '']});
		expect(first.tasks.map(({id}) => id)).toEqual(ids.slice(1));
		expect((await client.getTasks({hostId: 'a', pageSize: 2})).tasks.map(({id}) => id)).toEqual(ids.slice(0, 1));
	});

	test('can come twice', async () => {
		sandbox.behave({duplicateDelivery: 1});
		const client = await connector(sandbox);
		const taskId = await syncTask(client);
		expect(await syncTask(client)).toBe(taskId);
		expect((await client.getTask({hostId: 'host-1'})).task).toBeUndefined();
	});

	test('can be cancelled', async () => {
		sandbox.behave({cancelTasks: true});
		const client = await connector(sandbox);
		const taskId = await syncTask(client);
		const answer = await client.heartbeat({hostId: 'host-1', taskId});
		expect(answer).toMatchObject({cancelled: true, cancelledTaskIds: [taskId]});
	});

	test.each([
		['resources-then-sync', ['syncFull:true', 'syncFull:false']],
		['hello-then-sync', ['hello:', 'syncFull:false']],
		['none', []],
	] as const)('start with %s', async (firstTask, wanted) => {
		await restart({firstTask});
		const client = await connector(sandbox);
		const seen: string[] = [];
		for (;;) {
			const {task} = await client.getTask({hostId: 'host-1'});
			if (!task) break;
			const {taskType} = task;
			seen.push(`${taskType.case}:${taskType.case === 'syncFull' ? taskType.value.skipEntitlementsAndGrants : ''}`);
			if (taskType.case === 'hello') await client.hello(hello({taskId: task.id}));
			else await client.finishTask({hostId: 'host-1', taskId: task.id, finalState: {case: 'error', value: {}}});
		}
		expect(seen).toEqual(wanted);
		expect(sandbox.report().pending).toBe(0);
	});
});

describe('faults', () => {
	test('unavailable', async () => {
		const client = await connector(sandbox);
		sandbox.behave({unavailable: 1});
		expect(await codeOf(client.getTask({hostId: 'a'}))).toMatch('Unavailable');
		sandbox.behave({unavailable: 0});
		expect(await codeOf(client.getTask({hostId: 'a'}))).toBe('no error');
	});

	test('an upload is cut and goes through at the next attempt', async () => {
		sandbox.behave({cutUpload: {afterBytes: 100, times: 1}});
		const client = await connector(sandbox);
		const taskId = await syncTask(client);
		const file = await golden('one-course');
		expect(await codeOf(client.uploadAsset(upload(file, taskId)))).not.toBe('no error');
		expect(await codeOf(client.uploadAsset(upload(file, taskId)))).toBe('no error');
		expect(sandbox.report().syncs).toHaveLength(1);
		expect(spooled()).toEqual([]);
	});

	test('an upload is refused with the words given', async () => {
		sandbox.behave({refuseUpload: 'not today'});
		const client = await connector(sandbox);
		const taskId = await syncTask(client);
		expect(await codeOf(client.uploadAsset(upload(await golden('one-course'), taskId)))).toMatch('not today');
	});

	test('down, then up again on the same port', async () => {
		const client = await connector(sandbox);
		sandbox.behave({down: true});
		expect(await codeOf(client.getTask({hostId: 'a'}))).not.toBe('no error');
		await expect(fetch(sandbox.url)).rejects.toMatchObject({cause: {code: 'ECONNREFUSED'}});
		sandbox.behave({down: false});
		expect(await codeOf(client.getTask({hostId: 'a'}))).toBe('no error');
	});
});
