import {createReadStream, createWriteStream} from 'node:fs';
import {open} from 'node:fs/promises';
import {DatabaseSync} from 'node:sqlite';
import {pipeline} from 'node:stream/promises';
import {setImmediate as breathe} from 'node:timers/promises';
import {createZstdDecompress} from 'node:zlib';
import {type DescMessage, fromBinary, type MessageShape} from '@bufbuild/protobuf';
import {anyUnpack} from '@bufbuild/protobuf/wkt';
import {
	EntitlementSchema,
	type Resource,
	ResourceSchema,
	ResourceType_Trait,
	ResourceTypeSchema,
	UserTrait_Status_Status,
	UserTraitSchema,
} from '../../proto/model.ts';
import type {ArrivalSink} from './rest/arrivals.ts';

const fileHeader = Buffer.from('C1ZF\0', 'latin1');

type Row = Record<string, unknown>;

/** True when the file begins like a v1 c1z. */
export async function isC1z(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const {buffer} = await file.read(Buffer.alloc(fileHeader.length), 0, fileHeader.length, 0);
		return buffer.equals(fileHeader);
	} finally {
		await file.close();
	}
}

/** Gives every row of an uploaded file to the sink. `scratch` is a path for the unpacked database. */
export async function readUpload(path: string, scratch: string, sink: ArrivalSink): Promise<void> {
	const packed = createReadStream(path, {start: fileHeader.length});
	await pipeline(packed, createZstdDecompress(), createWriteStream(scratch, {mode: 0o600}));
	const database = new DatabaseSync(scratch);
	try {
		await each(database, 'v1_resource_types', ResourceTypeSchema, ({id, displayName, traits}) =>
			sink.resourceType({id, displayName, traits: traits.map((trait) => ResourceType_Trait[trait])}),
		);
		await each(database, 'v1_resources', ResourceSchema, (resource, row) =>
			sink.resource({
				type: String(row.resource_type_id),
				id: resource.id?.resource ?? '',
				displayName: resource.displayName,
				account: accountOf(resource),
			}),
		);
		await each(database, 'v1_entitlements', EntitlementSchema, ({id, slug, displayName, description}, row) => {
			const [resourceType, resourceId] = [String(row.resource_type_id), String(row.resource_id)];
			sink.entitlement({id, resourceType, resourceId, slug, displayName, description});
		});
		await eachRow(database, 'v1_grants', (row) =>
			sink.grant({
				entitlementId: String(row.entitlement_id),
				principalType: String(row.principal_resource_type_id),
				principalId: String(row.principal_resource_id),
			}),
		);
	} finally {
		database.close();
	}
}

function each<Schema extends DescMessage>(
	database: DatabaseSync,
	table: string,
	schema: Schema,
	visit: (message: MessageShape<Schema>, row: Row) => void,
): Promise<void> {
	return eachRow(database, table, (row) => visit(fromBinary(schema, row.data as Uint8Array), row));
}

/** In steps, letting other calls be answered in between; memory does not grow with the table. */
async function eachRow(database: DatabaseSync, table: string, visit: (row: Row) => void): Promise<void> {
	let seen = 0;
	for (const row of database.prepare(`select * from ${table}`).iterate() as Iterable<Row>) {
		if (++seen % 1000 === 0) await breathe();
		visit(row);
	}
}

/** Null unless the resource is an account. */
function accountOf({annotations}: Resource): {email: string; login: string; enabled: boolean} | null {
	const trait = annotations.map((one) => anyUnpack(one, UserTraitSchema)).find((one) => one !== undefined);
	if (!trait) return null;
	const primary = trait.emails.find((email) => email.isPrimary) ?? trait.emails[0];
	return {
		email: primary?.address ?? '',
		login: trait.login,
		enabled: trait.status?.status === UserTrait_Status_Status.ENABLED,
	};
}
