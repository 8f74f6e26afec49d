import {closeSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync} from 'node:fs';
import {hostname} from 'node:os';
import {Problem} from '../problem/problem.ts';
import {workspaceWords} from './messages.ts';

interface Owner {
	pid: number;
	host: string;
	/** Start of the process, ms since 1970: tells a process from a later one with the same number. */
	started: number;
}

const touchEvery = 20_000;
/** A lock from another machine that was not touched for so long is stale. */
const staleAfter = 120_000;

/**
 * Keeps two processes from writing one working file: a file `<path>.lock`. Throws `sync/locked` while somebody lives
 * who holds it; the lock of a dead process is taken over. Gives the function that lets go.
 */
export function lockFile(path: string): () => void {
	const lock = `${path}.lock`;
	const me: Owner = {pid: process.pid, host: hostname(), started: Math.round(Date.now() - process.uptime() * 1000)};
	for (let attempt = 0; ; attempt++) {
		if (writeNew(lock, JSON.stringify(me))) break;
		const text = read(lock);
		if (text === null) continue;
		const owner = parse(text);
		if (attempt >= 5 || !isStale(lock, owner, me)) throw lockedBy(owner, path);
		takeAway(lock, text);
	}
	const timer = setInterval(() => touch(lock), touchEvery);
	timer.unref();
	return () => {
		clearInterval(timer);
		rmSync(lock, {force: true});
	};
}

function isStale(lock: string, owner: Owner | null, me: Owner): boolean {
	if (!owner) return age(lock) > staleAfter;
	if (owner.host !== me.host) return age(lock) > staleAfter;
	// The same number as ours and another start: the one before a restart, as in a container where it is always 1.
	if (owner.pid === me.pid) return Math.abs(owner.started - me.started) > 2000;
	return !isAlive(owner.pid);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Moves a stale lock out of the way, unless somebody was faster. */
function takeAway(lock: string, text: string): void {
	const aside = `${lock}.${process.pid}`;
	try {
		renameSync(lock, aside);
	} catch {
		return;
	}
	if (read(aside) === text) rmSync(aside, {force: true});
	else renameSync(aside, lock);
}

function writeNew(lock: string, text: string): boolean {
	try {
		const file = openSync(lock, 'wx', 0o600);
		writeSync(file, text);
		closeSync(file);
		return true;
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') return false;
		throw new Problem({
			code: code === 'ENOSPC' ? 'disk/full' : 'disk/denied',
			...workspaceWords.lockNotWritten(lock),
			why: code,
			cause: error,
		});
	}
}

function read(path: string): string | null {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return null;
	}
}

function parse(text: string): Owner | null {
	try {
		return JSON.parse(text) as Owner;
	} catch {
		return null;
	}
}

function age(path: string): number {
	try {
		return Date.now() - statSync(path).mtimeMs;
	} catch {
		return 0;
	}
}

function touch(lock: string): void {
	try {
		const now = new Date();
		utimesSync(lock, now, now);
	} catch {
		// Gone: the sync goes on, the next one will make its own.
	}
}

function lockedBy(owner: Owner | null, path: string): Problem {
	return new Problem({code: 'sync/locked', ...workspaceWords.locked(path, owner), retryable: true});
}
