import type {DatabaseSync} from 'node:sqlite';
import KSUID from 'ksuid';
import type {Finding} from '../findings/findings.ts';
import {type Resource, ResourceSchema} from '../proto/model.ts';
import {asFileProblem, damaged} from './disk.ts';
import {kinds} from './facts.ts';
import {readFindings} from './finding-rows.ts';
import {closeRows, reopenRows} from './finish.ts';
import type {FileWork} from './messages.ts';
import type {Batch, Checkpoint, Counts, Warning, WarningKind} from './model.ts';
import {putRows} from './put-rows.ts';
import {decode} from './read-c1z.ts';
import {parseScope, type Scope} from './scope.ts';
import {Statements} from './statements.ts';
import {readCounts, Store} from './store.ts';
import {hasAllRows} from './verify.ts';
import {createDatabase, largeCache, numbered, openDatabase} from './working-database.ts';
import {grantsByPrincipal} from './working-schema.ts';

export interface WorkingFileInfo {
	scope: Scope;
	/** KSUID, becomes the sync id of the sealed file. */
	syncId: string;
	startedAt: Date;
	/** Set when every required listing is complete. */
	finishedAt: Date | null;
	/** Requests spent so far over all runs. */
	requests: number;
}

/**
 * Starts a working file (mode 0600) in place of whatever is at `path`, or one that is never written anywhere, at
 * {@link inMemory}. Throws `disk/full`, `disk/denied`.
 */
export function createWorkingFile(path: string, scope: Scope): WorkingFile {
	const startedAt = new Date();
	const meta = {
		scope: JSON.stringify(scope),
		syncId: KSUID.randomSync(startedAt).string,
		startedAt: startedAt.toISOString(),
		requests: '0',
	};
	return new WorkingFile(path, createDatabase(path, meta));
}

/** Opens a working file. Throws `file/unreadable`, `file/damaged`, `file/too-new`, `file/too-old`. */
export function openWorkingFile(path: string, options: {readOnly?: boolean} = {}): WorkingFile {
	return new WorkingFile(path, openDatabase(path, options.readOnly ?? false));
}

/** Opens a working file to be read for as long as `look` takes. Throws as {@link openWorkingFile}. */
export function lookInto<Found>(path: string, look: (file: WorkingFile) => Found): Found {
	const file = openWorkingFile(path, {readOnly: true});
	try {
		return look(file);
	} finally {
		file.close();
	}
}

/**
 * The checkpoint and the source of the preview: a SQLite file (WAL, mode 0600) with normalised tables. Synchronous; it
 * is opened inside a worker thread (the sync thread writes, the explorer thread reads).
 */
export class WorkingFile {
	readonly path: string;
	readonly #db: DatabaseSync;
	readonly #store: Store;
	readonly #statements: Statements;

	constructor(path: string, db: DatabaseSync) {
		this.path = path;
		this.#db = db;
		this.#statements = new Statements(db);
		this.#store = new Store(db);
	}

	info(): WorkingFileInfo {
		const meta = new Map(
			this.#statements
				.of('select key, value from meta')
				.all()
				.map((row) => [row.key as string, row.value as string]),
		);
		const scope = meta.get('scope');
		const syncId = meta.get('syncId');
		const startedAt = meta.get('startedAt');
		if (!scope || !syncId || !startedAt) throw damaged(this.path);
		const finishedAt = meta.get('finishedAt');
		return {
			scope: parseScope(scope, this.path),
			syncId,
			startedAt: new Date(startedAt),
			finishedAt: finishedAt ? new Date(finishedAt) : null,
			requests: Number(meta.get('requests') ?? 0),
		};
	}

