import {openSync, readSync} from 'node:fs';
import {PerformanceObserver, performance} from 'node:perf_hooks';

/**
 * How long the main thread kept events waiting, in ms. `late` is the longest time between an event and its being looked
 * at, whatever the reason. `blocked` is the part of such times that this program caused: the processor time the thread
 * itself used, and what it waited for a lock or a file. It leaves out what the machine did: gave the processor to others,
 * or, being a virtual one, had none; and the looking itself, which takes longer than all that is looked at. `working` is
 * the processor time alone. Where the system does not tell (only Linux does), `blocked` is all of the time at work.
 * `collecting` is the longest collection of garbage; it counts as blocked. `long` lists what blocked it for over
 * 5 ms.
 */
export class MainThread {
	#figures: MainThreadFigures = none;
	#last = lookAgain(0);
	readonly #timer: NodeJS.Timeout;

	constructor() {
		this.#timer = setInterval(() => this.#look(), every);
		this.#timer.unref();
		new PerformanceObserver((list) => {
			const longest = Math.max(...list.getEntries().map(({duration}) => duration));
			this.#figures = {...this.#figures, collecting: Math.max(this.#figures.collecting, longest)};
			// Whoever left the garbage, and also where it was collected during a look.
			this.#count(longest);
		}).observe({entryTypes: ['gc']});
	}

	/** The figures since the last call. */
	take(): MainThreadFigures {
		const figures = this.#figures;
		this.#figures = none;
		return figures;
	}

	#look(): void {
		const now = look();
		const {working, late} = this.#figures;
		const own = ownPart(this.#last, now);
		this.#count(own.blocked);
		this.#figures = {
			...this.#figures,
			working: Math.max(working, own.working),
			late: Math.max(late, now.time - this.#last.begun - every),
		};
		this.#last = lookAgain(now.time, now);
	}

	#count(ms: number): void {
		const {blocked, long} = this.#figures;
		this.#figures = {...this.#figures, blocked: Math.max(blocked, ms)};
		if (ms > 5) this.#figures.long = [...long, {until: Number(process.hrtime.bigint()) / 1e6, ms}];
	}
}

export interface MainThreadFigures {
	blocked: number;
	working: number;
	late: number;
	collecting: number;
	/** `until`: ms on the clock that all processes of the machine share. */
	long: readonly {until: number; ms: number}[];
}
const none: MainThreadFigures = {blocked: 0, working: 0, late: 0, collecting: 0, long: []};

/** Milliseconds between two looks. */
const every = 1;

interface Look {
	time: number;
	/** Time not spent waiting for events, ms. */
	active: number;
	/** Rounds of the event loop; it waits for events once in each. */
	rounds: number;
	/** Null where the system does not tell. */
	thread: {processor: number; queued: number; waits: number} | null;
}
/** A look at its end, with the time of its beginning. */
type EndedLook = Look & {begun: number};

function ownPart(from: Look, to: Look): {blocked: number; working: number} {
	const active = to.active - from.active;
	if (from.thread === null || to.thread === null) return {blocked: active, working: active};
	// The processor time holds that of the look before; the time at work does not.
	const working = Math.min(active, to.thread.processor - from.thread.processor);
	// Some of the time in the queue may have been before the events came: that is no time at work.
	const wokenLate = Math.max(0, to.time - from.time - active - every);
	const queued = Math.max(0, to.thread.queued - from.thread.queued - wokenLate);
	const unknown = Math.max(0, active - working - queued);
	// A thread that waits for a lock or a file gives the processor up by itself, once more than it waits for events.
	const hasWaited = to.thread.waits - from.thread.waits > to.rounds - from.rounds;
	return {blocked: working + (hasWaited ? unknown : 0), working};
}

function look(): Look {
	return {...lookAtLoop(), thread: threadTimes()};
}

function lookAgain(begun: number, {rounds, thread}: Pick<Look, 'rounds' | 'thread'> = look()): EndedLook {
	const {time, active} = lookAtLoop();
	return {begun: begun || time, time, active, rounds, thread};
}

function lookAtLoop(): Omit<Look, 'thread'> {
	return {
		time: performance.now(),
		active: performance.eventLoopUtilization().active,
		rounds: performance.nodeTiming.uvMetricsInfo.loopCount,
	};
}

const files = openThreadFiles();
const buffer = Buffer.alloc(8192);
const waitsAre = Buffer.from('\nvoluntary_ctxt_switches:\t');
const digits = {first: 48, last: 57};

/** Main thread: its id is that of the process. */
function openThreadFiles(): {schedstat: number; status: number} | null {
	try {
		const folder = `/proc/self/task/${process.pid}`;
		return {schedstat: openSync(`${folder}/schedstat`, 'r'), status: openSync(`${folder}/status`, 'r')};
	} catch {
		return null;
	}
}

function threadTimes(): Look['thread'] {
	if (files === null) return null;
	// Nanoseconds on a processor and in its queue.
	read(files.schedstat);
	const processor = numberAt(0);
	const queued = numberAt(buffer.indexOf(' ') + 1);
	read(files.status);
	return {
		processor: processor / 1e6,
		queued: queued / 1e6,
		waits: numberAt(buffer.indexOf(waitsAre) + waitsAre.length),
	};
}

function read(file: number): void {
	buffer[readSync(file, buffer, 0, buffer.length, 0)] = 0;
}

/** No text for each number: a thousand looks a second would leave more garbage than the program does. */
function numberAt(place: number): number {
	let value = 0;
	for (let at = place; buffer[at]! >= digits.first && buffer[at]! <= digits.last; at++) {
		value = value * 10 + buffer[at]! - digits.first;
	}
	return value;
}
