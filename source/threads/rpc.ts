import {createBirpc} from 'birpc';
import {unexpectedMessages} from '../problem/messages.ts';
import {cancelled, Problem, type ProblemDetails} from '../problem/problem.ts';

/**
 * Calls across the border of a thread or process. The other side serves named functions; each call may be cancelled with
 * an AbortSignal and may report events while it runs. Problems keep their words and codes; arguments, results and events
 * are what structured cloning takes.
 */
export interface CallContext {
	/** Aborted when the caller cancels. */
	signal: AbortSignal;
	/** Sends one event to the caller of this call. */
	emit(event: unknown): void;
}

// biome-ignore lint/suspicious/noExplicitAny: arguments are typed where the functions are written
export type Served = Record<string, (context: CallContext, ...args: any[]) => unknown>;

type Parameters_<F> = F extends (context: CallContext, ...args: infer A) => unknown ? A : never;
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

export interface CallOptions {
	signal?: AbortSignal | undefined;
	onEvent?: ((event: never) => void) | undefined;
}

export interface Connection<F extends Served> {
	/** Resolves with the result; rejects with a Problem (`cancelled` after an abort, `defect` when the thread died). */
	call<Name extends keyof F & string>(
		name: Name,
		args: Parameters_<F[Name]>,
		options?: CallOptions,
	): Promise<Result<F[Name]>>;
	/** Ends the thread at once; calls under way reject with `cancelled`. */
	close(): Promise<void>;
}

/** The other side: a worker thread, or a child process in the same form. */
export interface Peer {
	postMessage(message: unknown): void;
	// biome-ignore lint/suspicious/noExplicitAny: as Node types the listeners of both
	on(event: 'message' | 'error' | 'exit', listener: (value: any) => void): unknown;
	// biome-ignore lint/suspicious/noExplicitAny: as above
	off(event: 'message', listener: (value: any) => void): unknown;
	/** Whether the program goes on only because of it. */
	ref(): void;
	unref(): void;
	terminate(): Promise<unknown>;
}

type Answer = {ok: true; value: unknown} | {ok: false; problem: ProblemDetails};

interface ThreadFunctions {
	call(id: number, name: string, args: unknown[]): Promise<Answer>;
	cancel(id: number): void;
}
interface CallerFunctions {
	event(id: number, event: unknown): void;
}

/** Called once in a worker thread, with its `parentPort`, or in a child process. */
export function serve(port: Pick<Peer, 'postMessage' | 'on'>, functions: Served): void {
	const running = new Map<number, AbortController>();
	const rpc = createBirpc<CallerFunctions, ThreadFunctions>(
		{
			async call(id, name, args) {
				const controller = new AbortController();
				running.set(id, controller);
				try {
					const served = Object.hasOwn(functions, name) ? functions[name] : undefined;
					if (!served) throw new Error(`The thread has no function "${name}".`);
					const emit = (event: unknown) => void rpc.event.asEvent(id, event);
					return {ok: true, value: await served({signal: controller.signal, emit}, ...args)};
				} catch (error) {
					const problem = controller.signal.aborted && !(error instanceof Problem) ? cancelled() : Problem.from(error);
					return {ok: false, problem: problem.toJSON()};
				} finally {
					running.delete(id);
				}
			},
			cancel(id) {
				running.get(id)?.abort(cancelled());
			},
		},
		{
			post: (message) => port.postMessage(message),
			on: (listener) => void port.on('message', listener),
			timeout: -1,
		},
	);
}

/** Connects to a thread or process that {@link serve}s. It alone does not keep the program running. */
export function connect<F extends Served>(worker: Peer): Connection<F> {
	const listeners = new Map<number, (event: never) => void>();
	let lastId = 0;
	let ended: Problem | undefined;
	const rpc = createBirpc<ThreadFunctions, CallerFunctions>(
		{
			event(id, event) {
				listeners.get(id)?.(event as never);
			},
		},
		{
			post: (message) => worker.postMessage(message),
			on: (listener) => void worker.on('message', listener),
			off: (listener) => void worker.off('message', listener),
			timeout: -1,
		},
	);
	const end = (problem: Problem) => {
		if (ended) return;
		ended = problem;
		rpc.$close(problem);
	};
	worker.on('error', (error) => end(Problem.from(error)));
	worker.on('exit', () => end(Problem.from(new Error(unexpectedMessages.threadStopped))));
	let open = 0;
	let isClosing = false;
	worker.unref();

	return {
		async call(name, args, {signal, onEvent} = {}) {
			if (signal?.aborted) throw cancelled();
			if (ended) throw ended;
			const id = ++lastId;
			if (onEvent) listeners.set(id, onEvent);
			const cancel = () => void rpc.cancel.asEvent(id);
			signal?.addEventListener('abort', cancel, {once: true});
			if (open++ === 0) worker.ref();
			try {
				const answer = await rpc.call(id, name, args).catch((error: unknown) => {
					throw ended ?? Problem.from(error);
				});
				if (!answer.ok) throw new Problem(answer.problem);
				return answer.value as never;
			} finally {
				// Not while its end is awaited: a program with nothing else to do would end before that, and not well.
				if (--open === 0 && !isClosing) worker.unref();
				signal?.removeEventListener('abort', cancel);
				listeners.delete(id);
			}
		},
		async close() {
			isClosing = true;
			end(cancelled());
			await worker.terminate();
		},
	};
}
