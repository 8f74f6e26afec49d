import {accessSync, constants, existsSync, mkdirSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {Problem} from '../problem/problem.ts';
import {stateFolderWords} from './messages.ts';

/** The folder for answers, half-done syncs and the last pushed file: the chosen one, else the system's usual place. */
export async function findStateFolder(chosen: string | undefined): Promise<string> {
	if (chosen !== undefined) return resolve(chosen);
	const {default: envPaths} = await import('env-paths');
	return envPaths('litmos-connector', {suffix: ''}).data;
}

/** Makes the folder, for its owner only. Throws `disk/denied` or `disk/full` in words when it cannot be used. */
export function prepareStateFolder(folder: string): void {
	try {
		makeFolder(folder);
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (error) {
		const code = codeOf(error);
		throw new Problem({
			code: code === 'ENOSPC' ? 'disk/full' : 'disk/denied',
			...stateFolderWords.notUsable(folder, code),
			cause: error,
		});
	}
}

/** One by one: Node's recursive form never returns below /proc, where nothing can be made (Node 24.21). */
function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
		if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
		makeFolder(dirname(folder));
		makeFolder(folder);
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
