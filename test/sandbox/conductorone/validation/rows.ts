import type {DatabaseSync} from 'node:sqlite';
import {setImmediate as breathe} from 'node:timers/promises';
import {type DescMessage, fromBinary, type MessageShape} from '@bufbuild/protobuf';
import {
	EntitlementSchema,
	type Grant,
	GrantSchema,
	type Resource,
	ResourceSchema,
	ResourceType_Trait,
	ResourceTypeSchema,
} from '../../../../source/proto/model.ts';
import {checkAnnotations} from './annotations.ts';
import type {Findings} from './findings.ts';
import {checkEntitlement, checkGrant, checkResource, checkResourceType} from './limits.ts';
import {checkTime} from './schema.ts';

export interface RowCounts {
	/** By resource type. */
	resources: Record<string, number>;
	/** By slug. */
	entitlements: Record<string, number>;
	/** By slug. */
	grants: Record<string, number>;
}

type Row = Record<string, unknown>;

/** Decodes every row of the run and checks it by itself: rules of the model, ids as composed (protocol sheet, section 3). */
export async function checkRows(database: DatabaseSync, syncId: string, problems: Findings): Promise<RowCounts> {
	const counts: RowCounts = {resources: {}, entitlements: {}, grants: {}};
	const traitsOf = new Map<string, readonly ResourceType_Trait[]>();

	await each(database, syncId, 'v1_resource_types', ResourceTypeSchema, problems, (row, type) => {
		const where = String(row.external_id);
		checkResourceType(type, (rule) => problems.add(`resource type ${rule}`, where));
		checkAnnotations(type.annotations, (rule) => problems.add(`resource type ${rule}`, where));
		equal(row.external_id, type.id, 'resource type: external_id is not its id', where, problems);
		traitsOf.set(type.id, type.traits);
	});

	await each(database, syncId, 'v1_resources', ResourceSchema, problems, (row, resource) => {
		const where = String(row.external_id);
		const type = String(row.resource_type_id);
		add(counts.resources, type);
		checkResource(resource, (rule) => problems.add(`resource ${rule}`, where));
		const traits = checkAnnotations(resource.annotations, (rule) => problems.add(`resource ${rule}`, where));
		const wanted = traitsOf.get(type) ?? [];
		if (wanted.includes(ResourceType_Trait.USER) && !traits.user)
			problems.add('resource of a user type without UserTrait', where);
		if (wanted.includes(ResourceType_Trait.GROUP) && !traits.group)
			problems.add('resource of a group type without GroupTrait', where);
		equal(row.external_id, externalId(resource), 'resource: external_id is not <type>:<id>', where, problems);
		equal(type, resource.id?.resourceType, 'resource: resource_type_id differs from the message', where, problems);
		equal(
			row.parent_resource_type_id ?? '',
			resource.parentResourceId?.resourceType ?? '',
			'resource: parent type differs from the message',
			where,
			problems,
		);
		equal(
			row.parent_resource_id ?? '',
			resource.parentResourceId?.resource ?? '',
			'resource: parent id differs from the message',
			where,
			problems,
		);
	});

	await each(database, syncId, 'v1_entitlements', EntitlementSchema, problems, (row, entitlement) => {
		const where = String(row.external_id);
		add(counts.entitlements, slugOf(where, row));
		checkEntitlement(entitlement, (rule) => problems.add(`entitlement ${rule}`, where));
		checkAnnotations(entitlement.annotations, (rule) => problems.add(`entitlement ${rule}`, where));
		checkAnnotations(entitlement.resource?.annotations ?? [], (rule) =>
			problems.add(`entitlement resource ${rule}`, where),
		);
		equal(row.external_id, entitlement.id, 'entitlement: external_id is not its id', where, problems);
		equal(
			`${row.resource_type_id}:${row.resource_id}`,
			externalId(entitlement.resource),
			'entitlement: its resource differs from the columns',
			where,
			problems,
		);
		if (entitlement.slug === '') problems.add('entitlement without slug', where);
		equal(
			entitlement.id,
			`${externalId(entitlement.resource)}:${entitlement.slug}`,
			'entitlement: id is not <type>:<resource>:<slug>',
			where,
			problems,
		);
	});

	await each(database, syncId, 'v1_grants', GrantSchema, problems, (row, grant) => {
		const where = String(row.external_id);
		add(counts.grants, slugOf(String(row.entitlement_id), row));
		checkGrant(grant, (rule) => problems.add(`grant ${rule}`, where));
		checkAnnotations(grant.annotations, (rule) => problems.add(`grant ${rule}`, where));
		checkGrantIds(row, grant, where, problems);
	});
	return counts;
}

function checkGrantIds(row: Row, grant: Grant, where: string, problems: Findings): void {
	const {entitlement, principal} = grant;
	equal(row.external_id, grant.id, 'grant: external_id is not its id', where, problems);
	equal(row.entitlement_id, entitlement?.id, 'grant: entitlement_id differs from the message', where, problems);
	equal(
		`${row.resource_type_id}:${row.resource_id}`,
		externalId(entitlement?.resource),
		'grant: the resource of its entitlement differs from the columns',
		where,
		problems,
	);
	equal(
		`${row.principal_resource_type_id}:${row.principal_resource_id}`,
		externalId(principal),
		'grant: its principal differs from the columns',
		where,
		problems,
	);
	equal(
		grant.id,
		`${entitlement?.id}:${externalId(principal)}`,
		'grant: id is not <entitlement>:<principal type>:<principal>',
		where,
		problems,
	);
}

/** Runs over one table in steps, letting other calls be answered in between; memory does not grow with the table. */
async function each<Schema extends DescMessage>(
	database: DatabaseSync,
	syncId: string,
	table: string,
	schema: Schema,
	problems: Findings,
	visit: (row: Row, message: MessageShape<Schema>) => void,
): Promise<void> {
	let seen = 0;
	for (const row of database.prepare(`select * from ${table} where sync_id = ?`).iterate(syncId) as Iterable<Row>) {
		if (++seen % 1000 === 0) await breathe();
		checkTime(row.discovered_at, `${table}.discovered_at`, problems);
		let message: MessageShape<Schema>;
		try {
			message = fromBinary(schema, row.data as Uint8Array);
		} catch {
			problems.add(`${table}: data does not decode as ${schema.typeName}`, String(row.external_id));
			continue;
		}
		visit(row, message);
	}
}

function externalId(resource: Resource | undefined): string {
	return `${resource?.id?.resourceType ?? ''}:${resource?.id?.resource ?? ''}`;
}

function slugOf(entitlementId: string, row: Row): string {
	return entitlementId.slice(`${row.resource_type_id}:${row.resource_id}:`.length);
}

function equal(left: unknown, right: unknown, rule: string, where: string, problems: Findings): void {
	if (left !== right) problems.add(rule, where);
}

function add(counts: Record<string, number>, key: string): void {
	counts[key] = (counts[key] ?? 0) + 1;
}
