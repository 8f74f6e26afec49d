import {existsSync} from 'node:fs';
import type {Counts} from '../c1z/model.ts';
import type {WorkingFile} from '../c1z/working-file.ts';
import {lookInto} from '../c1z/working-file.ts';
import type {LitmosTarget} from '../litmos/client.ts';
import {Problem} from '../problem/problem.ts';
import type {SyncOptions} from './job.ts';
import {keyMark} from './key-mark.ts';
import {isSelection} from './selection.ts';
import {workingFilePath} from './working-file-path.ts';
import {scopeOf} from './workspace.ts';

/** What is left of an earlier sync of a tenant. */
export interface SavedSync {
	path: string;
	syncId: string;
	startedAt: Date;
	/** Null while it is half done. */
	finishedAt: Date | null;
	/** Requests spent on it so far. */
	requests: number;
	counts: Counts;
}

/** The note of a working file whose sync is spoken for: it is never used a second time. */
export const usedKey = 'used';

/** Looks at the working file of a tenant without touching it; null when there is none that can be read. */
export function savedSync(folder: string, target: Pick<LitmosTarget, 'baseUrl' | 'source'>): SavedSync | null {
	return look(folder, target, (file, path) => {
		const {syncId, startedAt, finishedAt, requests} = file.info();
		const isWhole = isFinished(file) && file.note('part') === 'all';
		return {path, syncId, startedAt, finishedAt: isWhole ? finishedAt : null, requests, counts: file.counts()};
	});
}

/** The note of a working file that tells with which key it was read. */
export const keyKey = 'key';

/** Another key may see other data. Files of earlier versions don't tell. */
export function isOfOtherKey(file: WorkingFile, target: LitmosTarget): boolean {
	const mark = file.note(keyKey);
	return mark !== null && mark !== keyMark(target);
}

/**
 * A finished sync that can stand in for a new one: of the same account, selection and optional data, and neither sent nor
 * written to a file yet. `used` are the ids of those that were. How old it may be is for the caller to say, and that one
 * of another key does not stand in: Litmos has not accepted the key that is given now.
 */
export function unusedSync(
	folder: string,
	target: LitmosTarget,
	options: SyncOptions,
	used: readonly (string | undefined)[],
): {syncId: string; finishedAt: Date; isOtherKey: boolean} | null {
	return look(folder, target, (file) => {
		const {syncId, finishedAt, scope} = file.info();
		if (finishedAt === null || !isFinished(file) || file.note(usedKey) === 'true' || used.includes(syncId)) return null;
		const isSame =
			JSON.stringify(scope) === JSON.stringify(scopeOf({target, options})) &&
			file.note('part') === (options.resourcesOnly ? 'resources' : 'all') &&
			isSelection(file, options);
		return isSame ? {syncId, finishedAt, isOtherKey: file.note(keyKey) !== keyMark(target)} : null;
	});
}

/** Something may have been begun on top of what is finished. */
function isFinished(file: WorkingFile): boolean {
	return file.info().finishedAt !== null && file.note('continuing') !== 'true';
}

function look<Found>(
	folder: string,
	target: Pick<LitmosTarget, 'baseUrl' | 'source'>,
	find: (file: WorkingFile, path: string) => Found,
): Found | null {
	const path = workingFilePath(folder, target);
	if (!existsSync(path)) return null;
	try {
		return lookInto(path, (file) => find(file, path));
	} catch (error) {
		if (Problem.from(error).code.startsWith('file/')) return null;
		throw error;
	}
}
