import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import type {Command} from '../../keys.ts';
import {movementHandlers} from '../../list-window.ts';
import {rowAt, type TableAction, type TableState} from './table-state.ts';

interface TableKeys<Row> {
	model: Model<TableState<Row>, TableAction<Row>>;
	rows: number;
	isActive: boolean;
	hasSearch: boolean;
	onOpen: ((row: Row) => void) | undefined;
	openLabel: string | undefined;
}

/** Arrows move, Enter opens; with a search field letters search, without one they belong to the screen. */
export function useTableKeys<Row>({model, rows, isActive, hasSearch, onOpen, openLabel}: TableKeys<Row>): void {
	const {send} = model;
	const on: Partial<Record<Command, () => unknown>> = movementHandlers((movement) =>
		send({type: 'move', movement, rows}),
	);
	if (onOpen) {
		on.accept = () => {
			const state = model.current();
			const row = rowAt(state, state.window.cursor);
			if (row !== undefined && !state.isStale) onOpen(row);
		};
	}
	if (model.state.problem) on.retry = () => send({type: 'refresh'});
	if (hasSearch) {
		on.deleteLeft = () => send({type: 'erase', what: 'character'});
		on.deleteWordLeft = () => send({type: 'erase', what: 'word'});
		on.clear = () => send({type: 'erase', what: 'all'});
	}
	useKeys({
		contexts: model.state.problem ? ['letters', 'search'] : hasSearch ? ['search'] : ['choice'],
		isActive,
		on,
		hints: ['retry', 'up', 'accept', ...(hasSearch ? (['clear'] as const) : [])],
		labels: {accept: openLabel ?? 'open'},
		...(hasSearch && !model.state.problem
			? {
					onText: (text: string) => {
						const {query} = model.current();
						if (query === '' && (text === '?' || text === ' ')) return text === ' ';
						return send({type: 'type', text});
					},
					onPaste: (text: string) => send({type: 'type', text: text.trim().replace(/\s+/g, ' ')}),
				}
			: {}),
	});
}
