import type {DatabaseSync} from 'node:sqlite';
import {type Facts, fold, searchText} from './facts.ts';
import {GrantCounts} from './grant-counts.ts';
import type {Counts, GrantRow, Warning} from './model.ts';
import {RememberedKeys} from './remembered-keys.ts';
import {Statements} from './statements.ts';

/** The longest id C1 accepts, in bytes (baton protocol sheet, section 8). */
export const longestId = 1024;
/** Principals and entitlements remembered by name; enough for every tenant known, and a bound on memory. */
const longestCache = 400_000;

type CounterName = keyof Counts;
const kindCounter: Record<number, CounterName | undefined> = {1: 'accounts', 2: 'teams', 3: 'courses'};

/** Why an id cannot go into a file, or null when it can. */
export function idFault(...ids: string[]): 'empty' | 'too-long' | null {
	for (const id of ids) {
		if (id === '') return 'empty';
		if (id.length * 3 > longestId && Buffer.byteLength(id) > longestId) return 'too-long';
	}
	return null;
}

/** The rows of a working file, below messages: every write of commits and imports goes through here. */
export class Store {
	readonly #db: DatabaseSync;
	readonly #statements: Statements;
	readonly #resourceKeys = new RememberedKeys(longestCache);
	readonly #entitlementKeys = new RememberedKeys(longestCache);
	#deltas = new Map<CounterName, number>();
	readonly #grantCounts: GrantCounts;

	constructor(db: DatabaseSync) {
		this.#db = db;
		this.#statements = new Statements(db);
		this.#grantCounts = new GrantCounts(this.#statements);
	}

	/** All or nothing; what is remembered is forgotten when it fails. */
	transaction(work: () => void): void {
		this.#db.exec('begin immediate');
		try {
			work();
			this.#grantCounts.write();
			this.#flushCounters();
			this.#db.exec('commit');
		} catch (error) {
			this.#grantCounts.forget();
			this.#deltas.clear();
			this.#resourceKeys.clear();
			this.#entitlementKeys.clear();
			if (this.#db.isTransaction) this.#db.exec('rollback');
			throw error;
		}
	}

	putResourceType(id: string, data: Uint8Array): void {
		this.#run(
			'insert into resource_types (id, data) values (?, ?) on conflict (id) do update set data = excluded.data',
			id,
			data,
		);
	}

