import type {WorkingFile} from '../../../source/c1z/working-file.ts';
import type {SyncOptions} from '../../../source/sync/job.ts';
import {ListEnds} from '../../../source/sync/list-ends.ts';
import {mappingExtrasOf} from '../../../source/sync/mapping-extras.ts';
import {Progress} from '../../../source/sync/progress.ts';
import {readTenant} from '../../../source/sync/read-tenant.ts';
import type {Run} from '../../../source/sync/run.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import type {FakeLitmos} from './fake-litmos.ts';
import {MemoryFile} from './memory-file.ts';

/** Reads a tenant as a sync does, into maps instead of a file. Throws what `runSync` throws. */
export async function readInMemory(
	client: FakeLitmos,
	change: Partial<SyncOptions> = {},
	memory = new MemoryFile(),
): Promise<MemoryFile> {
	const options = {...defaultOptions, ...change};
	const file = memory as unknown as WorkingFile;
	const controller = new AbortController();
	const progress = new Progress(
		client,
		file,
		() => {},
		() => 0,
	);
	const run: Run = {
		client,
		file,
		options,
		extras: mappingExtrasOf(options.extras),
		signal: controller.signal,
		progress,
		ends: new ListEnds(file, options.checkEveryList),
		log: () => {},
		onWarning: () => {},
	};
	try {
		await readTenant(run, 3, (error) => controller.abort(error));
		return memory;
	} finally {
		progress.stop();
	}
}

/** Rows by list as they are stored: `accounts` → ids, `team-members:t1` → ids and so on. */
export function storedRows(file: MemoryFile): Map<string, Set<string>> {
	const rows = new Map<string, Set<string>>();
	const add = (key: string, id: string) => rows.set(key, (rows.get(key) ?? new Set()).add(id));
	for (const [list, type] of [
		['accounts', 'user'],
		['teams', 'team'],
		['courses', 'course'],
	] as const) {
		for (const {id} of file.resources(type)) add(list, id?.resource ?? '');
	}
	for (const {entitlementId, principalId} of file.grants()) {
		const [type, of, slug] = entitlementId.split(':');
		if (slug === 'member') add(`team-members:${of}`, principalId);
		if (type === 'course' && slug === 'assigned') add(`course-people:${of}`, principalId);
	}
	return rows;
}
