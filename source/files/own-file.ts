import {closeSync, constants, fstatSync, lstatSync, openSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';

/** 0 on Windows, which has no such flag and where making a symbolic link takes an administrator. */
const noFollow = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

/**
 * Opens a file of this program without following a symbolic link, which would let whoever planted it choose what is read
 * or written. Those of the system in /dev, such as /dev/stderr, are followed. A pipe without a reader does
 * not block. `flags` are those of open(2). Throws what opening throws: `ELOOP` for a link.
 */
export function openOwn(path: string, flags: number, mode = 0o600): number {
	return openSync(path, flags | noWait | (isSystemLink(path) ? 0 : noFollow), mode);
}

/** The text of a plain file of this program, at most `limit` bytes; null when there is none, or it is something else. */
export function readOwn(path: string, limit = 1_000_000): string | null {
	let file: number | undefined;
	try {
		file = openOwn(path, constants.O_RDONLY);
		const status = fstatSync(file);
		return status.isFile() && status.size <= limit ? readFileSync(file, 'utf8') : null;
	} catch {
		return null;
	} finally {
		if (file !== undefined) closeSync(file);
	}
}

/** What stands at a path itself, links not followed. */
export function kindOf(path: string): 'missing' | 'file' | 'folder' | 'link' | 'other' {
	const status = lstatSync(path, {throwIfNoEntry: false});
	if (status === undefined) return 'missing';
	if (status.isSymbolicLink()) return 'link';
	return status.isFile() ? 'file' : status.isDirectory() ? 'folder' : 'other';
}

function isSystemLink(path: string): boolean {
	return resolve(path).startsWith('/dev/');
}
