import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {create} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import {Code} from '@connectrpc/connect';
import {afterEach, describe, expect, it} from 'vitest';
import type {TaskEvent, TaskHandlers, TaskLoopOptions} from '../../../source/conductorone/tasks/task.ts';
import {runTaskLoop} from '../../../source/conductorone/tasks/task-loop.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {BatonServiceHeartbeatResponseSchema} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {ConnectorMetadataSchema, GrantAlreadyRevokedSchema} from '../../../source/proto/model.ts';
import {fault, quick, scriptedService} from './scripted-service.ts';

const entitlement = {id: 'course:1:assigned', resource: {id: {resourceType: 'course', resource: '1'}}};
const principal = {id: {resourceType: 'user', resource: 'u'}};
const sync = (id: string) => ({id, taskType: {case: 'syncFull' as const, value: {}}});
const grant = (id: string) => ({id, taskType: {case: 'grant' as const, value: {entitlement, principal}}});
const revoke = (id: string) => ({
	id,
	taskType: {case: 'revoke' as const, value: {grant: {id: 'g', entitlement, principal}}},
});

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
});
function journalPath(): string {
	const folder = mkdtempSync(join(tmpdir(), 'loop-'));
	folders.push(folder);
	return join(folder, 'tasks.jsonl');
}

function run(
	scripted: ReturnType<typeof scriptedService>,
	handlers: Partial<TaskHandlers>,
	signal: AbortSignal,
	more: Partial<TaskLoopOptions> = {},
) {
	const events: TaskEvent[] = [];
	const result = runTaskLoop(
		{
			credential: {clientId: 'a@c1.test/x', clientSecret: ''},
			metadata: create(ConnectorMetadataSchema, {displayName: 'Litmos'}),
			hostId: 'host',
			version: '1.0.0',
			handlers: {sync: async () => ({path: '/file'}), ...handlers},
			onEvent: (event) => events.push(event),
			signal,
			...more,
		},
		{service: scripted.service, times: quick},
	);
	return Object.assign(result, {events});
}

describe('in good weather', () => {
	it('greets, works on each kind, answers each once', async () => {
		const end = new AbortController();
		const annotation = anyPack(GrantAlreadyRevokedSchema, create(GrantAlreadyRevokedSchema));
		const scripted = scriptedService(
			[
				{id: 'h', taskType: {case: 'hello', value: {}}},
				sync('s'),
				grant('g'),
				revoke('r'),
				{id: 'c', taskType: {case: 'createAccount', value: {}}},
				{id: 'm', taskType: {case: 'grant', value: {entitlement}}},
			],
			{onIdle: () => scripted.finished.length === 5 && end.abort()},
		);
		const loop = run(
			scripted,
			{
				grant: async () => ({grants: [], annotations: []}),
				revoke: async () => ({annotations: [annotation]}),
			},
			end.signal,
		);
		expect(await loop).toEqual({syncs: 1, finished: 6});
		expect(scripted.calls[0]).toBe('hello');
		expect(scripted.calls).toContain('hello h');
		expect(scripted.calls.indexOf('heartbeat s')).toBeLessThan(scripted.calls.indexOf('upload s /file'));
		const outcomes = Object.fromEntries(
			scripted.finished.map((request) => [
				request.taskId,
				request.finalState.case === 'error' ? [request.status?.code, request.finalState.value.nonRetryable] : 'ok',
			]),
		);
		expect(outcomes).toEqual({
			s: 'ok',
			g: 'ok',
			r: 'ok',
			c: [Code.Unimplemented, true],
			m: [Code.InvalidArgument, true],
		});
		expect(scripted.finished.find(({taskId}) => taskId === 's')?.status).toBeUndefined();
	});

	it('runs one sync at a time, while a grant need not wait for it', async () => {
		const end = new AbortController();
		let free: (() => void) | undefined;
		const blocked = new Promise<void>((resolve) => {
			free = resolve;
		});
		let syncing = 0;
		let most = 0;
		const scripted = scriptedService([sync('s1'), sync('s2'), grant('g')], {
			onIdle: () => scripted.finished.length === 3 && end.abort(),
		});
		await run(
			scripted,
			{
				async sync() {
					most = Math.max(most, ++syncing);
					await blocked;
					syncing--;
					return {path: '/file'};
				},
				async grant() {
					free?.();
					return {grants: [], annotations: []};
				},
			},
			end.signal,
		);
		expect(most).toBe(1);
		expect(scripted.finished[0]?.taskId).toBe('g');
	});

	it('says that provisioning is off, finally', async () => {
		const end = new AbortController();
		const scripted = scriptedService([grant('g')], {onIdle: () => scripted.finished.length === 1 && end.abort()});
		await run(scripted, {}, end.signal);
		expect(scripted.finished[0]).toMatchObject({
			status: {code: Code.Unimplemented, message: expect.stringContaining('Provisioning is off')},
			finalState: {case: 'error', value: {nonRetryable: true}},
		});
	});
});

