import {useKeys} from '../../hooks/use-keys.ts';
import {useModel} from '../../hooks/use-model.ts';
import type {Command} from '../../keys.ts';
import {type ListWindow, movementHandlers, moveTo} from '../../list-window.ts';
import {createSelect, type Option, reduceSelect, type SelectAction} from './select-state.ts';

interface SelectKeys<Value extends string> {
	options: readonly Option<Value>[];
	/** Where the cursor starts. */
	start: Value | undefined;
	rows: number;
	onFocus: ((value: Value) => void) | undefined;
	onAccept: ((value: Value) => void) | undefined;
	acceptLabel: string | ((value: Value) => string) | undefined;
	/** What else keys do with the option under the cursor. */
	on?: Partial<Record<Command, (value: Value) => void>>;
	hints?: readonly Command[];
}

/** The cursor in a few options: arrows move it, a letter leads to the next option that starts with it, Enter chooses. */
export function useSelect<Value extends string>(keys: SelectKeys<Value>): ListWindow {
	const {options, rows, acceptLabel, hints = ['up', 'accept']} = keys;
	const {state, send, current} = useModel(reduceSelect, () => createSelect(options, keys.start, rows));
	const move = (action: SelectAction) => {
		const {cursor} = current();
		const value = options[send(action).cursor]?.value;
		const isMoved = current().cursor !== cursor;
		if (isMoved && value !== undefined) keys.onFocus?.(value);
		return isMoved;
	};
	const withOption = (handler: ((value: Value) => void) | undefined) => () => {
		const option = options[current().cursor];
		if (option) handler?.(option.value);
	};
	// A window or list that shrank keeps the cursor in sight.
	const window = moveTo(state, state.cursor, options.length, rows);
	const at = options[window.cursor];
	const label = typeof acceptLabel === 'function' && at ? acceptLabel(at.value) : acceptLabel;
	useKeys({
		contexts: ['choice'],
		on: {
			...movementHandlers((movement) => move({type: 'move', movement, options, rows})),
			...Object.fromEntries(Object.entries(keys.on ?? {}).map(([command, handler]) => [command, withOption(handler)])),
			accept: withOption(keys.onAccept),
		},
		hints,
		labels: typeof label === 'string' ? {accept: label} : {},
		// A letter no option starts with may be a command of the screen around.
		onText: (letter) => move({type: 'jump', letter, options, rows}),
	});
	return window;
}
