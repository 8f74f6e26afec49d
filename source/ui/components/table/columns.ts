import {printable} from '../../../text/printable.ts';
import {type Align, fit, width} from '../../text.ts';

export interface Column<Row> {
	id: string;
	title: string;
	value: (row: Row) => string;
	/** Cells needed to be of any use. */
	min: number;
	/** Cells beyond which more space does not help. Default: `min`, so the column does not grow. */
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

/** How wide the values of each column are, by its id; 0 for a column without any. */
export type Needs = ReadonlyMap<string, number>;

/** Measures columns on the rows that are there. */
export function measureColumns<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Map<string, number> {
	const needs = new Map<string, number>();
	for (const {id, value} of columns) {
		needs.set(
			id,
			rows.reduce((most, row) => Math.max(most, width(printable(value(row)))), 0),
		);
	}
	return needs;
}

/**
 * The columns that fit into `cells`, the most important ones, in their given order. With `needs` each gets what its
 * values need and empty ones go; without, they share what space is left.
 */
export function placeColumns<Row>(columns: readonly Column<Row>[], cells: number, needs?: Needs): PlacedColumn<Row>[] {
	const offered = needs ? columns.filter(({id}) => needs.get(id) !== 0) : columns;
	const wish = (column: Column<Row>) => Math.min(column.max ?? column.min, needOf(column, needs));
	const least = (column: Column<Row>) => Math.min(column.min, needs ? wish(column) : column.min);
	const chosen = new Set<string>();
	let used = 0;
	for (const column of [...offered].sort((a, b) => a.priority - b.priority)) {
		const needed = least(column) + (chosen.size === 0 ? 0 : columnGap);
		// The first column is shown cut rather than not at all.
		if (chosen.size > 0 && used + needed > cells) break;
		used += needed;
		chosen.add(column.id);
	}
	const placed = offered
		.filter((column) => chosen.has(column.id))
		.map((column) => ({column, cells: Math.min(least(column), cells)}));
	if (needs) growByNeed(placed, cells - used, wish);
	else growEvenly(placed, cells - used);
	return placed;
}

/** Beyond it a column waits until the others have what they need. */
const fairCells = 40;

/** Numbers and short texts first, then the most important ones. */
function growByNeed<Row>(placed: PlacedColumn<Row>[], space: number, wish: (column: Column<Row>) => number): void {
	let free = space;
	const byPriority = [...placed].sort((a, b) => a.column.priority - b.column.priority);
	for (const most of [shortCells, fairCells, Number.POSITIVE_INFINITY]) {
		for (const place of byPriority) {
			const wanted = most === shortCells && wish(place.column) > most ? 0 : Math.min(wish(place.column), most);
			const more = Math.max(0, Math.min(free, wanted - place.cells));
			place.cells += more;
			free -= more;
		}
	}
}
const shortCells = 16;

function growEvenly<Row>(placed: PlacedColumn<Row>[], space: number): void {
	let free = space;
	for (let open = placed.filter(canGrow); free > 0 && open.length > 0; open = open.filter(canGrow)) {
		const share = Math.max(1, Math.floor(free / open.length));
		for (const place of open) {
			const more = Math.min(share, free, (place.column.max ?? place.column.min) - place.cells);
			place.cells += more;
			free -= more;
		}
	}
}

function needOf<Row>({id, title}: Column<Row>, needs: Needs | undefined): number {
	return Math.max(width(title), needs?.get(id) ?? Number.POSITIVE_INFINITY);
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
