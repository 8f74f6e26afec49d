/** What is known about a running piece of work. Times in milliseconds of one clock. */
export interface ProgressState {
	readonly startedAt: number;
	readonly done: number;
	readonly total: number | undefined;
	/** Recent measurements, oldest first; the rate is taken over these. */
	readonly samples: readonly {at: number; done: number}[];
}

export interface Progress {
	/** 0…1; undefined while the total is unknown. */
	share: number | undefined;
	/** Units per second over the recent past. */
	rate: number;
	elapsedSeconds: number;
	/** Undefined until enough is known to say something honest. */
	secondsLeft: number | undefined;
}

const windowMilliseconds = 15_000;
const neededMilliseconds = 2000;

/** `done` may be above zero at the start: work that goes on where it stopped says nothing about the speed. */
export function startProgress(at: number, total?: number, done = 0): ProgressState {
	return {startedAt: at, done, total, samples: [{at, done}]};
}

export function reduceProgress(
	state: ProgressState,
	action: {at: number; done: number; total?: number | undefined},
): ProgressState {
	const {at, done} = action;
	const total = action.total ?? state.total;
	if (done === state.done && total === state.total) return state;
	const recent = state.samples.filter((sample) => at - sample.at <= windowMilliseconds);
	// One sample outside the window stays, or slow work would have none to compare with.
	const kept = recent.length > 0 ? recent : state.samples.slice(-1);
	return {...state, done, total, samples: [...kept.slice(-100), {at, done}]};
}

/**
 * The honest estimate: from the rate of the last fifteen seconds, not from the start, because pacing and retries change
 * it; nothing during the first two seconds; nothing when nothing has moved for the window.
 */
export function measure(state: ProgressState, now: number): Progress {
	const oldest = state.samples[0] ?? {at: state.startedAt, done: 0};
	const span = now - oldest.at;
	const rate = span > 0 ? ((state.done - oldest.done) / span) * 1000 : 0;
	const share = state.total === undefined || state.total <= 0 ? undefined : Math.min(1, state.done / state.total);
	const isKnown = rate > 0 && state.total !== undefined && now - state.startedAt >= neededMilliseconds;
	const left = isKnown ? Math.max(0, (state.total ?? 0) - state.done) / rate : undefined;
	return {share, rate, elapsedSeconds: (now - state.startedAt) / 1000, secondsLeft: left};
}

/** Rounds so that the number does not dance: 5 s steps below a minute, then 15 s, then minutes. */
export function calmSeconds(seconds: number): number {
	const step = seconds < 10 ? 1 : seconds < 60 ? 5 : seconds < 300 ? 15 : 60;
	return Math.max(1, Math.ceil(seconds / step) * step);
}