describe('start-up', () => {
	it.each([Code.Unauthenticated, Code.PermissionDenied, Code.NotFound, Code.Unimplemented])(
		'gives up at once on code %i',
		async (code) => {
			let hellos = 0;
			const scripted = scriptedService([], {
				async hello() {
					hellos++;
					fault(code);
				},
			});
			await expect(run(scripted, {}, new AbortController().signal)).rejects.toBeInstanceOf(Problem);
			expect(hellos).toBe(1);
		},
	);

	it('waits out an outage', async () => {
		const end = new AbortController();
		let hellos = 0;
		const scripted = scriptedService([], {
			async hello() {
				if (++hellos < 5) fault(Code.Unavailable, 'the tenant is being moved');
			},
			onIdle: () => end.abort(),
		});
		const loop = run(scripted, {}, end.signal);
		expect(await loop).toEqual({syncs: 0, finished: 0});
		const retries = loop.events.filter((event) => event.type === 'retry');
		expect(retries).toHaveLength(4);
		expect(retries[0]?.problem).toBe(
			'ConductorOne (c1.test) is unavailable right now. It says: the tenant is being moved',
		);
	});
});

describe('failures', () => {
	it('of a grant are final, of a sync are not', async () => {
		const end = new AbortController();
		const scripted = scriptedService([grant('g'), sync('s')], {
			onIdle: () => scripted.finished.length === 2 && end.abort(),
		});
		const refuse = async () => {
			throw new Problem({code: 'litmos/not-found', what: 'No such account', retryable: true});
		};
		await run(scripted, {grant: refuse, sync: refuse}, end.signal);
		const byId = (id: string) => scripted.finished.find(({taskId}) => taskId === id);
		expect(byId('g')).toMatchObject({
			status: {code: 5, message: 'No such account'},
			finalState: {value: {nonRetryable: true}},
		});
		expect(byId('s')).toMatchObject({status: {code: 5}, finalState: {value: {nonRetryable: false}}});
	});

	it('release the file however the upload ends', async () => {
		const end = new AbortController();
		let released = 0;
		const scripted = scriptedService([sync('s1'), sync('s2')], {
			async uploadAsset(taskId) {
				if (taskId === 's1') fault(Code.FailedPrecondition);
			},
			onIdle: () => scripted.finished.length === 2 && end.abort(),
		});
		await run(scripted, {sync: async () => ({path: '/f', release: () => void released++})}, end.signal);
		expect(released).toBe(2);
	});

	it('of FinishTask are tried again until it gets through', async () => {
		const end = new AbortController();
		let tries = 0;
		const scripted = scriptedService([grant('g')], {
			async finishTask() {
				if (++tries < 10) fault(Code.Unavailable);
			},
			onIdle: () => tries === 10 && end.abort(),
		});
		let runs = 0;
		await run(
			scripted,
			{
				async grant() {
					runs++;
					return {grants: [], annotations: []};
				},
			},
			end.signal,
		);
		expect(runs).toBe(1);
		expect(tries).toBe(10);
	});

	it('of the credential end the loop when they go on', async () => {
		let polls = 0;
		const scripted = scriptedService([], {
			async getTask() {
				polls++;
				return fault(Code.Unauthenticated);
			},
		});
		await expect(run(scripted, {}, new AbortController().signal)).rejects.toMatchObject({
			code: 'c1/credential-refused',
		});
		expect(polls).toBe(3);
	});
});

