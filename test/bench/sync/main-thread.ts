import {performance} from 'node:perf_hooks';

/**
 * How long the main thread kept events waiting, in ms. `blocked` is the longest time it was at work without looking at
 * them, whether that work was its own or a call that made it wait; `late` also counts what it was kept waiting for while
 * it had nothing to do, by a machine that gave it no processor.
 */
export class MainThread {
	#figures = {blocked: 0, late: 0};
	#last = performance.now();
	#active = performance.eventLoopUtilization().active;
	readonly #timer: NodeJS.Timeout;

	constructor() {
		this.#timer = setInterval(() => this.#look(), every);
		this.#timer.unref();
	}

	/** The figures since the last call. */
	take(): {blocked: number; late: number} {
		const figures = this.#figures;
		this.#figures = {blocked: 0, late: 0};
		return figures;
	}

	#look(): void {
		const now = performance.now();
		const {active} = performance.eventLoopUtilization();
		const {blocked, late} = this.#figures;
		this.#figures = {
			blocked: Math.max(blocked, active - this.#active),
			late: Math.max(late, now - this.#last - every),
		};
		this.#last = now;
		this.#active = active;
	}
}

/** Milliseconds between two looks. */
const every = 1;
