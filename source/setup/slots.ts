import {cancelled, Problem} from '../problem/problem.ts';

/** Work that happens elsewhere, in a slot of its own: the state says what goes on, `createSlots` sees to it. */
export type Work<Value> =
	| {status: 'idle'}
	/** A new object for each start, see {@link started}: by that a start anew is told from work that goes on. */
	| {status: 'running'}
	| {status: 'failed'; problem: Problem}
	| {status: 'done'; value: Value};

export const idle = {status: 'idle'} as const;

export const started = () => ({status: 'running'}) as const;

export const done = <Value>(value: Value): Work<Value> => ({status: 'done', value});

/** What a piece of work gets; what it tells once it is given up is dropped. */
export interface SlotTools<Action> {
	tell(action: Action): void;
	signal: AbortSignal;
}

export interface Slots<Slot> {
	/** Makes the slot do what the state says: work begins, goes on, or is given up when another or none takes its place. */
	follow(slot: Slot, now: Work<unknown>): void;
	/** Gives up all work and waits for its end. */
	close(): Promise<void>;
}

/**
 * Work in named slots, one piece in each. A piece of work gives its last word as a promise; what it throws becomes an
 * action with a Problem. Once it has been given up, nothing it says is heard.
 */
export function createSlots<Slot extends string, Action>(
	work: Record<Slot, (tools: SlotTools<Action>) => Promise<Action>>,
	failed: (slot: Slot, problem: Problem) => Action,
	dispatch: (action: Action) => void,
): Slots<Slot> {
	const known = new Map<Slot, Work<unknown>>();
	const active = new Map<Slot, AbortController>();
	const ending = new Set<Promise<void>>();

	function start(slot: Slot): void {
		const controller = new AbortController();
		const isHeard = () => active.get(slot) === controller;
		const end = (action: Action) => {
			if (!isHeard()) return;
			active.delete(slot);
			dispatch(action);
		};
		active.set(slot, controller);
		const tell = (action: Action) => {
			if (isHeard()) dispatch(action);
		};
		const ended = work[slot]({tell, signal: controller.signal})
			.then(end, (error: unknown) => end(failed(slot, Problem.from(error))))
			.finally(() => ending.delete(ended));
		ending.add(ended);
	}

	function giveUp(slot: Slot): void {
		const controller = active.get(slot);
		active.delete(slot);
		controller?.abort(cancelled());
	}

	return {
		follow(slot, now) {
			if (known.get(slot) === now) return;
			known.set(slot, now);
			giveUp(slot);
			if (now.status === 'running') start(slot);
		},
		async close() {
			for (const slot of [...active.keys()]) giveUp(slot);
			await Promise.all(ending);
		},
	};
}
