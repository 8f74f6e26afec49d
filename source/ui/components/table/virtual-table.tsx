import {Box} from 'ink';
import {memo, useEffect, useMemo} from 'react';
import {uiMessages} from '../../messages.ts';
import {Area, useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {ProblemView} from '../message/message.tsx';
import {SearchField} from '../search/search-field.tsx';
import {isSearching, type Search} from '../search/search-state.ts';
import {Text} from '../text/text.tsx';
import {headerText, type PlacedColumn, placeColumns, rowText, spokenRow} from './columns.ts';
import type {VirtualTableProps} from './table-props.ts';
import {rowAt, type TableState} from './table-state.ts';
import {useMeasured} from './use-measured.ts';
import {useTableData} from './use-table-data.ts';
import {useTableKeys} from './use-table-keys.ts';

/** With less space the search field is there only while something is searched for. */
const rowsForSearch = 12;

/** Any number of rows, read as they are looked at. Columns are as wide as their values; on narrow terminals the least important go. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
	const {aside} = props;
	const theme = useTheme();
	const size = useSize();
	const isScreenReader = useScreenReader();
	const height = props.height ?? size.rows;
	const cells = size.columns - (aside ? aside.columns : 0);
	const model = useTableData(props, (state) => rowsOf(state, height));
	const {state} = model;
	const hasField = hasFieldIn(state, height);
	const rows = rowsOf(state, height);
	const {onQuery} = props;
	const {top, cursor} = state.window;
	const focused = rowAt(state, cursor);
	useTableKeys(props, model, rows);
	// Braces: whatever the callback returns must not be taken for a clean-up.
	useEffect(() => {
		onQuery?.(state.query);
	}, [state.query, onQuery]);

	const margin = width(theme.symbols.pointer) + 1;
	const {columns, needs} = useMeasured(props.columns, state.pages, props.dataKey, props.apart);
	const placed = useMemo(() => placeColumns(columns, cells - margin - 1, needs), [columns, cells, margin, needs]);
	const status = statusOf(state, rows);
	const empty = emptyText(state, props.emptyText);
	const field = <SearchField query={state.query} isActive status={[{full: status, short: status, priority: 1}]} />;
	const beside = aside?.render({row: focused, near: nearRows(state), rows: height});
	if (isScreenReader) {
		const spoken = focused === undefined ? (empty ?? uiMessages.table.loading) : spokenRow(focused, columns);
		return (
			<Box flexDirection="column" aria-role="table">
				{field}
				<Text>{state.problem ? state.problem.what : spoken}</Text>
				{beside}
			</Box>
		);
	}
	const shown = Math.max(0, Math.min(rows, (state.total ?? 0) - top));
	const isEmpty = state.total === 0;
	return (
		<Box height={height} flexShrink={0} width={size.columns} overflow="hidden">
			<Box flexDirection="column" height={height} width={cells} flexShrink={0} overflow="hidden">
				{hasField && field}
				{!isEmpty && !state.problem && (
					<Text wrap="truncate">
						{theme.paint('text.secondary', ' '.repeat(margin) + headerText(placed, theme.symbols.ellipsis))}
					</Text>
				)}
				{state.problem && (
					<Area columns={cells}>
						<ProblemView problem={state.problem} />
					</Area>
				)}
				{!hasField && state.total === undefined && !state.problem && (
					<Text>{theme.paint('text.secondary', uiMessages.table.loading)}</Text>
				)}
				{!state.problem && empty !== undefined && <Text>{theme.paint('text.secondary', empty)}</Text>}
				{!state.problem &&
					// A row that scrolls keeps its line: one line is drawn anew, not all.
					Array.from({length: shown}, (_, at) => (
						<TableRow
							key={(top + at) % shown}
							row={rowAt(state, top + at)}
							placed={placed}
							hasCursor={top + at === cursor}
						/>
					))}
			</Box>
			{beside}
		</Box>
	);
}

function hasFieldIn(search: Search, height: number): boolean {
	return height >= rowsForSearch || isSearching(search);
}

/** Below the headings, and below the search field while it is there. */
function rowsOf<Row>(state: TableState<Row>, height: number): number {
	return Math.max(1, height - (hasFieldIn(state, height) ? 2 : 1));
}

/** A held arrow key gets ahead of answers without these. */
const readAhead = [1, 2, 3, -1, 4, -2];

function nearRows<Row>(state: TableState<Row>): Row[] {
	const rows = readAhead.map((by) => rowAt(state, state.window.cursor + by));
	return rows.filter((row) => row !== undefined);
}

function TableRowOf<Row>(props: {row: Row | undefined; placed: readonly PlacedColumn<Row>[]; hasCursor: boolean}) {
	const {row, placed, hasCursor} = props;
	const theme = useTheme();
	const {symbols} = theme;
	const line = row === undefined ? symbols.ellipsis : rowText(row, placed, symbols.ellipsis).trimEnd();
	const pointer = hasCursor ? theme.paint('focus', symbols.pointer) : ' '.repeat(width(symbols.pointer));
	return <Text wrap="truncate">{`${pointer} ${hasCursor ? theme.paint('focus', line) : line}`}</Text>;
}

const TableRow = memo(TableRowOf) as typeof TableRowOf;

function statusOf<Row>({total, window, isStale}: TableState<Row>, rows: number): string {
	if (total === undefined) return uiMessages.table.loading;
	if (total === 0) return isStale ? uiMessages.table.loading : '';
	const range = uiMessages.table.rows(Math.min(window.top + 1, total), Math.min(window.top + rows, total), total);
	return isStale ? `${range} ${uiMessages.table.loading}` : range;
}

function emptyText<Row>(state: TableState<Row>, wish: string | undefined): string | undefined {
	if (state.total !== 0 || state.isStale) return undefined;
	return state.query === '' ? (wish ?? 'No rows.') : uiMessages.list.nothingFound(state.query);
}
