import {cancelled, Problem} from '../../problem/problem.ts';
import type {BatonServiceHeartbeatResponse} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {pause, untilAborted} from '../pause.ts';
import {inOneLine} from '../status.ts';
import {
	backOff,
	type Failing,
	heartbeatFailuresAllowed,
	heartbeatWait,
	isTransient,
	nextTry,
	type TaskTimes,
} from './decide.ts';
import {taskMessages} from './messages.ts';
import type {ConnectorService} from './service.ts';

/**
 * Tells ConductorOne that a task is being worked on: once before the work, then as often as it wishes, until `ended`.
 * Aborts `work` with a Problem when ConductorOne cancels the task, or when no heartbeat gets through ten times in a row,
 * with growing waits in between. Resolves after the first heartbeat; throws a Problem when the work must not start.
 * Baton protocol sheet, section 2, step 3.
 */
export async function startHeartbeats(
	service: ConnectorService,
	taskId: string,
	work: AbortController,
	ended: AbortSignal,
	times: TaskTimes,
	random: () => number = Math.random,
): Promise<void> {
	let wait = take(await first(service, taskId, AbortSignal.any([ended, work.signal]), times, random));
	if (work.signal.aborted) throw work.signal.reason;

	function take(answer: BatonServiceHeartbeatResponse): number {
		if (answer.cancelled || answer.cancelledTaskIds.includes(taskId)) {
			work.abort(cancelled(taskMessages.cancelledThere));
		}
		return heartbeatWait(answer.nextHeartbeat, times);
	}

	async function goOn(): Promise<void> {
		let failing: Failing | undefined;
		for (;;) {
			await pause(failing ? Math.max(wait, backOff(failing, times, random)) : wait, ended);
			if (ended.aborted || work.signal.aborted) return;
			try {
				wait = take(await service.heartbeat(taskId, ended));
				failing = undefined;
			} catch (error) {
				if (ended.aborted) return;
				failing = {failures: (failing?.failures ?? 0) + 1, problem: Problem.from(error)};
				if (failing.failures >= heartbeatFailuresAllowed) {
					work.abort(outOfTouch(failing.problem));
					return;
				}
			}
		}
	}
	void goOn();
}

/** The first heartbeat, tried again through an outage: the task is there, and nothing of it is lost by waiting. */
async function first(
	service: ConnectorService,
	taskId: string,
	stop: AbortSignal,
	times: TaskTimes,
	random: () => number,
): Promise<BatonServiceHeartbeatResponse> {
	const began = Date.now();
	for (let failures = 1; ; failures++) {
		try {
			return await untilAborted(service.heartbeat(taskId, stop), stop);
		} catch (error) {
			const problem = Problem.from(error);
			const wait = nextTry({failures, problem, forMs: Date.now() - began, patience: times.patience}, times, random);
			if (stop.aborted || wait === undefined || !isTransient(problem)) throw problem;
			await pause(wait, stop);
			stop.throwIfAborted();
		}
	}
}

function outOfTouch(last: Problem): Problem {
	return new Problem({
		code: 'network/unreachable',
		...taskMessages.outOfTouch(inOneLine(last)),
		retryable: true,
		cause: last.cause,
	});
}
