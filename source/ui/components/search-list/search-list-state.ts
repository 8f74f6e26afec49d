import {type ListWindow, type Movement, moveBy, moveTo, startOfList} from '../../list-window.ts';
import {erased, fold} from '../../text.ts';
import type {Selection} from './selection.ts';

export interface SearchListState {
	readonly query: string;
	readonly window: ListWindow;
	readonly selection: Selection;
	/** Ids of the sort and filter in use; undefined: as the rows came, all rows. */
	readonly sort: string | undefined;
	readonly isReversed: boolean;
	readonly filter: string | undefined;
	readonly isSelectedOnly: boolean;
	/** In the middle of typing: Space then belongs to the query. */
	readonly isTyping: boolean;
	/** The search was asked for with `/`: every character is text now, also the first. */
	readonly isFocused: boolean;
}

export type SearchListAction =
	| {type: 'type'; text: string}
	| {type: 'focus'}
	| {type: 'erase'; what: 'character' | 'word' | 'all'}
	| {type: 'move'; movement: Movement; total: number; rows: number}
	/** Rows came, went or changed places: the cursor's row is now at `cursor`. */
	| {type: 'place'; cursor: number; total: number; rows: number}
	| {type: 'toggle'; id: string}
	| {type: 'change'; how: 'all' | 'none' | 'invert'; ids: Iterable<string>}
	| {type: 'sort'; ids: readonly string[]}
	| {type: 'reverse'}
	| {type: 'filter'; ids: readonly string[]}
	| {type: 'selectedOnly'}
	| {type: 'select'; selection: Selection};

export type SearchListStart = Partial<
	Pick<SearchListState, 'query' | 'sort' | 'isReversed' | 'filter' | 'isSelectedOnly'>
>;

export function createSearchList(selection: Selection, start: SearchListStart = {}): SearchListState {
	return {
		query: '',
		sort: undefined,
		isReversed: false,
		filter: undefined,
		isSelectedOnly: false,
		...start,
		window: startOfList,
		selection,
		isTyping: false,
		isFocused: false,
	};
}

export function reduceSearchList(state: SearchListState, action: SearchListAction): SearchListState {
	switch (action.type) {
		case 'type':
			return searched(state, state.query + action.text.replace(/\s+/g, ' '), true);
		case 'focus':
			return state.isFocused ? state : {...state, isFocused: true};
		case 'erase': {
			const next =
				state.query === '' ? state : searched(state, erased(state.query, action.what), action.what !== 'all');
			return action.what === 'all' && next.isFocused ? {...next, isFocused: false} : next;
		}
		case 'move': {
			const window = moveBy(state.window, action.movement, action.total, action.rows);
			if (window === state.window && !state.isTyping && !state.isFocused) return state;
			return {...state, window, isTyping: false, isFocused: false};
		}
		case 'place': {
			const window = moveTo(state.window, action.cursor, action.total, action.rows);
			return window === state.window ? state : {...state, window};
		}
		case 'toggle':
			return {...state, isTyping: false, isFocused: false, selection: state.selection.toggle(action.id)};
		case 'change':
			return {
				...state,
				isTyping: false,
				isFocused: false,
				selection: state.selection.change(action.how, action.ids),
			};
		case 'sort':
			return {...state, sort: next(action.ids, state.sort), isReversed: false};
		case 'reverse':
			return {...state, isReversed: !state.isReversed};
		case 'filter':
			return {...state, filter: next(action.ids, state.filter), window: startOfList};
		case 'selectedOnly':
			return {...state, isSelectedOnly: !state.isSelectedOnly, window: startOfList};
		case 'select':
			return {...state, selection: action.selection};
	}
}

function searched(state: SearchListState, query: string, isTyping: boolean): SearchListState {
	return {...state, query, window: startOfList, isTyping: isTyping && query !== ''};
}

/** The id after `current`; after the last one: none. */
function next(ids: readonly string[], current: string | undefined): string | undefined {
	return ids[current === undefined ? 0 : ids.indexOf(current) + 1];
}

export function wordsOf(query: string): string[] {
	return fold(query).split(' ').filter(Boolean);
}
