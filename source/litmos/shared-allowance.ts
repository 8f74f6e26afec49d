import {randomBytes, scryptSync} from 'node:crypto';
import {chmodSync, closeSync, lstatSync, mkdirSync, openSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync, type StatementSync} from 'node:sqlite';
import {systemCode} from '../problem/system-code.ts';
import {sharingMessages} from './messages.ts';

/**
 * The requests that everything on this machine has lately sent with one API key, and until when Litmos wants to be left
 * alone, so that together they keep to the one allowance Litmos gives that key. Kept in a small SQLite file of the user: its transactions make looking and taking one
 * step, and the system lets go of the lock of a process that dies.
 */
export interface SharedAllowance {
	/**
	 * Tells the times (Unix ms) of others' requests, and the pause they have to make if any; when `decide` then says yes,
	 * notes one of ours. False when it said no; null when nothing could be shared, so that whoever asks has to keep to what
	 * it knows itself. Never throws.
	 */
	take(decide: (others: number[], hold: Hold | null) => boolean): boolean | null;
	/** Tells others that Litmos has refused a request of ours. Never throws. */
	hold(hold: Hold): void;
	close(): void;
}

/** Nobody sends anything before `until` (Unix ms), since a request was answered with `status`. */
export interface Hold {
	until: number;
	status: number;
}

export interface SharedAllowanceOptions {
	/** Per user, e.g. the cache folder; made when it is not there. */
	folder: string;
	baseUrl: string;
	apiKey: string;
	/** Length of the limiter's minute, ms. */
	windowMs: number;
	/** Told once whenever sharing stops, with the reason. */
	onUnshared: (reason: string) => void;
}

/** Notes older than this many windows are of no use to anybody. */
const windowsKept = 2;
/** Times further ahead come from a clock that was set back. */
const clockTolerance = 5_000;
/** No pause is longer; what claims to be comes from a clock that was set back. */
const longestHold = 15 * 60_000;
/** A lock is held for less than a millisecond; whoever holds it this long is stopped or broken. */
const lockTimeout = 250;
/** After a failure, sharing is tried again this much later. */
const pauseAfterFailure = 30_000;
/** SQLite's result codes for a file that is none, or no longer. */
const damaged = new Set([11, 26]);

export function openSharedAllowance(options: SharedAllowanceOptions): SharedAllowance {
	const {folder, windowMs} = options;
	const path = join(folder, 'requests.db');
	const owner = `${process.pid}-${randomBytes(6).toString('hex')}`;
	let key: Uint8Array | undefined;
	let file: OpenFile | undefined;
	let notBefore = Number.NEGATIVE_INFINITY;
	let isShared = true;

	function close(): void {
		try {
			file?.db.close();
		} catch {
			// Broken beyond closing.
		}
		file = undefined;
	}

	function open(): OpenFile {
		// A file that was removed or replaced meanwhile is not the one others look at.
		if (file && file.inode !== inodeOf(path)) close();
		file ??= openFile(folder, path);
		return file;
	}

	/** Looks and writes in one step; null when that cannot be done. */
	function together<Result>(work: (file: OpenFile, key: Uint8Array, now: number) => Result): Result | null {
		if (performance.now() < notBefore) return null;
		for (let attempts = 1; ; attempts++) {
			try {
				key ??= nameOf(options);
				const result = inTransaction(open(), key, work);
				isShared = true;
				return result;
			} catch (error) {
				close();
				if (attempts === 1 && removedAsDamaged(error, path)) continue;
				notBefore = performance.now() + pauseAfterFailure;
				if (isShared) options.onUnshared(reasonOf(error));
				isShared = false;
				return null;
			}
		}
	}

	return {
		take: (decide) =>
			together(({sweep, others, held, note}, key, now) => {
				sweep.run(now - windowsKept * windowMs, now + clockTolerance);
				const times = others.all(key, owner).map(({at}) => Math.min(now, Number(at)));
				const hold = held.get(key, owner, now, now + longestHold);
				const isTaken = decide(times, hold ? {until: Number(hold.until), status: Number(hold.status)} : null);
				if (isTaken) note.run(key, owner, now);
				return isTaken;
			}),
		hold({until, status}) {
			together(({holdBack}, key) => holdBack.run(key, owner, Math.ceil(until), status));
		},
		close,
	};
}

/** What is counted on this machine against one key. */
export interface AllowanceInUse {
	/** Requests of the last minute. */
	used: number;
	/** Unix ms until when Litmos wants to be left alone; null = it does not ask. */
	heldUntil: number | null;
}

