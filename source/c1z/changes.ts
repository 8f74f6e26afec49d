import type {DatabaseSync} from 'node:sqlite';
import type {ChangeLine} from './explorer-answers.ts';
import {fold} from './facts.ts';

/** What changed against an earlier sealed file. */
export interface Comparison {
	/** Null when there is no earlier file. */
	against: {syncId: string; endedAt: string} | null;
	added: Record<string, number>;
	removed: Record<string, number>;
	changed: Record<string, number>;
	/** Share lost, 0 … 1, of accounts and of grants. */
	accountDrop: number;
	grantDrop: number;
}

export const noteKey = 'comparison';
export const basisKey = 'comparison-of';
/** Listed grants of one kind of change; beyond it they are counted only. */
const mostGrantLines = 100_000;

/** Counts the changes and writes their lines. */
export class Changes {
	readonly comparison: Comparison = {against: null, added: {}, removed: {}, changed: {}, accountDrop: 0, grantDrop: 0};
	readonly #db: DatabaseSync;
	readonly #insert;

	constructor(db: DatabaseSync) {
		this.#db = db;
		db.exec('begin immediate; delete from changes');
		this.#insert = db.prepare(
			'insert into changes (change, what, id, name, detail, account, resource, search) values (?, ?, ?, ?, ?, ?, ?, ?)',
		);
	}

	add(line: ChangeLine, account = '', resource = ''): void {
		this.#count(line.change, line.what);
		this.#put(line, account, resource);
	}

	/** A first sync of many courses adds millions of grants: past the listed ones they are only counted. */
	addGrant(
		change: 'added' | 'removed',
		line: () => {id: string; name: string; account: string; resource: string},
	): void {
		if (this.#count(change, 'grant') > mostGrantLines) return;
		const {id, name, account, resource} = line();
		this.#put({change, what: 'grant', id, name, detail: ''}, account, resource);
	}

	store(basis: string): void {
		const note = this.#db.prepare('insert or replace into notes (key, value) values (?, ?)');
		note.run(noteKey, JSON.stringify(this.comparison));
		note.run(basisKey, basis);
		this.#db.exec('commit');
	}

	#count(change: ChangeLine['change'], what: string): number {
		const counts = this.comparison[change];
		counts[what] = (counts[what] ?? 0) + 1;
		return counts[what];
	}

	#put({change, what, id, name, detail}: ChangeLine, account: string, resource: string): void {
		this.#insert.run(change, what, id, name, detail, account, resource, fold(`${name}\n${id}\n${detail}`));
	}
}