	/** One transaction: rows upserted (later data wins), checkpoint stored, all or nothing. */
	commit(batch: Batch): void {
		this.#write('saving', () => {
			reopenRows(this.#db);
			putRows(this.#store, batch);
			for (const [key, value] of batch.notes ?? []) putNote(this.#statements, key, value);
			if (batch.checkpoint) {
				const {listing, next, rows} = batch.checkpoint;
				this.#statements
					.of('insert or replace into checkpoints (listing, next, rows) values (?, ?, ?)')
					.run(listing, next, rows);
			}
		});
	}

	addRequests(count: number): void {
		this.#write('savingRequests', () => {
			this.#statements.of("update meta set value = cast(value as integer) + ? where key = 'requests'").run(count);
		});
	}

	checkpoint(listing: string): Checkpoint | null {
		const row = this.#statements.of('select listing, next, rows from checkpoints where listing = ?').get(listing);
		return row ? ({...row} as unknown as Checkpoint) : null;
	}

	checkpoints(): Checkpoint[] {
		return this.#statements
			.of('select listing, next, rows from checkpoints order by listing')
			.all()
			.map((row) => ({...row}) as unknown as Checkpoint);
	}

	resource(type: string, id: string): Resource | null {
		const row = this.#statements
			.of('select data from messages where resource = (select key from resources where type = ? and id = ?)')
			.get(type, id);
		return row ? decode(ResourceSchema, row.data as Uint8Array, this.path) : null;
	}

	*resources(type: string): IterableIterator<Resource> {
		const rows = this.#db
			.prepare('select data from resources join messages on resource = key where type = ? order by key')
			.iterate(type);
		for (const row of rows) yield decode(ResourceSchema, row.data as Uint8Array, this.path);
	}

	hasResource(type: string, id: string): boolean {
		const sql = 'select 1 as yes from resources where type = ? and id = ? and kind >= 0';
		return this.#statements.of(sql).get(type, id) !== undefined;
	}

	/** Removes a resource, its entitlements and their grants (a course deselected or vanished). */
	removeResource(type: string, id: string): void {
		this.#write('removing', () => {
			reopenRows(this.#db);
			this.#store.removeResource(type, id);
		});
	}

	/** Removes the grants of all entitlements of a resource, which stays. */
	removeGrants(type: string, id: string): void {
		this.#write('removing', () => {
			reopenRows(this.#db);
			this.#store.removeGrantsOf(type, id);
		});
	}

	/** Looks whether every page is in order and no row is missing; about a second for each 200 MB. Throws `file/damaged`. */
	verify(): void {
		let found: unknown;
		try {
			found = this.#db.prepare('pragma quick_check(1)').get()?.quick_check;
			if (found === 'ok' && !hasAllRows(this.#db)) found = 'incomplete';
		} catch (error) {
			throw asFileProblem(error, this.path, 'opening');
		}
		if (found !== 'ok') throw damaged(this.path);
	}

	/** What deserves a look, the most serious first. */
	findings = (): Finding[] => readFindings((sql) => this.#statements.of(sql));

	counts = (): Counts => readCounts(this.#db);

	/** How many grants name a principal that is not in the file. */
	unlistedGrants(): number {
		const row = this.#statements
			.of('select total(grants) as grants from resources join held on resource = resources.key where kind = ?')
			.get(kinds.placeholder);
		return Number(row?.grants);
	}

	/** How many grants the entitlement `slug` of each resource of a type has, by resource id; one query. */
	grantCounts(type: string, slug: string): Map<string, number> {
		const rows = this.#statements
			.of(
				`select r.id, e.grants from entitlements e join resources r on r.key = e.resource
				where r.type = ? and r.kind >= 0 and e.slug = ?`,
			)
			.all(type, slug);
		return new Map(rows.map((row) => [row.id as string, row.grants as number]));
	}

	warnings(kind?: WarningKind, offset = 0, limit = 1000): Warning[] {
		return this.#db
			.prepare(
				'select kind, subject, detail from warnings where ?1 is null or kind = ?1 order by key limit ?2 offset ?3',
			)
			.all(numbered(kind ?? null, limit, offset))
			.map((row) => ({...row}) as unknown as Warning);
	}

	/** By kind, how many grants, rows or accounts the warnings are about; not how many warnings there are. */
	warningCounts(): Partial<Record<WarningKind, number>> {
		const rows = this.#statements.of('select kind, sum(amount) as n from warnings group by kind').all();
		return Object.fromEntries(rows.map((row) => [row.kind, row.n]));
	}

	/** A small key-value shelf for the engine (resolved filter, plan); values are JSON text. */
	note(key: string): string | null {
		const row = this.#statements.of('select value from notes where key = ?').get(key);
		return row ? (row.value as string) : null;
	}

	setNote(key: string, value: string): void {
		this.#write('savingProgress', () => putNote(this.#statements, key, value));
	}

	/** The notes whose key begins so. */
	notes(prefix: string): [key: string, value: string][] {
		return this.#statements
			.of('select key, value from notes where substr(key, 1, ?) = ?')
			.all(prefix.length, prefix)
			.map((row) => [row.key as string, row.value as string]);
	}

	/** Makes what lets somebody look into the file while it is written; a page then takes longer to store. */
	openToLooks = (): void => this.#write('starting', () => this.#db.exec(`${largeCache}; ${grantsByPrincipal}`));

	/** Adds the warnings that need the whole picture: grants to unknown or inactive accounts. Then sets finishedAt. */
	finish(at = new Date()): void {
		this.#write('finishing', () => {
			closeRows(this.#db, this.#store, at);
		});
		// Folds the write-ahead log into the file; another reader may keep it from doing so, which harms nothing.
		this.#db.exec('pragma optimize; pragma wal_checkpoint(passive)');
	}

	close(): void {
		if (this.#db.isOpen) this.#db.close();
	}

	#write(work: FileWork, change: () => void): void {
		try {
			this.#store.transaction(change);
		} catch (error) {
			throw asFileProblem(error, this.path, work);
		}
	}
}

function putNote(statements: Statements, key: string, value: string): void {
	statements.of('insert or replace into notes (key, value) values (?, ?)').run(key, value);
}