/** Looks at what is counted, and leaves it as it is; null when nothing is, or it cannot be read. */
export function lookAtAllowance(
	options: Pick<SharedAllowanceOptions, 'folder' | 'baseUrl' | 'apiKey' | 'windowMs'>,
): AllowanceInUse | null {
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(join(options.folder, 'requests.db'), {readOnly: true, timeout: lockTimeout});
		const key = nameOf(options);
		const now = Date.now();
		const found = db
			.prepare('select count(*) as used from requests where key = ? and at between ? and ?')
			.get(key, now - options.windowMs, now + clockTolerance);
		const hold = db
			.prepare('select max(until) as until from holds where key = ? and until between ? and ?')
			.get(key, now, now + longestHold);
		return {used: Number(found?.used ?? 0), heldUntil: typeof hold?.until === 'number' ? hold.until : null};
	} catch {
		return null;
	} finally {
		db?.close();
	}
}

function inTransaction<Result>(
	file: OpenFile,
	key: Uint8Array,
	work: (file: OpenFile, key: Uint8Array, now: number) => Result,
): Result {
	const {db} = file;
	db.exec('begin immediate');
	try {
		const result = work(file, key, Date.now());
		db.exec('commit');
		return result;
	} catch (error) {
		if (db.isTransaction) db.exec('rollback');
		throw error;
	}
}

interface OpenFile {
	db: DatabaseSync;
	inode: bigint | undefined;
	sweep: StatementSync;
	others: StatementSync;
	note: StatementSync;
	held: StatementSync;
	holdBack: StatementSync;
}

function openFile(folder: string, path: string): OpenFile {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	secure(folder, 'folder', 0o700);
	try {
		// Made by us, so that SQLite never makes one that others may read. Its journals get the mode of the file.
		closeSync(openSync(path, 'wx', 0o600));
	} catch (error) {
		if (systemCode(error) !== 'EEXIST') throw error;
	}
	secure(path, 'file', 0o600);
	const db = new DatabaseSync(path, {timeout: lockTimeout});
	try {
		// Nothing in it outlives a minute: the disk need not be waited for.
		db.exec(`pragma journal_mode = truncate; pragma synchronous = off;
			create table if not exists requests (key blob not null, owner text not null, at integer not null) strict;
			create table if not exists holds (
				key blob not null, owner text not null, until integer not null, status integer not null, primary key (key, owner)
			) strict;
			delete from holds where until < unixepoch() * 1000;`);
		return {
			db,
			inode: inodeOf(path),
			sweep: db.prepare('delete from requests where at < ? or at > ?'),
			others: db.prepare('select at from requests where key = ? and owner <> ?'),
			note: db.prepare('insert into requests (key, owner, at) values (?, ?, ?)'),
			held: db.prepare(
				'select until, status from holds where key = ? and owner <> ? and until between ? and ? order by until desc limit 1',
			),
			holdBack: db.prepare('insert or replace into holds (key, owner, until, status) values (?, ?, ?, ?)'),
		};
	} catch (error) {
		db.close();
		throw error;
	}
}

/** Throws when a path is not ours alone: a link, of another user, or something else than it should be. */
function secure(path: string, kind: 'file' | 'folder', mode: number): void {
	const status = lstatSync(path);
	const isKind = kind === 'file' ? status.isFile() : status.isDirectory();
	if (!isKind || (process.getuid !== undefined && status.uid !== process.getuid())) throw new NotOurs(path);
	if ((status.mode & 0o077) !== 0 && process.platform !== 'win32') chmodSync(path, mode);
}

class NotOurs extends Error {
	constructor(path: string) {
		super(sharingMessages.notOurs(path));
	}
}

function inodeOf(path: string): bigint | undefined {
	return lstatSync(path, {bigint: true, throwIfNoEntry: false})?.ino;
}

function removedAsDamaged(error: unknown, path: string): boolean {
	const isDamaged = error instanceof Error && 'errcode' in error && damaged.has(Number(error.errcode) & 0xff);
	if (isDamaged) rmSync(path, {force: true});
	return isDamaged;
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/**
 * What stands for a key in the file: slow to compute, so that it cannot be used to try out keys. Litmos counts by key,
 * whatever the `source` says, and each region has keys of its own.
 */
function nameOf({baseUrl, apiKey}: Pick<SharedAllowanceOptions, 'baseUrl' | 'apiKey'>): Uint8Array {
	const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
	return scryptSync(apiKey, `litmos-connector/requests/${host}`, 16, {N: 4096, r: 8, p: 1});
}
