import {useEffect, useRef} from 'react';
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
	/** Null: not promised in the key line. */
	openLabel: string | null | undefined;
}

/** Arrows move, Enter opens; with a search field letters search, without one they belong to the screen. */
export function useTableKeys<Row>({model, rows, isActive, hasSearch, onOpen, openLabel}: TableKeys<Row>): void {
	const {send, state, current} = model;
	// Enter right behind the last letter is meant for what the search finds, not for what stands there still.
	const wish = useRef<{generation: number; cursor: number}>(undefined);
	useEffect(() => {
		if (wish.current === undefined) return;
		const {generation, cursor} = wish.current;
		// What is drawn may be a letter behind: seen from there, the wish would look like one for something else.
		const now = current();
		const isMeant = generation === now.generation && cursor === now.window.cursor;
		if (isMeant && isAwaited(now)) return;
		wish.current = undefined;
		const row = rowAt(now, cursor);
		if (isMeant && row !== undefined) onOpen?.(row);
	});
	const on: Partial<Record<Command, () => unknown>> = movementHandlers((movement) =>
		send({type: 'move', movement, rows}),
	);
	if (onOpen) {
		on.accept = () => {
			const now = current();
			const row = rowAt(now, now.window.cursor);
			if (isAwaited(now)) wish.current = {generation: now.generation, cursor: now.window.cursor};
			else if (row !== undefined) onOpen(row);
		};
	}
	if (state.problem) on.retry = () => send({type: 'refresh'});
	if (hasSearch) {
		on.deleteLeft = () => send({type: 'erase', what: 'character'});
		on.deleteWordLeft = () => send({type: 'erase', what: 'word'});
		on.clear = () => send({type: 'erase', what: 'all'});
	}
	useKeys({
		contexts: state.problem ? ['letters', 'search'] : hasSearch ? ['search'] : ['choice'],
		isActive,
		isTyping: hasSearch && state.query !== '',
		on,
		hints: [
			'retry',
			'up',
			...(openLabel === null ? [] : (['accept'] as const)),
			...(hasSearch && state.query !== '' ? (['clear'] as const) : []),
		],
		labels: {accept: openLabel ?? 'open'},
		...(hasSearch && !state.problem
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

/** The row under the cursor is not known yet, or belongs to another question. */
function isAwaited<Row>(state: TableState<Row>): boolean {
	if (state.problem) return false;
	if (state.total === undefined || (state.isStale && !state.isGrown)) return true;
	return state.total > 0 && rowAt(state, state.window.cursor) === undefined;
}
