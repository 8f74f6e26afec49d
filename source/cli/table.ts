import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {printable} from '../text/printable.ts';

export interface Column<Row> {
	title: string;
	value: (row: Row) => string | number;
	align?: 'right';
}

/** Rows under their titles, two blanks between columns; cut to `width` cells (last column first to suffer) if given. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width?: number): string {
	const cells = rows.map((row) => columns.map((column) => printable(String(column.value(row)))));
	const all = [columns.map(({title}) => title.toUpperCase()), ...cells];
	const widths = columns.map((_, index) => Math.max(...all.map((line) => stringWidth(line[index] ?? ''))));
	return `${all
		.map((line) => {
			const text = line
				.map((cell, index) =>
					pad(cell, widths[index] ?? 0, columns[index]?.align === 'right', index === columns.length - 1),
				)
				.join('  ')
				.trimEnd();
			return width === undefined ? text : cliTruncate(text, width);
		})
		.join('\n')}\n`;
}

/** Names and values in two columns, without titles; numbers to the right. */
export function formatFacts(pairs: readonly (readonly [name: string, value: string | number])[]): string {
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
