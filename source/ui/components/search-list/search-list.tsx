import {Box} from 'ink';
import {useLayoutEffect, useMemo, useRef, useState} from 'react';
import {count} from '../../../text/amounts.ts';
import {useModel} from '../../hooks/use-model.ts';
import {uiMessages} from '../../messages.ts';
import {Area, useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {Divider, paneGap, paneWidth, useHasPane} from '../panes/panes.tsx';
import {SearchField} from '../search/search-field.tsx';
import type {StatusPart} from '../search/status-text.ts';
import {headerText, placeColumns, spokenRow} from '../table/columns.ts';
import {Text} from '../text/text.tsx';
import type {RowSource} from './row-view.ts';
import type {SearchListProps} from './search-list-props.ts';
import {
	createSearchList,
	reduceSearchList,
	type SearchListAction,
	type SearchListStart,
	type SearchListState,
	wordsOf,
} from './search-list-state.ts';
import {SearchRow} from './search-row.tsx';
import {Selection} from './selection.ts';
import {useRowView} from './use-row-view.ts';
import {useSearchKeys} from './use-search-keys.ts';

const linesAround = 2;

/** A list of up to some 100,000 rows: type to search, select on what is shown, sort, filter. */
export function SearchList<Row>(props: SearchListProps<Row>) {
	const {rows, columns, idOf, isMulti = true, isActive = true} = props;
	const theme = useTheme();
	const size = useSize();
	const isScreenReader = useScreenReader();
	const listRows = Math.max(1, (props.height ?? size.rows) - linesAround);
	const model = useModel<SearchListState, SearchListAction>(reduceSearchList, () =>
		createSearchList(new Selection(new Set(props.defaultSelection)), props.start),
	);
	const {state} = model;
	const [isOpen, setOpen] = useState(false);
	const {details, isDimmed = false} = props;
	const hasPane = useHasPane() && details !== undefined;
	const paneCells = hasPane ? paneWidth(size.columns) : 0;
	const listCells = size.columns - (hasPane ? paneCells + paneGap : 0);
	const [source] = useState(() => sourceOf(props));
	const view = useRowView(rows, source, state.sort);
	const indicesOf = (now: SearchListState) =>
		view.indices({
			words: wordsOf(now.query),
			filter: now.filter,
			sort: now.sort,
			isReversed: now.isReversed,
			only: now.isSelectedOnly ? now.selection : undefined,
		});
	const indices = indicesOf(state);
	useStableCursor(model, indices, listRows);

	useSearchKeys(props, {
		model,
		lines: listRows,
		indices: () => indicesOf(model.current()),
		details: details === undefined || hasPane ? undefined : {isOpen, setOpen},
	});
	useViewReport(state, props.onView);

	const marks = width(theme.symbols.pointer) + 1 + (isMulti ? width(theme.symbols.checked) + 1 : 0);
	const placed = useMemo(() => placeColumns(columns, listCells - marks), [columns, listCells, marks]);
	const query = wordsOf(state.query).join(' ');
	const status = statusOf(props, state, indices.length, view.isSorted(state.sort));
	const focused = rows[indices[state.window.cursor] ?? -1];
	const isDetailOnly = isOpen && !hasPane && details !== undefined && focused !== undefined;
	if (isScreenReader) {
		const spoken = focused === undefined ? emptyText(state, rows.length) : spokenRow(focused, columns);
		const isSelected = focused !== undefined && state.selection.has(idOf(focused));
		return (
			<Box flexDirection="column">
				<SearchField query={state.query} isActive={isActive} status={status} />
				<Box aria-role="option" aria-state={{selected: isSelected && !isDimmed}}>
					<Text>{`${spoken}, ${uiMessages.list.position(Math.min(state.window.cursor + 1, indices.length), indices.length)}`}</Text>
				</Box>
				{isDetailOnly && details(focused, size.columns)}
			</Box>
		);
	}
	const shown = indices.subarray(state.window.top, state.window.top + listRows);
	const list = (
		<Box flexDirection="column" width={listCells} height={listRows + linesAround} flexShrink={0}>
			<Area columns={listCells}>
				<SearchField query={state.query} isActive={isActive} status={status} />
			</Area>
			{isDetailOnly ? (
				details(focused, listCells)
			) : (
				<>
					<Text wrap="truncate">
						{theme.paint('text.secondary', ' '.repeat(marks) + headerText(placed, theme.symbols.ellipsis))}
					</Text>
					{indices.length === 0 && !(props.isLoading && rows.length === 0) && (
						<Text>{theme.paint('text.secondary', emptyText(state, rows.length))}</Text>
					)}
					{Array.from(shown, (index, at) => {
						const row = rows[index] as Row;
						return (
							<SearchRow
								// By line of the screen, not by row: a scrolled window reuses its lines.
								key={at}
								row={row}
								placed={placed}
								query={query}
								hasCursor={isActive && state.window.top + at === state.window.cursor}
								isSelected={isMulti ? state.selection.has(idOf(row)) : undefined}
								isDimmed={isDimmed}
							/>
						);
					})}
				</>
			)}
		</Box>
	);
	if (!hasPane) return list;
	return (
		<Box height={listRows + linesAround} flexShrink={0} overflow="hidden">
			{list}
			<Divider rows={listRows + linesAround} />
			<Box flexDirection="column" width={paneCells} flexShrink={0} overflow="hidden">
				{focused !== undefined && details(focused, paneCells)}
			</Box>
		</Box>
	);
}

function sourceOf<Row>(props: SearchListProps<Row>): RowSource<Row> {
	const {columns} = props;
	return {
		idOf: props.idOf,
		searchTextOf: props.searchTextOf ?? ((row) => columns.map((column) => column.value(row)).join('\n')),
		sortKeysOf: Object.fromEntries((props.sorts ?? []).map(({id, key}) => [id, key])),
		filters: Object.fromEntries((props.filters ?? []).map(({id, test}) => [id, test])),
	};
}

/** The cursor stays on its row when rows come in or change places, and on its line when the row is gone. */
function useStableCursor(
	model: ReturnType<typeof useModel<SearchListState, SearchListAction>>,
	indices: Uint32Array,
	rows: number,
): void {
	const {state, send} = model;
	const before = useRef<{indices: Uint32Array; row: number | undefined; query: string}>(undefined);
	useLayoutEffect(() => {
		const {cursor} = state.window;
		const last = before.current;
		const isNewOrder = last !== undefined && last.indices !== indices && last.query === state.query;
		const at = isNewOrder && last.row !== undefined ? indices.indexOf(last.row) : -1;
		const target = at === -1 ? Math.min(cursor, Math.max(0, indices.length - 1)) : at;
		before.current = {indices, row: indices[target], query: state.query};
		send({type: 'place', cursor: target, total: indices.length, rows});
	});
}

function useViewReport(state: SearchListState, onView: ((view: SearchListStart) => void) | undefined): void {
	const {query, sort, isReversed, filter, isSelectedOnly} = state;
	const report = useRef(onView);
	useLayoutEffect(() => {
		report.current = onView;
	});
	useLayoutEffect(() => {
		report.current?.({query, sort, isReversed, filter, isSelectedOnly});
	}, [query, sort, isReversed, filter, isSelectedOnly]);
}

function statusOf<Row>(
	props: SearchListProps<Row>,
	state: SearchListState,
	shown: number,
	isSorted: boolean,
): StatusPart[] {
	const total = props.rows.length;
	const sort = props.sorts?.find(({id}) => id === state.sort);
	const filter = props.filters?.find(({id}) => id === state.filter);
	const part = (priority: number, full: string, short = full): StatusPart => ({priority, full, short});
	const {list} = uiMessages;
	return [
		...(props.isMulti === false || props.isDimmed
			? [part(2, shown === total ? count(total) : list.shown(shown, total))]
			: [
					...(shown === total ? [] : [part(2, list.found(shown))]),
					part(1, list.selectedOf(state.selection.size, total), list.selected(state.selection.size)),
				]),
		...(filter ? [part(3, `filter: ${filter.label}`, filter.label)] : []),
		...(sort
			? [isSorted ? part(6, list.sortedBy(sort.label, state.isReversed), `by ${sort.label}`) : part(6, 'sorting')]
			: []),
		...(state.isSelectedOnly ? [part(4, 'selected only')] : []),
		...(props.isLoading ? [part(5, 'loading more', 'loading')] : []),
	];
}

function emptyText(state: SearchListState, total: number): string {
	if (total === 0) return uiMessages.list.empty;
	if (state.query !== '') return uiMessages.list.nothingFound(state.query);
	return state.isSelectedOnly ? 'Nothing is selected.' : 'Nothing matches this filter.';
}
