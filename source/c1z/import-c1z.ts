import {rmSync} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';
import {EntitlementSchema, ResourceSchema} from '../proto/model.ts';
import {asFileProblem} from './disk.ts';
import {factsOf} from './facts.ts';
import {writeFindings} from './finding-rows.ts';
import {addClosingWarnings} from './finish.ts';
import {refuses} from './put-rows.ts';
import {type C1z, decode, type OpenOptions, openC1z} from './read-c1z.ts';
import {writeDirectory} from './read-directory.ts';
import type {Scope} from './scope.ts';
import {Store} from './store.ts';
import {warningMessages, warningSubjects} from './warning-messages.ts';
import {createDatabase} from './working-database.ts';
import {grantsByPrincipal} from './working-schema.ts';

/** Rows of one transaction, and of one turn of the event loop. */
const rowsATurn = 20_000;

/**
 * Reads the newest finished full run of the .c1z at `path` into a new working file at `into` (0600), so that the explorer
 * can show any connector's file. Throws what {@link openC1z} throws.
 */
export async function importC1z(path: string, into: string, options: OpenOptions = {}): Promise<void> {
	const file = await openC1z(path, options);
	let db: DatabaseSync | undefined;
	try {
		const {run} = file;
		const scope: Scope = {tenant: `file:${path}`, courses: null, extras: [], mapping: 0};
		db = createDatabase(
			into,
			{
				scope: JSON.stringify(scope),
				syncId: run.syncId,
				startedAt: asIso(run.startedAt),
				finishedAt: asIso(run.endedAt),
				requests: '0',
				imported: 'true',
			},
			true,
		);
		const store = new Store(db);
		for (const step of [importResources, importEntitlements, importGrants]) {
			const rows = step(file, store);
			for (let more = true; more; ) {
				options.signal?.throwIfAborted();
				store.transaction(() => {
					for (let row = 0; row < rowsATurn && more; row++) more = !rows.next().done;
				});
				await new Promise((resolve) => setImmediate(resolve));
			}
		}
		options.onStep?.({isRead: true});
		const opened = db;
		store.transaction(() => addClosingWarnings(opened, store));
		if (!hasCourses(db)) showAllAsCourses(db);
		store.transaction(() => writeDirectory(opened));
		db.exec(grantsByPrincipal);
		store.transaction(() => writeFindings(opened));
		db.exec('pragma journal_mode = wal');
	} catch (error) {
		if (db?.isOpen) db.close();
		for (const ending of ['', '-wal', '-shm']) rmSync(into + ending, {force: true});
		throw asFileProblem(error, into, 'opening');
	} finally {
		if (db?.isOpen) db.close();
		file.close();
	}
}

function* importResources(file: C1z, store: Store): Generator<void> {
	for (const {id, data} of rowsOf(file, 'v1_resource_types', 'external_id as id, data')) {
		store.putResourceType(id as string, data as Uint8Array);
		yield;
	}
	for (const {data} of rowsOf(file, 'v1_resources', 'data')) {
		const message = decode(ResourceSchema, data as Uint8Array, file.path);
		const {resourceType = '', resource = ''} = message.id ?? {};
		yield;
		if (refuses(store, message.displayName, resourceType, resource)) continue;
		store.putResource(resourceType, resource, factsOf(message), data as Uint8Array);
	}
}

function* importEntitlements(file: C1z, store: Store): Generator<void> {
	for (const row of rowsOf(
		file,
		'v1_entitlements',
		'external_id as id, resource_type_id as type, resource_id as of, data',
	)) {
		const {id, type, of, data} = row as {id: string; type: string; of: string; data: Uint8Array};
		if (refuses(store, warningSubjects.entitlement(id), id, type, of)) continue;
		const {slug} = decode(EntitlementSchema, data, file.path);
		store.putEntitlement(id, type, of, slug || slugOf(id, type, of), data);
		yield;
	}
}

function* importGrants(file: C1z, store: Store): Generator<void> {
	const columns = `entitlement_id as entitlement, principal_resource_type_id as type, principal_resource_id as principal,
		external_id as id`;
	for (const row of rowsOf(file, 'v1_grants', columns)) {
		const {entitlement, type, principal, id} = row as {
			entitlement: string;
			type: string;
			principal: string;
			id: string;
		};
		yield;
		if (refuses(store, warningSubjects.grant(id), entitlement, type, principal, id)) continue;
		const isNew = store.putGrant(store.entitlementKey(entitlement), store.resourceKey(type, principal), null);
		if (!isNew) store.putWarning({kind: 'duplicate-row', subject: id, detail: warningMessages.grantTwice});
	}
}

function rowsOf(file: C1z, table: string, columns: string) {
	return file.db
		.prepare(`select ${columns} from ${table} where sync_id = ? order by ${table}.id`)
		.iterate(file.run.syncId);
}

function slugOf(id: string, type: string, resource: string): string {
	const prefix = `${type}:${resource}:`;
	return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

function hasCourses(db: DatabaseSync): boolean {
	return db.prepare('select 1 as yes from resources where kind = 3 limit 1').get() !== undefined;
}

/** In a file without courses, whatever else can be granted is listed in their place. */
function showAllAsCourses(db: DatabaseSync): void {
	db.exec(`update resources set kind = 3 where kind = 0;
		insert into counters (name, n) select 'courses', count(*) from resources where kind = 3
			on conflict (name) do update set n = excluded.n`);
}

/** `YYYY-MM-DD HH:MM:SS.fffffffff`, or ISO, read as UTC. */
function asIso(text: string): string {
	const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(text);
	const date = new Date(match ? `${match[1]}T${match[2]}Z` : text);
	return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
