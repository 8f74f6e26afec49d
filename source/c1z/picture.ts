import type {DatabaseSync, StatementSync} from 'node:sqlite';
import {openDatabase} from './working-database.ts';

/** Who is in a working file and who holds what, as far as it is written, read beside whoever writes it. */
export class Picture {
	readonly #db: DatabaseSync;
	readonly #holders: StatementSync;
	readonly #deadlines: StatementSync;

	constructor(path: string) {
		this.#db = openDatabase(path, true);
		this.#holders = this.#db.prepare(
			`select p.id from entitlements e join grants g on g.entitlement = e.key join resources p on p.key = g.principal
				where e.id = ? and p.type = ?`,
		);
		this.#deadlines = this.#db.prepare(
			`select p.id, d.at from entitlements e join deadlines d on d.entitlement = e.key join resources p on p.key = d.principal
				where e.id = ? and p.type = ?`,
		);
	}

	/** The listed resources of a type: id → whether it is active. */
	active(type: string): Map<string, boolean> {
		const rows = this.#db.prepare('select id, active from resources where type = ? and kind >= 0').all(type);
		return new Map(rows.map(({id, active}) => [id as string, active === 1]));
	}

	/** The principals of a type that hold an entitlement. */
	holders(entitlement: string, type: string): string[] {
		return this.#holders.all(entitlement, type).map(({id}) => id as string);
	}

	/** The deadlines of those that hold an entitlement, see `GrantRow.deadline`. */
	deadlines(entitlement: string, type: string): [id: string, at: number][] {
		return this.#deadlines.all(entitlement, type).map(({id, at}) => [id as string, at as number]);
	}

	close(): void {
		this.#db.close();
	}
}
