import type {Batch, Warning} from '../c1z/model.ts';
import type {WorkingFile} from '../c1z/working-file.ts';
import type {LitmosClient} from '../litmos/client.ts';
import type {SyncOptions} from './job.ts';
import type {ListEnds} from './list-ends.ts';
import type {Log} from './log.ts';
import type {mappingExtrasOf} from './mapping-extras.ts';
import type {Progress} from './progress.ts';

/** What the parts of one sync run share. */
export interface Run {
	client: LitmosClient;
	file: WorkingFile;
	options: SyncOptions;
	extras: ReturnType<typeof mappingExtrasOf>;
	/** Ends when the run is cancelled or has failed. */
	signal: AbortSignal;
	progress: Progress;
	/** What is known of the ends of the lists. */
	ends: ListEnds;
	log: Log;
	/** When a finished sync was read that is used as it is; the rows stay as old as they are. */
	readAt?: Date | null;
	/** Called for each warning, at most a few of one kind. */
	onWarning: (warning: Warning) => void;
}

/** Stores a batch and tells of its warnings. */
export function store(run: Run, batch: Batch): void {
	run.file.commit(batch);
	for (const warning of batch.warnings ?? []) run.onWarning(warning);
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
