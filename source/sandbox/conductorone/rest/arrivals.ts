import {DatabaseSync} from 'node:sqlite';

import {stableId} from '../ids.ts';
import type {Tenant} from '../tenant.ts';

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

	constructor(connectorId: string) {
		const {database} = this;
		/** The id under which ConductorOne shows a thing of the connector. */
		const ref = (kind: string, id: string) => stableId(connectorId, kind, id);
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
			resourceType: ({id, displayName}) => void type.run(ref('type', id), id, displayName),
			resource: (row) =>
				void resource.run(
					ref(row.type, row.id),
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
					ref('entitlement', row.id),
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

	get accounts(): number {
		return Number(this.database.prepare('select count(*) as n from resources where is_account = 1').get()?.n);
	}
}

/** What has arrived, by connector. */
export class Arrivals implements Intake {
	readonly #syncs = new Map<string, ArrivedSync>();
	readonly #tenant: Tenant;

	constructor(tenant: Tenant) {
		this.#tenant = tenant;
	}

	open(connectorId: string): Delivery {
		const sync = new ArrivedSync(connectorId);
		return {
			sink: sync.sink,
			accept: () => {
				sync.finish();
				this.#tenant.later('arrival', () => {
					this.#syncs.get(connectorId)?.database.close();
					this.#syncs.set(connectorId, sync);
				});
			},
			drop: () => sync.database.close(),
		};
	}

	/** The newest sync that shows already. */
	visible(connectorId: string): ArrivedSync | undefined {
		return this.#syncs.get(connectorId);
	}

	close(): void {
		for (const sync of this.#syncs.values()) sync.database.close();
		this.#syncs.clear();
	}
}
