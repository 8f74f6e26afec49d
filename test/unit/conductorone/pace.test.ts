import {create} from '@bufbuild/protobuf';
import {Code} from '@connectrpc/connect';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {
	BatonServiceGetTaskResponseSchema,
	BatonServiceHeartbeatResponseSchema,
} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {fault, scriptedService} from './scripted-service.ts';
import {emptyHands, grant, hello, never, pass, seconds, startLoop, sync, timed} from './virtual-loop.ts';

vi.mock('node:timers/promises', () => import('../virtual-timers.ts'));

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Hands out the tasks, then nothing; says when to ask next. */
function handingOut(tasks: ReturnType<typeof grant | typeof sync>[], nextPollSeconds?: number) {
	return timed(async () => {
		const task = tasks.shift();
		const nextPoll = nextPollSeconds === undefined ? {} : {nextPoll: seconds(nextPollSeconds)};
		return create(BatonServiceGetTaskResponseSchema, {...(task ? {task} : {}), ...nextPoll});
	});
}

describe('ConductorOne is asked for tasks at most once a second', () => {
	it('while an upload waits for its answer, after the time to wait as well', async () => {
		const polls = handingOut([sync('s')]);
		const loop = startLoop(scriptedService([], {getTask: polls.call, uploadAsset: never}), {
			until: {syncs: 1, idleMs: 5000},
		});
		await pass(60);
		expect(loop.outcome).toBeUndefined();
		expect(polls.at.length).toBeGreaterThan(10);
		expect(Math.min(...polls.gaps())).toBeGreaterThanOrEqual(1000);
		loop.end.abort();
		await pass(30);
	});

	it('while no result gets through', async () => {
		const polls = handingOut([sync('s')]);
		const loop = startLoop(
			scriptedService([], {getTask: polls.call, finishTask: async () => fault(Code.Unavailable)}),
			{until: {syncs: 1, idleMs: 5000}},
		);
		await pass(60);
		expect(Math.min(...polls.gaps())).toBeGreaterThanOrEqual(1000);
		loop.end.abort();
		await pass(60);
	});

	it('when it hands out one task after the other and asks for haste', async () => {
		let count = 0;
		const polls = timed(async () =>
			create(BatonServiceGetTaskResponseSchema, {task: hello(`h${++count}`), nextPoll: seconds(0)}),
		);
		const loop = startLoop(scriptedService([], {getTask: polls.call}));
		await pass(20);
		expect(Math.min(...polls.gaps())).toBeGreaterThanOrEqual(1000);
		loop.end.abort();
	});

	it('when it refuses to hand out any', async () => {
		const polls = timed(async () => fault(Code.Unavailable));
		const loop = startLoop(scriptedService([], {getTask: polls.call}));
		await pass(60);
		expect(Math.min(...polls.gaps())).toBeGreaterThanOrEqual(1000);
		loop.end.abort();
	});

	it.each([{'retry-after': '40'}, {'grpc-retry-pushback-ms': '40000'}])(
		'and after a refusal when it says: %j',
		async (headers) => {
			const polls = timed(async () => fault(Code.ResourceExhausted, 'later', headers));
			const loop = startLoop(scriptedService([], {getTask: polls.call}));
			await pass(130);
			expect(polls.gaps()).toEqual([40_000, 40_000, 40_000]);
			loop.end.abort();
			await pass(1);
		},
	);

	it('and as seldom as it wishes', async () => {
		const polls = handingOut([], 7);
		const loop = startLoop(scriptedService([], {getTask: polls.call}));
		await pass(60);
		expect(new Set(polls.gaps())).toEqual(new Set([7000]));
		loop.end.abort();
	});
});

describe('an answer that does not get through', () => {
	/** FinishTask of tasks whose id begins with `lost` takes its half minute and fails; the others get through. */
	const finishing = () =>
		timed(async ({taskId}: {taskId: string}, timeoutMs: number) => {
			if (!taskId.startsWith('lost')) return;
			await new Promise((resolve) => setTimeout(resolve, timeoutMs));
			fault(Code.DeadlineExceeded);
		});

	it('does not keep others waiting', async () => {
		const finish = finishing();
		const queue = ['lost1', 'lost2', 'lost3'].map(grant);
		const polls = handingOut(queue, 2);
		const scripted = scriptedService([], {getTask: polls.call, finishTask: finish.call});
		const loop = startLoop(scripted);
		await pass(20);
		for (let round = 0; round < 10; round++) {
			queue.push(grant(`g${round}`));
			await pass(60);
			expect(loop.events).toContainEqual(expect.objectContaining({type: 'finished', taskId: `g${round}`, ok: true}));
		}
		expect(Math.max(...polls.gaps())).toBeLessThanOrEqual(2000);
		loop.end.abort();
		await pass(60);
	});

	it('is tried again after growing gaps, and at last given up in words that are true', async () => {
		const tries: number[] = [];
		const scripted = scriptedService([], {
			getTask: handingOut([grant('lost')], 60).call,
			async finishTask() {
				tries.push(Date.now());
				fault(Code.Unavailable);
			},
		});
		const loop = startLoop(scripted);
		await pass(4 * 3600);
		const gaps = tries.slice(1).map((moment, index) => moment - tries[index]!);
		expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
		expect(gaps.at(-1)).toBeGreaterThan(60_000);
		expect(tries.at(-1)! - tries[0]!).toBeLessThan(2 * 3_600_000);
		expect(loop.events.filter(({type}) => type === 'retry')).toHaveLength(gaps.length);
		expect(loop.events.filter(({type}) => type === 'finished')).toMatchObject([
			{taskId: 'lost', ok: false, told: false},
		]);
		loop.end.abort();
	});
});

