import {cancelled, Problem} from '../../problem/problem.ts';
import type {Task} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {pause} from '../pause.ts';
import {createAnswers} from './answers.ts';
import {connectService} from './connect.ts';
import type {TaskLoopOptions} from './contract.ts';
import {
	backOff,
	carriesGrants,
	givesUpAtStart,
	isTransient,
	kindOf,
	outcomeText,
	pollWait,
	readSyncRequest,
	type TaskTimes,
	usualTimes,
} from './decide.ts';
import {hostIdOf} from './host-info.ts';
import {openJournal} from './journal.ts';
import type {ConnectorService} from './service.ts';
import {type Work, workOn} from './work.ts';

/** What tests put in place of the real thing. */
export interface TaskLoopEdges {
	service?: ConnectorService;
	times?: Partial<TaskTimes>;
	/** 0 … 1 */
	random?: () => number;
}

/** Tasks under way at the same time (one of them a sync), so that a grant need not wait for a sync of hours. */
const tasksAtOnce = 3;
/** The credential may be refused for a moment while it is being replaced; after this many times it is final. */
const refusalsAllowed = 3;
/** An acknowledged task that still comes back this often gets its answer again: ConductorOne has lost it. */
const redeliveriesIgnored = 2;

/**
 * Serves ConductorOne until the signal, or until `until` is met: greets, asks for tasks, works on them, answers each once.
 * After the signal, work under way is finished or handed back within 20 s. Resolves with what was done; rejects with a
 * Problem that needs a person: credential refused, connector unknown, `c1/no-task`, or (with `until`) a failed sync.
 * Baton protocol sheet, section 2.
 */
