import {Problem} from '../problem/problem.ts';
import type {BackEnd} from './back-end.ts';
import {type Patience, patiently} from './keychain-problem.ts';
import {keychainMessages} from './messages.ts';

/** A service name of its own, so that a probe cut off leaves nothing that looks like a secret. */
export const probeService = 'litmos-connector-probe';

/**
 * Writes a random value, reads it back and deletes it: the only proof that a place for secrets works. Throws
 * `keychain/locked` or `keychain/unavailable`.
 */
export async function probe(backEnd: BackEnd, patience: Omit<Patience, 'giveUp'>): Promise<void> {
	const account = crypto.randomUUID();
	const value = crypto.randomUUID();
	const work = async () => {
		await backEnd.setPassword(probeService, account, value);
		const read = await backEnd.getPassword(probeService, account);
		const deleted = await backEnd.deletePassword(probeService, account);
		if (read !== value || !deleted) throw new Problem({code: 'keychain/unavailable', ...keychainMessages.forgetful});
	};
	await patiently({...patience, giveUp: backEnd.giveUp}, work());
}
