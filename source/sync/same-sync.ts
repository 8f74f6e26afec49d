import type {WorkingFile} from '../c1z/working-file.ts';
import {Problem} from '../problem/problem.ts';
import type {SyncReport} from './events.ts';
import {workspaceMessages} from './messages.ts';

/** What tells the rows of one finished sync from all others in the same file. */
export type SyncIdentity = Pick<SyncReport, 'syncId' | 'completedAt'>;

/**
 * Throws `sync/replaced` unless the file has the very rows that a report is about. All processes of one account share the
 * file: another terminal may have read anew, or added and removed courses in it.
 */
export function requireSame(file: Pick<WorkingFile, 'info' | 'note'>, {syncId, completedAt}: SyncIdentity): void {
	const found = file.info();
	const isSame =
		found.syncId === syncId &&
		(completedAt === undefined || found.finishedAt?.toISOString() === completedAt) &&
		file.note('continuing') !== 'true';
	if (!isSame) throw new Problem({code: 'sync/replaced', ...workspaceMessages.replaced});
}
