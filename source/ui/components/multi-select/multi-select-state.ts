import {type ListWindow, type Movement, moveBy, startOfList} from '../../list-window.ts';
import type {Option} from '../select/select-state.ts';

export interface MultiSelectState {
	readonly window: ListWindow;
	readonly selected: ReadonlySet<string>;
	/** Enter was pressed with too few; the words that say so stay until the next key. */
	readonly refusal: string | undefined;
}

export type MultiSelectAction =
	| {type: 'move'; movement: Movement; total: number; rows: number}
	| {type: 'toggle' | 'all' | 'none' | 'invert'; options: readonly Option[]}
	| {type: 'refuse'; text: string};

export function createMultiSelect(selected: Iterable<string> = []): MultiSelectState {
	return {window: startOfList, selected: new Set(selected), refusal: undefined};
}

export function reduceMultiSelect(state: MultiSelectState, action: MultiSelectAction): MultiSelectState {
	switch (action.type) {
		case 'move':
			return {
				...state,
				refusal: undefined,
				window: moveBy(state.window, action.movement, action.total, action.rows, true),
			};
		case 'refuse':
			return {...state, refusal: action.text};
		case 'toggle': {
			const option = action.options[state.window.cursor];
			if (!option || option.disabled !== undefined) return state;
			return {...state, refusal: undefined, selected: toggled(state.selected, [option.value])};
		}
		default: {
			const values = action.options.filter((option) => option.disabled === undefined).map((option) => option.value);
			const selected =
				action.type === 'all'
					? new Set([...state.selected, ...values])
					: action.type === 'none'
						? new Set([...state.selected].filter((value) => !values.includes(value)))
						: toggled(state.selected, values);
			return {...state, refusal: undefined, selected};
		}
	}
}

function toggled(selected: ReadonlySet<string>, values: readonly string[]): ReadonlySet<string> {
	const next = new Set(selected);
	for (const value of values) if (!next.delete(value)) next.add(value);
	return next;
}
