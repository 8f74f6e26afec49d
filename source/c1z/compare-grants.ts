import type {DatabaseSync} from 'node:sqlite';
import type {Changes} from './changes.ts';
import {indexGrants} from './foreign-tables.ts';
import type {C1z} from './read-c1z.ts';
import {numbered} from './working-database.ts';

interface Side {
	type: string;
	resourceId: string;
	resourceName: string;
	slug: string;
}

/**
 * Compares the grants of one entitlement after the other, so that no more than one entitlement's principals are held at a
 * time. Returns the number of grants in the old file.
 */
export function* compareGrants(db: DatabaseSync, old: C1z, changes: Changes): Generator<void, number> {
	indexGrants(old.db);
	const counted = old.db.prepare('select count(*) as n from v1_grants where sync_id = ?').get(old.run.syncId);
	const oldGrants = old.db.prepare(
		`select principal_resource_type_id as type, principal_resource_id as id from v1_grants
			where entitlement_id = ?1 and ${ofRun(old.db)}`,
	);
	const newGrants = db.prepare('select principal from grants where entitlement = ?');
	const principals = new Principals(db);
	const entitlements = db
		.prepare(
			`select e.key, e.id, e.slug, e.grants, r.type, r.id as resourceId, r.name as resourceName from entitlements e
				join resources r on r.key = e.resource order by r.kind, r.sort, e.key`,
		)
		.iterate();
	const before = new Marks(db);
	for (const row of entitlements) {
		yield;
		const {key, id, ...side} = row as unknown as Side & {key: number; id: string};
		for (const {type, id: principal} of oldGrants.iterate(numbered(id, old.run.syncId))) {
			const known = principals.key(type as string, principal as string);
			if (known !== null) before.add(known);
			else addGrant(changes, 'removed', id, side, () => ({type, id: principal, name: ''}) as Principal);
		}
		for (const {principal} of newGrants.iterate(key)) {
			if (before.delete(principal as number)) continue;
			addGrant(changes, 'added', id, side, () => principals.of(principal as number));
		}
		for (const principal of before.takeAll()) addGrant(changes, 'removed', id, side, () => principals.of(principal));
	}
	yield* removedEntitlements(db, old, changes, principals);
	return counted?.n as number;
}

/** Entitlements that are gone took all of their grants with them. */
function* removedEntitlements(db: DatabaseSync, old: C1z, changes: Changes, principals: Principals): Generator<void> {
	const find = db.prepare('select 1 as yes from entitlements where id = ?');
	const names = removedNames(db);
	const grants = old.db.prepare(
		`select principal_resource_type_id as principalType, principal_resource_id as id from v1_grants
			where entitlement_id = ? and sync_id = ?`,
	);
	const rows = old.db
		.prepare(
			'select external_id as id, resource_type_id as type, resource_id as resourceId from v1_entitlements where sync_id = ?',
		)
		.iterate(old.run.syncId);
	for (const row of rows) {
		yield;
		const {id, type, resourceId} = row as {id: string; type: string; resourceId: string};
		if (find.get(id)) continue;
		const prefix = `${type}:${resourceId}:`;
		const side = {
			type,
			resourceId,
			resourceName: names.get(`${type}:${resourceId}`) ?? resourceId,
			slug: id.startsWith(prefix) ? id.slice(prefix.length) : id,
		};
		for (const grant of grants.iterate(id, old.run.syncId)) {
			const {principalType, id: principal} = grant as {principalType: string; id: string};
			const key = principals.key(principalType, principal);
			addGrant(changes, 'removed', id, side, () =>
				key === null ? {type: principalType, id: principal, name: ''} : principals.of(key),
			);
		}
	}
}

/** Names of the courses, teams and the like that are gone, by `type:id`; their own lines were written before. */
function removedNames(db: DatabaseSync): ReadonlyMap<string, string> {
	const rows = db.prepare(
		"select what, id, name from changes where change = 'removed' and what not in ('user', 'grant')",
	);
	return new Map(Array.from(rows.iterate(), ({what, id, name}) => [`${what}:${id}`, String(name)]));
}

function addGrant(
	changes: Changes,
	change: 'added' | 'removed',
	entitlement: string,
	{type, resourceId, resourceName, slug}: Side,
	principal: () => Principal,
): void {
	changes.addGrant(change, () => {
		const {type: principalType, id, name} = principal();
		return {
			id: `${entitlement}:${principalType}:${id}`,
			name: `${name || id} · ${resourceName || resourceId} · ${slug}`,
			account: id,
			resource: `${type}:${resourceId}`,
		};
	});
}

/** A set of keys of the working file's resources: one byte for each, however often it is filled and emptied. */
class Marks {
	readonly #marked: Uint8Array;
	#size = 0;

	constructor(db: DatabaseSync) {
		const {top} = db.prepare('select coalesce(max(key), 0) as top from resources').get() as {top: number};
		this.#marked = new Uint8Array(top + 1);
	}

	add(key: number): void {
		if (this.#marked[key] === 0) this.#size++;
		this.#marked[key] = 1;
	}

	delete(key: number): boolean {
		if (this.#marked[key] !== 1) return false;
		this.#marked[key] = 0;
		this.#size--;
		return true;
	}

	/** Empties it. */
	*takeAll(): Generator<number> {
		for (let key = 0; this.#size > 0 && key < this.#marked.length; key++) if (this.delete(key)) yield key;
	}
}

interface Principal {
	type: string;
	id: string;
	name: string;
}

/** Principals of the working file, by their ids. */
class Principals {
	readonly #find;
	readonly #read;
	/** By type, so that no text is put together for each. */
	readonly #types = new Map<string, Map<string, number | null>>();

	constructor(db: DatabaseSync) {
		this.#find = db.prepare('select key from resources where type = ? and id = ?');
		this.#read = db.prepare('select type, id, name from resources where key = ?');
	}

	key(type: string, id: string): number | null {
		let keys = this.#types.get(type);
		if (!keys) {
			keys = new Map();
			this.#types.set(type, keys);
		}
		let key = keys.get(id);
		if (key === undefined) {
			key = (this.#find.get(type, id)?.key as number | undefined) ?? null;
			if (keys.size >= 400_000) keys.clear();
			keys.set(id, key);
		}
		return key;
	}

	of(key: number): Principal {
		return this.#read.get(key) as unknown as Principal;
	}
}

/**
 * With one run in the file all rows are that run's, and asking for it would only send every lookup from the index to the
 * row: several times slower.
 */
function ofRun(db: DatabaseSync): string {
	const {n} = db.prepare('select count(*) as n from v1_sync_runs').get() as {n: number};
	return n === 1 ? "?2 <> ''" : 'sync_id = ?2';
}
