import type {Batch, Warning} from '../c1z/model.ts';
import {warningSubjects, warningWords} from '../c1z/warning-messages.ts';
import type {WorkingFile} from '../c1z/working-file.types.ts';
import type {MappingExtras} from '../connector/resource-types.ts';
import type {Listing, ListingKind, ListingRows, LitmosClient} from '../litmos/client.ts';
import {PageFollower} from './page-follower.ts';
import type {Progress} from './progress.ts';
import type {Log, SyncOptions} from './sync.types.ts';

/** What the parts of one sync run share. */
export interface Run {
	client: LitmosClient;
	file: WorkingFile;
	options: SyncOptions;
	extras: MappingExtras & {accountDetails: boolean};
	/** Ends when the run is cancelled or has failed. */
	signal: AbortSignal;
	progress: Progress;
	log: Log;
	/** Called for each warning, at most a few of one kind. */
	onWarning: (warning: Warning) => void;
}

/** Stores a batch and tells of its warnings. */
export function store(run: Run, batch: Batch): void {
	run.file.commit(batch);
	for (const warning of batch.warnings ?? []) run.onWarning(warning);
}

/** The name of a listing's checkpoint: `accounts`, `team-members:<id>`. */
export function listingKey({kind, of}: Listing): string {
	return of === '' ? kind : `${kind}:${of}`;
}

/** Calls Litmos unless the run has ended, and shows what it cost, also when it fails. */
export async function spend<T>(run: Run, call: () => Promise<T>): Promise<T> {
	run.signal.throwIfAborted();
	try {
		return await call();
	} finally {
		run.progress.tick();
	}
}

/** True when the listing has been read to its end. */
export function isRead(file: WorkingFile, listing: Listing): boolean {
	return file.checkpoint(listingKey(listing))?.next === null;
}

/**
 * Reads a listing from where its checkpoint stands to its end. Each page is stored in one transaction with its
 * position. `toBatch` maps the rows not seen before.
 */
export async function readListing<K extends ListingKind>(
	run: Run,
	listing: Listing<K>,
	toBatch: (rows: ListingRows[K][]) => Batch,
): Promise<void> {
	const key = listingKey(listing);
	const stored = run.file.checkpoint(key);
	if (stored?.next === null) return;
	const follower = new PageFollower(run.client.pageSize);
	let start = stored?.next ?? 0;
	let count = stored?.rows ?? 0;
	for (;;) {
		const page = await spend(run, () => run.client.page(listing, start, {signal: run.signal}));
		const step = follower.take(
			start,
			page.rows.map((row) => row.id),
			page.next,
		);
		const batch = toBatch(step.fresh.map((index) => page.rows[index]!));
		count += step.fresh.length;
		store(run, {
			...batch,
			warnings: [...(batch.warnings ?? []), ...pageWarnings(key, start, page.unusable, step)],
			checkpoint: {listing: key, next: step.next, rows: count},
		});
		run.log('debug', 'page stored', {listing: key, start, rows: page.rows.length});
		run.progress.pageRead(listing.kind, step.fresh.length);
		if (step.next === null) return;
		start = step.next;
	}
}

/** The counted gaps of one page. */
export function pageWarnings(
	key: string,
	start: number,
	unusable: number,
	step: {doubled: number; stuck: boolean},
): NonNullable<Batch['warnings']> {
	const warnings: NonNullable<Batch['warnings']> = [];
	if (unusable > 0) {
		warnings.push({
			kind: 'unusable-row',
			subject: warningSubjects.rowsFrom(key, start),
			detail: warningWords.rowsWithoutId(unusable),
			amount: unusable,
		});
	}
	if (step.doubled > 0) {
		warnings.push({
			kind: 'duplicate-row',
			subject: warningSubjects.rowsFrom(key, start),
			detail: warningWords.rowsTwice(step.doubled),
			amount: step.doubled,
		});
	}
	if (step.stuck) {
		warnings.push({kind: 'listing-stuck', subject: key, detail: warningWords.listingStuck(start)});
	}
	return warnings;
}
