import {statfsSync} from 'node:fs';
import {dirname} from 'node:path';
import {Problem} from '../problem/problem.ts';
import {damageMessages, diskMessages, type FileWork, syncFileMessages} from './messages.ts';

/** SQLite's primary result codes (the low byte of `errcode`). */
const sqlite = {
	permission: 3,
	busy: 5,
	locked: 6,
	readOnly: 8,
	corrupt: 11,
	full: 13,
	cannotOpen: 14,
	notADatabase: 26,
};

/** Nothing can be opened at such a path. */
const notThere = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/**
 * Turns what the file system or SQLite threw into a Problem: `disk/full`, `disk/denied`, `file/damaged`,
 * `file/unreadable`, `sync/locked`; everything else goes through {@link Problem.from}.
 */
export function asFileProblem(error: unknown, path: string, work: FileWork): Problem {
	if (error instanceof Problem) return error;
	const code = property(error, 'code');
	const primary = Number(property(error, 'errcode') ?? 0) & 0xff;
	if (code === 'ENOSPC' || code === 'EDQUOT' || primary === sqlite.full) {
		return new Problem({code: 'disk/full', ...diskMessages.full(work, dirname(path)), cause: error});
	}
	if (notThere.has(String(code)) || primary === sqlite.cannotOpen) {
		return new Problem({
			code: 'file/unreadable',
			...diskMessages.notOpened(work, path),
			copy: [path],
			cause: error,
		});
	}
	if (
		['EACCES', 'EPERM', 'EROFS'].includes(String(code)) ||
		primary === sqlite.permission ||
		primary === sqlite.readOnly
	) {
		return new Problem({
			code: 'disk/denied',
			...diskMessages.denied(work, path),
			copy: [path],
			cause: error,
		});
	}
	if (primary === sqlite.corrupt || primary === sqlite.notADatabase) return damaged(path, undefined, error);
	if (primary === sqlite.busy || primary === sqlite.locked) {
		return new Problem({
			code: 'sync/locked',
			...diskMessages.inUse(work),
			retryable: true,
			cause: error,
		});
	}
	if (code === 'ERR_SQLITE_ERROR' || ['EIO', 'EISDIR', 'EMFILE'].includes(String(code))) {
		return new Problem({
			code: 'file/unreadable',
			...diskMessages.failed(work),
			why: error instanceof Error ? error.message : undefined,
			copy: [path],
			cause: error,
		});
	}
	return Problem.from(error);
}

export function damaged(path: string, why: string = damageMessages.unreadable(path), cause?: unknown): Problem {
	return new Problem({code: 'file/damaged', ...syncFileMessages.damaged(why), copy: [path], cause});
}

/** Throws `disk/full` when the file system of `folder` has fewer than `bytes` bytes free for this person. */
export function requireSpace(folder: string, bytes: number, free: number = freeSpace(folder)): void {
	if (free >= bytes) return;
	throw new Problem({code: 'disk/full', ...diskMessages.notEnoughSpace(folder, bytes, free)});
}

/** Bytes that this person may still write there; Infinity where nothing is known. */
export function freeSpace(folder: string): number {
	try {
		const {bavail, bsize, blocks} = statfsSync(folder);
		// Some file systems (network shares) report zero blocks in all: then nothing is known.
		return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
	} catch {
		return Number.POSITIVE_INFINITY;
	}
}

function property(error: unknown, name: string): unknown {
	return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
