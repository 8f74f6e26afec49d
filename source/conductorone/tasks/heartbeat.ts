import {cancelled, Problem} from '../../problem/problem.ts';
import type {BatonServiceHeartbeatResponse} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {pause} from '../pause.ts';
import {heartbeatFailuresAllowed, heartbeatWait, isTransient, type TaskTimes} from './decide.ts';
import {taskWords} from './messages.ts';
import type {ConnectorService} from './service.ts';

/** How often the first heartbeat is tried before the task is handed back unworked. */
const firstTries = 3;

/**
 * Tells ConductorOne that a task is being worked on: once before the work, then as often as it wishes, until `ended`.
 * Aborts `work` with a Problem when ConductorOne cancels the task, or when no heartbeat gets through ten times in a row.
 * Resolves after the first heartbeat; throws a Problem when the work must not start.
 * Baton protocol sheet, section 2, step 3.
 */
export async function startHeartbeats(
	service: ConnectorService,
	taskId: string,
	work: AbortController,
	ended: AbortSignal,
	times: TaskTimes,
): Promise<void> {
	let wait = take(await first(service, taskId, ended, times));
	if (work.signal.aborted) throw work.signal.reason;

	function take(answer: BatonServiceHeartbeatResponse): number {
		if (answer.cancelled || answer.cancelledTaskIds.includes(taskId)) {
			work.abort(cancelled(taskWords.cancelledThere));
		}
		return heartbeatWait(answer.nextHeartbeat, times);
	}

	async function goOn(): Promise<void> {
		for (let failures = 0; ; ) {
			await pause(wait, ended);
			if (ended.aborted || work.signal.aborted) return;
			try {
				wait = take(await service.heartbeat(taskId, ended));
				failures = 0;
			} catch (error) {
				if (ended.aborted) return;
				if (++failures >= heartbeatFailuresAllowed) {
					work.abort(outOfTouch(Problem.from(error)));
					return;
				}
			}
		}
	}
	void goOn();
}

async function first(
	service: ConnectorService,
	taskId: string,
	ended: AbortSignal,
	times: TaskTimes,
): Promise<BatonServiceHeartbeatResponse> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await service.heartbeat(taskId, ended);
		} catch (error) {
			const problem = Problem.from(error);
			if (ended.aborted || attempt >= firstTries || !isTransient(problem)) throw problem;
			await pause(times.backOffMin / 2, ended);
		}
	}
}

function outOfTouch(last: Problem): Problem {
	return new Problem({
		code: 'network/unreachable',
		...taskWords.outOfTouch(last.what),
		retryable: true,
		cause: last.cause,
	});
}
