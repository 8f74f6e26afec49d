import {stringify} from 'csv-stringify/sync';
import {printable} from './printable.ts';

/**
 * Rows as lines of CSV, titles and byte order mark before the first. Text that a spreadsheet would take for a formula is
 * marked as text: ids may begin with a minus. The titles are the names of the columns, or of the fields of the first row.
 */
export function csvLines<Row extends object>(
	rows: readonly Row[],
	isFirst: boolean,
	columns?: readonly (keyof Row & string)[],
): string {
	return stringify([...rows], {
		header: isFirst,
		...(columns && {columns}),
		escape_formulas: true,
		bom: isFirst,
		cast: {string: (text) => printable(text)},
	});
}
