import type {ListingKind} from '../litmos/client.ts';
import type {Extra} from '../settings/extras.ts';
import {extraListOf} from './extras/table.ts';
import {type ListEnd, listingKey} from './list-ends.ts';
import {proveEnd} from './read-list.ts';
import {type Run, spend} from './run.ts';
import type {WorkQueue} from './work-queue.ts';

/** How the proofs are carried out: in which queue, and what a failure means. */
export interface ProofWork {
	makeQueue: () => WorkQueue;
	/** Reads teams, courses or learning paths again, and what belongs to new ones; undefined for other lists. */
	rereadOf: (kind: ListingKind) => (() => Promise<void>) | undefined;
	/** Runs a proof of a list that the sync needs. */
	required: (end: ListEnd, proof: () => Promise<void>) => Promise<void>;
	/** Runs a proof of a list of an extra. */
	optional: (extra: Extra, end: ListEnd, proof: () => Promise<void>) => Promise<void>;
}

/**
 * Proves the ends of all lists that are read, after which none of them can be short. Throws `sync/incomplete` for a list
 * whose end cannot be proven.
 */
export async function proveEnds(run: Run, {makeQueue, rereadOf, required, optional}: ProofWork): Promise<void> {
	await lookAgain(run, required);
	for (;;) {
		const {spent, saved} = run.progress.spent;
		const first = run.ends.end('accounts') ?? run.ends.end('account-details');
		const isWhole = first !== undefined && first.proof !== 'open';
		const due = run.ends.due(isWhole ? run.file.counts().accounts : null, spent + saved);
		if (due.length === 0) return;
		const queue = makeQueue();
		for (const end of due) {
			const extra = extraListOf(end.kind)?.extra;
			queue.add(() => {
				const proof = () => proveEnd(run, end, rereadOf(end.kind));
				return extra === undefined ? required(end, proof) : optional(extra, end, proof);
			});
		}
		await queue.drained();
	}
}

/**
 * Where only some ends are proven, the accounts are asked for again, from the second row on, at the end of the sync: it shows
 * whether pages are as long as they were at its beginning.
 */
async function lookAgain(run: Run, required: ProofWork['required']): Promise<void> {
	const end = run.ends.end('accounts') ?? run.ends.end('account-details');
	if (!end || !run.ends.areMany) return;
	if (end.isSingle && end.proof === 'open' && end.anchor !== null && end.at > 2 && end.slack === 0) {
		await required(end, () => proveEnd(run, end, undefined, 1));
		return;
	}
	const key = `looked-again:${listingKey(end)}`;
	if (end.isSingle || run.file.note(key) !== null) return;
	const {kind} = end;
	const page = await spend(run, () => run.client.page({kind, of: ''}, 1, {signal: run.signal}));
	run.ends.paid();
	if (page.rows.length + page.unusable < end.longest - 1) run.ends.distrust();
	else run.file.setNote(key, 'true');
}
