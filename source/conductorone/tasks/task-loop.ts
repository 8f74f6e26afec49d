import {Problem} from '../../problem/problem.ts';
import type {Task} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {pause, unlessAborted, untilAborted} from '../pause.ts';
import {inOneLine} from '../status.ts';
import {type Answers, createAnswers, type Receipt} from './answers.ts';
import {connectService} from './connect.ts';
import {
	backOff,
	carriesGrants,
	givesUpAtStart,
	isTransient,
	kindOf,
	type Outcome,
	outcomeText,
	pollWait,
	readSyncRequest,
	type TaskTimes,
	usualTimes,
} from './decide.ts';
import {hostIdOf} from './host-info.ts';
import {IdleWatch} from './idle-watch.ts';
import {openJournal} from './journal.ts';
import {taskMessages} from './messages.ts';
import {waitedInVain, withoutResult} from './push-problems.ts';
import type {ConnectorService} from './service.ts';
import type {TaskCall, TaskEvent, TaskLoopOptions} from './task.ts';
import {type Work, workOn} from './work.ts';
import {WorkerPool} from './worker-pool.ts';

/** What tests put in place of the real thing. */
export interface TaskLoopEdges {
	service?: ConnectorService;
	times?: Partial<TaskTimes>;
	/** 0 … 1 */
	random?: () => number;
}

export interface TaskLoopResult {
	/** Syncs that were uploaded and answered. */
	syncs: number;
	/** Tasks answered, of any kind and outcome. */
	finished: number;
}

/** The credential may be refused for a moment while it is being replaced; after this many times it is final. */
const refusalsAllowed = 3;
const helloTries = 3;
/** Somebody looks on while a push goes wrong: it outlasts a minute's outage, and ends soon after. */
const pushPatience = 120_000;
/** An acknowledged task that still comes back this often gets its answer again: ConductorOne has lost it. */
const redeliveriesIgnored = 2;

/**
 * Serves ConductorOne until the signal, or until `until` is met: greets, asks for tasks, works on them, answers each once.
 * After the signal, work under way is finished or handed back within 20 s. Resolves with what was done; rejects with a
 * Problem that needs a person: credential refused, connector unknown, `c1/no-task`, a disk that cannot be written, or
 * (with `until`) a failed sync. Baton protocol sheet, section 2.
 */
export async function runTaskLoop(options: TaskLoopOptions, edges: TaskLoopEdges = {}): Promise<TaskLoopResult> {
	const times = {...usualTimes, ...(options.until ? {patience: pushPatience} : {}), ...edges.times};
	const hostId = hostIdOf(options.hostId);
	const service = edges.service ?? (await connectService({...options, hostId}, times));
	return new TaskLoop({...options, hostId}, service, times, edges.random ?? Math.random).run();
}

class TaskLoop {
	readonly #options: TaskLoopOptions;
	readonly #service: ConnectorService;
	readonly #times: TaskTimes;
	readonly #random: () => number;
	readonly #answers: Answers;
	readonly #workers = new WorkerPool((error) => this.#end(Problem.from(error)));
	readonly #idle: IdleWatch;
	/** Ends the polling: the caller's signal, enough syncs, or a problem that ends everything. */
	readonly #ending = new AbortController();
	readonly #result: TaskLoopResult = {syncs: 0, finished: 0};
	#failure: Problem | undefined;
	/** What went wrong last, while it has not gone well since. */
	#trouble: Problem | undefined;
	#greeted = false;
	#wantedSyncs = 0;

