import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {SyncRequest} from '../../../source/conductorone/tasks/task.ts';
import type {Service} from '../../../source/service/service.types.ts';
import {openSyncFiles} from '../../../source/service/sync-files.ts';
import type {SessionJob} from '../../../source/sync/session.ts';
import type {SyncReport} from '../../../source/sync/sync.types.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sync-files-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const everything: SyncRequest = {
	skipExpandGrants: false,
	skipEntitlementsAndGrants: false,
	skipGrants: false,
	targetedResources: [],
	resourceTypeIds: [],
	storageEngine: '',
};

/** A session that tells how it was asked to read; a fresh sync gets a new id. */
function scripted() {
	const asked: Pick<SessionJob, 'fresh' | 'unused'>[] = [];
	let reads = 1;
	const session = {
		sync({fresh, unused}: SessionJob, onEvent: (event: never) => void) {
			asked.push({fresh, unused});
			if (fresh) reads++;
			onEvent({type: 'started', resumed: !fresh, requestsSaved: 0, reason: ''} as never);
			const report = {syncId: `sync-${reads}`, workingFile: join(folder, 'work'), counts: {}, warnings: {}};
			return {
				done: Promise.resolve({...report, finishedAt: '2026-01-01T00:00:00Z'} as unknown as SyncReport),
				cancel() {},
			};
		},
		seal: async (_file: string, path: string) => ({path, bytes: 1, syncId: `sync-${reads}`}),
	};
	return {asked, session: session as unknown as Service['session']};
}

async function open(now: () => number) {
	const {asked, session} = scripted();
	const files = await openSyncFiles(
		{
			session,
			job: {options: defaultOptions, folder},
			temporaryFolder: join(folder, 'outgoing'),
			reportFolder: join(folder, 'reports'),
			provisioning: null,
			skipFullSync: false,
			refuseDrops: false,
			log: () => {},
		},
		now,
	);
	let tasks = 0;
	async function fail() {
		const context = {taskId: `task-${++tasks}`, signal: new AbortController().signal};
		await files.make(everything, context);
		await files.settle(context.taskId, {ok: false});
	}
	return {asked, fail};
}

test('what was read but not taken is used again for an hour, counted from the reading, then read anew', async () => {
	let clock = 0;
	const {asked, fail} = await open(() => clock);
	await fail();
	clock = 3_000_000;
	await fail();
	clock = 3_600_001;
	await fail();
	clock = 7_000_000;
	await fail();
	expect(asked).toEqual([
		{fresh: false, unused: undefined},
		{fresh: false, unused: 'sync-1'},
		{fresh: true, unused: 'sync-1'},
		{fresh: false, unused: 'sync-2'},
	]);
});
