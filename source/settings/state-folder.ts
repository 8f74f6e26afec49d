import {accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {stateFolderMessages} from './messages.ts';

/** The folder for answers, half-done syncs and the last pushed file: the chosen one, else the system's usual place. */
export async function findStateFolder(chosen: string | undefined): Promise<string> {
	if (chosen !== undefined) return resolve(chosen);
	const {default: envPaths} = await import('env-paths');
	return envPaths('litmos-connector', {suffix: ''}).data;
}

export interface SafeFolder {
	/** The folder to use: the given one, or one of our own in it. */
	folder: string;
	/** What was wrong and what was done about it: one sentence for a person. */
	notice: string | undefined;
}

/** Permission of a group or of everybody to change what a folder holds, and the mark of a folder shared by all, as /tmp. */
const othersMayWrite = 0o022;
const isShared = 0o1000;

/**
 * Makes sure that nobody else decides what this program reads and overwrites in its folder. One that others can change
 * is closed to them when it is ours; in one of the system's, as a volume of a container, a folder of our own is used.
 * Throws `disk/denied` for a folder or a link that belongs to somebody else. With `mayChange` false it only looks.
 */
export function secureStateFolder(folder: string, mayChange: boolean): SafeFolder {
	try {
		return secure(folder, mayChange);
	} catch (error) {
		throw stateFolderProblem(folder, error);
	}
}

function secure(folder: string, mayChange: boolean): SafeFolder {
	// Windows has other means, and a home that others cannot enter.
	const me = process.getuid?.();
	const found = statSync(folder, {throwIfNoEntry: false});
	if (me === undefined || found === undefined || !found.isDirectory()) return {folder, notice: undefined};
	const link = lstatSync(folder);
	const stranger = [link.uid, found.uid].find((owner) => owner !== me && owner !== 0);
	if (stranger !== undefined) {
		throw new Problem({code: 'disk/denied', ...stateFolderMessages.notOurs(folder, stranger)});
	}
	if ((found.mode & othersMayWrite) === 0) return {folder, notice: undefined};
	if (found.uid !== me || (found.mode & isShared) !== 0) {
		const own = join(folder, `litmos-connector-${me}`);
		const safe = secure(own, mayChange);
		return {...safe, notice: safe.notice ?? stateFolderMessages.ownFolder(folder, own)};
	}
	if (!mayChange) return {folder, notice: stateFolderMessages.open(folder)};
	chmodSync(folder, found.mode & 0o7777 & ~othersMayWrite);
	const isClosed = (statSync(folder).mode & othersMayWrite) === 0;
	// Some file systems, such as those of USB sticks, know no permissions.
	return {folder, notice: isClosed ? stateFolderMessages.closed(folder) : stateFolderMessages.open(folder)};
}

/** Makes the folder, for its owner only. Throws `disk/denied` or `disk/full` in words when it cannot be used. */
export function prepareStateFolder(folder: string): void {
	try {
		makeFolder(folder);
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (error) {
		throw stateFolderProblem(folder, error);
	}
}

/** What the system said about the folder, in words: `disk/denied` or `disk/full`. */
export function stateFolderProblem(folder: string, error: unknown): Problem {
	if (error instanceof Problem) return error;
	const code = systemCode(error) ?? '';
	return new Problem({
		code: code === 'ENOSPC' ? 'disk/full' : 'disk/denied',
		...stateFolderMessages.notUsable(folder, code),
		cause: error,
	});
}

/** One by one: Node's recursive form never returns below /proc, where nothing can be made (Node 24.21). */
function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		const code = systemCode(error);
		if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
		if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
		makeFolder(dirname(folder));
		makeFolder(folder);
	}
}
