import type {DatabaseSync} from 'node:sqlite';
import {Directory} from './directory.ts';
import {type Kind, kinds} from './facts.ts';
import {
	inOne,
	matching,
	numbers,
	type PackedTexts,
	packed,
	packedNumbers,
	type Texts,
	textsOf,
	unpacked,
	unpackedNumbers,
} from './texts.ts';
import {numbered} from './working-database.ts';

type Row = PackedTexts & {grants: Uint8Array};

/** Resources of a part: read in about a millisecond. */
const resourcesAPart = 6_000;

/**
 * Writes what {@link ReadDirectory} reads: for each kind, in the order of names, what is asked of a resource most. Thousands
 * of rows of an index take ten times as long to read.
 */
export function writeDirectory(db: DatabaseSync, size = resourcesAPart): void {
	forgetDirectory(db);
	const select = db.prepare(
		`select count(*) as n, cast(group_concat(key) as blob) as keys, cast(group_concat(search, x'ff') as blob) as texts,
			cast(group_concat(grants) as blob) as grants
			from (select key, search, coalesce(held.grants, 0) as grants from resources indexed by resources_by_name
				left join held on resource = key
				where kind = ?1 and (sort, search, key) > (?2, ?3, ?4) order by sort, search, key limit ?5)`,
	);
	const insert = db.prepare('insert into directory (kind, part, keys, ends, texts, grants) values (?, ?, ?, ?, ?, ?)');
	const one = db.prepare('select sort, search, key from resources where key = ?');
	for (const kind of [kinds.account, kinds.team, kinds.course, kinds.other]) {
		let last: Record<string, unknown> = {sort: '', search: '', key: 0};
		for (let part = 0; ; part++) {
			const {sort, search, key} = last as {sort: string; search: string; key: number};
			const row = select.get(numbered(kind, sort, search, key, size)) as unknown as Row & {n: number};
			if (row.n === 0) break;
			const read = textsOf(row);
			const {keys, ends, texts} = packed(read);
			insert.run(kind, part, keys, ends, texts, packedNumbers(numbers({n: row.n, keys: row.grants})));
			last = one.get(read.keys.at(-1)!)!;
		}
	}
}

/** To be called when anything changes that the directory repeats. */
export function forgetDirectory(db: DatabaseSync): void {
	db.exec('delete from directory');
}

/** A finished file, read into memory: looking through text takes a tenth of the time there. About 90 bytes an account. */
export class ReadDirectory extends Directory {
	readonly #parts = new Map<Kind, Texts[]>();
	/** The keys of the kinds that are read to their end. */
	readonly #keys = new Map<Kind, Uint32Array>();
	/** How many grants each resource holds, by its key, as far as it is read. */
	#held: Uint32Array | undefined;

	matching(kind: Kind, search: string, among?: Uint8Array): Uint32Array {
		while (this.readAhead(kind));
		const all =
			search === '' ? this.#keys.get(kind)! : inOne(this.#parts.get(kind)!.map((part) => matching(part, search)));
		return among ? all.filter((key) => among[key]) : all;
	}

	/** @param keys as {@link matching} found them */
	grants(keys: Uint32Array): Uint32Array {
		return keys.map((key) => this.#held![key]!);
	}

	override readAhead(kind: Kind): boolean {
		if (this.#keys.has(kind)) return false;
		const parts = this.#parts.get(kind) ?? [];
		this.#parts.set(kind, parts);
		const row = this.prepare('select keys, ends, texts, grants from directory where kind = ? and part = ?').get(
			kind,
			parts.length,
		) as unknown as Row | undefined;
		if (!row) {
			this.#keys.set(kind, inOne(parts.map(({keys}) => keys)));
			return false;
		}
		const part = unpacked(row);
		const held = unpackedNumbers(row.grants);
		this.#held ??= new Uint32Array(this.end());
		for (let index = 0; index < held.length; index++) this.#held[part.keys[index]!] = held[index]!;
		parts.push(part);
		return true;
	}
}
