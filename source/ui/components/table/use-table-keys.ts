import {useEffect, useRef} from 'react';
import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import type {Command} from '../../keys.ts';
import {movementHandlers} from '../../list-window.ts';
import {uiMessages} from '../../messages.ts';
import {rowAt, type TableAction, type TableState} from './table-state.ts';

interface TableKeys<Row> {
	model: Model<TableState<Row>, TableAction<Row>>;
	rows: number;
	onOpen: ((row: Row) => void) | undefined;
	/** The row under the cursor has something inside: the key line promises it. */
	isPromised: boolean;
	/** Enter, where it does not open the row. */
	onAccept: (() => void) | undefined;
	acceptLabel: string | undefined;
	onClose: (() => void) | undefined;
	onMove: (() => void) | undefined;
}

/** Arrows move, Right opens, letters search. */
export function useTableKeys<Row>(keys: TableKeys<Row>): void {
	const {model, rows, onOpen, onAccept, onClose} = keys;
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
	const on: Partial<Record<Command, () => unknown>> = movementHandlers((movement) => {
		send({type: 'move', movement, rows});
		keys.onMove?.();
	});
	const open = () => {
		const now = current();
		const row = rowAt(now, now.window.cursor);
		if (isAwaited(now)) wish.current = {generation: now.generation, cursor: now.window.cursor};
		else if (row !== undefined) onOpen?.(row);
	};
	if (onOpen) Object.assign(on, {open, accept: open});
	if (onAccept) on.accept = onAccept;
	if (onClose) on.close = onClose;
	if (state.problem) on.retry = () => send({type: 'refresh'});
	Object.assign(on, {
		search: () => (isText(current()) ? false : send({type: 'focus'})),
		deleteLeft: () => send({type: 'erase', what: 'character'}),
		deleteWordLeft: () => send({type: 'erase', what: 'word'}),
		clear: () => send({type: 'erase', what: 'all'}),
		back: () => (isText(current()) ? send({type: 'erase', what: 'all'}) : false),
	});
	const isOpenPromised = onOpen !== undefined && keys.isPromised;
	useKeys({
		contexts: [...(state.problem ? (['letters'] as const) : []), 'browse', 'everywhere'],
		isTyping: isText(state) && !state.problem,
		on,
		hints: [
			'retry',
			...(onAccept || isOpenPromised ? (['accept'] as const) : []),
			...(isOpenPromised ? (['open'] as const) : []),
			...(onClose ? (['close'] as const) : []),
			...(isText(state) ? (['back'] as const) : []),
			'up',
		],
		labels: {
			accept: onAccept ? (keys.acceptLabel ?? uiMessages.commands.accept) : uiMessages.commands.open,
			open: uiMessages.commands.details,
			...(isText(state) ? {back: uiMessages.commands.clear} : {}),
		},
		...(!state.problem
			? {
					onText: (text: string) => {
						const now = current();
						if (now.query === '' && !now.isTyping) {
							if (text === '?') return false;
							if (text.trim() === '') return true;
							return send({type: 'type', text: text.startsWith('/') ? text.slice(1) : text});
						}
						// The cursor was moved: Space is no part of a word any more.
						if (text === ' ' && !now.isTyping) return true;
						return send({type: 'type', text});
					},
					onPaste: (text: string) => send({type: 'type', text: text.trim().replace(/\s+/g, ' ')}),
				}
			: {}),
	});
}

/** Something is searched for, or about to be. */
function isText<Row>({query, isTyping}: TableState<Row>): boolean {
	return query !== '' || isTyping;
}

/** The row under the cursor is not known yet, or belongs to another question. */
function isAwaited<Row>(state: TableState<Row>): boolean {
	if (state.problem) return false;
	if (state.total === undefined || (state.isStale && !state.isGrown)) return true;
	return state.total > 0 && rowAt(state, state.window.cursor) === undefined;
}
