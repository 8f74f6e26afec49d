import type {DatabaseSync} from 'node:sqlite';
import {damaged} from './disk.ts';
import {damageMessages} from './messages.ts';

/** The tables of a sync file (baton protocol sheet, section 4), and whether a reader cannot do without. */
const tables = {
	v1_sync_runs: true,
	v1_resource_types: true,
	v1_resources: true,
	v1_entitlements: true,
	v1_grants: true,
	v1_assets: false,
} as const;

/** More in one cell than any name, id or message of a connector: reading it would take the memory of the machine. Bytes. */
const mostInCell = 16 * 1024 ** 2;

/**
 * Makes sure that a file which somebody sent holds data and nothing that runs: what is read are real tables, not views or
 * virtual tables that never end, no column is computed, no cell is huge. Throws `file/damaged`.
 */
export function checkTables(db: DatabaseSync, path: string): void {
	const types = new Map(
		db
			.prepare("select name, type from pragma_table_list where schema = 'main'")
			.all()
			.map(({name, type}) => [String(name).toLowerCase(), type]),
	);
	for (const [table, isNeeded] of Object.entries(tables)) {
		const type = types.get(table);
		if (type === undefined && !isNeeded) continue;
		if (type === undefined) {
			throw damaged(path, table === 'v1_sync_runs' ? damageMessages.noRuns(path) : damageMessages.noTable(path, table));
		}
		if (type !== 'table') throw damaged(path, damageMessages.noRealTable(path, table));
		const columns = db.prepare('select name, hidden from pragma_table_xinfo(?)').all(table);
		if (columns.some(({hidden}) => hidden !== 0)) throw damaged(path, damageMessages.noRealTable(path, table));
		// The size stands in the head of a row: nothing of the cell itself is read.
		const isHuge = columns.map(({name}) => `octet_length("${String(name).replaceAll('"', '""')}") > ${mostInCell}`);
		const huge = db.prepare(`select 1 as yes from ${table} where ${isHuge.join(' or ')} limit 1`).get();
		if (huge !== undefined) throw damaged(path, damageMessages.hugeCell(path, table));
	}
}

/** Makes an index of the grants by their entitlement, where the writer of the file made none. */
export function indexGrants(db: DatabaseSync): void {
	const indexed = db
		.prepare(
			`select 1 as yes from pragma_index_list('v1_grants') as list, pragma_index_info(list.name) as info
				where info.seqno = 0 and info.name = 'entitlement_id' and list.partial = 0`,
		)
		.get();
	if (!indexed) db.exec('create index litmos_connector_grants on v1_grants (entitlement_id)');
}
