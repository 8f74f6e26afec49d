import {type ListWindow, type Movement, moveBy, moveTo, startOfList} from '../../list-window.ts';

export interface Option<Value extends string = string> {
	value: Value;
	label: string;
	/** A second, quieter text: what choosing it means. */
	description?: string;
	/** Heading of the options it stands among; shown by MultiSelect where there is space. */
	group?: string;
	/** Words that say why it cannot be chosen now. */
	disabled?: string;
}

export interface SelectState {
	readonly window: ListWindow;
}

export type SelectAction =
	| {type: 'move'; movement: Movement; options: readonly Option[]; rows: number}
	| {type: 'jump'; letter: string; options: readonly Option[]; rows: number};

export function createSelect(options: readonly Option[], value: string | undefined, rows: number): SelectState {
	const at = options.findIndex((option) => option.value === value);
	const first = options.findIndex((option) => option.disabled === undefined);
	return {window: moveTo(startOfList, at === -1 ? Math.max(0, first) : at, options.length, rows)};
}

export function reduceSelect(state: SelectState, action: SelectAction): SelectState {
	const {options, rows} = action;
	switch (action.type) {
		case 'move': {
			const window = moveBy(state.window, action.movement, options.length, rows, true);
			return window === state.window ? state : {...state, window};
		}
		case 'jump': {
			// From the next row on, so that the same letter again goes to the next option that starts with it.
			const {cursor} = state.window;
			for (let step = 1; step <= options.length; step++) {
				const at = (cursor + step) % options.length;
				if (options[at]?.label.toLowerCase().startsWith(action.letter.toLowerCase())) {
					return {...state, window: moveTo(state.window, at, options.length, rows)};
				}
			}
			return state;
		}
	}
}
