import {join} from 'node:path';
import type {Problem} from '../problem/problem.ts';
import type {BackEnd, BackEnds} from './back-end.ts';
import {openSecretFile, secretFileName} from './file.ts';
import {keychains} from './keychain-client.ts';
import {keychainProblem, type Patience, patiently} from './keychain-problem.ts';
import {openMemory} from './memory.ts';
import {keptInMessages} from './messages.ts';
import {probe} from './probe.ts';
import {type SecretProvider, type SecretStore, secretService, serviceOf} from './secret-store.ts';

export interface SecretStoreOptions {
	/** The provider that was used before; only it is asked, since none sees the entries of another. */
	preferred?: SecretProvider | undefined;
	/** State folder, for the file. */
	folder: string;
	/** Whose entries of the keychain; default: those of the default profile. The file is in a profile's own folder. */
	profile?: string | undefined;
	/** True only after an explicit choice by a person or by `--secret-store file`. */
	allowFile?: boolean | undefined;
	/** Milliseconds to wait for each answer of a keychain, which may be asking its owner for a password; default 12,000. */
	limit?: number | undefined;
	/** Ends the wait for a keychain; its reason is thrown. */
	signal?: AbortSignal | undefined;
	/** For tests. */
	backEnds?: BackEnds | undefined;
}

/** A command ends within a quarter of a minute when its keychain never answers. */
const usualLimit = 10_000;

/**
 * Opens the best place for secrets that proves to work: the system keychain, else a file if allowed, else memory. Throws
 * only when `signal` ends it, never for a missing keychain: `provider`, `where` and `problem` of the result say what was chosen and why. Keep
 * `provider` (unless it is `memory`) and give it as `preferred` next time.
 */
export async function openSecretStore(options: SecretStoreOptions): Promise<SecretStore> {
	const {preferred, folder} = options;
	if (preferred === 'file') return fileStore(folder);
	const backEnds = options.backEnds ?? keychains;
	const patience = {limit: options.limit ?? usualLimit, signal: options.signal};
	const names: (keyof BackEnds)[] =
		preferred === 'keyring' || preferred === 'keytar' ? [preferred] : ['keyring', 'keytar'];
	let problem: Problem | undefined;
	for (const name of names) {
		try {
			const backEnd = await backEnds[name]();
			await probe(backEnd, patience);
			return keychainStore(name, ofProfile(backEnd, options.profile), patience);
		} catch (error) {
			options.signal?.throwIfAborted();
			// The first answer counts: keytar's absence says nothing about the keychain itself.
			problem ??= keychainProblem(error);
			// Both libraries speak to the same keychain: what is locked for one is locked for the other.
			if (problem.code === 'keychain/locked') break;
		}
	}
	return options.allowFile === true ? fileStore(folder, problem) : memoryStore(problem);
}

/** Secrets for this run only, without asking any keychain: for the sandbox and for tests. */
export function memoryStore(problem?: Problem): SecretStore {
	const where = problem === undefined ? keptInMessages.memory : keptInMessages.memoryBecause(problem.what);
	return {...openMemory(), provider: 'memory', where, problem};
}

/** Secrets in the file, without asking any keychain. `problem`: why no keychain is used, when that is the reason. */
export function fileStore(folder: string, problem?: Problem): SecretStore {
	const path = join(folder, secretFileName);
	const where = problem === undefined ? keptInMessages.file(path) : keptInMessages.fileBecause(path, problem.what);
	return {...openSecretFile(folder), provider: 'file', where, problem};
}

/** The entries of one profile, under the name that all code knows. */
function ofProfile(backEnd: BackEnd, profile: string | undefined): BackEnd {
	const own = (service: string) => (service === secretService ? serviceOf(profile) : service);
	return {
		...backEnd,
		getPassword: (service, account) => backEnd.getPassword(own(service), account),
		setPassword: (service, account, password) => backEnd.setPassword(own(service), account, password),
		deletePassword: (service, account) => backEnd.deletePassword(own(service), account),
		findCredentials: (service) => backEnd.findCredentials(own(service)),
	};
}

function keychainStore(name: keyof BackEnds, backEnd: BackEnd, patience: Patience): SecretStore {
	/** A keychain may be locked later on; its owner then gets the same words as at the start. */
	const guard =
		<Arguments extends unknown[], Result>(call: (...args: Arguments) => Promise<Result>) =>
		(...args: Arguments): Promise<Result> =>
			patiently({...patience, giveUp: backEnd.giveUp}, call(...args));
	const {platform} = process;
	return {
		provider: name,
		where: keptInMessages.keychain[platform === 'darwin' || platform === 'win32' ? platform : 'other'],
		getPassword: guard(backEnd.getPassword),
		setPassword: guard(backEnd.setPassword),
		deletePassword: guard(backEnd.deletePassword),
		findCredentials: guard(backEnd.findCredentials),
	};
}
