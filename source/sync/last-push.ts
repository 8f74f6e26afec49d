import {existsSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Comparison} from '../c1z/changes.ts';
import {compareWith} from '../c1z/compare.ts';
import {Problem} from '../problem/problem.ts';
import {defaultDropThreshold, dropGuard} from './drop-guard.ts';
import type {SyncReport} from './events.ts';
import {lastPushPath} from './last-push-path.ts';
import {syncNotices} from './reading-messages.ts';
import type {Run} from './run.ts';

/**
 * What a finished sync changes against the last push, and whether the push must be confirmed for it; nothing when there
 * was none, or when only resources were read. The sync does not fail over it: a last push that cannot be read is said.
 */
export async function compareWithLastPush(
	run: Run,
	onNotice: (text: string) => void,
): Promise<Pick<SyncReport, 'comparison' | 'dropGuard'>> {
	const last = lastPushPath(run.file.path);
	if (run.options.resourcesOnly || !existsSync(last)) return {};
	let comparison: Comparison;
	try {
		// Decoded beside it: gigabytes at worst, which a folder for temporary files may keep in memory.
		comparison = await compareWith(run.file, last, {signal: run.signal, folder: dirname(last)});
	} catch (error) {
		run.signal.throwIfAborted();
		const problem = Problem.from(error);
		run.log('warn', 'not compared with the last push', {code: problem.code});
		onNotice(syncNotices.notCompared(problem.what));
		return {};
	}
	const threshold = run.options.dropThreshold ?? defaultDropThreshold;
	const {accountDrop, grantDrop} = comparison;
	const mustConfirm = dropGuard(comparison, threshold) !== null;
	run.log('info', 'compared with the last push', {accountDrop, grantDrop, mustConfirm});
	return {comparison, dropGuard: {threshold, mustConfirm}};
}
