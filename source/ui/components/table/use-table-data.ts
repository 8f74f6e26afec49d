import {useEffect, useLayoutEffect, useRef} from 'react';
import {Problem} from '../../../problem/problem.ts';
import {type Model, useModel} from '../../hooks/use-model.ts';
import type {VirtualTableProps} from './table-props.ts';
import {
	createTable,
	missingPages,
	pageRows,
	rangeToFollow,
	reduceTable,
	type TableAction,
	type TableState,
} from './table-state.ts';

/**
 * Asks for the rows the window shows, and only for those; drops answers nobody waits for any more.
 *
 * @param rowsOf how many are on the screen: a search field takes one of them
 */
export function useTableData<Row>(
	{fetch, dataKey, version = 0, keyOf, defaultQuery}: VirtualTableProps<Row>,
	rowsOf: (state: TableState<Row>) => number,
): Model<TableState<Row>, TableAction<Row>> {
	const model = useModel<TableState<Row>, TableAction<Row>>(reduceTable, () => createTable<Row>(defaultQuery));
	const {state, send} = model;
	const rows = rowsOf(state);
	// The row under the cursor stays on the screen when there is less space.
	useLayoutEffect(() => {
		send({type: 'fit', rows});
	}, [rows, send]);
	const isWaiting = (state.isStale || state.total === undefined) && state.problem === undefined;
	const fetchRef = useRef(fetch);
	const pending = useRef({generation: -1, pages: new Set<number>(), abort: new AbortController()});
	const shown = useRef({dataKey, version});
	useEffect(() => {
		fetchRef.current = fetch;
		if (shown.current.dataKey !== dataKey) send({type: 'reset'});
		else if (shown.current.version === version) return;
		// Data that grows faster than it is read must not abort every read: the next look waits for this one's end.
		else if (isWaiting) return;
		else send({type: 'refresh'});
		shown.current = {dataKey, version};
	}, [fetch, dataKey, version, isWaiting, send]);

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
