import {Problem, type ProblemTexts} from '../../problem/problem.ts';
import type {Task, Task_SyncFullTask} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {untilAborted} from '../pause.ts';
import {inOneLine} from '../status.ts';
import {
	emptyList,
	granted,
	kindOf,
	type Outcome,
	readSyncRequest,
	revoked,
	type TaskTimes,
	unsupported,
} from './decide.ts';
import {startHeartbeats} from './heartbeat.ts';
import {taskMessages} from './messages.ts';
import type {ConnectorService} from './service.ts';
import type {TaskContext, TaskEvent, TaskHandlers} from './task.ts';

/** One task's work, as the loop sees it. */
export interface Work {
	readonly taskId: string;
	/** Aborting it with a Problem ends the work; the Problem becomes the task's answer. */
	readonly stop: AbortController;
	/** True while little is lost by stopping at once: waiting for another sync, or reading (which resumes later). */
	interruptible: boolean;
}

export interface Workshop {
	service: ConnectorService;
	handlers: TaskHandlers;
	times: TaskTimes;
	onEvent: (event: TaskEvent) => void;
	/** Runs syncs one after another. */
	oneSync: <Value>(run: () => Promise<Value>) => Promise<Value>;
}

/** Works on one task and gives its outcome; never throws. */
export async function workOn(task: Task, work: Work, shop: Workshop): Promise<Outcome> {
	const {handlers} = shop;
	const context: TaskContext = {taskId: task.id, signal: work.stop.signal};
	switch (task.taskType.case) {
		case 'syncFull':
			return outcomeOf(() => sync(task.taskType.value as Task_SyncFullTask, work, context, shop), false);
		case 'grant': {
			const {entitlement, principal} = task.taskType.value;
			if (!handlers.grant) return unsupported('grant');
			if (!entitlement || !principal) return malformed(taskMessages.grantIncomplete);
			const grant = handlers.grant.bind(handlers, entitlement, principal, context);
			return outcomeOf(async () => {
				const {grants, annotations} = await untilAborted(grant(), context.signal);
				return granted(grants, annotations);
			}, true);
		}
		case 'revoke': {
			const {grant} = task.taskType.value;
			if (!handlers.revoke) return unsupported('revoke');
			if (!grant?.entitlement || !grant.principal) return malformed(taskMessages.revokeIncomplete);
			const revoke = handlers.revoke.bind(handlers, grant, context);
			return outcomeOf(async () => revoked((await untilAborted(revoke(), context.signal)).annotations), true);
		}
		case 'actionListSchemas':
		case 'listEventFeeds':
			return emptyList(task.taskType.case);
		default:
			return unsupported(kindOf(task));
	}
}

/**
 * Errors of grants and revokes are final, as with the existing connectors (Baton protocol sheet, section 2, step 6); work
 * that was stopped is handed back instead, so that it can be done later.
 */
async function outcomeOf(run: () => Promise<Outcome>, final: boolean): Promise<Outcome> {
	try {
		return await run();
	} catch (error) {
		const problem = Problem.from(error);
		return {ok: false, problem, nonRetryable: final && problem.code !== 'cancelled'};
	}
}

function malformed(texts: ProblemTexts): Outcome {
	return {ok: false, problem: new Problem({code: 'input/invalid', ...texts}), nonRetryable: true};
}

async function sync(task: Task_SyncFullTask, work: Work, context: TaskContext, shop: Workshop): Promise<Outcome> {
	const ended = new AbortController();
	const {signal} = context;
	try {
		await startHeartbeats(shop.service, work.taskId, work.stop, ended.signal, shop.times);
		// The slot is held until the handler has really ended, even if nobody waits for its result any more.
		const reading = shop.oneSync(async () => {
			signal.throwIfAborted();
			return shop.handlers.sync(readSyncRequest(task), context);
		});
		const file = await untilAborted(reading, signal).catch((error) => {
			reading.then((late) => late.release?.()).catch(() => undefined);
			throw error;
		});
		try {
			work.interruptible = false;
			await shop.service.uploadAsset(
				work.taskId,
				file.path,
				{
					onProgress: (sentBytes, totalBytes, attempt) =>
						shop.onEvent({type: 'upload', taskId: work.taskId, sentBytes, totalBytes, attempt}),
					onRetry: (problem, waitMs) =>
						shop.onEvent({type: 'retry', what: 'upload', problem: inOneLine(problem), waitMs}),
				},
				signal,
			);
			return {ok: true, annotations: file.annotations ?? []};
		} finally {
			file.release?.();
		}
	} finally {
		ended.abort();
	}
}
