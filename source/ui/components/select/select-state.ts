import {type ListWindow, type Movement, moveBy, moveTo, startOfList} from '../../list-window.ts';

export interface Option<Value extends string = string> {
	value: Value;
	label: string;
	/** A second, quieter text: what choosing it means. */
	description?: string;
	/** Heading of the options it stands among; shown by MultiSelect where there is space. */
	group?: string;
}

export type SelectAction = {options: readonly Option[]; rows: number} & (
	| {type: 'move'; movement: Movement}
	| {type: 'jump'; letter: string}
);

export function createSelect(options: readonly Option[], value: string | undefined, rows: number): ListWindow {
	const at = options.findIndex((option) => option.value === value);
	return moveTo(startOfList, Math.max(0, at), options.length, rows);
}

export function reduceSelect(window: ListWindow, action: SelectAction): ListWindow {
	const {options, rows} = action;
	if (action.type === 'move') return moveBy(window, action.movement, options.length, rows, true);
	// From the next row on, so that the same letter again goes to the next option that starts with it.
	for (let step = 1; step <= options.length; step++) {
		const at = (window.cursor + step) % options.length;
		if (options[at]?.label.toLowerCase().startsWith(action.letter.toLowerCase())) {
			return moveTo(window, at, options.length, rows);
		}
	}
	return window;
}
