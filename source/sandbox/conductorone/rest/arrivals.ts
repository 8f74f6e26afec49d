import {DatabaseSync} from 'node:sqlite';

import {stableId} from '../ids.ts';

/** An account's, team's or course's light form. */
export interface ArrivedResource {
	type: string;
	id: string;
	displayName: string;
	/** Null unless it is an account. */
	account: {email: string; login: string; enabled: boolean} | null;
}

export interface ArrivedEntitlement {
	id: string;
	resourceType: string;
	resourceId: string;
	slug: string;
	displayName: string;
	description: string;
}

export interface ArrivedGrant {
	entitlementId: string;
	principalType: string;
	principalId: string;
}

/** Takes the rows of a sync while they come; they count only once the sync is accepted. */
export interface ArrivalSink {
	resourceType(type: {id: string; displayName: string; traits: string[]}): void;
	resource(resource: ArrivedResource): void;
	entitlement(entitlement: ArrivedEntitlement): void;
	grant(grant: ArrivedGrant): void;
}

/** One sync's rows on their way in; exactly one of `accept` and `drop` ends it. */
export interface Delivery {
	sink: ArrivalSink;
	accept(): void;
	drop(): void;
}

/** Takes in syncs, by connector. */
export interface Intake {
	open(connectorId: string): Delivery;
}

/** The rows of one accepted sync, in an in-memory database of its own: a million grants stay small there. */
export class ArrivedSync {
	readonly database = new DatabaseSync(':memory:');
	readonly sink: ArrivalSink;
	visibleAt = 0;

	constructor(connectorId: string) {
		const {database} = this;
		database.exec(`
			create table resource_types (seq integer primary key, ref text, id text, name text);
			create table resources (seq integer primary key, ref text, type text, id text, name text,
				is_account integer, email text, login text, enabled integer);
			create table entitlements (seq integer primary key, ref text, id text, type text, resource text, slug text,
				name text, description text);
			create table grants (seq integer primary key, entitlement text, type text, principal text);
			begin`);
		const type = database.prepare('insert into resource_types (ref, id, name) values (?, ?, ?)');
		const resource = database.prepare(
			`insert into resources (ref, type, id, name, is_account, email, login, enabled) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		);
		const entitlement = database.prepare(
			'insert into entitlements (ref, id, type, resource, slug, name, description) values (?, ?, ?, ?, ?, ?, ?)',
		);
		const grant = database.prepare('insert into grants (entitlement, type, principal) values (?, ?, ?)');
		this.sink = {
			resourceType: ({id, displayName}) => void type.run(refOf(connectorId, 'type', id), id, displayName),
			resource: (row) =>
				void resource.run(
					refOf(connectorId, row.type, row.id),
					row.type,
					row.id,
					row.displayName,
					row.account ? 1 : 0,
					row.account?.email ?? '',
					row.account?.login ?? '',
					row.account?.enabled ? 1 : 0,
				),
			entitlement: (row) =>
				void entitlement.run(
					refOf(connectorId, 'entitlement', row.id),
					row.id,
					row.resourceType,
					row.resourceId,
					row.slug,
					row.displayName,
					row.description,
				),
			grant: (row) => void grant.run(row.entitlementId, row.principalType, row.principalId),
		};
	}

	finish(): void {
		this.database.exec(`commit;
			create index resources_by_id on resources (type, id);
			create index entitlements_by_id on entitlements (id);
			create index grants_by_entitlement on grants (entitlement)`);
	}

	/** The first column of the first row, as a number. */
	count(sql: string, ...values: (string | number)[]): number {
		const row = this.database.prepare(sql).get(...values);
		return Number(Object.values(row ?? {})[0] ?? 0);
	}

	get accounts(): number {
		return this.count('select count(*) from resources where is_account = 1');
	}
}

/** The id under which ConductorOne shows a thing of a connector. */
export function refOf(connectorId: string, kind: string, id: string): string {
	return stableId(connectorId, kind, id);
}

/** What has arrived, by connector; a new sync shows `visibleAfterMs` after it was accepted. */
export class Arrivals implements Intake {
	readonly #syncs = new Map<string, ArrivedSync[]>();
	readonly #now: () => number;
	readonly #delay: () => number;
	/** Told of every accepted sync with the accounts it brought and the one before had. */
	onAccept: (connectorId: string, accounts: number, before: number | null) => void = () => {};

	constructor(now: () => number, delay: () => number) {
		this.#now = now;
		this.#delay = delay;
	}

	open(connectorId: string): Delivery {
		const sync = new ArrivedSync(connectorId);
		return {
			sink: sync.sink,
			accept: () => {
				sync.finish();
				sync.visibleAt = this.#now() + this.#delay();
				const syncs = this.#syncs.get(connectorId) ?? [];
				const before = syncs.at(-1)?.accounts ?? null;
				syncs.push(sync);
				this.#syncs.set(connectorId, syncs);
				this.onAccept(connectorId, sync.accounts, before);
			},
			drop: () => sync.database.close(),
		};
	}

	/** The newest sync that shows already; null when there is none. */
	visible(connectorId: string): ArrivedSync | null {
		const syncs = this.#syncs.get(connectorId) ?? [];
		const now = this.#now();
		while (syncs[1] && syncs[1].visibleAt <= now) syncs.shift()?.database.close();
		const [first] = syncs;
		return first && first.visibleAt <= now ? first : null;
	}

	close(): void {
		for (const syncs of this.#syncs.values()) for (const sync of syncs) sync.database.close();
		this.#syncs.clear();
	}
}
