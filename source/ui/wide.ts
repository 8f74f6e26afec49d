/** From this size on a page has two panes: the list, and the details of the row under the cursor beside it. */
const wideColumns = 110;
const wideRows = 24;

export function isWide({columns, rows}: {columns: number; rows: number}): boolean {
	return columns >= wideColumns && rows >= wideRows;
}
