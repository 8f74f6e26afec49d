import {existsSync, lstatSync, readdirSync} from 'node:fs';
import {readdir, rm, rmdir} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {keptFolders} from '../../bin/kept-node.cjs';
import {systemReason} from '../problem/messages.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {openSecretFile, secretFileName} from '../secrets/file.ts';
import {type SavedSecretsOptions, savedSecrets} from '../secrets/saved-secrets.ts';
import {secretService} from '../secrets/secret-store.ts';
import {ownFilesIn} from '../settings/own-files.ts';
import {profilesFolder} from '../settings/profile-name.ts';
import {lockFile} from '../sync/lock.ts';
import {forgetProblemMessages} from './messages.ts';

/** What there is to forget. Finding it changes nothing. */
export interface Forgettable {
	keychain: string[];
	/** Names of secrets in the file; empty also when the file is damaged. */
	secretFile: string[];
	/** Files in the state folder, the one with secrets included. */
	files: string[];
	/** Files in the cache folder: how many requests were sent lately. */
	cache: string[];
	/** Files of the schedule that pushes with this state folder. */
	schedule: string[];
	/** Folders with a Node that was fetched for this program. */
	nodes: string[];
	/** What others keep in the state folder. */
	others: string[];
	/** Why the keychain could not be looked into; absent when it was, or was not to be. */
	problem?: Problem;
	/** Throws `sync/locked` while this program still works in the state folder. */
	assertIdle(): void;
	/**
	 * Removes all of it, the schedule and then secrets first. May be run again after it was cut off. Throws `sync/locked` while this program still
	 * works in the state folder, `keychain/…` and `disk/denied`. The state folder stays when others keep files in it.
	 */
	remove(): Promise<void>;
}

export interface ForgetOptions {
	stateFolder: string;
	/** How the keychain is asked; absent = it is not. */
	keychain?: Omit<SavedSecretsOptions, 'known'> | undefined;
	/** Names of secrets that the answers tell, for a keychain that does not list its own. */
	known: readonly string[];
	/** The schedule that pushes with this state folder, if any. */
	schedule?: {files: string[]; remove(): Promise<unknown>} | undefined;
	/** The user's cache folder, for what is kept there and the fetched Node; absent = they stay. */
	cacheFolder?: string | undefined;
}

/** Finds everything that this program keeps on this computer. Throws `keychain/locked` and `disk/denied`. */
export async function findForgettable({
	stateFolder,
	keychain,
	known,
	schedule,
	cacheFolder,
}: ForgetOptions): Promise<Forgettable> {
	const own = readable(stateFolder, () => ownFilesIn(stateFolder));
	const secrets = keychain === undefined ? undefined : await savedSecrets({...keychain, known});
	const nodes = cacheFolder === undefined ? [] : keptFolders();
	const cache = cacheFolder === undefined ? [] : cachedIn(cacheFolder);
	return {
		keychain: secrets?.names ?? [],
		secretFile: await namesInFile(stateFolder),
		files: own.files,
		cache,
		schedule: schedule?.files ?? [],
		nodes,
		others: own.others,
		...(secrets?.problem === undefined ? {} : {problem: secrets.problem}),
		assertIdle() {
			for (const letGo of holdAll(own.files)) letGo();
		},
		async remove() {
			const letGo = holdAll(own.files);
			try {
				await schedule?.remove();
				await secrets?.remove();
				// The files that tell the names of secrets go last.
				const isNaming = (path: string) => /^(settings|conductorone)\.json$/.test(basename(path));
				for (const path of own.files.filter((one) => !isNaming(one))) await remove(path);
				for (const path of own.files.filter(isNaming)) await remove(path);
			} finally {
				for (const one of letGo) one();
			}
			for (const folder of own.folders) await removeIfEmpty(folder);
			for (const path of cache) await remove(path);
			if (cacheFolder !== undefined) await removeIfEmpty(cacheFolder);
			for (const folder of nodes) {
				await remove(folder, {recursive: true});
				await removeIfEmpty(dirname(folder));
			}
		},
	};
}

/** Removes the folder of profiles once the last one is gone. */
export async function removeProfilesFolder(root: string): Promise<void> {
	await removeIfEmpty(join(root, profilesFolder));
}

/** The counts of requests that all instances share, with what SQLite puts beside them. */
function cachedIn(folder: string): string[] {
	const entries = readable(folder, () => {
		const isFolder = lstatSync(folder, {throwIfNoEntry: false})?.isDirectory() === true;
		return isFolder ? readdirSync(folder, {withFileTypes: true}) : [];
	});
	return entries
		.filter((entry) => entry.isFile() && /^requests\.db(-|$)/.test(entry.name))
		.map(({name}) => join(folder, name));
}

/** Holds the locks that are there, so that nobody writes what is about to go. */
function holdAll(files: readonly string[]): (() => void)[] {
	const held: (() => void)[] = [];
	try {
		for (const lock of files.filter((path) => path.endsWith('.lock'))) {
			held.push(lockFile(lock.slice(0, -'.lock'.length)));
		}
	} catch (error) {
		for (const letGo of held) letGo();
		const problem = Problem.from(error);
		if (problem.code !== 'sync/locked') throw problem;
		throw new Problem({code: 'sync/locked', ...forgetProblemMessages.atWork, why: problem.why, cause: problem});
	}
	return held;
}

async function namesInFile(folder: string): Promise<string[]> {
	if (!existsSync(join(folder, secretFileName))) return [];
	try {
		return (await openSecretFile(folder).findCredentials(secretService)).map(({account}) => account);
	} catch {
		// Damaged: it goes as a file.
		return [];
	}
}

async function removeIfEmpty(folder: string): Promise<void> {
	try {
		if ((await readdir(folder)).length === 0) await rmdir(folder);
	} catch {
		// It stays, which is no harm: it is empty, or somebody else's.
	}
}

function readable<Result>(path: string, work: () => Result): Result {
	try {
		return work();
	} catch (error) {
		throw denied(path, error);
	}
}

async function remove(path: string, {recursive = false} = {}): Promise<void> {
	await rm(path, {recursive, force: true}).catch((error: unknown) => {
		throw denied(path, error);
	});
}

function denied(path: string, cause: unknown): Problem {
	const code = systemCode(cause);
	const why = code === undefined ? undefined : systemReason(code);
	return new Problem({code: 'disk/denied', ...forgetProblemMessages.notRemoved(path), why, cause});
}
