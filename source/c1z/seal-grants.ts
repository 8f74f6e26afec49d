import type {DatabaseSync, StatementSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import {fromBinary} from '@bufbuild/protobuf';
import {GrantSchema} from '../proto/model.ts';
import {grantEntitlement, grantPrincipal} from './wire.ts';

/** An entitlement, with its resource as a message. */
export interface Granted {
	key: number;
	id: string;
	type: string;
	resourceId: string;
	resource: Uint8Array;
}

/** The third field of a grant, its id, of `size` bytes: tag, then the length in one byte or two (ids are at most 1024 bytes). */
const idHead = (size: string) =>
	`unhex(iif(${size} < 128, format('1a%02x', ${size}), format('1a%02x%02x', ${size} & 127 | 128, ${size} >> 7)))`;

/**
 * Writes the grants of a working file. SQLite puts their messages together and takes those of an entitlement in one
 * statement, in half the time of one for each.
 */
export class SealedGrants {
	/** Of nearly all grants nothing is stored but who holds what. */
	readonly #plain: StatementSync;
	/** Where annotations are stored of some. */
	readonly #annotated: StatementSync;
	readonly #hasAnnotations: StatementSync;
	readonly #every: Record<string, string>;

	/** @param target where the rows go; the working file at `path` is attached to it, to be read. */
	constructor(target: DatabaseSync, path: string, syncId: string, at: string) {
		target.prepare('attach ? as working').run(`${pathToFileURL(path).href}?mode=ro`);
		target.exec(`create temp table principals
			(key integer primary key, type text, id text, name text, size integer, message blob)`);
		const insert = target.prepare('insert into principals values (?, ?, ?, ?, ?, ?)');
		const holders = 'select key, type, id from working.resources where key in (select resource from working.held)';
		for (const row of target.prepare(holders).iterate()) {
			const {key, type, id} = row as {key: number; type: string; id: string};
			const name = `:${type}:${id}`;
			insert.run(key, type, id, name, Buffer.byteLength(name), grantPrincipal(type, id));
		}
		this.#every = {':syncId': syncId, ':at': at};
		target.function('expansion', {deterministic: true}, (annotations) => expansionOf(annotations as Uint8Array | null));
		const put = ({annotations = "''", expansion = 'null', join = ''}) =>
			target.prepare(
				`insert into v1_grants (resource_type_id, resource_id, entitlement_id, principal_resource_type_id,
					principal_resource_id, external_id, expansion, needs_expansion, data, sync_id, discovered_at)
					select :type, :resourceId, :id, p.type, p.id, :id || p.name, ${expansion}, ${expansion} is not null,
						cast(:start || p.message || ${idHead('(:size + p.size)')} || :id || p.name || ${annotations} as blob),
						:syncId, :at
						from working.grants g join principals p on p.key = g.principal ${join}
						where g.entitlement = :key order by g.principal`,
			);
		this.#plain = put({});
		this.#annotated = put({
			annotations: "coalesce(m.data, '')",
			expansion: 'expansion(m.data)',
			join: 'left join working.grant_messages m on m.entitlement = g.entitlement and m.principal = g.principal',
		});
		this.#hasAnnotations = target.prepare('select 1 from working.grant_messages where entitlement = ?');
	}

	/** Those of an entitlement; gives how many there are. */
	write({key, id, type, resourceId, resource}: Granted): number {
		const put = this.#hasAnnotations.get(key) ? this.#annotated : this.#plain;
		const {changes} = put.run({
			...this.#every,
			':key': key,
			':id': id,
			':size': Buffer.byteLength(id),
			':type': type,
			':resourceId': resourceId,
			':start': grantEntitlement(id, resource),
		});
		return Number(changes);
	}
}

/** What a grant says of its expansion; null when it says nothing. */
function expansionOf(annotations: Uint8Array | null): Uint8Array | null {
	if (annotations === null) return null;
	const found = fromBinary(GrantSchema, annotations).annotations.find(({typeUrl}) =>
		typeUrl.endsWith('.GrantExpandable'),
	);
	return found?.value ?? null;
}
