import {keychainProbe} from '../../doctor/computer-probes.ts';
import {realNetwork} from '../../doctor/local-services.ts';
import {reachProbe} from '../../doctor/network-probes.ts';
import {type Finding, failed} from '../../doctor/probe.ts';
import {Problem} from '../../problem/problem.ts';
import type {SecretStore} from '../../secrets/secret-store.ts';

/**
 * What is found out before the first question, by the probes of `doctor`. A failure is no reason to stop: it is said, and
 * the way goes on.
 */
export interface StartChecks {
	/** Where secrets will go; `said` of a good one is a sentence for a person that begins with “Saved”. */
	keychain: Promise<Finding>;
	/** `facts.host` was asked. */
	network: Promise<Finding>;
}

/** Whether the system keychain works. `open` opens the place for secrets without choosing a file. */
export async function checkKeychain(open: () => Promise<Pick<SecretStore, 'where' | 'problem'>>): Promise<Finding> {
	const probe = keychainProbe({use: 'keychain', isNeeded: false, open});
	try {
		return await probe.run(new AbortController().signal);
	} catch (error) {
		return failed(Problem.from(error));
	}
}

export interface NetworkOptions {
	signal: AbortSignal;
	/** Milliseconds until the network counts as absent. */
	timeoutMs?: number;
}

/**
 * Whether Litmos can be reached at `baseUrl`, so that a missing network is known before anybody types. Nothing of the
 * person's is sent: one request without a key, whose answer does not matter.
 */
export async function checkNetwork(baseUrl: string, {signal, ...options}: NetworkOptions): Promise<Finding> {
	const network = realNetwork(options);
	try {
		return await reachProbe('litmos', baseUrl, network).run(signal);
	} finally {
		network.close();
	}
}
