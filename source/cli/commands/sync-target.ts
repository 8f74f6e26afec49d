import {createReadStream} from 'node:fs';
import {access, constants, stat} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {formOf} from '../../c1z/keep-previous.ts';
import {PrivateFolder} from '../../c1z/private-folder.ts';
import {Problem} from '../../problem/problem.ts';

/** Where `sync` puts its file. */
export interface SyncTarget {
	/** Where the file is written. */
	path: string;
	/** A sync file is there already; the new one takes its place. */
	hasEarlier: boolean;
	/** The file goes to stdout, so nothing else may. */
	isStdout: boolean;
	/** Brings the written file to its place. */
	deliver(): Promise<void>;
	/** Removes what was for passing use. */
	close(): void;
}

/**
 * Looks at the target of `--file` before anything is read from Litmos, which may take an hour. `-` is stdout. Throws
 * `input/invalid` for what is no sync file and no place for one, `disk/denied` for a folder that is closed.
 */
export async function openSyncTarget(wanted: string, stdout: NodeJS.WriteStream = process.stdout): Promise<SyncTarget> {
	if (wanted === '-') return standardOutput(stdout);
	const path = resolve(wanted);
	return {
		path,
		hasEarlier: await requireSyncFile(path),
		isStdout: false,
		deliver: async () => {},
		close() {},
	};
}

/** A sync file is packed by a rewind at its start, so it is written beside and then copied. */
function standardOutput(stdout: NodeJS.WriteStream): SyncTarget {
	if (stdout.isTTY === true) {
		throw new Problem({
			code: 'input/invalid',
			what: 'Can’t write the file to a terminal',
			next: ['Redirect standard output to a file or a pipe, or use --file with a path.'],
		});
	}
	const folder = new PrivateFolder('out');
	const path = join(folder.path, 'sync.c1z');
	return {
		path,
		hasEarlier: false,
		isStdout: true,
		async deliver() {
			// Why a write failed is told at the end, as for every other output.
			await pipeline(createReadStream(path), stdout, {end: false}).catch((error: NodeJS.ErrnoException) => {
				if (error.syscall !== 'write' && error.code !== 'EPIPE') throw error;
			});
		},
		close: () => folder.remove(),
	};
}

/** True when there is a sync file at the path, false when there is none. Anything else there is not ours to overwrite. */
async function requireSyncFile(path: string): Promise<boolean> {
	await requireFolder(dirname(path));
	const kind = await kindOf(path);
	if (kind === 'folder' || kind === 'other') {
		throw new Problem({
			code: 'input/invalid',
			what: `Can’t write the file: ${path} is ${kind === 'folder' ? 'a folder' : 'a pipe, a socket or a device'}`,
			next: ['Use --file with the path of a file, or --file - for standard output.'],
		});
	}
	const form = await formOf(path);
	if (form === 'missing') return false;
	if (form === 'c1z') return true;
	throw new Problem({
		code: 'input/invalid',
		what: `Can’t replace ${path}`,
		why:
			form === 'c1z-3'
				? 'It has the newer format of ConductorOne’s own programs, which this program can’t write.'
				: 'It isn’t a sync file, so nothing was read or overwritten.',
		next: ['Use another path with --file, or remove that file.'],
	});
}

async function requireFolder(folder: string): Promise<void> {
	if ((await kindOf(folder)) !== 'folder') {
		throw new Problem({
			code: 'input/invalid',
			what: `Can’t write the file: there is no folder ${folder}`,
			next: ['Create that folder, or use another path with --file.'],
		});
	}
	try {
		await access(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		throw new Problem({
			code: 'disk/denied',
			what: `Can’t write the file: no permission to write in ${folder}`,
			next: ['Change the permissions of the folder, or use another path with --file.'],
			cause: error,
		});
	}
}

/** Before it is opened: opening a pipe waits for its other end. */
async function kindOf(path: string): Promise<'missing' | 'file' | 'folder' | 'other'> {
	const found = await stat(path).catch(() => undefined);
	if (found === undefined) return 'missing';
	return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}