describe('heartbeats', () => {
	const endless = (_: unknown, {signal}: {signal: AbortSignal}) =>
		new Promise<{path: string}>((_resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason), {once: true});
		});

	it('cancel the work when ConductorOne says so', async () => {
		const end = new AbortController();
		let beats = 0;
		const scripted = scriptedService([sync('s')], {
			heartbeat: async () => create(BatonServiceHeartbeatResponseSchema, {cancelled: ++beats === 3}),
			onIdle: () => scripted.finished.length === 1 && end.abort(),
		});
		await run(scripted, {sync: endless}, end.signal);
		expect(scripted.finished).toMatchObject([{status: {code: Code.Canceled}}]);
	});

	it('keep a cancelled task from starting', async () => {
		const end = new AbortController();
		let started = false;
		const scripted = scriptedService([sync('s')], {
			heartbeat: async () => create(BatonServiceHeartbeatResponseSchema, {cancelledTaskIds: ['s']}),
			onIdle: () => scripted.finished.length === 1 && end.abort(),
		});
		await run(
			scripted,
			{
				async sync() {
					started = true;
					return {path: '/f'};
				},
			},
			end.signal,
		);
		expect(started).toBe(false);
		expect(scripted.finished).toMatchObject([{status: {code: Code.Canceled}}]);
	});

	it('give the work up after ten failures in a row', async () => {
		const end = new AbortController();
		let beats = 0;
		const scripted = scriptedService([sync('s')], {
			async heartbeat() {
				if (++beats > 1) fault(Code.Unavailable);
				return create(BatonServiceHeartbeatResponseSchema, {});
			},
			onIdle: () => scripted.finished.length === 1 && end.abort(),
		});
		await run(scripted, {sync: endless}, end.signal);
		expect(beats).toBe(11);
		expect(scripted.finished).toMatchObject([
			{status: {code: Code.Unavailable}, finalState: {value: {nonRetryable: false}}},
		]);
	});
});

describe('stopping', () => {
	it('hands a sync back that is still reading, and lets a grant finish', async () => {
		const end = new AbortController();
		let underWay = 0;
		const bothStarted = () => ++underWay === 2 && end.abort();
		const scripted = scriptedService([sync('s'), grant('g')]);
		const loop = run(
			scripted,
			{
				sync: (_request, {signal}) =>
					new Promise((_resolve, reject) => {
						bothStarted();
						signal.addEventListener('abort', () => reject(signal.reason), {once: true});
					}),
				async grant(_entitlement, _principal, {signal}) {
					bothStarted();
					await new Promise((resolve) => setImmediate(resolve));
					expect(signal.aborted).toBe(false);
					return {grants: [], annotations: []};
				},
			},
			end.signal,
		);
		expect(await loop).toEqual({syncs: 0, finished: 2});
		const byId = (id: string) => scripted.finished.find(({taskId}) => taskId === id);
		expect(byId('s')).toMatchObject({
			status: {code: Code.Canceled},
			finalState: {case: 'error', value: {nonRetryable: false}},
		});
		expect(byId('g')?.finalState.case).toBe('success');
	});

	it('does not wait for work that will not stop, nor for a dead service', async () => {
		const end = new AbortController();
		const scripted = scriptedService([grant('g')], {finishTask: () => new Promise(() => {})});
		const loop = run(
			scripted,
			{
				grant: () => {
					end.abort();
					return new Promise(() => {});
				},
			},
			end.signal,
		);
		expect(await loop).toEqual({syncs: 0, finished: 0});
	});
});

