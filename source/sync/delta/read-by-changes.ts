import {listingKey} from '../list-ends.ts';
import type {Run} from '../run.ts';
import type {DeltaSync} from './delta-sync.ts';
import {type DeltaList, storeMembers} from './stored-lists.ts';

/**
 * Fills a working file that has accounts, teams and courses with the lists of members: some are read in full, and where
 * these are as predicted the others are taken from the sync before and the changes since. Where not, all are read.
 */
export async function readByChanges(
	run: Run,
	delta: DeltaSync,
	lists: readonly DeltaList[],
	read: (lists: readonly DeltaList[]) => Promise<void>,
): Promise<void> {
	const left = await delta.plan(lists);
	await read(lists.filter((list) => !left.has(listingKey(list))));
	const kept = await delta.verify(left);
	const doubted = lists.filter((list) => left.has(listingKey(list)) && !kept.has(listingKey(list)));
	await read(doubted);
	// What the calls missed in these counts, too.
	if (doubted.length > 0) await delta.verifyRead();
	for (const list of lists) {
		const members = kept.get(listingKey(list));
		if (!members) continue;
		run.signal.throwIfAborted();
		storeMembers(run.file, list, members, delta.deadlines(list));
		run.progress.advance(list.kind);
	}
}
