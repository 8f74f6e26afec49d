import {fstatSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {setImmediate as eventLoop} from 'node:timers/promises';
import {cancelled, Problem} from '../problem/problem.ts';
import {asFileProblem, damaged, requireSpace} from './disk.ts';
import {decodedLimit, pack} from './envelope.ts';
import {copyPreviousRun} from './keep-previous.ts';
import {sealMessages} from './messages.ts';
import type {Counts} from './model.ts';
import {PrivateFile} from './private-file.ts';
import {type Cut, estimateSize, SealRows} from './seal-rows.ts';
import {sealedIndexes, sealedTables} from './sealed-schema.ts';
import {openDatabase, smallCache, sortBeside} from './working-database.ts';
import type {WorkingFile} from './working-file.ts';

export interface SealOptions {
	/** Resources only, as a first quick sync asks. Sync type becomes `resources_only`. */
	skipEntitlementsAndGrants?: boolean;
	skipGrants?: boolean;
	/** Only these resource types; sync type becomes `partial`. */
	resourceTypeIds?: readonly string[];
	/** An earlier .c1z whose newest finished run is kept beside the new one, so that the two can be compared. */
	keepPrevious?: string;
	signal?: AbortSignal;
	/** Called now and then, from the thread that seals. */
	onProgress?: (progress: SealProgress) => void;
}

export interface SealProgress {
	phase: 'rows' | 'indexes' | 'compressing';
	done: number;
	total: number;
}

export interface SealedFile {
	path: string;
	bytes: number;
	decodedBytes: number;
	/** SHA-256, hex. */
	sha256: string;
	syncId: string;
	/** The run kept from an earlier file, or null. */
	previousSyncId: string | null;
	counts: Counts;
}

/** Between two looks at the event loop, so that a cancel is heard. Milliseconds. */
const breath = 40;

/**
 * Writes a finished working file as a .c1z at `outPath` (mode 0600, replaced as a whole or not at all). Memory stays
 * flat; the rows go through a nameless temporary file beside `outPath`.
 *
 * Throws `sync/incomplete` when the working file is not finished, `disk/full`, `disk/denied`, `cancelled`.
 */
export async function sealWorkingFile(
	working: WorkingFile,
	outPath: string,
	options: SealOptions = {},
): Promise<SealedFile> {
	const {syncId, startedAt, finishedAt} = working.info();
	if (!finishedAt) throw new Problem({code: 'sync/incomplete', ...sealMessages.incomplete});
	const {signal, onProgress} = options;
	const cut: Cut = {
		types: options.resourceTypeIds?.length ? new Set(options.resourceTypeIds) : null,
		entitlements: !options.skipEntitlementsAndGrants,
		grants: !options.skipEntitlementsAndGrants && !options.skipGrants,
	};
	const source = openDatabase(working.path, true);
	source.exec(smallCache);
	let rows: PrivateFile | undefined;
	let target: DatabaseSync | undefined;
	try {
		throwIfAborted(signal);
		const estimate = estimateSize(source, cut);
		// Far beyond the limit it is said at once; near it, the real size decides.
		if (estimate > decodedLimit * 1.15) throw tooLarge(estimate);
		// The rows, their sorting for the indexes, and the compressed file beside them.
		requireSpace(dirname(outPath), estimate * 1.5);
		rows = new PrivateFile(outPath, 'rows');
		target = openTarget(rows);
		const counts = await writeRows(
			new SealRows(working.path, source, target, cut, syncId, sqlTime(finishedAt)),
			signal,
			onProgress,
		);
		target
			.prepare(
				"insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token, sync_type) values (?, ?, ?, '', ?)",
			)
			.run(syncId, sqlTime(startedAt), sqlTime(finishedAt), syncType(options));
		const previousSyncId = options.keepPrevious
			? await copyPreviousRun(target, options.keepPrevious, syncId, {signal, folder: dirname(outPath)})
			: null;
		target.exec('commit');
		await writeIndexes(target, signal, onProgress);
		target.close();
		const decodedBytes = fstatSync(rows.fd).size;
		if (decodedBytes > decodedLimit) throw tooLarge(decodedBytes);
		const packed = await pack(rows.fd, outPath, {
			signal,
			onBytes: (done, total) => onProgress?.({phase: 'compressing', done, total}),
		});
		return {
			path: outPath,
			...packed,
			decodedBytes,
			syncId,
			previousSyncId,
			counts: {...counts, warnings: working.counts().warnings},
		};
	} catch (error) {
		if (signal?.aborted && !(error instanceof Problem)) throw cancelled();
		const problem = asFileProblem(error, outPath, 'writing');
		// What is written is new: only what is read from can be damaged. An earlier file says so itself.
		const isOfSource = problem.code === 'file/damaged' && problem.copy.includes(outPath);
		throw isOfSource ? damaged(working.path, undefined, error) : problem;
	} finally {
		source.close();
		if (target?.isOpen) target.close();
		rows?.remove();
	}
}

/** Times are UTC text, `YYYY-MM-DD HH:MM:SS.fff` (baton protocol sheet, section 4). */
export function sqlTime(date: Date): string {
	return date.toISOString().replace('T', ' ').replace('Z', '');
}

function openTarget(rows: PrivateFile): DatabaseSync {
	// Defensive mode, the default, refuses to go without a journal.
	const target = new DatabaseSync(rows.path, {defensive: false});
	// No journal: nobody else sees the file, and one that fails is thrown away. Rows and entries of indexes take some
	// hundred bytes: pages larger than usual, of 4 KB, hold them in a quarter less time. Sorting keeps as much as the cache.
	target.exec(`pragma main.locking_mode = exclusive; pragma journal_mode = off; pragma synchronous = off;
		pragma page_size = 16384; ${smallCache}; pragma temp_store = file; ${sealedTables}`);
	sortBeside(target, dirname(rows.path));
	rows.vanish();
	target.exec('begin');
	return target;
}

async function writeRows(rows: SealRows, signal: AbortSignal | undefined, onProgress: SealOptions['onProgress']) {
	const total = rows.total;
	let last = performance.now();
	for (const done of rows.write()) {
		if (performance.now() - last < breath) continue;
		onProgress?.({phase: 'rows', done, total});
		await eventLoop();
		throwIfAborted(signal);
		last = performance.now();
	}
	onProgress?.({phase: 'rows', done: total, total});
	return rows.counts satisfies Counts;
}

async function writeIndexes(
	target: DatabaseSync,
	signal: AbortSignal | undefined,
	onProgress: SealOptions['onProgress'],
): Promise<void> {
	for (const [index, sql] of sealedIndexes.entries()) {
		onProgress?.({phase: 'indexes', done: index, total: sealedIndexes.length});
		await eventLoop();
		throwIfAborted(signal);
		target.exec(sql);
	}
}

function syncType(options: SealOptions): string {
	if (options.resourceTypeIds?.length) return 'partial';
	return options.skipEntitlementsAndGrants ? 'resources_only' : 'full';
}

function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw signal.reason instanceof Problem ? signal.reason : cancelled();
}

function tooLarge(bytes: number): Problem {
	return new Problem({code: 'input/unsupported', ...sealMessages.tooLarge(bytes)});
}
