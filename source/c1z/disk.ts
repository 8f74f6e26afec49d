import {statfsSync} from 'node:fs';
import {dirname} from 'node:path';
import {Problem} from '../problem/problem.ts';

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

/**
 * Turns what the file system or SQLite threw into a Problem: `disk/full`, `disk/denied`, `file/damaged`,
 * `file/unreadable`, `sync/locked`; everything else goes through {@link Problem.from}.
 * `doing` completes "while …", for instance "writing the sync file".
 */
export function asFileProblem(error: unknown, path: string, doing: string): Problem {
	if (error instanceof Problem) return error;
	const code = property(error, 'code');
	const primary = Number(property(error, 'errcode') ?? 0) & 0xff;
	if (code === 'ENOSPC' || code === 'EDQUOT' || primary === sqlite.full) {
		return new Problem({
			code: 'disk/full',
			what: `The disk is full: there was no room left while ${doing}`,
			why: `${dirname(path)} has no space left. Nothing half-written was kept.`,
			next: ['Free some space and do the same again; what was read so far is kept.'],
			cause: error,
		});
	}
	if (code === 'ENOENT' || primary === sqlite.cannotOpen) {
		return new Problem({
			code: 'file/unreadable',
			what: `The file could not be opened while ${doing}`,
			why: `${path} does not exist or its folder cannot be entered.`,
			next: ['Check the path.'],
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
			what: `This program may not use the file while ${doing}`,
			why: `${path} or its folder is not open to the person who runs this program.`,
			next: ['Change the permissions, or choose another folder.'],
			copy: [path],
			cause: error,
		});
	}
	if (primary === sqlite.corrupt || primary === sqlite.notADatabase) return damaged(path, undefined, error);
	if (primary === sqlite.busy || primary === sqlite.locked) {
		return new Problem({
			code: 'sync/locked',
			what: `Another sync is using the file while ${doing}`,
			next: ['Wait for it to end, or stop it.'],
			retryable: true,
			cause: error,
		});
	}
	if (code === 'ERR_SQLITE_ERROR' || ['EIO', 'EISDIR', 'ENOTDIR', 'EMFILE'].includes(String(code))) {
		return new Problem({
			code: 'file/unreadable',
			what: `Something went wrong with the file while ${doing}`,
			why: error instanceof Error ? error.message : undefined,
			copy: [path],
			cause: error,
		});
	}
	return Problem.from(error);
}

export function damaged(path: string, why?: string, cause?: unknown): Problem {
	return new Problem({
		code: 'file/damaged',
		what: 'The file is damaged or is not a sync file',
		why: why ?? `${path} cannot be read as a sync file.`,
		next: ['Use another file, or sync again to make a new one.'],
		copy: [path],
		cause,
	});
}

/** Throws `disk/full` when the file system of `folder` has fewer than `bytes` bytes free for this person. */
export function requireSpace(folder: string, bytes: number, free: number = freeSpace(folder)): void {
	if (free >= bytes) return;
	throw new Problem({
		code: 'disk/full',
		what: `Not enough free space: about ${amount(bytes)} are needed in ${folder}, ${amount(free)} are free`,
		next: ['Free some space, or choose another folder, and do the same again.'],
	});
}

function freeSpace(folder: string): number {
	try {
		const {bavail, bsize} = statfsSync(folder);
		// Some file systems (network shares) report zero blocks in all: then nothing is known.
		return bavail * bsize;
	} catch {
		return Number.POSITIVE_INFINITY;
	}
}

function amount(bytes: number): string {
	return bytes < 10e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;
}

function property(error: unknown, name: string): unknown {
	return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
