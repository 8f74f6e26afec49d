import {open} from 'node:fs/promises';
import type {DatabaseSync} from 'node:sqlite';
import {systemCode} from '../problem/system-code.ts';
import {asFileProblem} from './disk.ts';
import {openC1z} from './read-c1z.ts';

/** Larger earlier files are not carried along: they would double the time and the space of every sync. Decoded bytes. */
const largest = 2 * 1024 ** 3;

const tables = ['v1_resource_types', 'v1_resources', 'v1_entitlements', 'v1_grants', 'v1_assets', 'v1_sync_runs'];

/**
 * Copies the newest finished run of an earlier .c1z beside the rows of a new one, as ConductorOne's own connectors do when
 * they write into a file that is there already; `baton diff` then shows what changed between the two. Gives the id of the
 * run, or null when it is the run being written. Throws as `openC1z` does.
 */
export async function copyPreviousRun(
	target: DatabaseSync,
	earlier: string,
	newSyncId: string,
	options: {signal?: AbortSignal | undefined; folder: string},
): Promise<string | null> {
	const {signal, folder} = options;
	const file = await openC1z(earlier, {limit: largest, folder, ...(signal ? {signal} : {})});
	try {
		const {syncId} = file.run;
		if (syncId === newSyncId) return null;
		for (const table of tables) copyTable(file.db, target, table, syncId);
		return syncId;
	} catch (error) {
		throw asFileProblem(error, earlier, 'reading');
	} finally {
		file.close();
	}
}

function copyTable(from: DatabaseSync, to: DatabaseSync, table: string, syncId: string): void {
	const known = columns(to, table);
	// Files of older programs lack the newer columns, those of newer ones may have more.
	const shared = columns(from, table).filter((column) => column !== 'id' && known.includes(column));
	if (shared.length === 0) return;
	const insert = to.prepare(`insert into ${table} (${shared.join(', ')}) values (${shared.map(() => '?').join(', ')})`);
	const rows = from.prepare(`select ${shared.join(', ')} from ${table} where sync_id = ? order by id`);
	rows.setReturnArrays(true);
	for (const row of rows.iterate(syncId)) insert.run(...(row as unknown as (string | number | Uint8Array | null)[]));
}

function columns(db: DatabaseSync, table: string): string[] {
	return db
		.prepare('select name from pragma_table_info(?)')
		.all(table)
		.map((row) => String(row.name));
}

/** What stands at a path, by its first bytes: a sync file as we write it, the newer form, something else, or nothing. */
export async function formOf(path: string): Promise<'c1z' | 'c1z-3' | 'other' | 'missing'> {
	try {
		const handle = await open(path, 'r');
		try {
			const {buffer, bytesRead} = await handle.read(Buffer.alloc(5), 0, 5, 0);
			const head = buffer.toString('latin1', 0, bytesRead);
			return head === 'C1ZF\0' ? 'c1z' : head === 'C1Z3\0' ? 'c1z-3' : 'other';
		} finally {
			await handle.close();
		}
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return 'missing';
		throw asFileProblem(error, path, 'opening');
	}
}
