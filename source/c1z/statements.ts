import type {DatabaseSync, StatementSync} from 'node:sqlite';

/** Statements of a database, each prepared once; beyond `most` all are prepared again when they are next needed. */
export class Statements {
	readonly #db: DatabaseSync;
	readonly #most: number;
	readonly #known = new Map<string, StatementSync>();

	constructor(db: DatabaseSync, most = 500) {
		this.#db = db;
		this.#most = most;
	}

	of(sql: string): StatementSync {
		let statement = this.#known.get(sql);
		if (!statement) {
			if (this.#known.size >= this.#most) this.#known.clear();
			statement = this.#db.prepare(sql);
			this.#known.set(sql, statement);
		}
		return statement;
	}
}