export async function runTaskLoop(
	options: TaskLoopOptions,
	edges: TaskLoopEdges = {},
): Promise<{syncs: number; finished: number}> {
	const times = {...usualTimes, ...edges.times};
	const random = edges.random ?? Math.random;
	const {onEvent, signal, until} = options;
	const hostId = hostIdOf(options.hostId);
	const service = edges.service ?? (await connectService({...options, hostId}, times));
	const running = new Map<string, {work: Work; done: Promise<void>}>();
	const done = {syncs: 0, finished: 0};
	/** Ends the polling: the caller's signal, enough syncs, or a problem that ends everything. */
	const ending = new AbortController();
	const ended = new Promise<void>((resolve) => {
		ending.signal.addEventListener('abort', () => resolve(), {once: true});
	});
	let deadline = Number.POSITIVE_INFINITY;
	let failure: Problem | undefined;
	let wantedSyncs = 0;
	let lastTaskAt = Date.now();
	let syncSlot: Promise<unknown> = Promise.resolve();

	const answers = createAnswers({
		service,
		journal: openJournal(options.journal),
		hostId,
		times,
		random,
		timeLeft: () => deadline - Date.now(),
		onRetry: (problem, waitMs) => onEvent({type: 'retry', what: 'finish', problem: problem.what, waitMs}),
	});

	function oneSync<Value>(run: () => Promise<Value>): Promise<Value> {
		const turn = syncSlot.then(run);
		syncSlot = turn.catch(() => undefined);
		return turn;
	}

	function end(problem?: Problem): void {
		failure ??= problem;
		ending.abort();
	}

	async function greet(): Promise<void> {
		onEvent({type: 'connecting', host: hostOf(options)});
		for (let failures = 1; !ending.signal.aborted; failures++) {
			try {
				await service.hello('', ending.signal);
				onEvent({type: 'hello'});
				return;
			} catch (error) {
				const problem = Problem.from(error);
				if (ending.signal.aborted) return;
				if (givesUpAtStart(problem) || !problem.retryable) throw problem;
				await waitOut('hello', problem, failures);
			}
		}
	}

	async function waitOut(what: string, problem: Problem, failures: number): Promise<void> {
		const waitMs = backOff(failures, times, random);
		onEvent({type: 'retry', what, problem: problem.what, waitMs});
		onEvent({type: 'waiting', nextPollMs: waitMs, reason: 'back-off'});
		await pause(idleLimited(waitMs), ending.signal);
		checkIdle(problem);
	}

	function idleLimited(ms: number): number {
		return until ? Math.max(0, Math.min(ms, lastTaskAt + until.idleMs - Date.now())) : ms;
	}

	function checkIdle(last?: Problem): void {
		if (!until || running.size > 0 || ending.signal.aborted || Date.now() - lastTaskAt < until.idleMs) return;
		throw last ?? noTask(until.idleMs);
	}

	async function poll(): Promise<void> {
		let failures = 0;
		let refusals = 0;
		while (!ending.signal.aborted) {
			if (running.size >= tasksAtOnce) {
				await Promise.race([ended, ...[...running.values()].map((entry) => entry.done)]);
				continue;
			}
			try {
				const answer = await service.getTask(ending.signal);
				failures = refusals = 0;
				const wait = pollWait(answer.nextPoll, times);
				if (answer.task && kindOf(answer.task) !== 'none' && accept(answer.task)) {
					lastTaskAt = Date.now();
					await pause(wait, ending.signal);
				} else {
					// A server that says "nothing, ask at once" would otherwise be asked without a pause.
					const idleWait = wait === 0 ? times.backOffMin : wait;
					onEvent({type: 'waiting', nextPollMs: idleWait, reason: 'no-task'});
					await Promise.race([ended, answers.settle()]);
					await pause(idleLimited(idleWait), ending.signal);
					checkIdle();
				}
			} catch (error) {
				const problem = Problem.from(error);
				if (ending.signal.aborted) return;
				if (problem.code === 'c1/no-task' || problem.code.startsWith('disk/')) throw problem;
				if (problem.code === 'c1/credential-refused' && ++refusals >= refusalsAllowed) throw problem;
				await waitOut('get-task', problem, ++failures);
			}
		}
	}

	/** Takes a task on. False when it is already being worked on or was answered. */
	function accept(task: Task): boolean {
		if (running.has(task.id)) return false;
		const known = answers.find(task.id);
		if (known?.acknowledged && ++known.redelivered <= redeliveriesIgnored) return false;
		const kind = kindOf(task);
		const work: Work = {taskId: task.id, stop: new AbortController(), interruptible: kind === 'syncFull'};
		const run = known ? answers.repeat(task.id).then(() => undefined) : handle(task, kind, work);
		const settled = run.catch((error) => end(Problem.from(error))).finally(() => running.delete(task.id));
		running.set(task.id, {work, done: settled});
		return true;
	}

	async function handle(task: Task, kind: string, work: Work): Promise<void> {
		onEvent({type: 'task', taskId: task.id, kind});
		if (kind === 'hello') return answerHello(task.id);
		const outcome = await workOn(task, work, {service, handlers: options.handlers, times, onEvent, oneSync});
		const delivered = await answers.give(task.id, outcome);
		onEvent({type: 'finished', taskId: task.id, kind, ok: outcome.ok, message: outcomeText(outcome)});
		if (delivered) done.finished++;
		if (task.taskType.case !== 'syncFull') return;
		if (!until) {
			if (outcome.ok) done.syncs++;
		} else if (!outcome.ok) {
			if (outcome.problem.code !== 'cancelled') end(outcome.problem);
		} else if (!delivered) {
			end(unconfirmed());
		} else {
			done.syncs++;
			if (carriesGrants(readSyncRequest(task.taskType.value)) && ++wantedSyncs >= until.syncs) end();
		}
	}

	async function answerHello(taskId: string): Promise<void> {
		for (let failures = 1; failures <= refusalsAllowed; failures++) {
			try {
				await service.hello(taskId, ending.signal);
				onEvent({type: 'finished', taskId, kind: 'hello', ok: true, message: 'done'});
				done.finished++;
				return;
			} catch (error) {
				const problem = Problem.from(error);
				if (!isTransient(problem) || failures === refusalsAllowed) {
					onEvent({type: 'finished', taskId, kind: 'hello', ok: false, message: problem.what});
					return;
				}
				await pause(backOff(failures, times, random), ending.signal);
			}
		}
	}

	/** Lets work under way end by itself or hands it back; returns at the deadline whatever happens. */
	async function drain(): Promise<void> {
		deadline = Math.min(deadline, Date.now() + times.stop);
		const stopped = () => cancelled('The connector is being stopped; this task was handed back');
		for (const {work} of running.values()) {
			if (work.interruptible) work.stop.abort(stopped());
		}
		const all = () => Promise.all([...running.values()].map((entry) => entry.done));
		const over = new AbortController();
		await Promise.race([all(), pause(times.stop * 0.7, over.signal)]);
		for (const {work} of running.values()) work.stop.abort(stopped());
		await Promise.race([all(), pause(Math.max(0, deadline - Date.now()), over.signal)]);
		over.abort();
	}

	const onAbort = () => end();
	signal.addEventListener('abort', onAbort, {once: true});
	if (signal.aborted) end();
	try {
		await greet();
		await poll();
	} catch (error) {
		failure ??= Problem.from(error);
	} finally {
		ending.abort();
		await drain();
		service.close();
		signal.removeEventListener('abort', onAbort);
	}
	if (failure) throw failure;
	return done;
}

function hostOf(options: TaskLoopOptions): string {
	const {apiHost, clientId} = options.credential;
	return apiHost ?? clientId.slice(clientId.indexOf('@') + 1).split('/')[0] ?? '';
}

function unconfirmed(): Problem {
	return new Problem({
		code: 'network/unreachable',
		what: 'The data was uploaded, but ConductorOne could not be told that the task is done',
		next: ['Push again; it will ask for the data once more.'],
		retryable: true,
	});
}

function noTask(idleMs: number): Problem {
	return new Problem({
		code: 'c1/no-task',
		what: `ConductorOne accepted the connector but handed out no sync within ${Math.max(1, Math.round(idleMs / 60_000))} min`,
		why: 'The connector may be paused in ConductorOne, its next sync may be due later, or another running instance with the same credential took the task.',
		next: [
			'In ConductorOne, open the connector and choose “Sync now” (or Resume if it is paused), then push again.',
			'Stop other instances that use this credential.',
		],
		retryable: true,
	});
}
