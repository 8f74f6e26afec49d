import {create} from '@bufbuild/protobuf';
import {type Any, AnySchema, anyPack, type Duration, durationMs} from '@bufbuild/protobuf/wkt';
import {Code} from '@connectrpc/connect';
import {atLeastAsked, growingWait} from '../../http/retry.ts';
import {Problem} from '../../problem/problem.ts';
import {
	type BatonServiceFinishTaskRequest,
	BatonServiceFinishTaskRequestSchema,
	type Task,
	type Task_SyncFullTask,
} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {
	type Grant,
	GrantManagerServiceGrantResponseSchema,
	GrantManagerServiceRevokeResponseSchema,
} from '../../proto/model.ts';
import {quotable} from '../../text/printable.ts';
import {codeOf, statusOf} from '../status.ts';
import {taskMessages} from './messages.ts';
import type {SyncRequest} from './task.ts';

/** Times of the task loop, milliseconds. Baton protocol sheet, section 2. */
export interface TaskTimes {
	/** First wait after a failure; doubled each time. */
	backOffMin: number;
	backOffMax: number;
	/** Polls are at least this far apart, and at most `pollMax`, whatever the server says. */
	pollMin: number;
	pollMax: number;
	heartbeatMin: number;
	heartbeatMax: number;
	/** When the server gives no interval. */
	heartbeatDefault: number;
	/** Limit of one FinishTask call. */
	finish: number;
	/** From the wish to stop to the end, at most. */
	stop: number;
	/** Limit for hearing nothing at all while uploading. */
	uploadStall: number;
	/** How long what somebody waits for (an upload, the start of a sync, the result of a push) is tried again. */
	patience: number;
	/** How long the service tries an answer again that does not get through. */
	answerPatience: number;
}

export const usualTimes: TaskTimes = {
	backOffMin: 1000,
	backOffMax: 300_000,
	pollMin: 1000,
	pollMax: 300_000,
	heartbeatMin: 1000,
	heartbeatMax: 300_000,
	heartbeatDefault: 30_000,
	finish: 30_000,
	stop: 20_000,
	uploadStall: 120_000,
	patience: 300_000,
	answerPatience: 3_600_000,
};

/** After this many failures in a row the work of a task is given up. */
export const heartbeatFailuresAllowed = 10;

/** How long to wait before the next poll, ms. */
export function pollWait(nextPoll: Duration | undefined, times: TaskTimes): number {
	return clamp(nextPoll ? durationMs(nextPoll) : 0, times.pollMin, times.pollMax);
}

/** How long to wait before the next heartbeat, ms. */
export function heartbeatWait(nextHeartbeat: Duration | undefined, times: TaskTimes): number {
	const wanted = nextHeartbeat ? durationMs(nextHeartbeat) : 0;
	return wanted <= 0 ? times.heartbeatDefault : clamp(wanted, times.heartbeatMin, times.heartbeatMax);
}

/** Something that goes wrong again and again. */
export interface Failing {
	/** In a row, 1 = first. */
	failures: number;
	/** What it failed with last. */
	problem: Problem;
}

/** The wait in ms after a failure: growing, and at least what ConductorOne asks for. */
export function backOff({failures, problem}: Failing, times: TaskTimes, random: () => number): number {
	const {backOffMin: first, backOffMax: most} = times;
	return atLeastAsked(growingWait(failures, {first, most}, random), problem.retryAfterMs, most);
}

/** The wait before another try of something that has been failing for so many ms; undefined when `patience` is over. */
export function nextTry(
	failing: Failing & {forMs: number; patience: number},
	times: TaskTimes,
	random: () => number,
): number | undefined {
	return failing.forMs < failing.patience ? backOff(failing, times, random) : undefined;
}

const finalAtStart: ReadonlySet<Code> = new Set([
	Code.Unauthenticated,
	Code.PermissionDenied,
	Code.InvalidArgument,
	Code.Unimplemented,
	Code.FailedPrecondition,
	Code.NotFound,
]);

/** Whether a failed start-up Hello is worth no second try. */
export function givesUpAtStart(problem: Problem): boolean {
	return problem.code === 'network/tls' || finalAtStart.has(codeOf(problem));
}

/** Whether the same call to the service may succeed a moment later. */
export function isTransient(problem: Problem): boolean {
	return problem.retryable && problem.code !== 'cancelled';
}

