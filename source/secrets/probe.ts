import {randomBytes} from 'node:crypto';
import {Problem} from '../problem/problem.ts';
import type {BackEnd} from './back-end.ts';
import {keychainWords} from './messages.ts';

const probeService = 'litmos-connector-probe';

/**
 * Writes a random value, reads it back and deletes it: the only proof that a place for secrets works. Throws
 * `keychain/locked` or `keychain/unavailable`. `limit`: milliseconds before a place that does not answer counts as
 * locked (a keychain asks its owner for a password meanwhile).
 */
export async function probe(backEnd: BackEnd, limit: number): Promise<void> {
	const account = randomBytes(8).toString('hex');
	const value = randomBytes(16).toString('hex');
	const work = async () => {
		await backEnd.setPassword(probeService, account, value);
		const read = await backEnd.getPassword(probeService, account);
		const deleted = await backEnd.deletePassword(probeService, account);
		if (read !== value || !deleted) throw new Problem({code: 'keychain/unavailable', ...keychainWords.forgetful});
	};
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(locked(keychainWords.noAnswer)), limit);
	});
	try {
		await Promise.race([work(), timeout]);
	} catch (error) {
		throw keychainProblem(error);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Tells a locked keychain from an absent one by the texts of the two libraries (terminal stack sheet, section c); there
 * are no codes. Neither text ever holds a secret.
 */
export function keychainProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	const message = error instanceof Error ? error.message : String(error);
	if (/locked|unlock|dismissed|user canceled|interaction is not allowed|NoAccess|NoStorageAccess/i.test(message)) {
		return locked(message);
	}
	return new Problem({code: 'keychain/unavailable', ...keychainWords.unavailable(reason(message)), cause: error});
}

function locked(answer: string): Problem {
	return new Problem({code: 'keychain/locked', ...keychainWords.locked(answer), retryable: true});
}

function reason(message: string): string {
	if (/DISPLAY|autolaunch|DBus|D-Bus|org\.freedesktop\.secrets/i.test(message)) {
		return keychainWords.noService;
	}
	if (/Cannot find|ERR_MODULE_NOT_FOUND|cannot open shared object/i.test(message)) {
		return keychainWords.notInstalled;
	}
	return message;
}
