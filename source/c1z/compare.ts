import {existsSync, statSync} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';
import {fromBinary} from '@bufbuild/protobuf';
import {ResourceSchema} from '../proto/model.ts';
import type {Comparison} from './changes.ts';
import {basisKey, Changes, noteKey} from './changes.ts';
import {compareGrants} from './compare-grants.ts';
import {describeChange} from './compare-resource.ts';
import {asFileProblem} from './disk.ts';
import type {ChangeLine} from './explorer-answers.ts';
import {factsOf, kinds} from './facts.ts';
import {type C1z, decode, type OpenOptions, openC1z} from './read-c1z.ts';
import {readCounts} from './store.ts';
import {openDatabase} from './working-database.ts';
import type {WorkingFile} from './working-file.ts';

/** Milliseconds of work between two looks at the event loop: questions are answered while a comparison goes on. */
const breath = 25;

/**
 * Compares a finished working file with an earlier sealed one and stores the differences for the changes tab. Without an
 * earlier file `against` is null and nothing counts as added. Works row by row with flat memory; leaves the event loop
 * free every 25 ms. Grants are known by their id, resources are compared by what their messages say.
 *
 * Throws what {@link openC1z} throws, `cancelled`, `disk/full`.
 */
export async function compareWith(
	working: Pick<WorkingFile, 'path'>,
	sealedPath: string,
	options: OpenOptions = {},
): Promise<Comparison> {
	const db = openDatabase(working.path, false);
	// It reads in order and writes little; the explorer beside it has a cache of its own.
	db.exec('pragma cache_size = -8192');
	let old: C1z | undefined;
	try {
		const basis = basisOf(db, sealedPath);
		const known = storedFor(db, basis);
		if (known) return known;
		const changes = new Changes(db);
		if (existsSync(sealedPath)) {
			old = await openC1z(sealedPath, options);
			let last = performance.now();
			for (const _ of compareAll(db, old, changes)) {
				if (performance.now() - last < breath) continue;
				await new Promise((resolve) => setImmediate(resolve));
				options.signal?.throwIfAborted();
				last = performance.now();
			}
			changes.comparison.against = {syncId: old.run.syncId, endedAt: old.run.endedAt};
		}
		changes.store(basis);
		return changes.comparison;
	} catch (error) {
		if (db.isTransaction) db.exec('rollback');
		throw asFileProblem(error, sealedPath, 'comparing');
	} finally {
		old?.close();
		if (db.isOpen) db.close();
	}
}

/** What a comparison is about: the state of the working file and the sealed file as it lies on the disk. */
function basisOf(db: DatabaseSync, sealedPath: string): string {
	const finished = db.prepare("select value from meta where key = 'finishedAt'").get();
	const sealed = statSync(sealedPath, {throwIfNoEntry: false});
	return JSON.stringify([finished?.value, readCounts(db), sealed && [sealed.ino, sealed.size, sealed.mtimeMs]]);
}

/** The stored comparison when it is about the same two files: at scale it takes a minute, and is asked for more than once. */
function storedFor(db: DatabaseSync, basis: string): Comparison | null {
	const note = db.prepare('select value from notes where key = ?');
	if (note.get(basisKey)?.value !== basis) return null;
	return JSON.parse(note.get(noteKey)?.value as string) as Comparison;
}

function* compareAll(db: DatabaseSync, old: C1z, changes: Changes): Generator<void> {
	const accounts = yield* compareResources(db, old, changes);
	const grants = yield* compareGrants(db, old, changes);
	const {comparison} = changes;
	comparison.accountDrop = accounts.before ? accounts.removed / accounts.before : 0;
	comparison.grantDrop = grants ? (comparison.removed.grant ?? 0) / grants : 0;
}

function* compareResources(
	db: DatabaseSync,
	old: C1z,
	changes: Changes,
): Generator<void, {before: number; removed: number}> {
	const {top} = db.prepare('select coalesce(max(key), 0) as top from resources').get() as {top: number};
	const seen = new Uint8Array(top + 1);
	const find = db.prepare(
		'select key, name, data from resources join messages on resource = key where type = ? and id = ?',
	);
	const accounts = {before: 0, removed: 0};
	const rows = old.db
		.prepare('select resource_type_id as type, data from v1_resources where sync_id = ? order by id')
		.iterate(old.run.syncId);
	for (const row of rows) {
		yield;
		const type = row.type as string;
		const data = row.data as Uint8Array;
		const before = decode(ResourceSchema, data, old.path);
		const id = before.id?.resource ?? '';
		const {kind, name} = factsOf(before);
		const isAccount = kind === kinds.account;
		if (isAccount) accounts.before++;
		const now = find.get(type, id) as {key: number; name: string; data: Uint8Array} | undefined;
		if (!now) {
			if (isAccount) accounts.removed++;
			addResource(changes, 'removed', type, id, name);
			continue;
		}
		seen[now.key] = 1;
		if (Buffer.compare(now.data, data) === 0) continue;
		const detail = describeChange(before, fromBinary(ResourceSchema, now.data));
		if (detail) addResource(changes, 'changed', type, id, now.name, detail);
	}
	const all = db.prepare('select key, type, id, name from resources where kind >= 0 order by key').iterate();
	for (const {key, type, id, name} of all) {
		yield;
		if (!seen[key as number]) addResource(changes, 'added', type as string, id as string, name as string);
	}
	return accounts;
}

function addResource(
	changes: Changes,
	change: ChangeLine['change'],
	type: string,
	id: string,
	name: string,
	detail = '',
): void {
	changes.add({change, what: type, id, name, detail}, type === 'user' ? id : '', `${type}:${id}`);
}
