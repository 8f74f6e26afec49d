import stringWidth from 'string-width';
import {count} from '../text/amounts.ts';
import {printable} from '../text/printable.ts';
import {bar} from '../ui/components/chart/chart-state.ts';
import {cut} from '../ui/text.ts';
import type {Theme, Token} from '../ui/theme.ts';

export interface Column<Row> {
	title: string;
	value: (row: Row) => string | number;
	align?: 'right';
	/** On a terminal it may be cut down to so many cells, before any column is left out. */
	least?: number;
	/** On a terminal too narrow for all, the highest is left out first; without a number it always stays. */
	goes?: number;
	/** Only on terminals at least so wide: what is opaque to people, as ids are. */
	from?: number;
	/** On a terminal, the style of a cell. */
	tone?: (row: Row) => Token;
	/** 0 … 1; on a terminal a bar with its percentage stands in place of the value. */
	share?: (row: Row) => number;
}

/** The terminal a table is drawn for. */
export interface TableLook {
	width: number;
	theme: Theme;
}

interface Placed<Row> {
	column: Column<Row>;
	texts: string[];
	cells: number;
}

const gap = 2;
const barCells = 10;

/**
 * Rows under their titles, two blanks between columns. For a terminal (`look`) the columns are fitted to its width, numbers
 * are grouped, shares are bars, and styles say what words say as well; for a program nothing is cut or styled.
 */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], look?: TableLook): string {
	const placed = columns.map((column): Placed<Row> => {
		const texts = rows.map((row) => textOf(column, row, look));
		return {column, texts, cells: Math.max(...[column.title, ...texts].map((text) => stringWidth(text)))};
	});
	const shown =
		look === undefined
			? placed
			: fitted(
					placed.filter(({column}) => look.width >= (column.from ?? 0)),
					look.width,
				);
	const ellipsis = look?.theme.symbols.ellipsis ?? '…';
	const paint = look?.theme.paint ?? ((_token: Token, text: string) => text);
	const line = (cellOf: (place: Placed<Row>) => {text: string; token?: Token | undefined}) =>
		shown
			.map((place, index) => {
				const {text, token} = cellOf(place);
				const isLast = index === shown.length - 1;
				const cell = pad(cut(text, place.cells, ellipsis), place.cells, place.column.align === 'right', isLast);
				return token === undefined ? cell : paint(token, cell);
			})
			.join(' '.repeat(gap))
			.trimEnd();
	const title = (text: string) => (look === undefined ? text.toUpperCase() : text);
	const lines = [
		line(({column}) => ({text: title(column.title), token: 'text.heading'})),
		...rows.map((row, index) => line(({column, texts}) => ({text: texts[index] ?? '', token: column.tone?.(row)}))),
	];
	return `${lines.join('\n')}\n`;
}

function textOf<Row>({value, share}: Column<Row>, row: Row, look: TableLook | undefined): string {
	const given = value(row);
	if (look === undefined) return printable(String(given));
	if (share !== undefined) {
		const part = share(row);
		const {filled, rest} = bar(part, barCells, look.theme.symbols);
		return `${filled}${rest} ${String(Math.floor(part * 100)).padStart(3)}%`;
	}
	return printable(typeof given === 'number' ? count(given) : given);
}

/** Names give way first, as far as they can; then the columns that matter least go. */
function fitted<Row>(all: Placed<Row>[], width: number): Placed<Row>[] {
	let shown = all;
	const least = ({column, cells}: Placed<Row>) => Math.min(cells, column.least ?? cells);
	const needed = (cellsOf: (place: Placed<Row>) => number) =>
		shown.reduce((sum, place) => sum + cellsOf(place), 0) + gap * (shown.length - 1);
	while (needed(least) > width) {
		const [first] = shown
			.filter(({column}) => column.goes !== undefined)
			.sort((a, b) => (b.column.goes ?? 0) - (a.column.goes ?? 0));
		if (first === undefined) break;
		shown = shown.filter((place) => place !== first);
	}
	let over = needed(({cells}) => cells) - width;
	// The widest is cut first, so that all stay readable.
	while (over > 0) {
		const [widest] = shown.filter((place) => place.cells > least(place)).sort((a, b) => b.cells - a.cells);
		if (widest === undefined) break;
		widest.cells--;
		over--;
	}
	if (over > 0) {
		const last = shown.at(-1);
		if (last !== undefined) last.cells = Math.max(1, last.cells - over);
	}
	return shown;
}

export type Fact = readonly [name: string, value: string | number | undefined];

/** Names and values in two columns, without titles; numbers to the right. Those without a value are left out. */
export function formatFacts(facts: readonly Fact[]): string {
	const pairs = facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
	const names = Math.max(...pairs.map(([name]) => stringWidth(name)));
	const values = Math.max(...pairs.map(([, value]) => (typeof value === 'number' ? String(value).length : 0)));
	return pairs
		.map(
			([name, value]) =>
				`${pad(name, names, false, false)}  ${pad(printable(String(value)), values, typeof value === 'number', true)}\n`,
		)
		.join('');
}

function pad(cell: string, width: number, toTheRight: boolean, isLast: boolean): string {
	const space = ' '.repeat(Math.max(0, width - stringWidth(cell)));
	if (toTheRight) return space + cell;
	return isLast ? cell : cell + space;
}
