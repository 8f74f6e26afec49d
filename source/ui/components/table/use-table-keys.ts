import {useEffect, useRef} from 'react';
import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import {movementHandlers} from '../../list-window.ts';
import {uiMessages} from '../../messages.ts';
import {searchKeys} from '../search/search-keys.ts';
import type {VirtualTableProps} from './table-props.ts';
import {rowAt, type TableAction, type TableState} from './table-state.ts';

/** Arrows move, Right opens, letters search. `rows`: on the screen. */
export function useTableKeys<Row>(
	{onOpen, canOpen, onAccept, acceptLabel, onClose, onMove}: VirtualTableProps<Row>,
	model: Model<TableState<Row>, TableAction<Row>>,
	rows: number,
): void {
	const {send, state, current} = model;
	const {problem, window, total} = state;
	const search = searchKeys(model);
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
	const open = () => {
		const now = current();
		const row = rowAt(now, now.window.cursor);
		if (isAwaited(now)) wish.current = {generation: now.generation, cursor: now.window.cursor};
		else if (row !== undefined) onOpen?.(row);
	};
	const focused = rowAt(state, window.cursor);
	const hasInside = focused === undefined ? total !== 0 : (canOpen?.(focused) ?? true);
	const isPromised = onOpen !== undefined && hasInside;
	useKeys({
		contexts: [...(problem ? (['letters'] as const) : []), 'browse', 'everywhere'],
		isTyping: search.isTyping && !problem,
		on: {
			...movementHandlers((movement) => {
				send({type: 'move', movement, rows});
				onMove?.();
			}),
			...search.on,
			open: onOpen && open,
			accept: onAccept ?? (onOpen && open),
			close: onClose,
			retry: problem && (() => send({type: 'refresh'})),
		},
		hints: [
			'retry',
			(onAccept !== undefined || isPromised) && 'accept',
			isPromised && 'open',
			'close',
			search.isTyping && 'back',
			'up',
		],
		labels: {
			accept: onAccept ? acceptLabel : uiMessages.commands.open,
			open: uiMessages.commands.details,
			back: search.isTyping ? uiMessages.commands.clear : undefined,
		},
		onText: problem ? undefined : search.onText,
		onPaste: problem ? undefined : search.onPaste,
	});
}

/** The row under the cursor is not known yet, or belongs to another question. */
function isAwaited<Row>(state: TableState<Row>): boolean {
	if (state.problem) return false;
	if (state.total === undefined || (state.isStale && !state.isGrown)) return true;
	return state.total > 0 && rowAt(state, state.window.cursor) === undefined;
}
