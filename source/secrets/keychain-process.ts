import {programPort} from '../threads/process.ts';
import {type CallContext, serve} from '../threads/rpc.ts';
import type {BackEnd, BackEnds} from './back-end.ts';
import {keychainProblem} from './keychain-problem.ts';
import {openKeyring} from './keyring.ts';
import {openKeytar} from './keytar.ts';

const libraries: BackEnds = {keyring: openKeyring, keytar: openKeytar};
const loaded = new Map<Library, Promise<BackEnd>>();
type Library = keyof BackEnds;

/** Errors of the libraries become `keychain/…` here, where their texts are known. */
async function using<Result>(name: Library, call: (library: BackEnd) => Promise<Result>): Promise<Result> {
	try {
		const library = loaded.get(name) ?? libraries[name]();
		loaded.set(name, library);
		return await call(await library);
	} catch (error) {
		throw keychainProblem(error);
	}
}

const functions = {
	/** Throws `keychain/unavailable` when the library cannot be loaded. */
	open: (_: CallContext, name: Library) => using(name, async () => {}),
	getPassword: (_: CallContext, name: Library, service: string, account: string) =>
		using(name, (library) => library.getPassword(service, account)),
	setPassword: (_: CallContext, name: Library, service: string, account: string, password: string) =>
		using(name, (library) => library.setPassword(service, account, password)),
	deletePassword: (_: CallContext, name: Library, service: string, account: string) =>
		using(name, (library) => library.deletePassword(service, account)),
	findCredentials: (_: CallContext, name: Library, service: string) =>
		using(name, (library) => library.findCredentials(service)),
};
export type KeychainProcess = typeof functions;

serve(programPort(), functions);
