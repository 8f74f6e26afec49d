import {parentPort} from 'node:worker_threads';
import {type CallContext, serve} from '../threads/rpc.ts';
import {compareWith} from './compare.ts';
import type {Explorer} from './explorer.ts';
import {openExplorer} from './explorer.ts';
import type {Query} from './explorer-answers.ts';
import type {Item} from './explorer-items.ts';

/** What the explorer thread answers. One thread looks into one working file. */
export type ExplorerThread = typeof functions;

let explorer: Explorer | undefined;
let path = '';

function opened(): Explorer {
	if (!explorer) throw new Error('The explorer thread was asked before a file was opened.');
	return explorer;
}

let isPreparing = false;

function prepareSoon(): void {
	if (isPreparing) return;
	isPreparing = true;
	// Questions asked meanwhile go first.
	setImmediate(() => {
		isPreparing = false;
		try {
			if (explorer?.prepare()) prepareSoon();
		} catch {
			// Whatever is wrong with the file, the next question says it.
		}
	});
}

const functions = {
	open(_: CallContext, workingPath: string): void {
		explorer?.close();
		explorer = openExplorer(workingPath);
		path = workingPath;
	},
	compare({signal}: CallContext, sealedPath: string) {
		return compareWith({path}, sealedPath, {signal});
	},
	overview() {
		const overview = opened().overview();
		prepareSoon();
		return overview;
	},
	accounts: (_: CallContext, query: Query) => opened().accounts(query),
	teams: (_: CallContext, query: Query) => opened().teams(query),
	courses: (_: CallContext, query: Query) => opened().courses(query),
	grants: (_: CallContext, query: Query) => opened().grants(query),
	warnings: (_: CallContext, query: Query) => opened().warnings(query),
	changes(_: CallContext, query: Query) {
		const changes = opened().changes(query);
		prepareSoon();
		return changes;
	},
	findings: () => opened().findings(),
	untoldFindings: () => opened().untoldFindings(),
	resources: (_: CallContext, type: string, query: Query) => opened().resources(type, query),
	details: (_: CallContext, item: Item, query: Query) => opened().details(item, query),
	related: (_: CallContext, item: Item, query: Query) => opened().related(item, query),
	close(): void {
		explorer?.close();
		explorer = undefined;
	},
};

if (parentPort) serve(parentPort, functions);
