import {stringify} from 'csv-stringify/sync';
import {printable} from './printable.ts';

/**
 * Rows as lines of CSV, titles and byte order mark before the first. Text that a spreadsheet would take for a formula is
 * marked as text: ids may begin with a minus.
 */
export function csvLines(rows: readonly Record<string, unknown>[], isFirst: boolean): string {
	return stringify([...rows], {
		header: isFirst,
		escape_formulas: true,
		bom: isFirst,
		cast: {string: (text) => printable(text)},
	});
}
