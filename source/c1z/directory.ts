import type {StatementSync} from 'node:sqlite';
import type {Kind} from './facts.ts';
import {inOne, matching, numbers, type Texts, textsOf} from './texts.ts';
import {numbered} from './working-database.ts';

type Prepare = (sql: string) => StatementSync;

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
	/** How many grants each resource key there can be holds, as far as it is read. */
	#grants: Uint32Array | undefined;
	/** The last key whose grants are read; infinite at the end. */
	#grantsUntil = -1;
	#end: number | undefined;
	#types: string[] | undefined;

	readonly #step: number;
	readonly #few: number;

	/**
	 * @param limits.step rows read ahead in one step; so many take some milliseconds
	 * @param limits.few so many resources are looked up one by one; more are read in one go
	 */
	constructor(prepare: Prepare, {step = 6_000, few = 5_000} = {}) {
		this.#prepare = prepare;
		this.#step = step;
		this.#few = few;
	}

	/**
	 * Keys of one kind whose search text holds `search` (folded; empty: all), in the order of names. Not to be changed.
	 *
	 * @param among one byte for each key there can be: only those with 1
	 */
	matching(kind: Kind, search: string, among?: Uint8Array): Uint32Array {
		const isRead = this.#keys.has(kind);
		if (isRead && search === '' && !among) return this.#keys.get(kind)!;
		if (!isRead && among) {
			const keys = keysIn(among, this.#few);
			if (keys) return this.#ofFew(kind, search, keys);
		}
		const parts = this.#parts.get(kind) ?? [];
		const found = parts.map((part) => (search === '' ? part.keys : matching(part, search)));
		const all = inOne(isRead ? found : [...found, this.#unread(kind, search)]);
		return among ? all.filter((key) => among[key]) : all;
	}

	/**
	 * A page of {@link matching} and how many there are, without a list of all; undefined where that would take longer: all
	 * is read ahead, or the page lies so deep in the file that most of it has to be looked through anyway.
	 */
	page(kind: Kind, search: string, offset: number, limit: number): {keys: Uint32Array; total: number} | undefined {
		if (this.#keys.has(kind) || search === '') return undefined;
		const found = inOne((this.#parts.get(kind) ?? []).map((part) => matching(part, search)));
		const wanted = Math.max(0, offset + limit - found.length);
		const next = wanted === 0 ? new Uint32Array() : this.#unread(kind, search, {within: this.#few, most: wanted});
		if (next.length < wanted) return undefined;
		const {after, values} = this.#afterRead(kind, search);
		const unread = this.#prepare(
			`select count(*) as n from resources indexed by resources_by_name where kind = ?1 and search glob ?2 ${after}`,
		).get(values)?.n as number;
		return {keys: inOne([found, next]).subarray(offset, offset + limit), total: found.length + unread};
	}

	/**
	 * One look through the rest of the file takes less than reading all of it, for which nobody should wait.
	 *
	 * @param limits.within so many rows are looked at
	 * @param limits.most so many are wanted
	 */
	#unread(kind: Kind, search: string, {within = -1, most = -1} = {}): Uint32Array {
		const {after, values} = this.#afterRead(kind, search);
		const rows = `from resources indexed by resources_by_name where kind = ?1 ${after}`;
		const order = 'order by sort, search, key';
		const row = this.#prepare(
			`select count(*) as n, cast(group_concat(key) as blob) as keys from (${
				within < 0
					? `select key ${rows} and search glob ?2 ${order}`
					: `select key from (select key, search ${rows} ${order} limit ?4) where search glob ?2 limit ?3`
			})`,
		).get({...values, ...(within < 0 ? {} : {'?3': most, '?4': within})});
		return numbers(row as unknown as {n: number; keys: Uint8Array | null});
	}

	/** Comparing with where it was left takes a quarter of the time of a look: not where nothing is read. */
	#afterRead(kind: Kind, search: string) {
		const last = this.#lastRead(kind);
		const isBegun = last[2] !== 0;
		return {
			after: isBegun ? 'and (sort, search, key) > (?5, ?6, ?7)' : '',
			values: {'?1': kind, '?2': globOf(search), ...(isBegun ? {'?5': last[0], '?6': last[1], '?7': last[2]} : {})},
		};
	}

	#ofFew(kind: Kind, search: string, keys: readonly number[]): Uint32Array {
		return this.#numbers(
			`select key from resources where key in (select value from json_each(?2)) and kind = ?1
				and search glob ?3 order by sort, search, key`,
			kind,
			JSON.stringify(keys),
			globOf(search),
		);
	}

	/** Where the order of names was left. */
	#lastRead(kind: Kind): [sort: string | number, search: string | number, key: string | number] {
		const last = this.#prepare('select sort, search, key from resources where key = ?').get(
			this.#parts.get(kind)?.at(-1)?.keys.at(-1) ?? 0,
		) as Record<string, string | number> | undefined;
		return [last?.sort ?? '', last?.search ?? '', last?.key ?? 0];
	}

	/** Reads a part of what makes {@link matching} fast; true while there is more. */
	readAhead(kind: Kind): boolean {
		if (this.#keys.has(kind)) return false;
		const parts = this.#parts.get(kind) ?? [];
		this.#parts.set(kind, parts);
		// Walking the index gives the order of names.
		const part = textsOf(
			this.#prepare(
				`select count(*) as n, cast(group_concat(key) as blob) as keys, cast(group_concat(search, x'ff') as blob) as texts
					from (select key, search from resources indexed by resources_by_name
						where kind = ?1 and (sort, search, key) > (?2, ?3, ?4) order by sort, search, key limit ?5)`,
			).get(numbered(kind, ...this.#lastRead(kind), this.#step)),
		);
		if (part.keys.length > 0) parts.push(part);
		if (part.keys.length === this.#step) return true;
		this.#keys.set(kind, inOne(parts.map(({keys}) => keys)));
		return false;
	}

	/** How many grants each of the resources holds. */
	grants(keys: Uint32Array): Uint32Array {
		if (keys.length <= this.#few && this.#grantsUntil < Number.POSITIVE_INFINITY) {
			const one = this.#prepare('select grants from held where resource = ?');
			return keys.map((key) => (one.get(key)?.grants as number | undefined) ?? 0);
		}
		while (this.readGrantsAhead());
		return keys.map((key) => this.#grants![key]!);
	}

	/** Reads a part of what makes {@link grants} fast; true while there is more. */
	readGrantsAhead(): boolean {
		if (this.#grantsUntil === Number.POSITIVE_INFINITY) return false;
		this.#grants ??= new Uint32Array(this.marks().length);
		const row = this.#prepare(
			`select count(*) as n, cast(group_concat(resource) as blob) as keys, cast(group_concat(grants) as blob) as held
				from (select resource, grants from held where resource > ?1 order by resource limit ?2)`,
		).get(numbered(this.#grantsUntil, this.#step)) as unknown as {
			n: number;
			keys: Uint8Array | null;
			held: Uint8Array | null;
		};
		const keys = numbers(row);
		const held = numbers({n: row.n, keys: row.held});
		for (let index = 0; index < keys.length; index++) this.#grants[keys[index]!] = held[index]!;
		this.#grantsUntil = keys.length === this.#step ? keys.at(-1)! : Number.POSITIVE_INFINITY;
		return this.#grantsUntil < Number.POSITIVE_INFINITY;
	}

	/**
	 * The first of one kind by what they hold, most first, equals in the order of names; undefined where that is not quicker
	 * than sorting all of them.
	 */
	firstByGrants(kind: Kind, wanted: number): Uint32Array | undefined {
		const isRead = this.#keys.has(kind) && this.#grantsUntil === Number.POSITIVE_INFINITY;
		if (isRead || wanted > this.#few) return undefined;
		const most = this.#numbers('select grants as key from held order by grants desc limit ?1', this.#few + 1);
		const last = most[wanted - 1];
		if (last === undefined) return undefined;
		// Many may hold as much as the last: walking along the names finds enough of them soon.
		const isLastOfMany = most[this.#few] === last;
		const first = this.#numbers(
			`select key from held cross join resources where resource = key and held.grants >= ?1 and kind = ?2
				order by held.grants desc, sort, search, key limit ?3`,
			isLastOfMany ? last + 1 : last,
			kind,
			wanted,
		);
		const others = isLastOfMany
			? this.#numbers(
					`select key from resources indexed by resources_by_name cross join held
						where resource = key and held.grants = ?1 and kind = ?2 order by sort, search, key limit ?3`,
					last,
					kind,
					wanted - first.length,
				)
			: new Uint32Array();
		const keys = inOne([first, others]);
		// Short where others than this kind are among those who hold most.
		return keys.length === wanted ? keys : undefined;
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

/** The keys that are marked, unless they are more than `most`. */
function keysIn(marks: Uint8Array, most: number): number[] | undefined {
	const keys: number[] = [];
	for (let key = marks.indexOf(1); key >= 0; key = marks.indexOf(1, key + 1)) {
		if (keys.push(key) > most) return undefined;
	}
	return keys;
}

/** SQLite finds a text this way in three quarters of the time `instr` takes. It refuses patterns over 50,000 bytes. */
function globOf(search: string): string {
	return `*${search.slice(0, 10_000).replace(/[*?[]/g, '[$&]')}*`;
}
