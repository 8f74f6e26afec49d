import type {Problem} from '../../../problem/problem.ts';
import {type ListWindow, type Movement, moveBy, moveTo, startOfList} from '../../list-window.ts';
import {toGraphemes, wordStart} from '../../text.ts';

/** Rows asked for at a time. */
export const pageRows = 64;
/** Pages kept; the ones farthest from the window go first. */
const mostPages = 16;

export interface TableState<Row> {
	readonly window: ListWindow;
	readonly query: string;
	/** Undefined until the first answer. */
	readonly total: number | undefined;
	readonly pages: ReadonlyMap<number, readonly Row[]>;
	/** Answers to questions of an earlier generation are dropped. */
	readonly generation: number;
	/** The pages still belong to the generation before: shown until the first new answer, so that nothing flickers. */
	readonly isStale: boolean;
	readonly problem: Problem | undefined;
}

export type TableAction<Row> =
	| {type: 'move'; movement: Movement; rows: number}
	| {type: 'type'; text: string}
	| {type: 'erase'; what: 'character' | 'word' | 'all'}
	/** The data is different (another tab, another sort): from the top. */
	| {type: 'reset'}
	/** The same data has grown: ask again, stay where we are. */
	| {type: 'refresh'}
	| {type: 'received'; generation: number; page: number; rows: readonly Row[]; total: number; windowRows: number}
	| {type: 'failed'; generation: number; problem: Problem};

export function createTable<Row>(query = ''): TableState<Row> {
	return {
		window: startOfList,
		query,
		total: undefined,
		pages: new Map(),
		generation: 0,
		isStale: false,
		problem: undefined,
	};
}

export function reduceTable<Row>(state: TableState<Row>, action: TableAction<Row>): TableState<Row> {
	switch (action.type) {
		case 'move': {
			const window = moveBy(state.window, action.movement, state.total ?? 0, action.rows);
			return window === state.window ? state : {...state, window};
		}
		case 'type':
			return {...renewed(state), query: state.query + action.text, window: startOfList};
		case 'erase':
			if (state.query === '') return state;
			return {...renewed(state), query: erased(state.query, action.what), window: startOfList};
		case 'reset':
			return {...renewed(state), window: startOfList};
		case 'refresh':
			return renewed(state);
		case 'received': {
			if (action.generation !== state.generation) return state;
			const pages = new Map(state.isStale ? [] : state.pages);
			pages.set(action.page, action.rows);
			const {cursor} = state.window;
			const window = moveTo(state.window, cursor, action.total, action.windowRows);
			return {
				...state,
				window,
				total: action.total,
				pages: nearest(pages, Math.floor(window.top / pageRows)),
				isStale: false,
				problem: undefined,
			};
		}
		case 'failed':
			return action.generation === state.generation ? {...state, problem: action.problem} : state;
	}
}

function renewed<Row>(state: TableState<Row>): TableState<Row> {
	return {...state, generation: state.generation + 1, isStale: true, problem: undefined};
}

function nearest<Row>(pages: Map<number, readonly Row[]>, page: number): Map<number, readonly Row[]> {
	if (pages.size <= mostPages) return pages;
	const kept = [...pages.keys()].sort((a, b) => Math.abs(a - page) - Math.abs(b - page)).slice(0, mostPages);
	return new Map(kept.map((key) => [key, pages.get(key) ?? []]));
}

function erased(query: string, what: 'character' | 'word' | 'all'): string {
	if (what === 'all') return '';
	const parts = toGraphemes(query);
	return parts.slice(0, what === 'word' ? wordStart(parts, parts.length) : -1).join('');
}

export function rowAt<Row>(state: TableState<Row>, index: number): Row | undefined {
	return state.pages.get(Math.floor(index / pageRows))?.[index % pageRows];
}

/** Pages the window needs and does not have. */
export function missingPages<Row>(state: TableState<Row>, windowRows: number): number[] {
	const first = Math.floor(state.window.top / pageRows);
	const end = state.window.top + windowRows - 1;
	const last = Math.floor(Math.max(0, state.total === undefined ? end : Math.min(end, state.total - 1)) / pageRows);
	const missing: number[] = [];
	for (let page = first; page <= last; page++) {
		if (state.isStale || !state.pages.has(page)) missing.push(page);
	}
	return missing;
}
