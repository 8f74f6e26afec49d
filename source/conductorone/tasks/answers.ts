import {Code} from '@connectrpc/connect';
import {Problem} from '../../problem/problem.ts';
import type {BatonServiceFinishTaskRequest} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {pause} from '../pause.ts';
import {codeOf} from '../status.ts';
import {backOff, finishRequest, isHandedBack, isTransient, type Outcome, type TaskTimes} from './decide.ts';
import type {Answered, Journal} from './journal.ts';
import type {ConnectorService} from './service.ts';

export interface AnswersOptions {
	service: ConnectorService;
	journal: Journal;
	hostId: string;
	times: TaskTimes;
	random: () => number;
	/** Milliseconds left to say anything at all; Infinity while nobody wants to stop. */
	timeLeft: () => number;
	onRetry: (problem: Problem, waitMs: number) => void;
}

/** Gives each task exactly one answer, and remembers it. */
export interface Answers {
	/** The remembered answer of a task that is handed out again. */
	find(taskId: string): Answered | undefined;
	/** Answers a task. False when the answer did not get through; it is then sent again by `settle` or on redelivery. */
	give(taskId: string, outcome: Outcome): Promise<boolean>;
	/** Sends a remembered answer again, if ConductorOne still waits for it. */
	repeat(taskId: string): Promise<boolean>;
	/** Sends what did not get through earlier. */
	settle(): Promise<void>;
}

/** FinishTask is tried this often in one go (about half a minute of waits) before it is left for later. */
const tries = 6;

/** ConductorOne no longer waits for an answer to this task; sending it again would change nothing. */
const settledBy: ReadonlySet<Code> = new Set([
	Code.NotFound,
	Code.AlreadyExists,
	Code.FailedPrecondition,
	Code.InvalidArgument,
	Code.OutOfRange,
	Code.Unimplemented,
]);

export function createAnswers(options: AnswersOptions): Answers {
	const {journal, times} = options;
	const undelivered = new Set<string>();

	/** `inDoubt`: the answer may have arrived already, so ConductorOne is asked before it is sent. */
	async function deliver(request: BatonServiceFinishTaskRequest, inDoubt: boolean): Promise<boolean> {
		let isInDoubt = inDoubt;
		for (let failures = 1; ; failures++) {
			try {
				if (isInDoubt && !(await isStillOpen(request.taskId))) return true;
				await options.service.finishTask(request, Math.max(1, Math.min(times.finish, options.timeLeft())));
				return true;
			} catch (error) {
				const problem = Problem.from(error);
				if (settledBy.has(codeOf(problem))) {
					options.onRetry(problem, 0);
					return true;
				}
				const wait = backOff(failures, times, options.random);
				if (!isTransient(problem) || failures >= tries || options.timeLeft() <= wait) return false;
				options.onRetry(problem, wait);
				await pause(wait, AbortSignal.timeout(Math.min(options.timeLeft(), wait + 1000)));
				// A call that broke off may have arrived all the same.
				isInDoubt = !isHandedBack(request);
			}
		}
	}

	/** Throws while that cannot be told: sending without knowing could answer a task twice. */
	async function isStillOpen(taskId: string): Promise<boolean> {
		try {
			const {cancelled, cancelledTaskIds} = await options.service.heartbeat(
				taskId,
				AbortSignal.timeout(Math.max(1, Math.min(times.finish, options.timeLeft()))),
			);
			return !cancelled && !cancelledTaskIds.includes(taskId);
		} catch (error) {
			const problem = Problem.from(error);
			// `cancelled`: the call hung until its time was up.
			const mayTellLater = ['c1/busy', 'cancelled'].includes(problem.code) || problem.code.startsWith('network/');
			if (mayTellLater || settledBy.has(codeOf(problem))) throw problem;
			// It will not tell about this task at all: better twice than never.
			return true;
		}
	}

	async function send(taskId: string, request: BatonServiceFinishTaskRequest, inDoubt: boolean): Promise<boolean> {
		const delivered = await deliver(request, inDoubt);
		if (isHandedBack(request)) return delivered;
		if (delivered) {
			journal.acknowledged(taskId);
			undelivered.delete(taskId);
		} else {
			undelivered.add(taskId);
		}
		return delivered;
	}

	return {
		find: (taskId) => journal.find(taskId),
		async give(taskId, outcome) {
			const request = finishRequest(options.hostId, taskId, outcome);
			// A task that is only handed back is not remembered: when it comes again, it is to be worked on.
			if (!isHandedBack(request)) journal.answered(taskId, request);
			return send(taskId, request, false);
		},
		async repeat(taskId) {
			const known = journal.find(taskId);
			if (!known) return false;
			// After a crash it is unknown whether the answer had arrived; whoever has it wants no heartbeats any more.
			return send(taskId, known.answer, true);
		},
		async settle() {
			for (const taskId of [...undelivered]) {
				const known = journal.find(taskId);
				if (!known) undelivered.delete(taskId);
				else if (!(await send(taskId, known.answer, true))) return;
			}
		},
	};
}
