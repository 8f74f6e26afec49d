import {useEffect, useReducer, useState} from 'react';
import {type RowSource, RowView} from './row-view.ts';

/** Milliseconds of work between two looks at the keyboard. */
const slice = 5;

/**
 * The view over a growing list, with its preparation done in slices while nobody presses a key.
 *
 * @param source Read once; later values are ignored.
 */
export function useRowView<Row>(rows: readonly Row[], source: RowSource<Row>, sort: string | undefined): RowView<Row> {
	const [view] = useState(() => new RowView(source));
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	view.setRows(rows);
	// biome-ignore lint/correctness/useExhaustiveDependencies: new rows mean new work
	useEffect(() => {
		const wasSorted = view.isSorted(sort);
		const work = view.prepare(sort);
		let timer: NodeJS.Immediate;
		const go = () => {
			const until = performance.now() + slice;
			while (performance.now() < until) {
				if (!work.next().done) continue;
				if (!wasSorted) redraw();
				return;
			}
			timer = setImmediate(go);
		};
		timer = setImmediate(go);
		return () => clearImmediate(timer);
	}, [view, rows, sort]);
	return view;
}
