import {useMemo, useRef} from 'react';
import {type Column, measureColumns, type Needs} from './columns.ts';

/**
 * Measures the columns on the rows read so far. Widths only grow while one list is looked at: a list whose columns move
 * with every page is hard to read.
 */
export function useMeasured<Row>(
	columns: readonly Column<Row>[],
	pages: ReadonlyMap<number, readonly Row[]>,
	dataKey: string,
	apart: ((row: Row) => string) | undefined,
): {columns: readonly Column<Row>[]; needs: Needs | undefined} {
	const twins = useMemo(() => twinsOf(columns[0], pages, apart), [columns, pages, apart]);
	const named = useMemo(() => withTwins(columns, twins, apart), [columns, twins, apart]);
	const known = useRef<{dataKey: string; columns: readonly Column<Row>[]; needs: Map<string, number>}>(undefined);
	const measured = useRef(new WeakMap<readonly Row[], {columns: readonly Column<Row>[]; needs: Needs}>());
	const seen = useRef<{dataKey: string; pages: typeof pages; foreign?: typeof pages | undefined}>({dataKey, pages});
	const needs = useMemo(() => {
		const before = known.current;
		const {current} = seen;
		// After another filter the rows of the one before are shown until the first answer; they say nothing of the new ones.
		const foreign = current.dataKey === dataKey ? current.foreign : current.pages;
		seen.current = {dataKey, pages, foreign};
		if (pages === foreign && before !== undefined) return before.needs;
		const isSame = before?.dataKey === dataKey && before.columns === named;
		const all = new Map(isSame ? before.needs : []);
		for (const rows of pages.values()) {
			let page = measured.current.get(rows);
			if (page?.columns !== named) {
				page = {columns: named, needs: measureColumns(named, rows)};
				measured.current.set(rows, page);
			}
			for (const [id, cells] of page.needs) all.set(id, Math.max(all.get(id) ?? 0, cells));
		}
		if (isSame && all.size === before.needs.size && [...all].every(([id, cells]) => before.needs.get(id) === cells)) {
			return before.needs;
		}
		known.current = {dataKey, columns: named, needs: all};
		return all;
	}, [named, pages, dataKey]);
	return {columns: named, needs: needs.size === 0 ? undefined : needs};
}

/** Texts of the first column that occur more than once, joined: a string, so that equal ones change nothing. */
function twinsOf<Row>(
	first: Column<Row> | undefined,
	pages: ReadonlyMap<number, readonly Row[]>,
	apart: ((row: Row) => string) | undefined,
): string {
	if (first === undefined || apart === undefined) return '';
	const seen = new Set<string>();
	const twins = new Set<string>();
	for (const rows of pages.values()) {
		for (const row of rows) {
			const text = first.value(row);
			if (seen.has(text)) twins.add(text);
			seen.add(text);
		}
	}
	return JSON.stringify([...twins].sort());
}

function withTwins<Row>(
	columns: readonly Column<Row>[],
	twins: string,
	apart: ((row: Row) => string) | undefined,
): readonly Column<Row>[] {
	const [first, ...rest] = columns;
	const texts = twins === '' ? [] : (JSON.parse(twins) as string[]);
	if (first === undefined || apart === undefined || texts.length === 0) return columns;
	const alike = new Set(texts);
	const value = (row: Row) => {
		const text = first.value(row);
		return alike.has(text) ? `${text} (${apart(row)})` : text;
	};
	// What tells them apart stands at the end.
	return [{...first, value, cut: 'middle'}, ...rest];
}