	putResource(type: string, id: string, facts: Facts, data: Uint8Array): void {
		const key = this.resourceKey(type, id);
		const before = this.#get('select kind from resources where key = ?', key) as {kind: number};
		if (before.kind < 0) this.#count('resources', 1);
		if (before.kind !== facts.kind) {
			this.#countKind(before.kind, -1);
			this.#countKind(facts.kind, 1);
		}
		this.#run(
			`update resources set kind = ?, active = ?, name = ?, login = ?, email = ?, level = ?, code = ?, number = ?,
				parent = ?, sort = ?, search = ? where key = ?`,
			facts.kind,
			facts.active ? 1 : 0,
			facts.name,
			facts.login,
			facts.email,
			facts.level,
			facts.code,
			facts.number,
			facts.parent,
			fold(facts.name),
			searchText(facts, id),
			key,
		);
		this.#run(
			'insert into messages (resource, data) values (?, ?) on conflict (resource) do update set data = excluded.data',
			key,
			data,
		);
	}

	putEntitlement(id: string, type: string, resourceId: string, slug: string, data: Uint8Array): void {
		const key = this.entitlementKey(id);
		const before = this.#get('select data is null as placeholder from entitlements where key = ?', key);
		if (before?.placeholder) this.#count('entitlements', 1);
		this.#run(
			'update entitlements set resource = ?, slug = ?, data = ? where key = ?',
			this.resourceKey(type, resourceId),
			slug,
			data,
			key,
		);
	}

	/** Returns whether the grant is new. `annotations`: a message with these alone, or null. */
	putGrant(entitlement: number, principal: number, annotations: Uint8Array | null): boolean {
		const {changes} = this.#run(
			'insert or ignore into grants (entitlement, principal) values (?, ?)',
			entitlement,
			principal,
		);
		if (changes) this.#countGrant(entitlement, principal, 1);
		if (annotations) {
			this.#run(
				`insert into grant_messages (entitlement, principal, whole, data) values (?, ?, 0, ?)
					on conflict do update set data = excluded.data`,
				entitlement,
				principal,
				annotations,
			);
		} else if (!changes) {
			// Later data wins: an earlier annotation is gone.
			this.#run('delete from grant_messages where entitlement = ? and principal = ?', entitlement, principal);
		}
		return Boolean(changes);
	}

	/** Later data wins: null removes an earlier one. */
	putDeadline(entitlement: number, principal: number, at: number | null): void {
		if (at === null) this.#run('delete from deadlines where entitlement = ? and principal = ?', entitlement, principal);
		else this.#run('insert or replace into deadlines values (?, ?, ?)', entitlement, principal, at);
	}

	putWarning({kind, subject, detail, amount = 1}: Warning): void {
		const {changes} = this.#run(
			'insert or ignore into warnings (kind, subject, detail, amount) values (?, ?, ?, ?)',
			kind,
			subject,
			detail,
			amount,
		);
		if (changes) this.#count('warnings', 1);
	}

	/** Removes one grant, if it is there. */
	removeGrant({entitlementId, principalType, principalId}: Omit<GrantRow, 'annotations'>): void {
		const entitlement = this.#get('select key from entitlements where id = ?', entitlementId)?.key;
		const principal = this.#get('select key from resources where type = ? and id = ?', principalType, principalId)?.key;
		if (typeof entitlement !== 'number' || typeof principal !== 'number') return;
		const of = 'where entitlement = ? and principal = ?';
		const {changes} = this.#run(`delete from grants ${of}`, entitlement, principal);
		if (!changes) return;
		this.#run(`delete from grant_messages ${of}`, entitlement, principal);
		this.#run(`delete from deadlines ${of}`, entitlement, principal);
		this.#countGrant(entitlement, principal, -1);
	}

	/** Removes the grants of an entitlement and returns how many there were. */
	removeGrants(entitlement: number): number {
		this.#grantCounts.write();
		this.#run(
			'update held set grants = grants - 1 where resource in (select principal from grants where entitlement = ?)',
			entitlement,
		);
		const {changes} = this.#run('delete from grants where entitlement = ?', entitlement);
		this.#run('delete from grant_messages where entitlement = ?', entitlement);
		this.#run('delete from deadlines where entitlement = ?', entitlement);
		this.#run('update entitlements set grants = 0 where key = ?', entitlement);
		this.#count('grants', -Number(changes));
		return Number(changes);
	}

	removeGrantsOf(type: string, id: string): void {
		const entitlements =
			'select key from entitlements where resource = (select key from resources where type = ? and id = ?)';
		for (const {key} of this.#all(entitlements, type, id)) this.removeGrants(key as number);
	}

	removeEntitlement(key: number): void {
		this.removeGrants(key);
		const {changes} = this.#run('delete from entitlements where key = ? and data is not null', key);
		if (changes) this.#count('entitlements', -1);
		else this.#run('delete from entitlements where key = ?', key);
		this.#entitlementKeys.clear();
	}

	/** The resource, its entitlements and their grants. Grants it holds itself then name an unknown principal. */
	removeResource(type: string, id: string): void {
		const row = this.#get('select key, kind from resources where type = ? and id = ?', type, id);
		if (!row) return;
		const {key, kind} = row as {key: number; kind: number};
		for (const {key: entitlement} of this.#all('select key from entitlements where resource = ?', key)) {
			this.removeEntitlement(entitlement as number);
		}
		if (kind >= 0) {
			this.#count('resources', -1);
			this.#countKind(kind, -1);
		}
		this.#run('delete from messages where resource = ?', key);
		this.#run('delete from resources where key = ?', key);
		this.#grantCounts.write();
		const holds = this.#get('select 1 from held where resource = ? and grants > 0', key) !== undefined;
		if (holds) this.#run('insert into resources (key, type, id) values (?, ?, ?)', key, type, id);
		else this.#run('delete from held where resource = ?', key);
		this.#resourceKeys.clear();
	}

	removeWarnings(kind: string): void {
		const {changes} = this.#run('delete from warnings where kind = ?', kind);
		this.#count('warnings', -Number(changes));
	}

	/** The key of a resource; a placeholder is made when it is not there yet. */
	resourceKey(type: string, id: string): number {
		let key = this.#resourceKeys.get(type, id);
		if (key === undefined) {
			const found = this.#get('select key from resources where type = ? and id = ?', type, id);
			key = found
				? (found.key as number)
				: Number(this.#run('insert into resources (type, id) values (?, ?)', type, id).lastInsertRowid);
			this.#resourceKeys.set(type, id, key);
		}
		return key;
	}

	entitlementKey(id: string): number {
		let key = this.#entitlementKeys.get('', id);
		if (key === undefined) {
			const found = this.#get('select key from entitlements where id = ?', id);
			key = found
				? (found.key as number)
				: Number(this.#run('insert into entitlements (id) values (?)', id).lastInsertRowid);
			this.#entitlementKeys.set('', id, key);
		}
		return key;
	}

	#countGrant(entitlement: number, principal: number, delta: 1 | -1): void {
		this.#grantCounts.add(entitlement, principal, delta);
		this.#count('grants', delta);
	}

	#countKind(kind: number, delta: number): void {
		const counter = kindCounter[kind];
		if (counter) this.#count(counter, delta);
	}

	#count(name: CounterName, delta: number): void {
		this.#deltas.set(name, (this.#deltas.get(name) ?? 0) + delta);
	}

	#flushCounters(): void {
		for (const [name, delta] of this.#deltas) {
			this.#run(
				'insert into counters (name, n) values (?, ?) on conflict (name) do update set n = n + excluded.n',
				name,
				delta,
			);
		}
		this.#deltas.clear();
	}

	#run(sql: string, ...values: (string | number | Uint8Array | null)[]) {
		return this.#statements.of(sql).run(...values);
	}

	#get(sql: string, ...values: (string | number)[]) {
		return this.#statements.of(sql).get(...values);
	}

	#all(sql: string, ...values: (string | number)[]) {
		return this.#statements.of(sql).all(...values);
	}
}

/** The counters as they stand in the file. */
export function readCounts(db: DatabaseSync): Counts {
	const counts: Counts = {accounts: 0, teams: 0, courses: 0, resources: 0, entitlements: 0, grants: 0, warnings: 0};
	for (const row of db.prepare('select name, n from counters').iterate()) {
		counts[row.name as CounterName] = row.n as number;
	}
	return counts;
}
