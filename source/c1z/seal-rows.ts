import type {DatabaseSync} from 'node:sqlite';
import {fromBinary} from '@bufbuild/protobuf';
import {ResourceSchema} from '../proto/model.ts';
import {kinds} from './facts.ts';
import type {Counts} from './model.ts';
import {SealedGrants} from './seal-grants.ts';
import {bareResource, wholeEntitlement} from './wire.ts';

/** What of the working file goes into the sealed one. */
export interface Cut {
	/** Null for all resource types. */
	types: ReadonlySet<string> | null;
	entitlements: boolean;
	grants: boolean;
}

interface EntitlementRow {
	key: number;
	id: string;
	grants: number;
	data: Uint8Array;
	type: string;
	resourceId: string;
	resource: Uint8Array | null;
}

const entitlementRows = `select e.key, e.id, e.grants, e.data, r.type, r.id as resourceId, m.data as resource
	from entitlements e join resources r on r.key = e.resource left join messages m on m.resource = r.key
	where e.data is not null order by e.key`;

/** Bytes a grant takes beside its message: its other columns and its index entries, without the ids they repeat. */
const grantOverhead = 530;

/** About how large the decoded file gets; a little more rather than less. */
export function estimateSize(source: DatabaseSync, cut: Cut): number {
	let bytes = 100_000;
	const resources = source
		.prepare(
			'select type, count(*) as n, total(length(data)) as bytes from resources join messages on resource = key group by type',
		)
		.all();
	for (const row of resources) {
		if (cut.types && !cut.types.has(row.type as string)) continue;
		bytes += (row.bytes as number) * 1.1 + (row.n as number) * 400;
	}
	if (!cut.entitlements) return bytes;
	for (const row of source.prepare(entitlementRows).iterate() as Iterable<unknown>) {
		const {id, grants, data, type, resource} = row as EntitlementRow;
		if (cut.types && !cut.types.has(type)) continue;
		const message = (resource?.length ?? 50) + id.length;
		bytes += message + data.length + 400;
		if (cut.grants) bytes += grants * (message * 1.15 + id.length * 6 + grantOverhead);
	}
	return bytes;
}

/** Copies the rows of a working file into the v1_ tables, in a generator that may be left at any row. */
export class SealRows {
	readonly counts: Counts = {accounts: 0, teams: 0, courses: 0, resources: 0, entitlements: 0, grants: 0, warnings: 0};
	readonly total: number;
	readonly #path: string;
	readonly #source: DatabaseSync;
	readonly #target: DatabaseSync;
	readonly #cut: Cut;
	readonly #syncId: string;
	readonly #at: string;
	#done = 0;

	/**
	 * @param path where `source` is
	 * @param at when the sync ended
	 */
	constructor(path: string, source: DatabaseSync, target: DatabaseSync, cut: Cut, syncId: string, at: string) {
		this.#path = path;
		this.#source = source;
		this.#target = target;
		this.#cut = cut;
		this.#syncId = syncId;
		this.#at = at;
		const sizes = source
			.prepare(
				`select (select count(*) from messages) as resources, (select count(*) from entitlements) as entitlements,
					(select total(grants) from entitlements) as grants`,
			)
			.get() as {resources: number; entitlements: number; grants: number};
		this.total = sizes.resources + (cut.entitlements ? sizes.entitlements : 0) + (cut.grants ? sizes.grants : 0);
	}

	/** Yields the number of rows looked at so far, every now and then. */
	*write(): Generator<number> {
		this.#resourceTypes();
		yield* this.#resources();
		if (this.#cut.entitlements) yield* this.#entitlements();
		if (this.#cut.grants) yield* this.#grants();
	}

	#wants(type: string): boolean {
		return !this.#cut.types || this.#cut.types.has(type);
	}

	#resourceTypes(): void {
		const insert = this.#target.prepare(
			'insert into v1_resource_types (external_id, data, sync_id, discovered_at) values (?, ?, ?, ?)',
		);
		for (const {id, data} of this.#source.prepare('select id, data from resource_types order by key').iterate()) {
			if (this.#wants(id as string)) insert.run(id as string, data as Uint8Array, this.#syncId, this.#at);
		}
	}

	*#resources(): Generator<number> {
		const insert = this.#target.prepare(
			`insert into v1_resources (resource_type_id, external_id, parent_resource_type_id, parent_resource_id, data,
				sync_id, discovered_at) values (?, ?, ?, ?, ?, ?, ?)`,
		);
		const rows = this.#source
			.prepare('select type, id, kind, parent, data from resources join messages on resource = key order by key')
			.iterate();
		for (const row of rows) {
			const {type, id, kind, data} = row as {type: string; id: string; kind: number; data: Uint8Array};
			if (++this.#done % 500 === 0) yield this.#done;
			if (!this.#wants(type)) continue;
			const parent = row.parent ? fromBinary(ResourceSchema, data).parentResourceId : undefined;
			insert.run(
				type,
				`${type}:${id}`,
				parent?.resourceType ?? null,
				parent?.resource ?? null,
				data,
				this.#syncId,
				this.#at,
			);
			this.counts.resources++;
			if (kind === kinds.account) this.counts.accounts++;
			else if (kind === kinds.team) this.counts.teams++;
			else if (kind === kinds.course) this.counts.courses++;
		}
	}

	*#entitlements(): Generator<number> {
		const insert = this.#target.prepare(
			`insert into v1_entitlements (resource_type_id, resource_id, external_id, data, sync_id, discovered_at)
				values (?, ?, ?, ?, ?, ?)`,
		);
		for (const row of this.#entitlementRows()) {
			if (++this.#done % 500 === 0) yield this.#done;
			const data = wholeEntitlement(resourceOf(row), row.data);
			insert.run(row.type, row.resourceId, row.id, data, this.#syncId, this.#at);
			this.counts.entitlements++;
		}
	}

	*#grants(): Generator<number> {
		const grants = new SealedGrants(this.#target, this.#path, this.#syncId, this.#at);
		for (const row of this.#entitlementRows()) {
			if (!row.grants) continue;
			const written = grants.write({...row, resource: resourceOf(row)});
			this.counts.grants += written;
			this.#done += written;
			yield this.#done;
		}
	}

	*#entitlementRows(): Generator<EntitlementRow> {
		for (const row of this.#source.prepare(entitlementRows).iterate() as Iterable<unknown>) {
			if (this.#wants((row as EntitlementRow).type)) yield row as EntitlementRow;
		}
	}
}

function resourceOf(row: EntitlementRow): Uint8Array {
	return row.resource ?? bareResource(row.type, row.resourceId);
}