describe('when all hands are full', () => {
	it('a stop is still heard', async () => {
		const end = new AbortController();
		let started = 0;
		const scripted = scriptedService([grant('g1'), grant('g2'), grant('g3'), grant('g4')]);
		const loop = run(
			scripted,
			{
				grant: (_entitlement, _principal, {signal}) =>
					new Promise((_resolve, reject) => {
						if (++started === 3) end.abort();
						signal.addEventListener('abort', () => reject(signal.reason), {once: true});
					}),
			},
			end.signal,
		);
		expect(await loop).toEqual({syncs: 0, finished: 3});
		expect(scripted.finished.map(({status}) => status?.code)).toEqual([Code.Canceled, Code.Canceled, Code.Canceled]);
		expect(scripted.calls.at(-1)).toBe('close');
	});
});

describe('tasks that come twice', () => {
	it('are worked on and answered once, while under way and afterwards', async () => {
		const end = new AbortController();
		let runs = 0;
		let idles = 0;
		const scripted = scriptedService([grant('g'), grant('g')], {
			onIdle: () => {
				if (idles++ === 0) scripted.queue.push(grant('g'));
				else end.abort();
			},
		});
		await run(
			scripted,
			{
				async grant() {
					runs++;
					return {grants: [], annotations: []};
				},
			},
			end.signal,
		);
		expect(runs).toBe(1);
		expect(scripted.finished).toHaveLength(1);
	});

	it('get their answer again when ConductorOne keeps asking', async () => {
		const end = new AbortController();
		const scripted = scriptedService([grant('g')], {
			onIdle: () => {
				if (scripted.finished.length === 2) end.abort();
				else scripted.queue.push(grant('g'));
			},
		});
		let runs = 0;
		await run(
			scripted,
			{
				async grant() {
					runs++;
					return {grants: [], annotations: []};
				},
			},
			end.signal,
		);
		expect(runs).toBe(1);
		expect(scripted.finished[1]).toEqual(scripted.finished[0]);
	});

	it('are answered from the journal when the answer was lost in a crash', async () => {
		const journal = journalPath();
		let crashed: (() => void) | undefined;
		const crash = new Promise<void>((resolve) => {
			crashed = resolve;
		});
		const dying = scriptedService([grant('g')], {
			finishTask() {
				crashed?.();
				return new Promise(() => {});
			},
		});
		void run(dying, {grant: async () => ({grants: [], annotations: []})}, new AbortController().signal, {journal});
		await crash;

		const end = new AbortController();
		const reborn = scriptedService([grant('g')], {onIdle: () => reborn.finished.length === 1 && end.abort()});
		let runs = 0;
		await run(
			reborn,
			{
				async grant() {
					runs++;
					return {grants: [], annotations: []};
				},
			},
			end.signal,
			{journal},
		);
		expect(runs).toBe(0);
		expect(reborn.finished[0]?.finalState.case).toBe('success');
	});

	it('are worked on again when they were only handed back', async () => {
		const end = new AbortController();
		let runs = 0;
		const scripted = scriptedService([sync('s')], {
			onIdle: () => {
				if (scripted.finished.length === 1 && runs === 1) scripted.queue.push(sync('s'));
				if (scripted.finished.length === 2) end.abort();
			},
		});
		await run(
			scripted,
			{
				async sync() {
					if (++runs === 1) throw new Problem({code: 'litmos/busy', what: 'busy'});
					return {path: '/f'};
				},
			},
			end.signal,
		);
		expect(scripted.finished.map(({finalState}) => finalState.case)).toEqual(['error', 'success']);
	});
});
