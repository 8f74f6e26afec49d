import type {ReactNode} from 'react';
import type {Column} from './columns.ts';

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

/** The row under the cursor and, for reading ahead, the rows a key or two away. */
export interface Focus<Row> {
	row: Row | undefined;
	near: readonly Row[];
	/** Screen rows there are beside the list. */
	rows: number;
}

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
	/** What is said behind the first column of rows that look alike there. */
	apart?: (row: Row) => string;
	/** Search to start with, and the way to keep it. */
	defaultQuery?: string;
	onQuery?: (query: string) => void;
	/** Right, and Enter where nothing else is to be done with it. Missing: rows cannot be opened. */
	onOpen?: (row: Row) => void;
	/** Rows that have nothing inside are not promised to open. Default: all have. */
	canOpen?: (row: Row) => boolean;
	/** Enter, where it leads on instead of opening. */
	onAccept?: (() => void) | undefined;
	acceptLabel?: string | undefined;
	/** Left. */
	onClose?: (() => void) | undefined;
	/** A person has moved the cursor. */
	onMove?: (() => void) | undefined;
	/** What stands right of the list, in so many cells. */
	aside?: {columns: number; render: (focus: Focus<Row>) => ReactNode} | undefined;
	/** What to say when there are no rows and nothing is searched for. */
	emptyText?: string;
	/** Screen rows of the whole component. Default: the space there is. */
	height?: number;
}
