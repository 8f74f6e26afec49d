import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {create} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {push} from '../../../source/conductorone/push.ts';
import {connectService} from '../../../source/conductorone/tasks/connect.ts';
import {usualTimes} from '../../../source/conductorone/tasks/decide.ts';
import type {ConnectorCredential, TaskEvent} from '../../../source/conductorone/tasks/task.ts';
import {runTaskLoop} from '../../../source/conductorone/tasks/task-loop.ts';
import {cancelled, Problem} from '../../../source/problem/problem.ts';
import {ConnectorMetadataSchema, GrantAlreadyExistsSchema} from '../../../source/proto/model.ts';
import type {ConductorOneBehaviour} from '../../sandbox/conductorone/behaviour.ts';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';
import {quick} from './scripted-service.ts';

const golden = 'test/golden/expected/all-courses.c1z';
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function sandbox(behaviour: Partial<ConductorOneBehaviour> = {}) {
	const started = await startConductorOneSandbox({behaviour: {nextPollMs: 5, ...behaviour}});
	closers.push(() => started.close());
	return started;
}

function scratch(): string {
	const folder = mkdtempSync(join(tmpdir(), 'c1-'));
	closers.push(() => rmSync(folder, {recursive: true}));
	return folder;
}

const metadata = create(ConnectorMetadataSchema, {displayName: 'Litmos'});

function credentialOf(c1: ConductorOneSandbox): ConnectorCredential {
	return {
		clientId: c1.clientId,
		clientSecret: c1.clientSecret,
		...(c1.ca === null ? {insecure: true} : {ca: c1.ca}),
	};
}

function pushTo(c1: ConductorOneSandbox, more: Partial<Parameters<typeof push>[0]> = {}) {
	const events: TaskEvent[] = [];
	const result = push(
		{
			credential: credentialOf(c1),
			metadata,
			hostId: 'host',
			version: '1.2.3',
			sealFor: async () => ({path: golden}),
			onEvent: (event) => events.push(event),
			signal: new AbortController().signal,
			idleMs: 10_000,
			...more,
		},
		{times: quick},
	);
	return Object.assign(result, {events});
}

describe('push', () => {
	it('greets, uploads the file, and is accepted', async () => {
		const c1 = await sandbox();
		const pushed = pushTo(c1);
		expect(await pushed).toEqual({syncs: 1});
		const report = c1.report();
		expect(report.refused).toEqual([]);
		expect(report.hellos).toEqual([{hostId: 'host', taskId: '', metadata: 'Litmos'}]);
		expect(report.syncs).toMatchObject([{bytes: readFileSync(golden).length, problems: []}]);
		expect(report.finished).toMatchObject([{kind: 'sync', ok: true, statusCode: 0, times: 1}]);
		expect(report.tokens).toBe(1);
		expect(pushed.events.map(({type}) => type)).toEqual(
			expect.arrayContaining(['connecting', 'hello', 'task', 'upload', 'finished']),
		);
	});

	it('goes on after a resources-only sync until grants were sent', async () => {
		const c1 = await sandbox({firstTask: 'resources-then-sync'});
		const asked: boolean[] = [];
		const pushed = pushTo(c1, {
			async sealFor(request) {
				asked.push(request.skipEntitlementsAndGrants);
				return {path: golden};
			},
		});
		expect(await pushed).toEqual({syncs: 2});
		expect(asked).toEqual([true, false]);
	});

	it('keeps the file when it is refused, and says what ConductorOne said', async () => {
		const c1 = await sandbox({refuseUpload: 'only Pebble today'});
		const release = vi.fn();
		const sealed = {path: golden, release};
		await expect(pushTo(c1, {sealFor: async () => sealed})).rejects.toMatchObject({
			code: 'c1/upload-refused',
			why: expect.stringContaining('only Pebble today'),
			copy: [golden],
		});
		expect(release).not.toHaveBeenCalled();
		expect(c1.report().finished).toMatchObject([{ok: false, nonRetryable: false, times: 1}]);
	});

	it('says so when no task comes', async () => {
		const c1 = await sandbox({firstTask: 'none'});
		await expect(pushTo(c1, {idleMs: 1000})).rejects.toMatchObject({code: 'c1/no-task'});
	});

	it('asks ConductorOne also when told to wait for nothing', async () => {
		const c1 = await sandbox();
		expect(await pushTo(c1, {idleMs: 0})).toMatchObject({syncs: 1});
	});

	it('passes on what sealing failed with', async () => {
		const c1 = await sandbox();
		const sealFor = async () => {
			throw new Problem({code: 'litmos/key-refused', what: 'Key refused'});
		};
		await expect(pushTo(c1, {sealFor})).rejects.toMatchObject({code: 'litmos/key-refused'});
		expect(c1.report().finished).toMatchObject([{statusCode: 16, message: 'Key refused'}]);
	});

	it('is stopped by its signal, handing the task back', async () => {
		const c1 = await sandbox();
		const end = new AbortController();
		const pushed = pushTo(c1, {
			signal: end.signal,
			sealFor: (_request, {signal}) =>
				new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(cancelled()), {once: true});
					end.abort();
				}),
		});
		await expect(pushed).rejects.toMatchObject({code: 'cancelled'});
		expect(c1.report().finished).toMatchObject([{statusCode: 1, nonRetryable: false}]);
	});
});

