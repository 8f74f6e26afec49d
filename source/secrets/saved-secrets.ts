import type {Problem} from '../problem/problem.ts';
import type {BackEnd, BackEnds} from './back-end.ts';
import {keychains} from './keychain-client.ts';
import {keychainProblem, type Patience, patiently} from './keychain-problem.ts';
import {probeService} from './probe.ts';
import {serviceOf} from './secret-store.ts';

/** The secrets of this program in the system keychain. */
export interface SavedSecrets {
	/** Their names, without those of probes that were cut off. */
	names: string[];
	/** Removes each; throws `keychain/…` when one cannot be removed. */
	remove(): Promise<void>;
	/** Why the keychain cannot be looked into: there is none, or it is out of reach. */
	problem?: Problem | undefined;
}

interface Entry {
	service: string;
	account: string;
	backEnd: BackEnd;
}

export interface SavedSecretsOptions extends Patience {
	/** Names to look for besides those that the keychain lists. */
	known: readonly string[];
	/** Whose secrets; default: those of the default profile. */
	profile?: string | undefined;
	/** For tests. */
	backEnds?: BackEnds | undefined;
}

/**
 * Finds every secret of a profile in the system keychain, by its service name, whichever library saved it; what a
 * library does not list is asked for by the names that are known. Changes nothing. Throws `keychain/locked`.
 */
export async function savedSecrets({
	known,
	profile,
	backEnds = keychains,
	...patience
}: SavedSecretsOptions): Promise<SavedSecrets> {
	const ours = serviceOf(profile);
	const found: Entry[] = [];
	let problem: Problem | undefined;
	let isReached = false;
	for (const name of ['keyring', 'keytar'] as const) {
		try {
			const backEnd = await backEnds[name]();
			const ask = <Result>(work: Promise<Result>) => patiently({...patience, giveUp: backEnd.giveUp}, work);
			// Listing may find nothing where there is no keychain at all; asking for one secret fails there.
			await ask(backEnd.getPassword(probeService, 'any'));
			isReached = true;
			for (const service of [ours, probeService]) {
				const listed = (await ask(backEnd.findCredentials(service))).map(({account}) => account);
				found.push(...listed.map((account) => ({service, account, backEnd})));
				if (service === probeService) continue;
				for (const account of known.filter((one) => !listed.includes(one))) {
					if ((await ask(backEnd.getPassword(service, account))) !== null) found.push({service, account, backEnd});
				}
			}
		} catch (error) {
			const mine = keychainProblem(error);
			if (mine.code !== 'keychain/unavailable') throw mine;
			problem ??= mine;
		}
	}
	return {
		names: [...new Set(found.filter(({service}) => service === ours).map(({account}) => account))],
		async remove() {
			for (const {service, account, backEnd} of found) {
				await patiently({...patience, giveUp: backEnd.giveUp}, backEnd.deletePassword(service, account));
			}
		},
		...(isReached ? {} : {problem}),
	};
}
