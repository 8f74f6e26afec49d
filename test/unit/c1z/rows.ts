import {DatabaseSync} from 'node:sqlite';
import {fromBinary, type Message} from '@bufbuild/protobuf';
import type {GenMessage} from '@bufbuild/protobuf/codegenv2';
import type {GrantRow} from '../../../source/c1z/model.ts';
import {type OpenOptions, openC1z as open} from '../../../source/c1z/read-c1z.ts';
import {bareResource, wholeEntitlement} from '../../../source/c1z/wire.ts';
import {
	type Entitlement,
	EntitlementSchema,
	GrantSchema,
	ResourceSchema,
	type ResourceType,
	ResourceTypeSchema,
} from '../../../source/proto/model.ts';

export type ReadC1z = Awaited<ReturnType<typeof openC1z>>;

/** A sealed file with its rows as messages, in the order they were written. */
export async function openC1z(path: string, options: OpenOptions = {}) {
	const file = await open(path, options);
	const {db, run} = file;
	const messages = <M extends Message>(table: string, schema: GenMessage<M>, type?: string): M[] =>
		db
			.prepare(`select data from ${table} where sync_id = ? ${type ? 'and resource_type_id = ?' : ''} order by id`)
			.all(run.syncId, ...(type ? [type] : []))
			.map(({data}) => fromBinary(schema, data as Uint8Array));
	const count = (table: string) =>
		db.prepare(`select count(*) as n from ${table} where sync_id = ?`).get(run.syncId)?.n as number;
	return {
		...file,
		resourceTypes: () => messages('v1_resource_types', ResourceTypeSchema),
		resources: (type?: string) => messages('v1_resources', ResourceSchema, type),
		entitlements: () => messages('v1_entitlements', EntitlementSchema),
		grants: () => messages('v1_grants', GrantSchema),
		counts: () => ({
			resourceTypes: count('v1_resource_types'),
			resources: count('v1_resources'),
			entitlements: count('v1_entitlements'),
			grants: count('v1_grants'),
		}),
	};
}

function ask(file: {path: string}, sql: string) {
	const db = new DatabaseSync(file.path, {readOnly: true});
	try {
		return db.prepare(sql).all();
	} finally {
		db.close();
	}
}

export function resourceTypesOf(file: {path: string}): ResourceType[] {
	const rows = ask(file, 'select data from resource_types order by key');
	return rows.map(({data}) => fromBinary(ResourceTypeSchema, data as Uint8Array));
}

/** The entitlements of a working file, each with its resource. */
export function entitlementsOf(file: {path: string}): Entitlement[] {
	const rows = ask(
		file,
		`select e.data, m.data as resource, r.type, r.id from entitlements e join resources r on r.key = e.resource
			left join messages m on m.resource = r.key where e.data is not null order by e.key`,
	);
	return rows.map(({data, resource, type, id}) => {
		const of = (resource as Uint8Array | null) ?? bareResource(type as string, id as string);
		return fromBinary(EntitlementSchema, wholeEntitlement(of, data as Uint8Array));
	});
}

export function grantsOf(file: {path: string}): GrantRow[] {
	const rows = ask(
		file,
		`select e.id as entitlementId, p.type as principalType, p.id as principalId, m.data from grants g
			join entitlements e on e.key = g.entitlement join resources p on p.key = g.principal
			left join grant_messages m on m.entitlement = g.entitlement and m.principal = g.principal
			order by g.entitlement, g.principal`,
	);
	return rows.map(({data, ...row}) => {
		const annotations = data ? fromBinary(GrantSchema, data as Uint8Array).annotations : [];
		return {...row, ...(annotations.length > 0 && {annotations})} as unknown as GrantRow;
	});
}
