import {join} from 'node:path';
import {mappingVersion} from '../connector/connector.ts';

/**
 * Makes a finished working file that holds nothing: what `--skip-full-sync` sends, as baton-litmos does. Gives its path;
 * it lies in `folder`, with whatever SQLite puts beside it.
 */
export async function emptySync(folder: string): Promise<string> {
	const {createWorkingFile} = await import('../c1z/working-file.ts');
	const path = join(folder, 'empty.sync');
	const file = createWorkingFile(path, {tenant: '', courses: [], extras: [], mapping: mappingVersion});
	file.finish();
	file.close();
	return path;
}
