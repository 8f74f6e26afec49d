import {programPort} from '../threads/process.ts';
import {type CallContext, serve} from '../threads/rpc.ts';
import {compareWith} from './compare.ts';
import {importC1z} from './import-c1z.ts';

/**
 * What is done with a sync file that somebody sent, in a process of its own: a question to SQLite cannot be interrupted,
 * and a thread in one would keep the whole program from ending. Its progress is told, so that it can be given up.
 */
export type ForeignFileProcess = typeof functions;

const functions = {
	/** Reads the file into a new working file at `into`; see {@link importC1z}. */
	import: ({signal, emit}: CallContext, path: string, into: string, folder: string) =>
		importC1z(path, into, {signal, folder, onStep: emit}),
	/** Compares a working file with it; see {@link compareWith}. */
	compare: ({signal, emit}: CallContext, workingPath: string, path: string, folder: string) =>
		compareWith({path: workingPath}, path, {signal, folder, onStep: emit}),
};

serve(programPort(), functions);