describe('trouble on the way', () => {
	it('a cut upload is started over', async () => {
		const c1 = await sandbox({cutUpload: {afterBytes: 1, times: 2}});
		const pushed = pushTo(c1);
		await pushed;
		const attempts = pushed.events.flatMap((event) => (event.type === 'upload' ? [event.attempt] : []));
		expect(Math.max(...attempts)).toBe(3);
		expect(c1.report().finished).toMatchObject([{ok: true, times: 1}]);
	});

	it('a clock ten minutes off is corrected for', async () => {
		const c1 = await sandbox({clockSkewMs: -600_000});
		await pushTo(c1);
		expect(c1.report().finished).toMatchObject([{ok: true}]);
	});

	it('tokens that end at once are replaced', async () => {
		const c1 = await sandbox({tokenSeconds: 1});
		await pushTo(c1);
		expect(c1.report().tokens).toBeGreaterThan(3);
		expect(c1.report().finished).toMatchObject([{ok: true}]);
	});

	it('a token that ends just before an upload is replaced for the next attempt', async () => {
		const c1 = await sandbox();
		const pushed = pushTo(c1, {
			async sealFor() {
				c1.behave({clockSkewMs: 3_600_001});
				return {path: golden};
			},
		});
		await pushed;
		const attempts = pushed.events.flatMap((event) => (event.type === 'upload' ? [event.attempt] : []));
		expect(Math.max(...attempts)).toBe(2);
		expect(c1.report().tokens).toBe(2);
		expect(c1.report().finished).toMatchObject([{ok: true, times: 1}]);
	});

	it('a withdrawn credential is named as such', async () => {
		const c1 = await sandbox({credentialRevoked: true});
		await expect(pushTo(c1)).rejects.toMatchObject({code: 'c1/credential-refused', exit: 3});
	});

	it('an outage at start-up is waited out', async () => {
		const c1 = await sandbox({down: true});
		const pushed = pushTo(c1);
		const retried = new Promise<void>((resolve) => {
			const watch = setInterval(() => {
				if (!pushed.events.some(({type}) => type === 'retry')) return;
				clearInterval(watch);
				resolve();
			}, 1);
		});
		await retried;
		c1.behave({down: false});
		expect(await pushed).toEqual({syncs: 1});
	});
});

describe('TLS', () => {
	it('with a known authority is used', async () => {
		const c1 = await sandbox({tls: true});
		expect(await pushTo(c1)).toEqual({syncs: 1});
	});

	it.each(['expired', 'wrong-host', 'self-signed'] as const)(
		'a certificate that is %s is refused',
		async (certificate) => {
			const c1 = await sandbox({tls: true, certificate});
			await expect(pushTo(c1)).rejects.toMatchObject({code: 'network/tls', exit: 4});
			expect(c1.report().tokens).toBe(0);
		},
	);

	it.each(['expired', 'wrong-host', 'self-signed'] as const)(
		'a certificate that is %s is refused for gRPC as well',
		async (certificate) => {
			const c1 = await sandbox({tls: true, tokenSeconds: 3600});
			const service = await connectService(
				{credential: credentialOf(c1), metadata, hostId: 'host', version: '1'},
				{...usualTimes, ...quick},
			);
			const signal = new AbortController().signal;
			await service.hello('', signal);
			c1.behave({certificate, down: true});
			c1.behave({down: false});
			await expect(service.getTask(signal).catch(() => service.getTask(signal))).rejects.toMatchObject({
				code: 'network/tls',
			});
		},
	);
});

