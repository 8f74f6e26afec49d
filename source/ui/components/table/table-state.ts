import type {Problem} from '../../../problem/problem.ts';
import {type ListWindow, type Movement, moveBy, moveTo, startOfList} from '../../list-window.ts';
import {reduceSearch, type Search, type SearchAction} from '../search/search-state.ts';

export const pageRows = 64;
/** Pages kept; the ones farthest from the window go first. */
const mostPages = 16;

export interface TableState<Row> extends Search {
	readonly window: ListWindow;
	/** Undefined until the first answer. */
	readonly total: number | undefined;
	readonly pages: ReadonlyMap<number, readonly Row[]>;
	/** Answers to questions of an earlier generation are dropped. */
	readonly generation: number;
	/** The pages still belong to the generation before: shown until the first new answer, so that nothing flickers. */
	readonly isStale: boolean;
	/** What is being asked anew is the same data, grown: the rows shown are still right. */
	readonly isGrown: boolean;
	readonly problem: Problem | undefined;
}

export type TableAction<Row> =
	| SearchAction
	| {type: 'move'; movement: Movement; rows: number}
	/** There is space for so many rows. */
	| {type: 'fit'; rows: number}
	/** The data is different (another tab, another sort): from the top. */
	| {type: 'reset'}
	/** The same data has grown: ask again, stay where we are. */
	| {type: 'refresh'}
	| {
			type: 'received';
			generation: number;
			/** The page that `rows` begins with; they may go on over several. */
			page: number;
			rows: readonly Row[];
			total: number;
			windowRows: number;
			/** What tells a row from the others: the cursor follows its row to where that is now. */
			keyOf?: ((row: Row) => string) | undefined;
	  }
	| {type: 'failed'; generation: number; problem: Problem};

export function createTable<Row>(query = ''): TableState<Row> {
	return {
		window: startOfList,
		query,
		isTyping: false,
		total: undefined,
		pages: new Map(),
		generation: 0,
		isStale: false,
		isGrown: false,
		problem: undefined,
	};
}

export function reduceTable<Row>(state: TableState<Row>, action: TableAction<Row>): TableState<Row> {
	switch (action.type) {
		case 'move': {
			const window = moveBy(state.window, action.movement, state.total ?? 0, action.rows);
			return window === state.window && !state.isTyping ? state : {...state, window, isTyping: false};
		}
		case 'fit': {
			const {window, total = 0} = state;
			const fitted = moveTo(window, window.cursor, total, action.rows);
			return total === 0 || fitted === window ? state : {...state, window: fitted};
		}
		case 'type':
		case 'focus':
		case 'erase': {
			const search = reduceSearch(state, action);
			// Spaces at the ends ask for nothing new.
			if (search.query.trim() === state.query.trim()) return {...state, ...search};
			return {...renewed(state), ...search, window: startOfList};
		}
		case 'reset':
			return {...renewed(state), window: startOfList};
		case 'refresh':
			return {...renewed(state), isGrown: !state.isStale || state.isGrown};
		case 'received': {
			if (action.generation !== state.generation) return state;
			const pages = new Map(state.isStale ? [] : state.pages);
			pages.set(action.page, action.rows.length > pageRows ? action.rows.slice(0, pageRows) : action.rows);
			for (let at = pageRows; at < action.rows.length; at += pageRows) {
				pages.set(action.page + at / pageRows, action.rows.slice(at, at + pageRows));
			}
			const {cursor, top} = state.window;
			const moved = state.isStale ? movedBy(state, action) : 0;
			const before = {cursor: cursor + moved, top: Math.max(0, top + moved)};
			const window = moveTo(moved === 0 ? state.window : before, cursor + moved, action.total, action.windowRows);
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

/**
 * How far the row under the cursor went while the data grew. A cursor on the first row stays there: who has not moved
 * looks at the beginning, whatever that is.
 */
function movedBy<Row>(
	state: TableState<Row>,
	{page, rows, keyOf}: Extract<TableAction<Row>, {type: 'received'}>,
): number {
	const {cursor} = state.window;
	const row = cursor === 0 ? undefined : rowAt(state, cursor);
	if (keyOf === undefined || row === undefined) return 0;
	const key = keyOf(row);
	const at = rows.findIndex((each) => keyOf(each) === key);
	return at === -1 ? 0 : page * pageRows + at - cursor;
}

function renewed<Row>(state: TableState<Row>): TableState<Row> {
	return {...state, generation: state.generation + 1, isStale: true, isGrown: false, problem: undefined};
}

function nearest<Row>(pages: Map<number, readonly Row[]>, page: number): Map<number, readonly Row[]> {
	if (pages.size <= mostPages) return pages;
	const kept = [...pages.keys()].sort((a, b) => Math.abs(a - page) - Math.abs(b - page)).slice(0, mostPages);
	return new Map(kept.map((key) => [key, pages.get(key) ?? []]));
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

/** Pages read in one go to find the row under the cursor again: one before it and so many after, where rows are added. */
const pagesToFollow = 9;

/** What to ask for to find the cursor's row again in data that has grown; null when there is no such row. */
export function rangeToFollow<Row>({isStale, window}: TableState<Row>): {page: number; pages: number} | null {
	if (!isStale || window.cursor === 0) return null;
	const at = Math.floor(window.cursor / pageRows);
	return {page: Math.max(0, at - 1), pages: pagesToFollow + Math.min(at, 1)};
}
