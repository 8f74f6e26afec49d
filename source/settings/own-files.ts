import {type Dirent, lstatSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {isProfileName, profilesFolder} from './profile-name.ts';

/** What this program keeps in the state folder itself; a name may have something behind it while it is replaced. */
const files = [
	/^settings\.json/,
	/^settings\.damaged-[\w-]+\.json$/,
	/^conductorone\.json/,
	/^secrets\.json/,
	/^litmos-connector\.log(\.1)?$/,
	/^tasks-.+\.journal/,
	/^last-run-[a-z]+\.json/,
	/^schedule-.+\.xml$/,
];

/** The folders it makes there. */
const folders = new Set(['syncs', 'lookup', 'outgoing', 'reports']);

/** What it keeps in them, at any depth: working files with what SQLite and locks put beside them, sync files, reports. */
const inFolders = /\.(sync|c1z|json|lock|journal|tmp|db)(\.|-|$)/;

export interface OwnFiles {
	/** Paths of files that this program made. */
	files: string[];
	/** The folders it made for them, deepest first; the state folder is the last. */
	folders: string[];
	/** What is there besides: somebody else's. */
	others: string[];
}

/**
 * Tells the files that this program made in a state folder from what others keep there, by their names: any folder may be
 * named with `--state-folder`. Symbolic links are somebody else's and are not followed. Empty for a folder that is not
 * there; throws what reading a folder throws otherwise.
 */
export function ownFilesIn(folder: string): OwnFiles {
	const found: OwnFiles = {files: [], folders: [], others: []};
	if (lstatSync(folder, {throwIfNoEntry: false})?.isDirectory() !== true) return found;
	for (const entry of entriesOf(folder)) {
		const path = join(folder, entry.name);
		if (entry.isDirectory() && folders.has(entry.name)) look(path, found);
		else if (entry.isDirectory() && entry.name === profilesFolder) lookAtProfiles(path, found);
		else if (entry.isFile() && files.some((name) => name.test(entry.name))) found.files.push(path);
		else found.others.push(path);
	}
	found.folders.push(folder);
	return found;
}

/** Profiles are folders like this one, each with its own list; here only what is none of them counts. */
function lookAtProfiles(folder: string, found: OwnFiles): void {
	for (const entry of entriesOf(folder)) {
		if (!entry.isDirectory() || !isProfileName(entry.name)) found.others.push(join(folder, entry.name));
	}
	found.folders.push(folder);
}

function look(folder: string, found: OwnFiles): void {
	for (const entry of entriesOf(folder)) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) look(path, found);
		else (entry.isFile() && inFolders.test(entry.name) ? found.files : found.others).push(path);
	}
	found.folders.push(folder);
}

function entriesOf(folder: string): Dirent[] {
	return readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
}
