import {cancelled} from '../../problem/problem.ts';
import {pause} from '../pause.ts';
import {taskMessages} from './messages.ts';
import type {Work} from './work.ts';

/** Tasks under way at the same time (one of them a sync), so that a grant need not wait for a sync of hours. */
const tasksAtOnce = 3;
/** Share of the time to stop that work may use to end by itself; the rest is for handing it back. */
const ownTimeShare = 0.7;

interface Running {
	work: Work;
	done: Promise<void>;
	/** Its work is over; what is left is to get its answer through. */
	isAnswering: boolean;
}

/** The tasks under way. */
export class WorkerPool {
	readonly #running = new Map<string, Running>();
	readonly #waiting: (() => void)[] = [];
	readonly #onDefect: (error: unknown) => void;
	#syncSlot: Promise<unknown> = Promise.resolve();
	#deadline = Number.POSITIVE_INFINITY;

	/** @param onDefect told of work that threw instead of giving an outcome */
	constructor(onDefect: (error: unknown) => void) {
		this.#onDefect = onDefect;
	}

	/** Whether no further task can be worked on now. Answers on their way do not count. */
	get full(): boolean {
		let working = 0;
		for (const {isAnswering} of this.#running.values()) if (!isAnswering) working++;
		return working >= tasksAtOnce;
	}

	/** Milliseconds until `drain` gives up; Infinity while nobody wants to stop. */
	get timeLeft(): number {
		return this.#deadline - Date.now();
	}

	has(taskId: string): boolean {
		return this.#running.has(taskId);
	}

	take(work: Work, run: Promise<unknown>): void {
		const done = run
			.catch(this.#onDefect)
			.then(() => undefined)
			.finally(() => {
				this.#running.delete(work.taskId);
				this.#wake();
			});
		this.#running.set(work.taskId, {work, done, isAnswering: false});
	}

	/** Makes space: the work of a task is over, only its answer is still on its way. */
	answering(taskId: string): void {
		const running = this.#running.get(taskId);
		if (running) running.isAnswering = true;
		this.#wake();
	}

	/** Resolves when the work of a task has ended. */
	oneEnds(): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.push(resolve);
		});
	}

	#wake(): void {
		for (const resolve of this.#waiting.splice(0)) resolve();
	}

	/** Runs syncs one after another. */
	oneSync<Value>(run: () => Promise<Value>): Promise<Value> {
		const turn = this.#syncSlot.then(run);
		this.#syncSlot = turn.catch(() => undefined);
		return turn;
	}

	/** Lets work under way end by itself or hands it back; returns after `limitMs` whatever happens. */
	async drain(limitMs: number): Promise<void> {
		this.#deadline = Math.min(this.#deadline, Date.now() + limitMs);
		this.#stop(({interruptible}) => interruptible);
		await this.#allWithin(limitMs * ownTimeShare);
		this.#stop(() => true);
		await this.#allWithin(Math.max(0, this.timeLeft));
	}

	#stop(which: (work: Work) => boolean): void {
		for (const {work} of this.#running.values()) if (which(work)) work.stop.abort(cancelled(taskMessages.handedBack));
	}

	async #allWithin(ms: number): Promise<void> {
		const over = new AbortController();
		await Promise.race([Promise.all(this.#all()), pause(ms, over.signal)]);
		over.abort();
	}

	#all(): Promise<void>[] {
		return [...this.#running.values()].map(({done}) => done);
	}
}