/** The kind of a task: the name of its field in the protocol, e.g. `syncFull`; `none`; `unknown` for a newer kind. */
export function kindOf(task: Task | undefined): string {
	if (!task || task.id === '') return 'none';
	return task.taskType.case ?? 'unknown';
}

/** What a sync task asks for. */
export function readSyncRequest(task: Task_SyncFullTask): SyncRequest {
	return {
		skipEntitlementsAndGrants: task.skipEntitlementsAndGrants,
		skipGrants: task.skipGrants,
		targetedResources: task.targetedSyncResources,
		resourceTypeIds: task.syncResourceTypeIds,
		storageEngine: task.storageEngine,
	};
}

/** Whether a sync answers "who has what" for everything: not resources only, not a part. */
export function carriesGrants(request: SyncRequest): boolean {
	return (
		!request.skipEntitlementsAndGrants &&
		!request.skipGrants &&
		request.targetedResources.length === 0 &&
		request.resourceTypeIds.length === 0
	);
}

/** How a task ended. */
export type Outcome =
	| {ok: true; annotations: Any[]; response?: Any}
	| {ok: false; problem: Problem; nonRetryable: boolean};

export function granted(grants: Grant[], annotations: Any[]): Outcome {
	const response = create(GrantManagerServiceGrantResponseSchema, {grants, annotations: capped(annotations)});
	return {ok: true, annotations, response: anyPack(GrantManagerServiceGrantResponseSchema, response)};
}

export function revoked(annotations: Any[]): Outcome {
	const response = create(GrantManagerServiceRevokeResponseSchema, {annotations: capped(annotations)});
	return {ok: true, annotations, response: anyPack(GrantManagerServiceRevokeResponseSchema, response)};
}

/** Lists of which this connector has nothing, and the message that holds them (baton-sdk, proto/c1/connector/v2). */
const emptyLists = {
	actionListSchemas: 'c1.connector.v2.ListActionSchemasResponse',
	listEventFeeds: 'c1.connector.v2.ListEventFeedsResponse',
} as const;

/** A list without entries, as connectors answer that have no actions or event feeds. An empty message has no bytes. */
export function emptyList(kind: keyof typeof emptyLists): Outcome {
	return {ok: true, annotations: [], response: create(AnySchema, {typeUrl: `type.googleapis.com/${emptyLists[kind]}`})};
}

/** The answer to a kind of task this program does not do: final, so that ConductorOne does not ask again. */
export function unsupported(kind: string): Outcome {
	const texts =
		kind === 'grant' || kind === 'revoke'
			? taskMessages.provisioningOff(kind)
			: taskMessages.otherKind(kind.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
	return {ok: false, problem: new Problem({code: 'input/unsupported', ...texts}), nonRetryable: true};
}

/** At most 16 annotations pass ConductorOne's rules (Baton protocol sheet, section 9.2). */
const annotationsAllowed = 16;

function capped(annotations: Any[]): Any[] {
	return annotations.slice(0, annotationsAllowed);
}

/** The FinishTask call for an outcome. Baton protocol sheet, section 2, step 6. */
export function finishRequest(hostId: string, taskId: string, outcome: Outcome): BatonServiceFinishTaskRequest {
	if (outcome.ok) {
		return create(BatonServiceFinishTaskRequestSchema, {
			hostId,
			taskId,
			finalState: {
				case: 'success',
				value: {
					annotations: capped(outcome.annotations),
					...(outcome.response ? {response: create(AnySchema, outcome.response)} : {}),
				},
			},
		});
	}
	return create(BatonServiceFinishTaskRequestSchema, {
		hostId,
		taskId,
		status: statusOf(outcome.problem),
		finalState: {case: 'error', value: {nonRetryable: outcome.nonRetryable}},
	});
}

/** One line about an outcome, for events and logs. */
export function outcomeText(outcome: Outcome): string {
	return outcome.ok ? taskMessages.done : quotable(outcome.problem.what);
}

/** Whether a redelivered task must be worked on again: it was only handed back. */
export function isHandedBack(request: BatonServiceFinishTaskRequest): boolean {
	return request.finalState.case === 'error' && !request.finalState.value.nonRetryable;
}

function clamp(value: number, low: number, high: number): number {
	return Math.min(high, Math.max(low, value));
}
