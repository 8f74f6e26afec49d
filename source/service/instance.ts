import {createHash} from 'node:crypto';
import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {Problem} from '../problem/problem.ts';
import {lockFile} from '../sync/lock.ts';
import {serviceMessages} from './messages.ts';

/** A name for the files of an instance. Host names may hold anything and be as long as 256 letters; file names may not. */
export function instanceName(hostId: string, stateFolder: string): string {
	const name = hostId.replaceAll(/[^\w.-]+/g, '-').slice(0, 60);
	const hash = createHash('sha256').update(`${hostId}\n${stateFolder}`).digest('hex').slice(0, 8);
	return `${name}-${hash}`;
}

/**
 * Makes sure that only one process answers tasks with a journal: two would not know of each other's answers. Throws
 * `sync/locked`; gives the function that lets go.
 */
export function holdInstance(journal: string): () => void {
	mkdirSync(dirname(journal), {recursive: true, mode: 0o700});
	try {
		return lockFile(journal);
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'sync/locked') throw error;
		throw new Problem({
			code: 'sync/locked',
			...serviceMessages.alreadyRunning,
			why: error.why,
			retryable: true,
			cause: error,
		});
	}
}
