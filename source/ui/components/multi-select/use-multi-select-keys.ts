import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import {movementHandlers} from '../../list-window.ts';
import type {Option} from '../select/select-state.ts';
import type {MultiSelectAction, MultiSelectState} from './multi-select-state.ts';

interface MultiSelectKeys {
	model: Model<MultiSelectState, MultiSelectAction>;
	options: readonly Option[];
	rows: number;
	isActive: boolean;
	onFocus: (value: string) => void;
	onChange: (selected: ReadonlySet<string>) => void;
	onSubmit: () => void;
	acceptLabel: string | undefined;
}

/** Space selects, a / n / i select all, none and the others, Enter goes on. */
export function useMultiSelectKeys({model, options, rows, ...keys}: MultiSelectKeys): void {
	const send = (action: MultiSelectAction) => {
		const before = model.current();
		const {selected, window} = model.send(action);
		if (selected !== before.selected) keys.onChange(selected);
		const value = options[window.cursor]?.value;
		if (window.cursor !== before.window.cursor && value !== undefined) keys.onFocus(value);
	};
	useKeys({
		contexts: ['choice'],
		isActive: keys.isActive,
		on: {
			...movementHandlers((movement) => send({type: 'move', movement, total: options.length, rows})),
			toggle: () => send({type: 'toggle', options}),
			all: () => send({type: 'all', options}),
			none: () => send({type: 'none', options}),
			invert: () => send({type: 'invert', options}),
			accept: keys.onSubmit,
		},
		hints: ['toggle', 'accept', 'up', 'all', 'none', 'invert'],
		...(keys.acceptLabel === undefined ? {} : {labels: {accept: keys.acceptLabel}}),
	});
}
