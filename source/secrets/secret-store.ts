import type {Problem} from '../problem/problem.ts';

export type SecretProvider = 'keyring' | 'keytar' | 'file' | 'memory';

/** keytar's four functions, plus where the secrets are and why. */
export interface SecretStore {
	readonly provider: SecretProvider;
	/** One line for a person: where the secret is kept, and why not in a better place. */
	readonly where: string;
	/** Why the system keychain is not used, when it is not: `keychain/locked` or `keychain/unavailable`. */
	readonly problem?: Problem | undefined;
	getPassword(service: string, account: string): Promise<string | null>;
	setPassword(service: string, account: string, password: string): Promise<void>;
	deletePassword(service: string, account: string): Promise<boolean>;
	findCredentials(service: string): Promise<{account: string; password: string}[]>;
}

/** The service name under which all secrets of this program are kept. */
export const secretService = 'litmos-connector';

/** The service name in the keychain: a profile has its own, so that two may hold a key for the same account. */
export function serviceOf(profile: string | undefined): string {
	return profile === undefined || profile === 'default' ? secretService : `${secretService}/${profile}`;
}
