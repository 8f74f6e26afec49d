import type {BackEnd} from './back-end.ts';

/** The native keychain through keytar, an optional package: absent or unbuilt on many machines, then this throws. */
export async function openKeytar(): Promise<BackEnd> {
	// The name is a variable so that types and bundle do not ask for an optional package.
	const name = 'keytar';
	const module: {default?: BackEnd} & BackEnd = await import(name);
	const keytar = module.default ?? module;
	return {
		getPassword: (service, account) => keytar.getPassword(service, account),
		setPassword: (service, account, password) => keytar.setPassword(service, account, password),
		deletePassword: (service, account) => keytar.deletePassword(service, account),
		findCredentials: (service) => keytar.findCredentials(service),
	};
}
