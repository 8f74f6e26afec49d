import {closeSync, existsSync, openSync, rmSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {kindOf} from '../files/own-file.ts';
import {Problem} from '../problem/problem.ts';
import {asFileProblem, damaged} from './disk.ts';
import {damageMessages, syncFileMessages} from './messages.ts';
import {applicationId, schemaVersion, workingSchema} from './working-schema.ts';

/** For questions and for an index that is kept while rows come: they are all over a file. */
export const largeCache = 'pragma cache_size = -8192';
/** For rows as a sync writes them, list by list, and for what is read from beginning to end: few pages are in use at a time. */
export const smallCache = 'pragma cache_size = -2048';

/** The path of a working file that lives in memory only. */
export const inMemory = ':memory:';

/** Makes an empty working file (mode 0600) in place of whatever is at `path`. */
export function createDatabase(path: string, meta: Record<string, string>, bulk = false): DatabaseSync {
	try {
		if (path !== inMemory) {
			for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, {force: true});
			// SQLite gives the -wal and -shm files the mode of the file itself.
			closeSync(openSync(path, 'wx', 0o600));
		}
		const db = new DatabaseSync(path, {defensive: !bulk});
		try {
			configure(db, bulk);
			if (path !== inMemory) sortBeside(db, dirname(path));
			db.exec(`begin; ${workingSchema}; pragma application_id = ${applicationId};
				pragma user_version = ${schemaVersion};`);
			const insert = db.prepare('insert into meta (key, value) values (?, ?)');
			for (const [key, value] of Object.entries(meta)) insert.run(key, value);
			db.exec('commit');
			return db;
		} catch (error) {
			db.close();
			throw error;
		}
	} catch (error) {
		throw asFileProblem(error, path, 'starting');
	}
}

/** Opens a working file; `file/unreadable`, `file/damaged`, `file/too-new` or `file/too-old` when it cannot be. */
export function openDatabase(path: string, readOnly: boolean): DatabaseSync {
	if (!existsSync(path)) {
		throw new Problem({code: 'file/unreadable', ...syncFileMessages.missing(path), copy: [path]});
	}
	if (kindOf(path) !== 'file')
		throw new Problem({code: 'file/damaged', ...syncFileMessages.damaged(damageMessages.notAFile(path)), copy: [path]});
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(path, {readOnly});
		const {application_id: id} = db.prepare('pragma application_id').get() as {application_id: number};
		const {user_version: version} = db.prepare('pragma user_version').get() as {user_version: number};
		if (id !== applicationId || version === 0) throw damaged(path, damageMessages.notOurs(path));
		if (version !== schemaVersion) {
			const isNewer = version > schemaVersion;
			throw new Problem({
				code: isNewer ? 'file/too-new' : 'file/too-old',
				...(isNewer ? syncFileMessages.newerVersion : syncFileMessages.olderVersion),
				copy: [path],
			});
		}
		configure(db, false, readOnly);
		if (!readOnly) sortBeside(db, dirname(path));
		// Reads every table's root page: a file cut off in the middle is found out here.
		db.prepare("select count(*) from sqlite_master where type = 'table'").get();
		db.prepare('select count(*) from meta').get();
		return db;
	} catch (error) {
		db?.close();
		throw asFileProblem(error, path, 'opening');
	}
}

/** Whether a program that was killed has left a file in which nothing is written yet. */
export function isUnbegun(path: string): boolean {
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(path, {readOnly: true});
		const {tables} = db.prepare('select count(*) as tables from sqlite_master').get() as {tables: number};
		return tables === 0;
	} catch {
		return false;
	} finally {
		db?.close();
	}
}

function configure(db: DatabaseSync, bulk: boolean, readOnly = false): void {
	// synchronous = normal: a killed process loses nothing, a power cut at most the last pages, never consistency.
	db.exec(`pragma busy_timeout = 5000; ${bulk || readOnly ? largeCache : smallCache};
		pragma temp_store = ${readOnly ? 'memory' : 'file'};`);
	if (readOnly) db.exec('pragma query_only = 1');
	else
		db.exec(
			bulk
				? 'pragma journal_mode = off; pragma synchronous = off'
				: 'pragma journal_mode = wal; pragma synchronous = normal',
		);
}

/** Sorting for indexes takes much space: in the folder of the file, whose space is looked at, not in a small /tmp or in memory. */
export function sortBeside(db: DatabaseSync, folder: string): void {
	try {
		db.exec(`pragma temp_store_directory = '${folder.replaceAll("'", "''")}'`);
	} catch {
		// An SQLite without this pragma sorts in the system's folder.
	}
}

/**
 * Values for a statement with `?1`, `?2`, … Node 22.19 takes such numbers for names and refuses values by position, while
 * values by name work in every version.
 */
export function numbered(...values: (string | number | null)[]): Record<string, string | number | null> {
	return Object.fromEntries(values.map((value, index) => [`?${index + 1}`, value]));
}