	constructor(options: TaskLoopOptions, service: ConnectorService, times: TaskTimes, random: () => number) {
		this.#options = options;
		this.#service = service;
		this.#times = times;
		this.#random = random;
		this.#idle = new IdleWatch(options.until?.idleMs, () => {
			const waited = options.until?.idleMs ?? 0;
			this.#end(this.#trouble ?? waitedInVain(hostOf(options), waited, this.#greeted));
		});
		this.#answers = createAnswers({
			service,
			journal: openJournal(options.journal),
			hostId: options.hostId,
			times,
			patience: options.until ? times.patience : times.answerPatience,
			random,
			ending: this.#ending.signal,
			timeLeft: () => this.#workers.timeLeft,
			onRetry: (problem, waitMs) => this.#tell({type: 'retry', what: 'finish', problem: inOneLine(problem), waitMs}),
		});
	}

	async run(): Promise<TaskLoopResult> {
		const {signal} = this.#options;
		const onAbort = () => this.#end();
		signal.addEventListener('abort', onAbort, {once: true});
		if (signal.aborted) this.#end();
		try {
			await this.#greet();
			await this.#poll();
		} catch (error) {
			this.#failure ??= Problem.from(error);
		} finally {
			this.#end();
			this.#idle.stop();
			await this.#workers.drain(this.#times.stop);
			this.#service.close();
			signal.removeEventListener('abort', onAbort);
		}
		if (this.#failure) throw this.#failure;
		return this.#result;
	}

	#end(problem?: Problem): void {
		this.#failure ??= problem;
		this.#ending.abort();
	}

	get #over(): boolean {
		return this.#ending.signal.aborted;
	}

	#tell(event: TaskEvent): void {
		this.#options.onEvent(event);
	}

	async #greet(): Promise<void> {
		this.#tell({type: 'connecting', host: hostOf(this.#options)});
		for (let failures = 1; !this.#over; failures++) {
			try {
				await this.#unlessOver((signal) => this.#service.hello('', signal));
				this.#trouble = undefined;
				this.#greeted = true;
				this.#tell({type: 'hello'});
				return;
			} catch (error) {
				const problem = Problem.from(error);
				if (this.#over) return;
				if (givesUpAtStart(problem) || !problem.retryable) throw problem;
				await this.#waitOut('hello', problem, failures);
			}
		}
	}

	async #poll(): Promise<void> {
		let failures = 0;
		let refusals = 0;
		while (!this.#over) {
			if (this.#workers.full) {
				await unlessAborted(this.#workers.oneEnds(), this.#ending.signal);
				continue;
			}
			let answer: Awaited<ReturnType<ConnectorService['getTask']>>;
			try {
				answer = await this.#unlessOver((signal) => this.#service.getTask(signal));
			} catch (error) {
				const problem = Problem.from(error);
				if (this.#over) return;
				if (problem.code === 'c1/credential-refused' && ++refusals >= refusalsAllowed) throw problem;
				await this.#waitOut('get-task', problem, ++failures);
				continue;
			}
			failures = refusals = 0;
			this.#trouble = undefined;
			const wait = pollWait(answer.nextPoll, this.#times);
			const isTaken = answer.task && kindOf(answer.task) !== 'none' && this.#accept(answer.task);
			if (!isTaken) this.#tell({type: 'waiting', nextPollMs: wait, reason: 'no-task'});
			await pause(wait, this.#ending.signal);
		}
	}

	/** Waits for a call no longer than the loop runs, also for one that never comes to an end. */
	#unlessOver<Answer>(call: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
		return untilAborted(call(this.#ending.signal), this.#ending.signal);
	}

	async #waitOut(what: TaskCall, problem: Problem, failures: number): Promise<void> {
		const {pollMin} = this.#times;
		this.#trouble = problem;
		const waitMs = this.#idle.fit(Math.max(pollMin, backOff({failures, problem}, this.#times, this.#random)), pollMin);
		if (waitMs === undefined) throw problem;
		this.#tell({type: 'retry', what, problem: inOneLine(problem), waitMs});
		this.#tell({type: 'waiting', nextPollMs: waitMs, reason: 'back-off'});
		await pause(waitMs, this.#ending.signal);
	}

	/** Takes a task on. False when it is already being worked on or was answered. */
	#accept(task: Task): boolean {
		if (this.#workers.has(task.id)) return false;
		const known = this.#answers.find(task.id);
		if (known?.acknowledged && ++known.redelivered <= redeliveriesIgnored) return false;
		const isSync = task.taskType.case === 'syncFull';
		const work: Work = {taskId: task.id, stop: new AbortController(), interruptible: isSync};
		if (known) {
			this.#workers.take(work, this.#answers.repeat(task.id));
			this.#workers.answering(task.id);
		} else if (isSync) {
			this.#idle.pause();
			this.#workers.take(
				work,
				this.#handle(task, work).finally(() => this.#idle.resume()),
			);
		} else {
			this.#workers.take(work, this.#handle(task, work));
		}
		return true;
	}

	async #handle(task: Task, work: Work): Promise<void> {
		const kind = kindOf(task);
		this.#tell({type: 'task', taskId: task.id, kind});
		if (kind === 'hello') return this.#answerHello(task.id);
		const outcome = await workOn(task, work, {
			service: this.#service,
			handlers: this.#options.handlers,
			times: this.#times,
			onEvent: this.#options.onEvent,
			oneSync: (run) => this.#workers.oneSync(run),
		});
		this.#workers.answering(task.id);
		const receipt = await this.#answers.give(task.id, outcome);
		this.#concluded(task.id, kind, outcome, receipt);
		if (task.taskType.case === 'syncFull') {
			this.#afterSync(outcome, receipt, carriesGrants(readSyncRequest(task.taskType.value)));
		}
	}

	#concluded(taskId: string, kind: string, outcome: Outcome, receipt: Receipt): void {
		if (receipt.state === 'taken') {
			this.#result.finished++;
			const code = outcome.ok ? {} : {code: outcome.problem.code};
			this.#tell({type: 'finished', taskId, kind, ok: outcome.ok, told: true, message: outcomeText(outcome), ...code});
			return;
		}
		const {state, problem} = receipt;
		const isRefused = state === 'refused';
		this.#tell({
			type: 'finished',
			taskId,
			kind,
			ok: false,
			told: isRefused,
			...(isRefused ? {refused: true} : {}),
			message: isRefused ? (problem.why ?? problem.what) : taskMessages.notAnswered(inOneLine(problem)),
			code: outcome.ok ? problem.code : outcome.problem.code,
		});
	}

	#afterSync(outcome: Outcome, receipt: Receipt, whole: boolean): void {
		const {until} = this.#options;
		const isDone = outcome.ok && receipt.state === 'taken';
		if (isDone) this.#result.syncs++;
		if (!until) return;
		if (!outcome.ok) {
			if (outcome.problem.code !== 'cancelled') this.#end(outcome.problem);
		} else if (receipt.state !== 'taken') {
			this.#end(withoutResult(receipt));
		} else if (whole && ++this.#wantedSyncs >= until.syncs) {
			this.#end();
		}
	}

	/** A Hello task is answered by Hello itself; no FinishTask follows. */
	async #answerHello(taskId: string): Promise<void> {
		for (let failures = 1; ; failures++) {
			try {
				await this.#unlessOver((signal) => this.#service.hello(taskId, signal));
				this.#result.finished++;
				this.#tell({type: 'finished', taskId, kind: 'hello', ok: true, told: true, message: taskMessages.done});
				return;
			} catch (error) {
				const problem = Problem.from(error);
				if (this.#over || !isTransient(problem) || failures >= helloTries) {
					this.#tell({type: 'finished', taskId, kind: 'hello', ok: false, told: false, message: inOneLine(problem)});
					return;
				}
				await pause(backOff({failures, problem}, this.#times, this.#random), this.#ending.signal);
			}
		}
	}
}

function hostOf({credential: {apiHost, clientId}}: TaskLoopOptions): string {
	return apiHost ?? clientId.slice(clientId.indexOf('@') + 1).split('/')[0] ?? '';
}
