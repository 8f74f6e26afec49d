import {Problem} from '../problem/problem.ts';
import {keychainMessages} from './messages.ts';

/**
 * Tells a locked keychain from an absent one by the texts of the two libraries (terminal stack sheet, section c); there
 * are no codes. Neither text ever holds a secret.
 */
export function keychainProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	const message = error instanceof Error ? error.message : String(error);
	if (/locked|unlock|dismissed|user canceled|interaction is not allowed|NoAccess|NoStorageAccess/i.test(message)) {
		return locked(keychainMessages.answered(message));
	}
	return new Problem({code: 'keychain/unavailable', ...keychainMessages.unavailable(reason(message)), cause: error});
}

/** How long a call to a keychain may take. */
export interface Patience {
	/** Milliseconds. */
	limit: number;
	/** Gives the wait up; its reason is thrown. */
	signal?: AbortSignal | undefined;
	/** Told when the wait is given up: ends the call. */
	giveUp?: (() => void) | undefined;
}

/**
 * What `work` gives, or `keychain/locked` when that takes longer than the limit: a keychain that does not answer is asking
 * its owner for a password, perhaps where nobody sees it.
 */
export async function patiently<Result>({limit, signal, giveUp}: Patience, work: Promise<Result>): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	let stop = () => {};
	const end = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(locked(keychainMessages.noAnswer(Math.round(limit / 1000)))), limit);
		stop = () => reject(signal?.reason);
		signal?.addEventListener('abort', stop, {once: true});
		if (signal?.aborted) stop();
	});
	let isOver = false;
	const done = work.finally(() => {
		isOver = true;
	});
	try {
		return await Promise.race([done, end]);
	} catch (error) {
		if (!isOver) giveUp?.();
		throw keychainProblem(error);
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', stop);
		done.catch(() => {});
	}
}

function locked(why: string): Problem {
	return new Problem({code: 'keychain/locked', ...keychainMessages.locked(why), retryable: true});
}

function reason(message: string): string {
	if (/DISPLAY|autolaunch|DBus|D-Bus|org\.freedesktop\.secrets/i.test(message)) {
		return keychainMessages.noService;
	}
	if (/Cannot find|ERR_MODULE_NOT_FOUND|cannot open shared object/i.test(message)) {
		return keychainMessages.notInstalled;
	}
	return message;
}
