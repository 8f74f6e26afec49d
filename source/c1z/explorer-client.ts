import {join} from 'node:path';
import {connect} from '../threads/rpc.ts';
import {startThread} from '../threads/thread.ts';
import type {Comparison} from './changes.ts';
import type {Explorer} from './explorer.ts';
import type {ExplorerThread} from './explorer-thread.ts';
import {withForeignFile} from './foreign-file.ts';
import {PrivateFolder} from './private-folder.ts';

interface CallOptions {
	signal?: AbortSignal | undefined;
}

/** The explorer in its own thread: the same questions, answered by promises that reject with Problems. */
export type ExplorerClient = {
	[Question in Exclude<keyof Explorer, 'prepare' | 'close'>]: (
		...args: [...Parameters<Explorer[Question]>, options?: CallOptions]
	) => Promise<ReturnType<Explorer[Question]>>;
} & {
	/** Compares with an earlier sealed file and fills the changes tab. The other questions are answered meanwhile. */
	compare(sealedPath: string, options?: CallOptions): Promise<Comparison>;
	close(): Promise<void>;
};

/** Starts a thread that looks into a working file, also while a sync still writes it. Throws what opening it throws. */
export async function startExplorer(workingPath: string): Promise<ExplorerClient> {
	return start((call) => call('open', [workingPath]));
}

/**
 * Starts a thread that looks into any connector's .c1z, by way of a working file in a folder of its own (0700) that goes
 * when the explorer is closed, and on every other way out.
 */
export async function startExplorerOfC1z(c1zPath: string, options: CallOptions = {}): Promise<ExplorerClient> {
	const folder = new PrivateFolder('look');
	const path = join(folder.path, 'imported.db');
	try {
		const {signal} = options;
		await withForeignFile(
			c1zPath,
			({call}, onEvent) => call('import', [c1zPath, path, folder.path], {signal, onEvent}),
			options,
		);
		const client = await startExplorer(path);
		return {
			...client,
			compare: (earlier, {signal} = {}) =>
				withForeignFile(
					earlier,
					({call}, onEvent) => call('compare', [path, earlier, folder.path], {signal, onEvent}),
					{signal, comparedWith: path},
				),
			async close() {
				await client.close();
				folder.remove();
			},
		};
	} catch (error) {
		folder.remove();
		throw error;
	}
}

type Call = ReturnType<typeof connect<ExplorerThread>>['call'];

async function start(open: (call: Call) => Promise<unknown>): Promise<ExplorerClient> {
	const connection = connect<ExplorerThread>(startThread('explorer'));
	const {call} = connection;
	try {
		await open(call);
	} catch (error) {
		await connection.close();
		throw error;
	}
	return {
		overview: (options) => call('overview', [], options),
		accounts: (query, options) => call('accounts', [query], options),
		teams: (query, options) => call('teams', [query], options),
		courses: (query, options) => call('courses', [query], options),
		grants: (query, options) => call('grants', [query], options),
		warnings: (query, options) => call('warnings', [query], options),
		changes: (query, options) => call('changes', [query], options),
		findings: (options) => call('findings', [], options),
		untoldFindings: (options) => call('untoldFindings', [], options),
		resources: (type, query, options) => call('resources', [type, query], options),
		details: (item, query, options) => call('details', [item, query], options),
		related: (item, query, options) => call('related', [item, query], options),
		compare: (sealedPath, options) => call('compare', [sealedPath], options),
		close: () => connection.close(),
	};
}