describe('the time to wait is a limit', () => {
	const waits = {until: {syncs: 1, idleMs: 20_000}};
	let count = 0;
	const another = <Task>(make: (id: string) => Task) => make(`t${++count}`);

	it.each([
		['a poll that is never answered', {getTask: never}, 'c1/no-task'],
		[
			'a greeting that is never answered',
			{hello: (id: string) => (id === '' ? never() : Promise.resolve())},
			'network/timeout',
		],
		[
			'task after task that is no sync',
			{getTask: async () => create(BatonServiceGetTaskResponseSchema, {task: another(grant), nextPoll: seconds(2)})},
			'c1/no-task',
		],
		[
			'a greeting as the only task, never answered',
			{
				getTask: async () =>
					create(BatonServiceGetTaskResponseSchema, {task: hello('h'), nextPoll: seconds(315_360_000)}),
				hello: (id: string) => (id === '' ? Promise.resolve() : never()),
			},
			'c1/no-task',
		],
	])('for %s', async (_, script, code) => {
		const loop = startLoop(scriptedService([], script), waits);
		await pass(19);
		expect(loop.outcome).toBeUndefined();
		await pass(2);
		expect(loop.outcome).toMatchObject({code});
		loop.end.abort();
		await pass(60);
	});

	it('for a next poll in ten years', async () => {
		const loop = startLoop(scriptedService([], {getTask: async () => emptyHands(315_360_000)}), waits);
		await pass(21);
		expect(loop.outcome).toMatchObject({code: 'c1/no-task'});
	});

	it('and no further try is announced that would lie beyond it', async () => {
		const polls = timed(async () => fault(Code.Unavailable));
		const loop = startLoop(scriptedService([], {getTask: polls.call}), waits);
		await pass(21);
		expect(loop.outcome).toMatchObject({code: 'c1/busy'});
		expect(loop.events.filter(({type}) => type === 'retry')).toHaveLength(polls.at.length - 1);
		// The time is used to its end.
		expect(polls.at.at(-1)).toBeGreaterThan(15_000);
	});

	it('while a sync is under way it stands still', async () => {
		let free = () => {};
		const upload = new Promise<void>((resolve) => {
			free = resolve;
		});
		const scripted = scriptedService([sync('s')], {uploadAsset: () => upload});
		const loop = startLoop(scripted, waits);
		await pass(100);
		expect(loop.outcome).toBeUndefined();
		free();
		await pass(1);
		expect(loop.outcome).toEqual({syncs: 1, finished: 1});
	});
});

describe('an outage of a minute', () => {
	it('does not take the work away that its heartbeats tell of', async () => {
		const began = Date.now();
		const scripted = scriptedService([sync('s')], {
			async heartbeat() {
				const since = Date.now() - began;
				if (since > 0 && since < 60_000) fault(Code.Unavailable);
				return create(BatonServiceHeartbeatResponseSchema, {nextHeartbeat: seconds(1)});
			},
			uploadAsset: (_taskId, _path, _onProgress, signal) =>
				new Promise((resolve, reject) => {
					setTimeout(resolve, 90_000);
					signal.addEventListener('abort', () => reject(signal.reason));
				}),
		});
		const loop = startLoop(scripted, {until: {syncs: 1, idleMs: 20_000}});
		await pass(100);
		expect(loop.outcome).toEqual({syncs: 1, finished: 1});
	});

	it('does not keep a sync from being begun', async () => {
		const began = Date.now();
		const scripted = scriptedService([sync('s')], {
			async heartbeat() {
				if (Date.now() - began < 60_000) fault(Code.Unavailable);
				return create(BatonServiceHeartbeatResponseSchema, {});
			},
		});
		const loop = startLoop(scripted, {until: {syncs: 1, idleMs: 20_000}});
		await pass(150);
		expect(loop.outcome).toEqual({syncs: 1, finished: 1});
	});

	it('does not lose the result of an upload', async () => {
		const began = Date.now();
		const scripted = scriptedService([sync('s')], {
			async finishTask() {
				if (Date.now() - began < 60_000) fault(Code.Unavailable);
			},
		});
		const loop = startLoop(scripted, {until: {syncs: 1, idleMs: 20_000}});
		await pass(150);
		expect(loop.outcome).toEqual({syncs: 1, finished: 1});
	});
});
