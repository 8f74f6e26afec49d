import {openSync, readSync} from 'node:fs';
import {performance} from 'node:perf_hooks';

/**
 * How long the main thread kept events waiting, in ms. `late` is the longest time between an event and its being looked
 * at, whatever the reason. `blocked` is the part of such times that this program caused: the processor time the thread
 * itself used, and what it waited for a lock or a file. It leaves out what the machine did: gave the processor to others,
 * or, being a virtual one, had none. `working` is the processor time alone. Where the system does not tell (only Linux does), `blocked` is all of the time at work.
 */
export class MainThread {
	#figures: MainThreadFigures = none;
	#last = snapshot();
	readonly #timer: NodeJS.Timeout;

	constructor() {
		this.#timer = setInterval(() => this.#look(), every);
		this.#timer.unref();
	}

	/** The figures since the last call. */
	take(): MainThreadFigures {
		const figures = this.#figures;
		this.#figures = none;
		return figures;
	}

	#look(): void {
		const now = snapshot();
		const {blocked, working, late} = this.#figures;
		const own = ownPart(this.#last, now);
		this.#figures = {
			blocked: Math.max(blocked, own.blocked),
			working: Math.max(working, own.working),
			late: Math.max(late, now.time - this.#last.time - every),
		};
		this.#last = now;
	}
}

export interface MainThreadFigures {
	blocked: number;
	working: number;
	late: number;
}
const none: MainThreadFigures = {blocked: 0, working: 0, late: 0};

/** Milliseconds between two looks. */
const every = 1;

interface Snapshot {
	time: number;
	/** Time not spent waiting for events, ms. */
	active: number;
	/** Rounds of the event loop; it waits for events once in each. */
	rounds: number;
	/** Null where the system does not tell. */
	thread: {processor: number; queued: number; waits: number} | null;
}

function ownPart(from: Snapshot, to: Snapshot): {blocked: number; working: number} {
	const active = to.active - from.active;
	if (from.thread === null || to.thread === null) return {blocked: active, working: active};
	const working = to.thread.processor - from.thread.processor;
	// Some of the time in the queue may have been before the events came: that is no time at work.
	const wokenLate = Math.max(0, to.time - from.time - active - every);
	const queued = Math.max(0, to.thread.queued - from.thread.queued - wokenLate);
	const unknown = Math.max(0, active - working - queued);
	// A thread that waits for a lock or a file gives the processor up by itself, once more than it waits for events.
	const hasWaited = to.thread.waits - from.thread.waits > to.rounds - from.rounds;
	return {blocked: working + (hasWaited ? unknown : 0), working};
}

function snapshot(): Snapshot {
	return {
		time: performance.now(),
		active: performance.eventLoopUtilization().active,
		rounds: performance.nodeTiming.uvMetricsInfo.loopCount,
		thread: threadTimes(),
	};
}

const files = openThreadFiles();
const buffer = Buffer.alloc(8192);

/** Main thread: its id is that of the process. */
function openThreadFiles(): {schedstat: number; status: number} | null {
	try {
		const folder = `/proc/self/task/${process.pid}`;
		return {schedstat: openSync(`${folder}/schedstat`, 'r'), status: openSync(`${folder}/status`, 'r')};
	} catch {
		return null;
	}
}

function threadTimes(): Snapshot['thread'] {
	if (files === null) return null;
	// Nanoseconds on a processor and in its queue.
	const [processor, queued] = read(files.schedstat).split(' ');
	const waits = /^voluntary_ctxt_switches:\s+(\d+)/m.exec(read(files.status))?.[1];
	return {processor: Number(processor) / 1e6, queued: Number(queued) / 1e6, waits: Number(waits)};
}

function read(file: number): string {
	return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
}
