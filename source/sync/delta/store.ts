import {closeSync, openSync, rmSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {systemCode} from '../../problem/system-code.ts';
import type {ListKind, Members, StoredList} from './model.ts';
import type {Trust} from './trust.ts';

export interface StoredState {
	/** What the state is about: it is of no use for anything else. */
	fingerprint: string;
	/** The server's clock when changes were last asked for, ms. */
	cursor: number;
	/** Whether the rows that came then are known. */
	hasSeen: boolean;
	showsInactive: boolean;
	trust: Trust;
}

/** A list as a finished sync has it. */
interface FinishedList {
	key: string;
	kind: ListKind;
	of: string;
	readAt: number;
	members: Members;
	deadlines: readonly [account: string, at: number][];
}

/** Rises when a state of an earlier version must not be used. */
const version = 1;

const textNamed = 'select data from texts where name = ?';

/**
 * What a sync by changes builds on: the last complete picture, with the time at which each list was last read in full, and
 * the rows that are known. A small SQLite file (mode 0600) beside the working file, under the same lock. It is replaced as
 * a whole, in one transaction; one that cannot be read is thrown away, which costs a full read.
 */
export class DeltaStore {
	readonly #path: string;
	#db: DatabaseSync | null = null;

	constructor(workingFile: string) {
		this.#path = `${workingFile}.delta`;
	}

	/** Null when nothing usable is stored. */
	load(): StoredState | null {
		try {
			const row = this.#open().prepare('select data from state where version = ?').get(version);
			return row ? (JSON.parse(row.data as string) as StoredState) : null;
		} catch {
			this.clear();
			return null;
		}
	}

	lists(): StoredList[] {
		return this.#open()
			.prepare('select key, kind, of, read_at as readAt, size from lists')
			.all()
			.map((row) => ({...row}) as unknown as StoredList);
	}

	members(key: string): Members {
		return membersOf(this.#text('select members from lists where key = ?', key));
	}

	/** Account → deadline of its place in a list, where it has one. */
	deadlines(key: string): ReadonlyMap<string, number> {
		return new Map(JSON.parse(this.#text('select deadlines from lists where key = ?', key)) as [string, number][]);
	}

	accounts(): Members {
		return membersOf(this.#text(textNamed, 'accounts'));
	}

	seen(): ReadonlySet<string> {
		return new Set(JSON.parse(this.#text(textNamed, 'seen')) as string[]);
	}

	/** Puts a new state in the place of the one there is, all or nothing. */
	save(state: StoredState, lists: Iterable<FinishedList>, accounts: Members, seen: Iterable<string>): void {
		const db = this.#open();
		db.exec('begin immediate');
		try {
			db.exec('delete from lists; delete from texts; delete from state');
			const insert = db.prepare(
				'insert into lists (key, kind, of, read_at, size, members, deadlines) values (?, ?, ?, ?, ?, ?, ?)',
			);
			for (const {key, kind, of, readAt, members, deadlines} of lists) {
				insert.run(key, kind, of, readAt, members.size, textOf(members), JSON.stringify(deadlines));
			}
			const text = db.prepare('insert into texts (name, data) values (?, ?)');
			text.run('accounts', textOf(accounts));
			text.run('seen', JSON.stringify([...seen]));
			db.prepare('insert into state (version, data) values (?, ?)').run(version, JSON.stringify(state));
			db.exec('commit');
		} catch (error) {
			if (db.isTransaction) db.exec('rollback');
			throw error;
		}
	}

	/** Forgets everything, so that the next sync reads in full. */
	clear(): void {
		this.close();
		for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(this.#path + ending, {force: true});
	}

	close(): void {
		this.#db?.close();
		this.#db = null;
	}

	/** The one text that a query gives, a list as JSON; an empty one where there is none. */
	#text(query: string, key: string): string {
		const [text = '[]'] = Object.values(this.#open().prepare(query).get(key) ?? {});
		return text as string;
	}

	#open(): DatabaseSync {
		if (this.#db) return this.#db;
		try {
			// Made by us, so that SQLite never makes one that others may read. Its journal gets the mode of the file.
			closeSync(openSync(this.#path, 'wx', 0o600));
		} catch (error) {
			if (systemCode(error) !== 'EEXIST') throw error;
		}
		const db = new DatabaseSync(this.#path);
		this.#db = db;
		db.exec(`pragma journal_mode = truncate; pragma synchronous = normal;
			create table if not exists state (version integer primary key, data text not null);
			create table if not exists texts (name text primary key, data text not null) without rowid;
			create table if not exists lists (
				key text primary key, kind text not null, of text not null, read_at integer not null, size integer not null,
				members text not null, deadlines text not null
			) without rowid;`);
		return db;
	}
}

function textOf(members: Members): string {
	return JSON.stringify([...members].flatMap(([id, flag]) => [id, flag ? 1 : 0]));
}

function membersOf(text: string): Members {
	const values = JSON.parse(text) as (string | number)[];
	const members = new Map<string, boolean>();
	for (let at = 0; at < values.length; at += 2) members.set(String(values[at]), values[at + 1] === 1);
	return members;
}
