import type {BackEnd} from './back-end.ts';

/**
 * The operating system's keychain through @napi-rs/keyring.
 *
 * On Linux it is pinned to the secret service: left alone the library falls back to the kernel's keyutils without a
 * word, whose entries vanish at the next login.
 */
export async function openKeyring(): Promise<BackEnd> {
	const {AsyncEntry, findCredentialsAsync} = await import('@napi-rs/keyring');
	const entry = (service: string, account: string) =>
		new AsyncEntry(service, account, {linux: {store: 'secret-service'}});
	return {
		getPassword: async (service, account) => (await entry(service, account).getPassword()) ?? null,
		setPassword: (service, account, password) => entry(service, account).setPassword(password),
		deletePassword: (service, account) => entry(service, account).deletePassword(),
		findCredentials: (service) => findCredentialsAsync(service),
	};
}
