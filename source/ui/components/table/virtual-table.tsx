import {Box} from 'ink';
import {memo, useEffect, useMemo} from 'react';
import {words} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {ProblemView} from '../message/message.tsx';
import {SearchField} from '../search-list/search-field.tsx';
import {Text} from '../text/text.tsx';
import {type Column, headerText, type PlacedColumn, placeColumns, rowText, spokenRow} from './columns.ts';
import {rowAt, type TableState} from './table-state.ts';
import {type FetchRows, useTableData} from './use-table-data.ts';
import {useTableKeys} from './use-table-keys.ts';

export interface VirtualTableProps<Row> {
	columns: readonly Column<Row>[];
	/** Reads rows `offset … offset+limit-1`; called only for what is on the screen. */
	fetch: FetchRows<Row>;
	/** Identity of the data: another tab, filter or sort is another key, and starts at the top. */
	dataKey: string;
	/** Grows while data arrives: reads the visible rows again and keeps the place. Default 0. */
	version?: number;
	/** What tells a row from all others; stable. With it the cursor stays on its row while others arrive before it. */
	keyOf?: (row: Row) => string;
	/** A search field; letters are then typed into it. Default true. */
	hasSearch?: boolean;
	/** Search to start with, and the way to keep it. */
	defaultQuery?: string;
	onQuery?: (query: string) => void;
	/** Enter. Missing: rows cannot be opened. */
	onOpen?: (row: Row) => void;
	/** Rows that have nothing inside are not promised to open. Default: all have. */
	canOpen?: (row: Row) => boolean;
	/** The row under the cursor, when it is known. */
	onFocus?: (row: Row | undefined) => void;
	/** What Enter does, for the key line. Default: open. */
	openLabel?: string;
	/** What to say when there are no rows and nothing is searched for. */
	emptyText?: string;
	/** Screen rows of the whole component. Default: the room there is. */
	height?: number;
	isActive?: boolean;
}

/** Any number of rows, read as they are looked at. Columns keep their lines; on narrow terminals the least important go. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
	const {columns, hasSearch = true, isActive = true} = props;
	const theme = useTheme();
	const size = useSize();
	const isScreenReader = useScreenReader();
	const height = props.height ?? size.rows;
	const rows = Math.max(1, height - 2);
	const model = useTableData({
		fetch: props.fetch,
		dataKey: props.dataKey,
		version: props.version ?? 0,
		rows,
		query: props.defaultQuery,
		keyOf: props.keyOf,
	});
	const {state} = model;
	const {onOpen, openLabel, onQuery, onFocus} = props;
	const focused = rowAt(state, state.window.cursor);
	const isPromised = focused === undefined ? state.total !== 0 : (props.canOpen?.(focused) ?? true);
	useTableKeys({model, rows, isActive, hasSearch, onOpen, openLabel: isPromised ? openLabel : null});
	// Braces: whatever the callbacks return must not be taken for a clean-up.
	useEffect(() => {
		onQuery?.(state.query);
	}, [state.query, onQuery]);
	useEffect(() => {
		onFocus?.(focused);
	}, [focused, onFocus]);

	const margin = width(theme.symbols.pointer) + 1;
	const placed = useMemo(() => placeColumns(columns, size.columns - margin), [columns, size.columns, margin]);
	const status = statusOf(state, rows);
	const empty = emptyText(state, props.emptyText);
	const field = hasSearch ? (
		<SearchField query={state.query} isActive={isActive} status={[{full: status, short: status, priority: 1}]} />
	) : (
		<Text wrap="truncate">{theme.paint('text.secondary', status)}</Text>
	);
	if (isScreenReader) {
		const spoken = focused === undefined ? (empty ?? words.table.loading) : spokenRow(focused, columns);
		return (
			<Box flexDirection="column" aria-role="table">
				{field}
				<Text>{state.problem ? state.problem.what : spoken}</Text>
			</Box>
		);
	}
	const {top, cursor} = state.window;
	const shown = Math.max(0, Math.min(rows, (state.total ?? 0) - top));
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{field}
			<Text wrap="truncate">
				{theme.paint('text.secondary', ' '.repeat(margin) + headerText(placed, theme.symbols.ellipsis))}
			</Text>
			{state.problem && <ProblemView problem={state.problem} />}
			{!state.problem && empty !== undefined && <Text>{theme.paint('text.secondary', empty)}</Text>}
			{!state.problem &&
				Array.from({length: shown}, (_, at) => (
					<TableRow key={at} row={rowAt(state, top + at)} placed={placed} hasCursor={isActive && top + at === cursor} />
				))}
		</Box>
	);
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
	if (total === undefined) return words.table.loading;
	const range = words.table.rows(Math.min(window.top + 1, total), Math.min(window.top + rows, total), total);
	return isStale ? `${range} ${words.table.loading}` : range;
}

function emptyText<Row>(state: TableState<Row>, wish: string | undefined): string | undefined {
	if (state.total !== 0 || state.isStale) return undefined;
	return state.query === '' ? (wish ?? words.table.empty) : words.list.nothingFound(state.query);
}
