import type {StatementSync} from 'node:sqlite';
import type {Query} from './explorer-answers.ts';
import type {Kind} from './facts.ts';
import {numbers} from './texts.ts';
import {numbered} from './working-database.ts';

export type Prepare = (sql: string) => StatementSync;

/** What questions about one state of the file have in common. */
export interface Asking {
	prepare: Prepare;
	/** Answers are kept while the file stays as it is. */
	remember: <T>(key: string, compute: () => T) => T;
	directory: () => Directory;
}

/** Which accounts are wanted: those whose search text holds `search` (folded), of those marked in `among`. */
export interface AccountQuery extends Pick<Query, 'offset' | 'limit'> {
	sort: Query['sort'] | undefined;
	search: string;
	/** One byte for each key there can be: only those with 1. */
	among: Uint8Array | undefined;
}

/** A page of keys, and how many there are in all. */
export interface KeyPage {
	keys: Uint32Array;
	total: number;
}

/**
 * The resources of one state of the file as numbers: sets of keys are cut, joined and sorted without a row leaving the
 * file. While a sync still writes, the file itself is asked; at its end everything is there to be read into memory.
 */
export abstract class Directory {
	protected readonly prepare: Prepare;
	#end: number | undefined;
	#types: string[] | undefined;

	constructor(prepare: Prepare) {
		this.prepare = prepare;
	}

	/**
	 * Keys of one kind whose search text holds `search` (folded; empty: all), in the order of names. Not to be changed.
	 *
	 * @param among one byte for each key there can be: only those with 1
	 */
	abstract matching(kind: Kind, search: string, among?: Uint8Array): Uint32Array;

	/** How many grants each of the resources holds. */
	abstract grants(keys: Uint32Array): Uint32Array;

	/** Undefined where a list of all of them takes no longer. */
	accounts(_: AccountQuery): KeyPage | undefined {
		return undefined;
	}

	/** Reads a part of what makes {@link matching} fast; true while there is more. */
	readAhead(_: Kind): boolean {
		return false;
	}

	/** Those who hold any of an entitlement, in the order of their keys. */
	principals(entitlement: number): Uint32Array {
		return this.numbers('select principal as key from grants where entitlement = ?1', numbered(entitlement));
	}

	/** The entitlements one holds, in the order of their keys. */
	entitlements(principal: number): Uint32Array {
		return this.numbers('select entitlement as key from grants where principal = ?1', numbered(principal));
	}

	/** One byte for each key there can be: 1 for those who hold anything of the resources. */
	holders(resources: readonly number[]): Uint8Array {
		const marks = this.marks();
		const entitlements = this.prepare('select key from entitlements where resource = ?');
		for (const resource of resources) {
			for (const {key} of entitlements.all(resource)) {
				for (const principal of this.principals(key as number)) marks[principal] = 1;
			}
		}
		return marks;
	}

	/** One byte for each resource key there can be, 1 for the given ones. */
	marks(keys: Uint32Array = new Uint32Array()): Uint8Array {
		const marks = new Uint8Array(this.end());
		for (const key of keys) marks[key] = 1;
		return marks;
	}

	/** The keys of an id among resources of the given kinds; several when types of one kind share ids. */
	keysOf(id: string, ...among: Kind[]): number[] {
		// Asked under each type there is: ids are indexed by type, and a list must not be walked for one row.
		this.#types ??= this.prepare(
			`with recursive types (type) as (select min(type) from resources
				union all select (select min(type) from resources where type > types.type) from types where type is not null)
				select type from types where type is not null`,
		)
			.all()
			.map(({type}) => type as string);
		const one = this.prepare('select key, kind from resources where type = ? and id = ?');
		return this.#types
			.map((type) => one.get(type, id))
			.filter((row) => row !== undefined && among.includes(row.kind as Kind))
			.map((row) => row?.key as number);
	}

	/** The key of one resource, in a list; empty where there is none. */
	keyOf({type, id}: {type: string; id: string}): number[] {
		return this.prepare('select key from resources where type = ? and id = ?')
			.all(type, id)
			.map(({key}) => key as number);
	}

	/** All keys are below it. */
	protected end(): number {
		this.#end ??= ((this.prepare('select max(key) as last from resources').get()?.last as number | null) ?? 0) + 1;
		return this.#end;
	}

	/** What a query gives as `key`, in its order, without a row for each. */
	protected numbers(query: string, values: Record<string, string | number | null>): Uint32Array {
		const row = this.prepare(`select count(*) as n, cast(group_concat(key) as blob) as keys from (${query})`).get(
			values,
		);
		return numbers(row as unknown as {n: number; keys: Uint8Array | null});
	}
}
