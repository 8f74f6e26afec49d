import {printable} from '../../../text/printable.ts';
import {type Align, fit} from '../../text.ts';

/** A column of a list or table. */
export interface Column<Row> {
	id: string;
	title: string;
	value: (row: Row) => string;
	/** Cells needed to be of any use. */
	min: number;
	/** Cells beyond which more room does not help. Default: `min`, so the column does not grow. */
	max?: number;
	/** 1 stays longest on a narrow terminal. */
	priority: number;
	align?: Align;
	/** Where a value that is too long loses something. Ids and codes keep both ends, which tell them apart. Default: the end. */
	cut?: 'end' | 'middle';
}

export interface PlacedColumn<Row> {
	column: Column<Row>;
	cells: number;
}

export const columnGap = 2;

/** The columns that fit into `cells`, the most important ones, in their given order, sharing what room is left. */
export function placeColumns<Row>(columns: readonly Column<Row>[], cells: number): PlacedColumn<Row>[] {
	const chosen = new Set<string>();
	let used = 0;
	for (const column of [...columns].sort((a, b) => a.priority - b.priority)) {
		const needed = column.min + (chosen.size === 0 ? 0 : columnGap);
		// The first column is shown cut rather than not at all.
		if (chosen.size > 0 && used + needed > cells) break;
		used += needed;
		chosen.add(column.id);
	}
	const placed = columns
		.filter((column) => chosen.has(column.id))
		.map((column) => ({column, cells: Math.min(column.min, cells)}));
	let free = cells - used;
	for (let open = placed.filter(canGrow); free > 0 && open.length > 0; open = open.filter(canGrow)) {
		const share = Math.max(1, Math.floor(free / open.length));
		for (const place of open) {
			const more = Math.min(share, free, (place.column.max ?? place.column.min) - place.cells);
			place.cells += more;
			free -= more;
		}
	}
	return placed;
}

function canGrow<Row>({column, cells}: PlacedColumn<Row>): boolean {
	return cells < (column.max ?? column.min);
}

/** One line of text for a row; `paint` may style a cell after it has its width. */
export function rowText<Row>(
	row: Row,
	placed: readonly PlacedColumn<Row>[],
	ellipsis: string,
	paint: (cell: string, column: Column<Row>) => string = (cell) => cell,
): string {
	const cells = placed.map(({column, cells}) =>
		paint(fit(printable(column.value(row)), cells, column.align, ellipsis, column.cut), column),
	);
	return cells.join(' '.repeat(columnGap));
}

export function headerText<Row>(placed: readonly PlacedColumn<Row>[], ellipsis: string): string {
	return placed
		.map(({column, cells}) => fit(column.title, cells, column.align, ellipsis))
		.join(' '.repeat(columnGap))
		.trimEnd();
}

/** A row read aloud: `Name: Ana, State: active`. */
export function spokenRow<Row>(row: Row, columns: readonly Column<Row>[]): string {
	return columns
		.map((column) => [column.title, printable(column.value(row))] as const)
		.filter(([, value]) => value !== '')
		.map(([title, value]) => `${title}: ${value}`)
		.join(', ');
}
