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
	onChange: (selected: ReadonlySet<string>) => void;
	onSubmit: () => void;
	acceptLabel: string | undefined;
}

/** Space selects, a / n / i select all, none and the others, Enter goes on. */
export function useMultiSelectKeys({model, options, rows, ...keys}: MultiSelectKeys): void {
	const send = (action: MultiSelectAction) => {
		const before = model.current().selected;
		const {selected} = model.send(action);
		if (selected !== before) keys.onChange(selected);
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
