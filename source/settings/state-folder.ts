import {accessSync, constants, mkdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {Problem} from '../problem/problem.ts';
import {stateFolderWords} from '../words/problems/settings.ts';

/** The folder for answers, half-done syncs and the last pushed file: the chosen one, else the system's usual place. */
export async function findStateFolder(chosen: string | undefined): Promise<string> {
	if (chosen !== undefined) return resolve(chosen);
	const {default: envPaths} = await import('env-paths');
	return envPaths('litmos-connector', {suffix: ''}).data;
}

/** Makes the folder, for its owner only. Throws `disk/denied` or `disk/full` in words when it cannot be used. */
export function prepareStateFolder(folder: string): void {
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		throw new Problem({
			code: code === 'ENOSPC' ? 'disk/full' : 'disk/denied',
			...stateFolderWords.notUsable(folder, code),
			cause: error,
		});
	}
}
