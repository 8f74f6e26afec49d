import {type ListWindow, type Movement, moveBy, moveTo, startOfList} from '../../list-window.ts';
import {fold} from '../../text.ts';
import {reduceSearch, type Search, type SearchAction} from '../search/search-state.ts';
import type {Selection} from './selection.ts';

export interface SearchListState extends Search {
	readonly window: ListWindow;
	readonly selection: Selection;
	/** Ids of the sort and filter in use; undefined: as the rows came, all rows. */
	readonly sort: string | undefined;
	readonly isReversed: boolean;
	readonly filter: string | undefined;
	readonly isSelectedOnly: boolean;
}

export type SearchListAction =
	| SearchAction
	| {type: 'move'; movement: Movement; total: number; rows: number}
	/** Rows came, went or changed places: the cursor's row is now at `cursor`. */
	| {type: 'place'; cursor: number; total: number; rows: number}
	| {type: 'toggle'; id: string}
	| {type: 'change'; how: 'all' | 'none' | 'invert'; ids: Iterable<string>}
	| {type: 'sort'; ids: readonly string[]}
	| {type: 'reverse'}
	| {type: 'filter'; ids: readonly string[]}
	| {type: 'selectedOnly'};

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
	};
}

export function reduceSearchList(state: SearchListState, action: SearchListAction): SearchListState {
	switch (action.type) {
		case 'type':
		case 'focus':
		case 'erase': {
			const search = reduceSearch(state, action);
			return {...state, ...search, window: search.query === state.query ? state.window : startOfList};
		}
		case 'move': {
			const window = moveBy(state.window, action.movement, action.total, action.rows);
			return window === state.window && !state.isTyping ? state : {...state, window, isTyping: false};
		}
		case 'place': {
			const window = moveTo(state.window, action.cursor, action.total, action.rows);
			return window === state.window ? state : {...state, window};
		}
		case 'toggle':
			return {...state, isTyping: false, selection: state.selection.toggle(action.id)};
		case 'change':
			return {...state, isTyping: false, selection: state.selection.change(action.how, action.ids)};
		case 'sort':
			return {...state, sort: next(action.ids, state.sort), isReversed: false};
		case 'reverse':
			return {...state, isReversed: !state.isReversed};
		case 'filter':
			return {...state, filter: next(action.ids, state.filter), window: startOfList};
		case 'selectedOnly':
			return {...state, isSelectedOnly: !state.isSelectedOnly, window: startOfList};
	}
}

/** The id after `current`; after the last one: none. */
function next(ids: readonly string[], current: string | undefined): string | undefined {
	return ids[current === undefined ? 0 : ids.indexOf(current) + 1];
}

export function wordsOf(query: string): string[] {
	return fold(query).split(' ').filter(Boolean);
}
