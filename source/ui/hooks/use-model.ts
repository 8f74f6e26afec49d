import {useMemo, useReducer, useRef} from 'react';

export interface Model<State, Action> {
	/** The state this frame is drawn from. */
	readonly state: State;
	/** Applies the action at once; the next frame shows it. Stable over the component's life. */
	readonly send: (action: Action) => State;
	/** The newest state, also between two frames, when several keys arrive in one read. */
	readonly current: () => State;
}

/**
 * A pure reducer as a component's state. Unlike `useReducer`, `send` returns the new state at once, so that the key that
 * submits sees the text typed just before it.
 */
export function useModel<State, Action>(
	reduce: (state: State, action: Action) => State,
	initial: () => State,
): Model<State, Action> {
	const [, redraw] = useReducer((frame: number) => frame + 1, 0);
	const ref = useRef<{state: State} | null>(null);
	ref.current ??= {state: initial()};
	const cell = ref.current;
	const reduceRef = useRef(reduce);
	reduceRef.current = reduce;
	const {send, current} = useMemo(
		() => ({
			send: (action: Action) => {
				const next = reduceRef.current(cell.state, action);
				if (next !== cell.state) {
					cell.state = next;
					redraw();
				}
				return next;
			},
			current: () => cell.state,
		}),
		[cell],
	);
	return {state: cell.state, send, current};
}
