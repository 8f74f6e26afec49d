import {writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {fromBinary, type Message} from '@bufbuild/protobuf';
import type {GenMessage} from '@bufbuild/protobuf/codegenv2';
import {collectGarbage} from '../threads/collect-garbage.ts';
import {asFileProblem, damaged} from './disk.ts';
import {unpack} from './envelope.ts';
import {checkTables} from './foreign-tables.ts';
import {damageMessages} from './messages.ts';
import {PrivateFile} from './private-file.ts';

export interface OpenOptions {
	signal?: AbortSignal;
	/** Most bytes the file may decode to. Default 10 GiB, ConductorOne's own limit. */
	limit?: number;
	/** Where the decoded form is kept while the file is open (0600). Default: the system's folder for such files. */
	folder?: string;
	onStep?: (step: ReadStep) => void;
}

/** How far reading a file is: its decoded size in bytes, then that only our own tables are worked on any more. */
export type ReadStep = {decoded: number} | {isRead: true};

export interface C1zRun {
	syncId: string;
	/** As the file has it. */
	startedAt: string;
	endedAt: string;
}

/** The newest finished full run of a .c1z. */
export interface C1z {
	readonly path: string;
	readonly run: C1zRun;
	/** The decoded tables. Rows stand in the order they were written; iterate one table at a time. */
	readonly db: DatabaseSync;
	close(): void;
}

/**
 * Opens a .c1z that this program, baton-litmos or another connector wrote: old and new tables, with or without indexes.
 * Throws `file/unreadable`, `file/damaged`, `file/too-new`, `disk/full`, `cancelled`.
 */
export async function openC1z(path: string, options: OpenOptions = {}): Promise<C1z> {
	const folder = options.folder ?? tmpdir();
	const decoded = makeDecoded(folder);
	let db: DatabaseSync | undefined;
	const close = () => {
		if (db?.isOpen) db.close();
		decoded.remove();
	};
	try {
		const size = await unpack(path, decoded.fd, folder, options);
		collectGarbage();
		// A file left in write-ahead mode would want a log beside it; all of its content is in the file, so say so.
		if (size > 20) writeSync(decoded.fd, Buffer.from([1, 1]), 0, 2, 18);
		options.onStep?.({decoded: size});
		db = openDecoded(decoded);
		checkTables(db, path);
		return {path, run: newestRun(db, path), db, close};
	} catch (error) {
		close();
		throw asFileProblem(error, path, 'opening');
	}
}

function makeDecoded(folder: string): PrivateFile {
	try {
		return new PrivateFile(join(folder, 'litmos-connector'), 'decoded');
	} catch (error) {
		throw asFileProblem(error, join(folder, 'litmos-connector'), 'opening');
	}
}

function openDecoded(decoded: PrivateFile): DatabaseSync {
	// Writable, for an index that comparing may need; nothing a stranger's file defines is run.
	const db = new DatabaseSync(decoded.path);
	try {
		db.exec(`pragma trusted_schema = off; pragma cell_size_check = on; pragma locking_mode = exclusive; pragma journal_mode = memory;
			pragma synchronous = off; pragma temp_store = file; pragma cache_size = -8192`);
		db.prepare('select count(*) from sqlite_master').get();
	} catch (error) {
		db.close();
		throw error;
	}
	decoded.vanish();
	return db;
}

function newestRun(db: DatabaseSync, path: string): C1zRun {
	const columns = db
		.prepare("select name from pragma_table_info('v1_sync_runs')")
		.all()
		.map((row) => row.name);
	const type = columns.includes('sync_type') ? 'sync_type' : "'full'";
	const row = db
		.prepare(
			`select sync_id as syncId, started_at as startedAt, ended_at as endedAt from v1_sync_runs
				where ended_at is not null and ${type} = 'full' order by ended_at desc, id desc limit 1`,
		)
		.get();
	if (!row) throw damaged(path, damageMessages.noFinishedRun(path));
	return {...row} as unknown as C1zRun;
}

/** Decodes a stored message; bytes that are none mean a damaged file. */
export function decode<M extends Message>(schema: GenMessage<M>, data: Uint8Array, path: string): M {
	try {
		return fromBinary(schema, data);
	} catch (error) {
		throw damaged(path, damageMessages.message(path, schema.typeName), error);
	}
}
