import {createHttpClient} from '../../http/http-client.ts';
import {Problem} from '../../problem/problem.ts';
import type {SecretStore} from '../../secrets/secret-store.ts';

/** Where secrets will be kept, a sentence for a person that begins with “Kept”; `problem` when no keychain is used. */
export interface KeychainCheck {
	where: string;
	problem: Problem | undefined;
}

/** The host that was asked; `problem` when it did not answer. */
export interface NetworkCheck {
	host: string;
	problem: Problem | undefined;
}

/** What is found out before the first question. A problem is no reason to stop: it is said, and the way goes on. */
export interface StartChecks {
	keychain: Promise<KeychainCheck>;
	network: Promise<NetworkCheck>;
}

/** Whether the system keychain works. `openSecrets` opens the place for secrets without choosing a file. */
export async function checkKeychain(
	openSecrets: () => Promise<Pick<SecretStore, 'where' | 'problem'>>,
): Promise<KeychainCheck> {
	try {
		const {where, problem} = await openSecrets();
		return {where, problem};
	} catch (error) {
		const problem = Problem.from(error);
		return {where: problem.what, problem};
	}
}

export interface NetworkOptions {
	signal?: AbortSignal;
	/** Milliseconds until the network counts as absent; default 8,000. */
	timeoutMs?: number;
}

/**
 * Whether Litmos can be reached at `baseUrl`, so that a missing network is known before anybody types. Nothing of the
 * person's is sent: one request without a key, whose answer does not matter.
 */
export async function checkNetwork(baseUrl: string, options: NetworkOptions = {}): Promise<NetworkCheck> {
	const {timeoutMs = 8000, ...rest} = options;
	const {host} = new URL(baseUrl);
	const http = createHttpClient();
	try {
		const answer = await http.request(baseUrl, {...rest, timeoutMs});
		answer.discard();
		return {host, problem: undefined};
	} catch (error) {
		return {host, problem: Problem.from(error)};
	} finally {
		http.close();
	}
}
