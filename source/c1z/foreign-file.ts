import {statSync} from 'node:fs';
import {cancelled, Problem} from '../problem/problem.ts';
import {startProcess} from '../threads/process.ts';
import {type Connection, connect} from '../threads/rpc.ts';
import {damaged} from './disk.ts';
import type {ForeignFileProcess} from './foreign-file-process.ts';
import {damageMessages} from './messages.ts';
import type {ReadStep} from './read-c1z.ts';

/** Time for a file of no size, and for each megabyte: packed, decoded, of the working file it is compared with. A usual machine takes a tenth. Milliseconds. */
const allowance = {base: 8000, packedMegabyte: 1000, decodedMegabyte: 250, workingMegabyte: 1000};

export interface ForeignOptions {
	signal?: AbortSignal | undefined;
	/** Path of the working file that the file is compared with. */
	comparedWith?: string;
	/** Milliseconds for a file of no size. */
	base?: number;
}

/**
 * Calls the process that reads a foreign sync file and ends it afterwards, whatever it does by then: at once on the
 * signal (`cancelled`), and after a time that goes by the size of the file (`file/damaged`).
 */
export async function withForeignFile<Result>(
	path: string,
	call: (connection: Connection<ForeignFileProcess>, onEvent: (step: ReadStep) => void) => Promise<Result>,
	{signal, comparedWith, base = allowance.base}: ForeignOptions = {},
): Promise<Result> {
	signal?.throwIfAborted();
	const connection = connect<ForeignFileProcess>(startProcess('foreignFile'));
	const {promise: givenUp, reject} = Promise.withResolvers<never>();
	const abort = () => reject(signal?.reason instanceof Problem ? signal.reason : cancelled());
	signal?.addEventListener('abort', abort, {once: true});
	const begun = Date.now();
	let timer: NodeJS.Timeout | undefined;
	const allow = (milliseconds: number) => {
		clearTimeout(timer);
		timer = setTimeout(
			() => reject(damaged(path, damageMessages.tooSlow(path))),
			begun + base + milliseconds - Date.now(),
		);
	};
	const ahead =
		allowance.packedMegabyte * megabytesOf(path) +
		(comparedWith === undefined ? 0 : allowance.workingMegabyte * megabytesOf(comparedWith));
	allow(ahead);
	try {
		const work = call(connection, (step) => {
			if ('decoded' in step) allow(ahead + (allowance.decodedMegabyte * step.decoded) / 1024 ** 2);
			// From here on the data is in tables of our own, with indexes of our own.
			else clearTimeout(timer);
		});
		work.catch(() => {});
		return await Promise.race([work, givenUp]);
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', abort);
		await connection.close();
	}
}

function megabytesOf(path: string): number {
	try {
		return statSync(path).size / 1024 ** 2;
	} catch {
		// Opening it will tell why.
		return 0;
	}
}
