import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {create, fromJson, type JsonObject, type Message, toBinary, toJson} from '@bufbuild/protobuf';
import type {GenMessage} from '@bufbuild/protobuf/codegenv2';
import {describe, expect, test} from 'vitest';
import {importC1z} from '../../../source/c1z/import-c1z.ts';
import {sealedIndexes, sealedTables} from '../../../source/c1z/sealed-schema.ts';
import {openWorkingFile} from '../../../source/c1z/working-file.ts';
import {
	EntitlementSchema,
	GrantSchema,
	type Resource,
	ResourceSchema,
	ResourceTypeSchema,
} from '../../../source/proto/model.ts';
import {registry} from '../../../source/proto/registry.ts';
import {entitlementsOf, grantsOf, openC1z, resourceTypesOf} from './rows.ts';
import {folder, golden} from './tenant.ts';

/** What `baton` printed for the file, as sorted canonical JSON of the messages. */
function expected(name: string, list: string, member: string, schema: GenMessage<Message>): unknown[] {
	const rows = JSON.parse(readFileSync(golden(name), 'utf8'))[list] as Record<string, JsonObject>[];
	return byText(rows.map((row) => toJson(schema, fromJson(schema, row[member]!, {registry}), {registry})));
}

function read(messages: Iterable<Message>, schema: GenMessage<Message>): unknown[] {
	return byText(Array.from(messages, (message) => toJson(schema, message, {registry})));
}

function byText(values: unknown[]): unknown[] {
	return values.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const lists = [
	['resource-types', 'resourceTypes', 'resourceType', ResourceTypeSchema],
	['resources', 'resources', 'resource', ResourceSchema],
	['entitlements', 'entitlements', 'entitlement', EntitlementSchema],
	['grants', 'grants', 'grant', GrantSchema],
] as unknown as [string, 'resourceTypes' | 'resources' | 'entitlements' | 'grants', string, GenMessage<Message>][];

describe.each(['all-courses', 'one-course'])('the golden file %s', (name) => {
	test.each(lists)('reads its %s as ConductorOne reads them', async (file, list, member, schema) => {
		const c1z = await openC1z(golden(`${name}.c1z`), {folder: folder()});
		const rows = read(c1z[list](), schema);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows).toEqual(expected(`${name}.${file}.json`, list, member, schema));
		c1z.close();
	});

	test('is imported row by row, its resources to the byte', async () => {
		const into = folder();
		await importC1z(golden(`${name}.c1z`), join(into, 'working.db'), {folder: into});
		const working = openWorkingFile(join(into, 'working.db'));
		const old = await openC1z(golden(`${name}.c1z`), {folder: into});
		const bytes = (resources: Iterable<Resource>) =>
			Array.from(resources, (resource) => Buffer.from(toBinary(ResourceSchema, resource)).toString('hex')).sort();
		const types = resourceTypesOf(working).map(({id}) => id);
		expect(types).toEqual(old.resourceTypes().map(({id}) => id));
		expect(bytes(types.flatMap((type) => [...working.resources(type)]))).toEqual(bytes(old.resources()));
		const ids = (rows: {id: string}[]) => rows.map(({id}) => id).sort();
		expect(ids(entitlementsOf(working))).toEqual(ids(old.entitlements()));
		const grants = grantsOf(working).map((row) => `${row.entitlementId}:${row.principalType}:${row.principalId}`);
		expect(grants.sort()).toEqual(ids(old.grants()));
		working.close();
		old.close();
	});
});

describe('the tables', () => {
	const columns = (db: DatabaseSync, table: string) =>
		db.prepare('select name, lower(type) as type, "notnull" as required, pk from pragma_table_info(?)').all(table);
	const indexes = (db: DatabaseSync) =>
		db
			.prepare(
				`select list.name, m.name as tab, list."unique" as isUnique, group_concat(info.name, ', ') as columns
					from sqlite_master m, pragma_index_list(m.name) list, pragma_index_info(list.name) info
					where m.type = 'table' group by list.name order by list.name`,
			)
			.all();

	async function both() {
		const old = await openC1z(golden('all-courses.c1z'), {folder: folder()});
		const ours = new DatabaseSync(':memory:');
		ours.exec(`${sealedTables}; ${sealedIndexes.join(';')}`);
		return {old, ours};
	}

	test('have every column of the golden file, alike', async () => {
		const {old, ours} = await both();
		const tables = old.db.prepare("select name from sqlite_master where type = 'table'").all();
		expect(tables).toHaveLength(6);
		for (const {name} of tables) {
			expect(columns(ours, name as string)).toEqual(expect.arrayContaining(columns(old.db, name as string)));
		}
		old.close();
	});

	test('have every index of the golden file, swapped names included', async () => {
		const {old, ours} = await both();
		// Newer programs made it longer and renamed it (baton protocol sheet, section 4).
		const wanted = indexes(old.db).filter(({name}) => name !== 'idx_grants_entitlement_id_v1');
		expect(wanted.length).toBeGreaterThan(9);
		expect(indexes(ours)).toEqual(expect.arrayContaining(wanted));
		expect(indexes(ours)).toContainEqual({
			name: 'idx_resources_external_sync_v1',
			tab: 'v1_resources',
			isUnique: 0,
			columns: 'parent_resource_type_id, parent_resource_id',
		});
		old.close();
	});
});

test('annotations of unknown types survive import', async () => {
	const {patchGolden} = await import('./patch.ts');
	const into = folder();
	const strange = {typeUrl: 'type.googleapis.com/acme.v9.Strange', value: new Uint8Array([10, 3, 1, 2, 255])};
	const path = join(into, 'strange.c1z');
	patchGolden(path, (db) => {
		const {id, data} = db.prepare('select id, data from v1_resources order by id limit 1').get() as {
			id: number;
			data: Uint8Array;
		};
		// Protobuf merges what is concatenated: the annotation is added, everything else stays.
		const extra = toBinary(ResourceSchema, create(ResourceSchema, {annotations: [strange]}));
		db.prepare('update v1_resources set data = ? where id = ?').run(Buffer.concat([data, extra]), id);
	});
	await importC1z(path, join(into, 'working.db'), {folder: into});
	const working = openWorkingFile(join(into, 'working.db'));
	const found = resourceTypesOf(working)
		.flatMap(({id}) => [...working.resources(id)])
		.flatMap(({annotations}) => annotations)
		.filter(({typeUrl}) => typeUrl === strange.typeUrl);
	expect(found.map(({value}) => value)).toEqual([strange.value]);
	working.close();
});
