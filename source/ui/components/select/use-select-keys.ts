import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import {movementHandlers} from '../../list-window.ts';
import type {Option, SelectAction, SelectState} from './select-state.ts';

interface SelectKeys<Value extends string> {
	model: Model<SelectState, SelectAction>;
	options: readonly Option<Value>[];
	rows: number;
	onFocus: ((value: Value) => void) | undefined;
	onSelect: ((value: Value) => void) | undefined;
	acceptLabel: string | undefined;
}

/** Arrows move, Enter chooses, a letter jumps to the next option that starts with it. */
export function useSelectKeys<Value extends string>(keys: SelectKeys<Value>): void {
	const {model, options, rows} = keys;
	const send = (action: SelectAction) => {
		const before = model.current().window.cursor;
		const {cursor} = model.send(action).window;
		const value = options[cursor]?.value;
		if (cursor !== before && value !== undefined) keys.onFocus?.(value);
	};
	useKeys({
		contexts: ['choice'],
		on: {
			...movementHandlers((movement) => send({type: 'move', movement, options, rows})),
			accept: () => {
				const option = options[model.current().window.cursor];
				if (option && option.disabled === undefined) keys.onSelect?.(option.value);
			},
		},
		hints: ['up', 'accept'],
		...(keys.acceptLabel === undefined ? {} : {labels: {accept: keys.acceptLabel}}),
		// A letter no option starts with may be a command of the screen around.
		onText: (text) => {
			const {cursor} = model.current().window;
			send({type: 'jump', letter: text, options, rows});
			return model.current().window.cursor !== cursor;
		},
	});
}
