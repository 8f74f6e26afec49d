import {useEffect, useLayoutEffect, useRef} from 'react';
import {Problem} from '../../../problem/problem.ts';
import {type Model, useModel} from '../../hooks/use-model.ts';
import {
	createTable,
	missingPages,
	pageRows,
	rangeToFollow,
	reduceTable,
	type TableAction,
	type TableState,
} from './table-state.ts';

export interface TableRequest {
	/** Index of the first row wanted. */
	offset: number;
	limit: number;
	/** What the person typed into the search field; empty: all rows. */
	query: string;
	signal: AbortSignal;
}

export interface TableAnswer<Row> {
	rows: readonly Row[];
	total: number;
}

export type FetchRows<Row> = (request: TableRequest) => Promise<TableAnswer<Row>>;

interface TableData<Row> {
	fetch: FetchRows<Row>;
	/** Another key: other data, from the top. */
	dataKey: string;
	/** Another version of the same data: ask again, stay in place. */
	version: number;
	/** Rows on the screen: a search field takes one of them. */
	rows: (state: TableState<Row>) => number;
	query: string | undefined;
	keyOf: ((row: Row) => string) | undefined;
}

/** Asks for the rows the window shows, and only for those; drops answers nobody waits for any more. */
export function useTableData<Row>(options: TableData<Row>): Model<TableState<Row>, TableAction<Row>> {
	const {dataKey, version, keyOf} = options;
	const model = useModel<TableState<Row>, TableAction<Row>>(reduceTable, () => createTable<Row>(options.query));
	const {state, send} = model;
	const rows = options.rows(state);
	// The row under the cursor stays on the screen when there is less space.
	useLayoutEffect(() => {
		send({type: 'fit', rows});
	}, [rows, send]);
	const isWaiting = (state.isStale || state.total === undefined) && state.problem === undefined;
	const fetchRef = useRef(options.fetch);
	const pending = useRef({generation: -1, pages: new Set<number>(), abort: new AbortController()});
	const shown = useRef({dataKey, version});
	useEffect(() => {
		fetchRef.current = options.fetch;
		if (shown.current.dataKey !== dataKey) send({type: 'reset'});
		else if (shown.current.version === version) return;
		// Data that grows faster than it is read must not abort every read: the next look waits for this one's end.
		else if (isWaiting) return;
		else send({type: 'refresh'});
		shown.current = {dataKey, version};
	}, [options.fetch, dataKey, version, isWaiting, send]);

	useEffect(() => {
		const {generation} = state;
		if (pending.current.generation !== generation) {
			pending.current.abort.abort();
			pending.current = {generation, pages: new Set(), abort: new AbortController()};
		}
		const {pages, abort} = pending.current;
		if (state.problem) return;
		const follow = keyOf === undefined ? null : rangeToFollow(state);
		const ranges = follow ? [follow] : missingPages(state, rows).map((page) => ({page, pages: 1}));
		for (const range of ranges) {
			if (pages.has(range.page)) continue;
			const asked = Array.from({length: range.pages}, (_, index) => range.page + index);
			for (const page of asked) pages.add(page);
			const done = () => {
				for (const page of asked) pages.delete(page);
			};
			const request = {
				offset: range.page * pageRows,
				limit: range.pages * pageRows,
				query: state.query.trim(),
				signal: abort.signal,
			};
			fetchRef.current(request).then(
				({rows: found, total}) => {
					done();
					send({type: 'received', generation, page: range.page, windowRows: rows, rows: found, total, keyOf});
				},
				(error) => {
					done();
					if (!abort.signal.aborted) send({type: 'failed', generation, problem: Problem.from(error)});
				},
			);
		}
	}, [state, rows, keyOf, send]);
	useEffect(() => () => pending.current.abort.abort(), []);
	return model;
}
