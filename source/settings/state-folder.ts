import {resolve} from 'node:path';

/** The folder for answers, half-done syncs and the last pushed file: the chosen one, else the system's usual place. */
export async function findStateFolder(chosen: string | undefined): Promise<string> {
	if (chosen !== undefined) return resolve(chosen);
	const {default: envPaths} = await import('env-paths');
	return envPaths('litmos-connector', {suffix: ''}).data;
}