describe('a long day', () => {
	it('ends with each task finished exactly once, through faults and crashes', {timeout: 300_000}, async () => {
		const c1 = await sandbox({
			firstTask: 'none',
			unavailable: 0.05,
			nextPollMs: 0,
			leaseMs: 200,
			nextHeartbeatMs: 20,
			tokenSeconds: 11,
			clockSkewMs: -600_000,
		});
		// An upload that is cut is tried until it arrives, however busy the machine is.
		const times = {...quick, patience: 60_000};
		const journal = join(scratch(), 'tasks.jsonl');
		const entitlement = {id: 'course:1:assigned', resource: {id: {resourceType: 'course', resource: '1'}}};
		const principal = {id: {resourceType: 'user', resource: 'u'}};
		const kinds: Record<string, string> = {};
		for (let index = 0; index < 200; index++) {
			const spec = (
				[
					{kind: 'grant', body: {entitlement, principal}},
					{kind: 'revoke', body: {grant: {id: 'g', entitlement, principal}}},
					{kind: 'other', field: 'create_account'},
					{kind: 'sync'},
					{kind: 'grant', body: {entitlement}},
				] as const
			)[index % 5]!;
			kinds[c1.enqueue(structuredClone(spec) as never)] = `${spec.kind}${index % 5}`;
		}
		c1.behave({duplicateDelivery: 20, cutUpload: {afterBytes: 1, times: 3}});
		const existing = anyPack(GrantAlreadyExistsSchema, create(GrantAlreadyExistsSchema));

		/** Runs an instance until it has finished so many tasks, then lets it die: nothing of it reaches the server any more. */
		async function instance(tasks: number): Promise<void> {
			const real = await connectService(
				{credential: credentialOf(c1), metadata, hostId: 'host', version: '1'},
				{...usualTimes, ...times},
			);
			const never = new Promise<never>(() => {});
			const sent: Promise<unknown>[] = [];
			let dead = false;
			let finished = 0;
			let died: (() => void) | undefined;
			const death = new Promise<void>((resolve) => {
				died = resolve;
			});
			const mortal = Object.fromEntries(
				Object.entries(real).map(([name, call]) => [
					name,
					async (...parts: unknown[]) => {
						if (dead) return never;
						const underWay = (call as (...parts: unknown[]) => Promise<unknown>)(...parts);
						sent.push(underWay);
						const answer = await underWay;
						if (name === 'finishTask' && (++finished >= tasks || c1.report().pending === 0)) {
							dead = true;
							died?.();
						}
						return dead ? never : answer;
					},
				]),
			) as unknown as typeof real;
			void runTaskLoop(
				{
					credential: credentialOf(c1),
					metadata,
					hostId: 'host',
					version: '1',
					journal,
					signal: new AbortController().signal,
					onEvent: () => undefined,
					handlers: {
						sync: async () => ({path: golden}),
						grant: async () => ({grants: [], annotations: [existing]}),
						revoke: async () => ({annotations: []}),
					},
				},
				{service: mortal, times},
			);
			await death;
			// What was on its way when the instance died still arrives, before anybody starts the next one.
			await Promise.allSettled(sent);
		}

		while (c1.report().pending > 0) await instance(20);
		const report = c1.report();
		// The first assertion of each instance is made with the wrong clock.
		expect(report.refused.filter((rule) => !rule.includes('not valid yet'))).toEqual([]);
		expect(report.finished).toHaveLength(200);
		for (const task of report.finished) {
			const kind = kinds[task.taskId];
			expect([kind, task.times, task.statusCode, task.message, task.nonRetryable]).toEqual([
				kind,
				1,
				kind === 'other2' ? 12 : kind === 'grant4' ? 3 : 0,
				kind?.startsWith('sync') ? '' : expect.any(String),
				kind === 'other2' || kind === 'grant4',
			]);
		}
		const granted = report.finished.filter(({taskId}) => kinds[taskId] === 'grant0');
		expect(granted.every(({annotations}) => annotations.includes('c1.connector.v2.GrantAlreadyExists'))).toBe(true);
	});
});
