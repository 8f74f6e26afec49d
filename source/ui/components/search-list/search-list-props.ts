import type {ReactNode} from 'react';
import type {Column} from '../table/columns.ts';
import type {SearchListStart} from './search-list-state.ts';
import type {Selection} from './selection.ts';
import type {SortKey} from './sort-order.ts';

export interface SearchListProps<Row> {
	/** May grow while pages arrive: a new array with the old rows first. Other changes start the view anew. */
	rows: readonly Row[];
	idOf: (row: Row) => string;
	columns: readonly Column<Row>[];
	/** What search looks at. Default: the values of all columns. */
	searchTextOf?: (row: Row) => string;
	/** Ctrl-S goes through these. */
	sorts?: readonly {id: string; label: string; key: (row: Row) => SortKey}[];
	/** Ctrl-F goes through these. */
	filters?: readonly {id: string; label: string; test: (row: Row) => boolean}[];
	/** False: no check marks; Enter opens the row under the cursor. Default true. */
	isMulti?: boolean;
	/** Ids selected at the start, so that going back shows the earlier choice. */
	defaultSelection?: Iterable<string>;
	start?: SearchListStart;
	isLoading?: boolean;
	/** Screen rows of the whole component. Default: the space there is. */
	height?: number;
	isActive?: boolean;
	/** Every change of the selection. Copy with `toSet()` to keep it. */
	onSelection?: (selection: Selection) => void;
	/** Search, sort or filter changed; keep it for `start`. */
	onView?: (view: SearchListStart) => void;
	/** Enter: the selection, and the row under the cursor. */
	onAccept?: (selection: Selection, row: Row | undefined) => void;
	/** A list was pasted (several lines, or commas). Default: searched for. */
	onPaste?: (text: string) => void;
	/** What Enter does, for the key line. */
	acceptLabel?: string | undefined;
	/** Marks do not count at the moment: rows are dimmed, and Space only adds. */
	isDimmed?: boolean;
	/** The row under the cursor in full: beside the list where there is space, else on →. `cells` is the space it has. */
	details?: (row: Row, cells: number) => ReactNode;
}
