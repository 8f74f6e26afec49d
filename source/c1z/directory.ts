import type {StatementSync} from 'node:sqlite';
import type {Kind} from './facts.ts';
import {inOne, matching, numbers, type Texts, textsOf} from './texts.ts';
import {numbered} from './working-database.ts';

type Prepare = (sql: string) => StatementSync;

/** So many resources are asked one by one how much they hold; more are read in one go. */
const few = 2_000;

/**
 * The resources of one state of the file as numbers and one long text: looking through the text in memory takes a tenth
 * of the time the file takes, and sets of keys are cut, joined and sorted without a row leaving the file. Until a kind is
 * read ahead, the file is asked. About 90 bytes an account.
 */
export class Directory {
	readonly #prepare: Prepare;
	/** What of a kind has been read so far, in parts none of which is empty. */
	readonly #parts = new Map<Kind, Texts[]>();
	/** The keys of the kinds that are read to their end. */
	readonly #keys = new Map<Kind, Uint32Array>();
	#grants: Uint32Array | undefined;
	#end: number | undefined;
	#types: string[] | undefined;

	readonly #step: number;

	/** @param step Rows read ahead in one step; so many take some milliseconds. */
	constructor(prepare: Prepare, step = 15_000) {
		this.#prepare = prepare;
		this.#step = step;
	}

	/** Keys of one kind whose search text holds `search` (folded; empty: all), in the order of names. Not to be changed. */
	matching(kind: Kind, search: string): Uint32Array {
		const keys = this.#keys.get(kind);
		if (keys) return search === '' ? keys : inOne(this.#parts.get(kind)!.map((part) => matching(part, search)));
		// One look through the file takes less than reading all of it, for which nobody should wait.
		return this.#numbers(
			`select key from resources indexed by resources_by_name where kind = ?1 and (?2 = '' or instr(search, ?2))
				order by sort, search, key`,
			kind,
			search,
		);
	}

	/** Reads a part of what makes {@link matching} fast; true while there is more. */
	readAhead(kind: Kind): boolean {
		if (this.#keys.has(kind)) return false;
		const parts = this.#parts.get(kind) ?? [];
		this.#parts.set(kind, parts);
		const after = this.#prepare('select sort, search, key from resources where key = ?').get(
			parts.at(-1)?.keys.at(-1) ?? 0,
		) as Record<string, string | number> | undefined;
		// Walking the index gives the order of names.
		const part = textsOf(
			this.#prepare(
				`select count(*) as n, cast(group_concat(key) as blob) as keys, cast(group_concat(search, x'ff') as blob) as texts
					from (select key, search from resources indexed by resources_by_name
						where kind = ?1 and (sort, search, key) > (?2, ?3, ?4) order by sort, search, key limit ?5)`,
			).get(numbered(kind, after?.sort ?? '', after?.search ?? '', after?.key ?? 0, this.#step)),
		);
		if (part.keys.length > 0) parts.push(part);
		if (part.keys.length === this.#step) return true;
		this.#keys.set(kind, inOne(parts.map(({keys}) => keys)));
		return false;
	}

	/** How many grants each of the resources holds. */
	grants(keys: Uint32Array): Uint32Array {
		if (keys.length <= few && !this.#grants) {
			const one = this.#prepare('select grants from held where resource = ?');
			return keys.map((key) => (one.get(key)?.grants as number | undefined) ?? 0);
		}
		const grants = this.allGrants();
		return keys.map((key) => grants[key]!);
	}

	/** How many grants each resource key there can be holds; read once, after which {@link grants} is fast. */
	allGrants(): Uint32Array {
		if (!this.#grants) {
			const row = this.#prepare(
				`select count(*) as n, cast(group_concat(resource) as blob) as keys, cast(group_concat(grants) as blob) as held
					from held`,
			).get() as unknown as {n: number; keys: Uint8Array | null; held: Uint8Array | null};
			const keys = numbers(row);
			const held = numbers({n: row.n, keys: row.held});
			this.#grants = new Uint32Array(this.marks().length);
			for (let index = 0; index < keys.length; index++) this.#grants[keys[index]!] = held[index]!;
		}
		return this.#grants;
	}

	/** Those who hold any of an entitlement, in the order of their keys. */
	principals(entitlement: number): Uint32Array {
		return this.#numbers('select principal as key from grants where entitlement = ?1', entitlement);
	}

	/** The entitlements one holds, in the order of their keys. */
	entitlements(principal: number): Uint32Array {
		return this.#numbers('select entitlement as key from grants where principal = ?1', principal);
	}

	/** One byte for each key there can be: 1 for those who hold anything of the resources. */
	holders(resources: readonly number[]): Uint8Array {
		const marks = this.marks();
		const entitlements = this.#prepare('select key from entitlements where resource = ?');
		for (const resource of resources) {
			for (const {key} of entitlements.all(resource)) {
				for (const principal of this.principals(key as number)) marks[principal] = 1;
			}
		}
		return marks;
	}

	/** One byte for each resource key there can be, 1 for the given ones. */
	marks(keys: Uint32Array = new Uint32Array()): Uint8Array {
		this.#end ??= (this.#prepare('select max(key) as last from resources').get()?.last as number | null) ?? 0;
		const marks = new Uint8Array(this.#end + 1);
		for (const key of keys) marks[key] = 1;
		return marks;
	}

	/** The keys of an id among resources of the given kinds; several when types of one kind share ids. */
	keysOf(id: string, ...among: Kind[]): number[] {
		// Asked under each type there is: ids are indexed by type, and a list must not be walked for one row.
		this.#types ??= this.#prepare(
			`with recursive types (type) as (select min(type) from resources
				union all select (select min(type) from resources where type > types.type) from types where type is not null)
				select type from types where type is not null`,
		)
			.all()
			.map(({type}) => type as string);
		const one = this.#prepare('select key, kind from resources where type = ? and id = ?');
		return this.#types
			.map((type) => one.get(type, id))
			.filter((row) => row !== undefined && among.includes(row.kind as Kind))
			.map((row) => row?.key as number);
	}

	/** What a query gives as `key`, in its order, without a row for each. */
	#numbers(query: string, ...values: (string | number)[]): Uint32Array {
		const row = this.#prepare(`select count(*) as n, cast(group_concat(key) as blob) as keys from (${query})`).get(
			numbered(...values),
		);
		return numbers(row as unknown as {n: number; keys: Uint8Array | null});
	}
}
