import {
	closeSync,
	constants,
	fstatSync,
	futimesSync,
	linkSync,
	lstatSync,
	renameSync,
	rmSync,
	writeSync,
} from 'node:fs';
import {hostname} from 'node:os';
import {kindOf, openOwn, readOwn} from '../files/own-file.ts';
import {isRunning, processIdentity} from '../files/process-identity.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {workspaceMessages} from './messages.ts';

interface Owner {
	pid: number;
	host: string;
	/** Start of the process, ms since 1970: tells a process from a later one with the same number. */
	started: number;
	/** The same, proof against changes of the clock, where the system tells it; see {@link processIdentity}. */
	identity?: string | null;
}

const touchEvery = 20_000;
/** Six touches missed: a lock that says no more about its holder than a number is stale. Milliseconds. */
const staleAfter = 120_000;
/** A lock is written in one go; one that cannot be read for so long was left by a crash. Milliseconds. */
const unreadableAfter = 5_000;

/**
 * Keeps two processes from writing one working file: a file `<path>.lock`. Throws `sync/locked` while somebody lives
 * who holds it; the lock of a dead process is taken over, also when its number belongs to another program by now.
 * Throws `disk/*` when the lock cannot be written. Gives the function that lets go.
 */
export function lockFile(path: string): () => void {
	const lock = `${path}.lock`;
	const me = self();
	for (let attempt = 0; ; attempt++) {
		const file = writeNew(lock, JSON.stringify(me));
		if (file !== null) return hold(lock, file);
		const kind = kindOf(lock);
		if (kind === 'missing' && attempt < 5) continue;
		if (kind !== 'file') throw notWritten(lock);
		const text = readOwn(lock) ?? '';
		const owner = parse(text);
		if (attempt >= 5 || !isStale(lock, owner, me)) throw lockedBy(owner, path);
		takeAway(lock, text);
	}
}

/** What is known of a lock, without touching it. */
export interface LockLook {
	/** Path of the lock. */
	path: string;
	/** Left by a process that is gone: the next sync takes it over. */
	isStale: boolean;
	/** Null when it does not say. */
	owner: {pid: number; host: string} | null;
}

/** Looks at a lock, given its own path; null when there is none. */
export function lookAtLock(path: string): LockLook | null {
	if (kindOf(path) !== 'file') return null;
	const owner = parse(readOwn(path) ?? '');
	return {path, isStale: isStale(path, owner, self()), owner: owner && {pid: owner.pid, host: owner.host}};
}

const self = (): Owner => ({
	pid: process.pid,
	host: hostname(),
	started: Math.round(Date.now() - process.uptime() * 1000),
	identity: processIdentity(process.pid),
});

/** The file stays open: a touch, or letting go, never means the lock of somebody who took this one over. */
function hold(lock: string, file: number): () => void {
	const timer = setInterval(() => touch(file), touchEvery);
	timer.unref();
	let isHeld = true;
	return () => {
		if (!isHeld) return;
		isHeld = false;
		clearInterval(timer);
		try {
			const ours = fstatSync(file);
			closeSync(file);
			const there = lstatSync(lock, {throwIfNoEntry: false});
			if (there?.ino === ours.ino && there.dev === ours.dev) rmSync(lock, {force: true});
		} catch {
			// Its folder is gone or closed to us: the work is done, and a lock without its process holds nobody.
		}
	};
}

function isStale(lock: string, owner: Owner | null, me: Owner): boolean {
	if (!owner) return age(lock) > unreadableAfter;
	if (owner.host !== me.host) return age(lock) > staleAfter;
	const identity = owner.pid === me.pid ? me.identity : processIdentity(owner.pid);
	if (owner.identity && identity) return owner.identity !== identity;
	// The same number as ours and another start: the one before a restart, as in a container where it is always 1.
	if (owner.pid === me.pid) return Math.abs(owner.started - me.started) > 2000;
	return !isRunning(owner.pid) || age(lock) > staleAfter;
}

/** Moves a stale lock out of the way, unless somebody was faster. */
function takeAway(lock: string, text: string): void {
	const aside = `${lock}.${process.pid}`;
	try {
		renameSync(lock, aside);
	} catch {
		return;
	}
	if ((readOwn(aside) ?? '') === text) rmSync(aside, {force: true});
	else renameSync(aside, lock);
}

/** Makes the lock with its content in one step, where the file system has links; null when there is one already. */
function writeNew(lock: string, text: string): number | null {
	const draft = `${lock}.${process.pid}-${Math.random().toString(36).slice(2, 10)}`;
	let file: number | undefined;
	try {
		file = create(draft);
		writeSync(file, text);
		try {
			linkSync(draft, lock);
		} catch (error) {
			if (systemCode(error) === 'EEXIST') throw error;
			const direct = create(lock);
			closeSync(file);
			file = direct;
			writeSync(file, text);
		}
		return file;
	} catch (error) {
		if (file !== undefined) closeSync(file);
		if (systemCode(error) === 'EEXIST') return null;
		throw notWritten(lock, error);
	} finally {
		rmSync(draft, {force: true});
	}
}

function create(path: string): number {
	return openOwn(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL);
}

function parse(text: string): Owner | null {
	try {
		const owner = JSON.parse(text) as Owner | null;
		return typeof owner?.pid === 'number' && typeof owner.host === 'string' ? owner : null;
	} catch {
		return null;
	}
}

function age(path: string): number {
	const status = lstatSync(path, {throwIfNoEntry: false});
	return status === undefined ? 0 : Date.now() - status.mtimeMs;
}

function touch(file: number): void {
	try {
		const now = new Date();
		futimesSync(file, now, now);
	} catch {
		// A disk with errors: the sync goes on.
	}
}

function notWritten(lock: string, cause?: unknown): Problem {
	const code = systemCode(cause);
	return new Problem({
		code: code === 'ENOSPC' ? 'disk/full' : 'disk/denied',
		...workspaceMessages.lockNotWritten(lock, code ?? null),
		cause,
	});
}

function lockedBy(owner: Owner | null, path: string): Problem {
	return new Problem({code: 'sync/locked', ...workspaceMessages.locked(path, owner), retryable: true});
}
