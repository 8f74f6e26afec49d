import type {DatabaseSync} from 'node:sqlite';
import type {Findings} from './findings.ts';

/** Columns a reader needs; newer ones may be missing, readers add them (protocol sheet, section 4). */
const needed: Record<string, readonly string[]> = {
	v1_resource_types: ['id', 'external_id', 'data', 'sync_id', 'discovered_at'],
	v1_resources: [
		'id',
		'resource_type_id',
		'external_id',
		'parent_resource_type_id',
		'parent_resource_id',
		'data',
		'sync_id',
		'discovered_at',
	],
	v1_entitlements: ['id', 'resource_type_id', 'resource_id', 'external_id', 'data', 'sync_id', 'discovered_at'],
	v1_grants: [
		'id',
		'resource_type_id',
		'resource_id',
		'entitlement_id',
		'principal_resource_type_id',
		'principal_resource_id',
		'external_id',
		'data',
		'sync_id',
		'discovered_at',
	],
	v1_assets: ['id', 'external_id', 'content_type', 'data', 'sync_id', 'discovered_at'],
	v1_sync_runs: ['id', 'sync_id', 'started_at', 'ended_at', 'sync_token'],
};
const objectTables = ['v1_resource_types', 'v1_resources', 'v1_entitlements', 'v1_grants', 'v1_assets'] as const;
const syncTypes = ['full', 'partial', 'resources_only', 'partial_upserts', 'partial_deletions'];
const ksuid = /^[0-9A-Za-z]{27}$/;
const time = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d.*)?$/;

export interface Run {
	syncId: string;
	syncType: string;
}

/** Whole database, wanted tables and columns; false when the rows cannot be looked at. */
export function checkSchema(database: DatabaseSync, problems: Findings): boolean {
	const integrity = database.prepare('pragma integrity_check(5)').all() as {integrity_check: string}[];
	if (integrity[0]?.integrity_check !== 'ok') {
		problems.add(`SQLite integrity check: ${integrity[0]?.integrity_check ?? 'no answer'}`);
		return false;
	}
	let complete = true;
	for (const [table, columns] of Object.entries(needed)) {
		const present = new Set(columnsOf(database, table));
		if (present.size === 0) {
			problems.add(`table ${table} is missing`);
			complete = false;
			continue;
		}
		for (const column of columns) {
			if (present.has(column)) continue;
			problems.add(`column ${table}.${column} is missing`);
			complete = false;
		}
	}
	return complete;
}

/** The one finished run of the file; null (with a complaint) when there is not exactly one. */
export function findRun(database: DatabaseSync, problems: Findings): Run | null {
	const rows = database.prepare('select * from v1_sync_runs').all() as Record<string, unknown>[];
	for (const row of rows) {
		if (row.ended_at === null) problems.add('a sync run is not finished', String(row.sync_id));
		for (const column of ['started_at', 'ended_at']) checkTime(row[column], `v1_sync_runs.${column}`, problems);
		if (typeof row.sync_token !== 'string') problems.add('sync_token must be text');
	}
	const finished = rows.filter((row) => row.ended_at !== null);
	const [run] = finished;
	if (!run || finished.length > 1) {
		problems.add(`exactly one finished sync run is needed, there are ${finished.length}`);
		return null;
	}
	const syncId = String(run.sync_id);
	const syncType = String(run.sync_type ?? 'full');
	if (!ksuid.test(syncId)) problems.add('sync_id is not a KSUID', syncId);
	if (!syncTypes.includes(syncType)) problems.add('sync_type is unknown', syncType);
	return {syncId, syncType};
}

/** What SQL answers best: rows of other runs, doubled ids, references that lead nowhere. */
export function checkReferences(database: DatabaseSync, syncId: string, problems: Findings, notes: Findings): void {
	for (const table of objectTables) {
		const strays = count(database, `select count(*) n from ${table} where sync_id <> ?`, syncId);
		if (strays > 0) problems.add(`${strays} rows of ${table} belong to another sync run`);
		const doubled = count(
			database,
			`select count(*) n from (select 1 from ${table} where sync_id = ? group by external_id having count(*) > 1)`,
			syncId,
		);
		if (doubled > 0) problems.add(`${doubled} external ids of ${table} are not unique`);
	}
	const lost = (rule: string, sql: string, into: Findings) => {
		const rows = count(database, sql, syncId);
		if (rows > 0) into.add(`${rows} ${rule}`);
	};
	lost(
		'resources are of a type that is not in the file',
		`select count(*) n from v1_resources r where r.sync_id = ? and not exists
			(select 1 from v1_resource_types t where t.external_id = r.resource_type_id and t.sync_id = r.sync_id)`,
		problems,
	);
	lost(
		'resources have a parent that is not in the file',
		`select count(*) n from v1_resources r where r.sync_id = ? and coalesce(r.parent_resource_type_id, '') <> '' and not exists
			(select 1 from v1_resources p where p.external_id = r.parent_resource_type_id || ':' || r.parent_resource_id
				and p.sync_id = r.sync_id)`,
		problems,
	);
	lost(
		'entitlements are of a resource that is not in the file',
		`select count(*) n from v1_entitlements e where e.sync_id = ? and not exists
			(select 1 from v1_resources r where r.external_id = e.resource_type_id || ':' || e.resource_id
				and r.sync_id = e.sync_id)`,
		problems,
	);
	lost(
		'grants are of an entitlement that is not in the file',
		`select count(*) n from v1_grants g where g.sync_id = ? and not exists
			(select 1 from v1_entitlements e where e.external_id = g.entitlement_id and e.sync_id = g.sync_id)`,
		problems,
	);
	lost(
		'grants are to a principal that is not in the file',
		`select count(*) n from v1_grants g where g.sync_id = ? and not exists
			(select 1 from v1_resources r where r.external_id = g.principal_resource_type_id || ':' || g.principal_resource_id
				and r.sync_id = g.sync_id)`,
		notes,
	);
}

export function checkTime(value: unknown, column: string, problems: Findings): void {
	if (value !== null && !(typeof value === 'string' && time.test(value))) {
		problems.add(`${column} is not a time`, String(value));
	}
}

function columnsOf(database: DatabaseSync, table: string): string[] {
	return (database.prepare('select name from pragma_table_info(?)').all(table) as {name: string}[]).map(
		({name}) => name,
	);
}

function count(database: DatabaseSync, sql: string, syncId: string): number {
	return Number((database.prepare(sql).get(syncId) as {n: number}).n);
}
