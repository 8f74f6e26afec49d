import {Code} from '@connectrpc/connect';
import {Problem} from '../../problem/problem.ts';
import type {BatonServiceFinishTaskRequest} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {pause, untilAborted} from '../pause.ts';
import {codeOf} from '../status.ts';
import {type Failing, finishRequest, isHandedBack, nextTry, type Outcome, type TaskTimes} from './decide.ts';
import type {Answered, Journal} from './journal.ts';
import {taskMessages} from './messages.ts';
import type {ConnectorService} from './service.ts';

export interface AnswersOptions {
	service: ConnectorService;
	journal: Journal;
	hostId: string;
	times: TaskTimes;
	/** How long an answer that does not get through is tried again, ms. */
	patience: number;
	random: () => number;
	/** Fires when the loop ends: waits are cut short then, for one last try. */
	ending: AbortSignal;
	/** Milliseconds left to say anything at all; Infinity while nobody wants to stop. */
	timeLeft: () => number;
	/** Told before a wait that another try follows. */
	onRetry: (problem: Problem, waitMs: number) => void;
}

/** What became of an answer: ConductorOne has it, does not want it, or never said. */
export type Receipt = {state: 'taken'} | {state: 'refused' | 'lost'; problem: Problem};

export type Answers = ReturnType<typeof createAnswers>;

/** The credential may be refused for a moment while it is being replaced; after this many times it is final. */
const refusalsAllowed = 3;

/** Gives each task exactly one answer, and remembers it. */
export function createAnswers(options: AnswersOptions) {
	const {journal, times} = options;
	/** The latest moment any answer is tried again: however many are lost, they do not come all at once. */
	let lastRetry = 0;

	/** `inDoubt`: the answer may have arrived already, so ConductorOne is asked before it is sent. */
	async function deliver(request: BatonServiceFinishTaskRequest, inDoubt: boolean): Promise<Receipt> {
		let isInDoubt = inDoubt;
		let failingSince: number | undefined;
		for (let failures = 1, refusals = 1; ; failures++) {
			try {
				if (isInDoubt && !(await isStillOpen(request.taskId))) return {state: 'taken'};
				await options.service.finishTask(request, limit());
				return {state: 'taken'};
			} catch (error) {
				const problem = Problem.from(error);
				const code = codeOf(problem);
				if (code === Code.AlreadyExists) return {state: 'taken'};
				const isPassing = code === Code.Unauthenticated && refusals++ < refusalsAllowed;
				if (problem.code.startsWith('c1/') && !problem.retryable && !isPassing) return {state: 'refused', problem};
				const now = Date.now();
				failingSince ??= now;
				const wait = waitBefore({failures, problem, forMs: now - failingSince}, now);
				if (problem.code === 'defect' || wait === undefined) return {state: 'lost', problem};
				options.onRetry(problem, wait);
				await pause(wait, options.ending.aborted ? new AbortController().signal : options.ending);
				// A call that broke off may have arrived all the same.
				isInDoubt = !isHandedBack(request);
			}
		}
	}

	function waitBefore(failing: Failing & {forMs: number}, now: number): number | undefined {
		const wanted = nextTry({...failing, patience: options.patience}, times, options.random);
		if (wanted === undefined) return undefined;
		const at = Math.max(now + wanted, lastRetry + times.pollMin);
		if (at - now >= options.timeLeft()) return undefined;
		lastRetry = at;
		return at - now;
	}

	/** Time for one call, ms. */
	function limit(): number {
		return Math.max(1, Math.min(times.finish, options.timeLeft()));
	}

	/** Throws while that cannot be told: sending without knowing could answer a task twice. */
	async function isStillOpen(taskId: string): Promise<boolean> {
		const hung = new AbortController();
		const timer = setTimeout(() => {
			hung.abort(new Problem({code: 'network/timeout', what: taskMessages.noWordOfTask, retryable: true}));
		}, limit());
		try {
			const beat = untilAborted(options.service.heartbeat(taskId, hung.signal), hung.signal);
			const {cancelled, cancelledTaskIds} = await beat;
			return !cancelled && !cancelledTaskIds.includes(taskId);
		} catch (error) {
			const problem = Problem.from(error);
			const mayTellLater = ['c1/busy', 'cancelled'].includes(problem.code) || problem.code.startsWith('network/');
			if (mayTellLater) throw problem;
			// It will not tell about this task at all: better twice than never, and FinishTask says whether it was there.
			return true;
		} finally {
			clearTimeout(timer);
		}
	}

	async function send(taskId: string, request: BatonServiceFinishTaskRequest, inDoubt: boolean): Promise<Receipt> {
		const receipt = await deliver(request, inDoubt);
		// Sending a refused answer again would change nothing.
		if (receipt.state !== 'lost' && !isHandedBack(request)) journal.acknowledged(taskId);
		return receipt;
	}

	return {
		/** The remembered answer of a task that is handed out again. */
		find: (taskId: string): Answered | undefined => journal.find(taskId),
		/** Answers a task, trying again after growing waits. A lost answer is sent once more when the task comes again. */
		async give(taskId: string, outcome: Outcome): Promise<Receipt> {
			const request = finishRequest(options.hostId, taskId, outcome);
			// A task that is only handed back is not remembered: when it comes again, it is to be worked on.
			if (!isHandedBack(request)) journal.answered(taskId, request);
			return send(taskId, request, false);
		},
		/** Sends a remembered answer again, if ConductorOne still waits for it. */
		async repeat(taskId: string): Promise<Receipt> {
			const known = journal.find(taskId);
			if (!known) return {state: 'taken'};
			// After a crash it is unknown whether the answer had arrived; whoever has it wants no heartbeats any more.
			return send(taskId, known.answer, true);
		},
	};
}
