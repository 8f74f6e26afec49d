import type {StoredList} from './model.ts';

/** Everything is read in full at least once in so long where no other interval is set, ms. */
export const usualInterval = 24 * 60 * 60 * 1000;
/** A little more than a fair share of each run, so that runs that come late do not leave too much to one of them. */
const haste = 1.1;

/**
 * The lists that this run reads in full although nothing is known to have changed: those that would be older than `within` by
 * the next run, and of the others the ones that were not read for the longest time, as many pages as the time since the
 * last run is of it. `sinceLast` and `within` in ms.
 */
export function chooseSlice(
	lists: readonly StoredList[],
	now: number,
	sinceLast: number,
	{pageSize, within}: {pageSize: number; within: number},
): ReadonlySet<string> {
	const chosen = new Set<string>();
	const total = lists.reduce((sum, list) => sum + pagesOf(list, pageSize), 0);
	const budget = Math.ceil((total * haste * Math.min(sinceLast, within)) / within);
	// A run may come half an interval late.
	const mustAfter = within - sinceLast * 1.5;
	let pages = 0;
	for (const list of lists.toSorted((a, b) => a.readAt - b.readAt || (a.key < b.key ? -1 : 1))) {
		if (pages >= budget && now - list.readAt <= mustAfter) break;
		chosen.add(list.key);
		pages += pagesOf(list, pageSize);
	}
	return chosen;
}

export function pagesOf({size}: Pick<StoredList, 'size'>, pageSize: number): number {
	return Math.max(1, Math.ceil(size / pageSize));
}
