import {create} from '@bufbuild/protobuf';
import {DurationSchema} from '@bufbuild/protobuf/wkt';
import {vi} from 'vitest';
import type {TaskEvent, TaskLoopOptions} from '../../../source/conductorone/tasks/task.ts';
import {runTaskLoop, type TaskLoopResult} from '../../../source/conductorone/tasks/task-loop.ts';
import type {Problem} from '../../../source/problem/problem.ts';
import {BatonServiceGetTaskResponseSchema} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {ConnectorMetadataSchema} from '../../../source/proto/model.ts';
import type {scriptedService} from './scripted-service.ts';

export const seconds = (count: number) => create(DurationSchema, {seconds: BigInt(count)});
export const entitlement = {id: 'course:1:assigned', resource: {id: {resourceType: 'course', resource: '1'}}};
export const principal = {id: {resourceType: 'user', resource: 'u'}};
export const sync = (id: string) => ({id, taskType: {case: 'syncFull' as const, value: {}}});
export const grant = (id: string) => ({id, taskType: {case: 'grant' as const, value: {entitlement, principal}}});
export const hello = (id: string) => ({id, taskType: {case: 'hello' as const, value: {}}});

/** A call that is never answered. */
export const never = () => new Promise<never>(() => {});

export function emptyHands(nextPollSeconds?: number) {
	return create(
		BatonServiceGetTaskResponseSchema,
		nextPollSeconds === undefined ? {} : {nextPoll: seconds(nextPollSeconds)},
	);
}

/** More polls than any test allows; beyond it the service hangs, so that a flood fails a test instead of its run. */
const flood = 20_000;

/** The moments (ms since the start) at which something is called, and a wrapper that notes them. */
export function timed<Parts extends unknown[], Answer>(call: (...parts: Parts) => Promise<Answer>) {
	const start = Date.now();
	const at: number[] = [];
	const gaps = () => at.slice(1).map((moment, index) => moment - at[index]!);
	return {
		at,
		gaps,
		call: (...parts: Parts): Promise<Answer> => {
			at.push(Date.now() - start);
			return at.length > flood ? never() : call(...parts);
		},
	};
}

/**
 * Runs the task loop with its usual times; call with fake timers on. `outcome` is set once it has ended; `end` is its
 * signal.
 */
export function startLoop(scripted: ReturnType<typeof scriptedService>, more: Partial<TaskLoopOptions> = {}) {
	const events: TaskEvent[] = [];
	const end = new AbortController();
	const loop: {events: TaskEvent[]; end: AbortController; outcome?: TaskLoopResult | Problem} = {events, end};
	runTaskLoop(
		{
			credential: {clientId: 'a@c1.test/x', clientSecret: ''},
			metadata: create(ConnectorMetadataSchema, {displayName: 'Litmos'}),
			hostId: 'host',
			version: '1.0.0',
			handlers: {sync: async () => ({path: '/file'}), grant: async () => ({grants: [], annotations: []})},
			onEvent: (event) => events.push(event),
			signal: end.signal,
			...more,
		},
		{service: scripted.service, random: () => 0},
	).then(
		(result) => {
			loop.outcome = result;
		},
		(problem: Problem) => {
			loop.outcome = problem;
		},
	);
	return loop;
}

/** Lets so many seconds pass. */
export async function pass(count: number): Promise<void> {
	await vi.advanceTimersByTimeAsync(count * 1000);
}
