import {randomBytes} from 'node:crypto';
import {Problem} from '../problem/problem.ts';
import type {BackEnd} from './back-end.ts';

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
		if (read !== value || !deleted) {
			throw new Problem({
				code: 'keychain/unavailable',
				what: 'The system keychain does not give back what was put into it.',
			});
		}
	};
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(locked('it did not answer in time')), limit);
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
	return new Problem({
		code: 'keychain/unavailable',
		what: 'This machine has no system keychain that can be used from here.',
		why: reason(message),
		next: [
			'Start from a desktop session, or',
			'give the secrets as environment variables (BATON_API_KEY, BATON_CLIENT_SECRET), or',
			'choose to keep them in a file that only you can read (--secret-store file).',
		],
		cause: error,
	});
}

function locked(detail: string): Problem {
	return new Problem({
		code: 'keychain/locked',
		what: 'The system keychain is locked.',
		why: `It answered: ${detail}`,
		next: ['Unlock it and start again; or choose a file instead (--secret-store file).'],
		retryable: true,
	});
}

function reason(message: string): string {
	if (/DISPLAY|autolaunch|DBus|D-Bus|org\.freedesktop\.secrets/i.test(message)) {
		return 'No desktop keychain service answers; that is normal over SSH, in containers and in WSL.';
	}
	if (/Cannot find|ERR_MODULE_NOT_FOUND|cannot open shared object/i.test(message)) {
		return 'The part that talks to it is not installed.';
	}
	return message;
}
