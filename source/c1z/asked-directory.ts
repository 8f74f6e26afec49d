import {type AccountQuery, Directory, type KeyPage, type Prepare} from './directory.ts';
import {type Kind, kinds} from './facts.ts';
import {inOne, numbers} from './texts.ts';
import {numbered} from './working-database.ts';

/** An unfinished file: what is read into memory is out of date with the next page of the sync. */
export class AskedDirectory extends Directory {
	readonly #few: number;
	#held: Uint32Array | undefined;

	/** @param few so many resources are looked up one by one; with more, all are read in one go */
	constructor(prepare: Prepare, few = 5_000) {
		super(prepare);
		this.#few = few;
	}

	matching(kind: Kind, search: string, among?: Uint8Array): Uint32Array {
		const few = among && keysIn(among, this.#few);
		if (few) {
			return this.numbers(
				`select key from resources where key in (select value from json_each(?2)) and kind = ?1
					and search glob ?3 order by sort, search, key`,
				numbered(kind, JSON.stringify(few), globOf(search)),
			);
		}
		const all = this.numbers(`select key ${byName} and search glob ?2 ${inOrder}`, numbered(kind, globOf(search)));
		return among ? all.filter((key) => among[key]) : all;
	}

	grants(keys: Uint32Array): Uint32Array {
		if (keys.length <= this.#few && !this.#held) {
			const one = this.prepare('select grants from held where resource = ?');
			return keys.map((key) => (one.get(key)?.grants as number | undefined) ?? 0);
		}
		this.#held ??= this.#readHeld();
		return keys.map((key) => this.#held![key]!);
	}

	/** Each of these finds a page in the first rows it looks at, where it can. */
	override accounts({search, among, sort, offset, limit}: AccountQuery): KeyPage | undefined {
		if (sort === 'count') return search || among ? undefined : this.#mostFirst(offset, limit);
		if (among) return search ? undefined : this.#marked(among, offset, limit);
		return search ? this.#found(search, offset, limit) : undefined;
	}

	#found(search: string, offset: number, limit: number): KeyPage | undefined {
		const keys = this.numbers(
			`select key from (select key, search ${byName} ${inOrder} limit ?4) where search glob ?2 limit ?3`,
			numbered(kinds.account, globOf(search), offset + limit, this.#few),
		);
		if (keys.length < offset + limit) return undefined;
		const total = this.prepare(`select count(*) as n ${byName} and search glob ?2`).get(
			numbered(kinds.account, globOf(search)),
		)?.n as number;
		return {keys: keys.subarray(offset), total};
	}

	/** Where many are marked, some steps along the names find a page of them. */
	#marked(among: Uint8Array, offset: number, limit: number): KeyPage | undefined {
		if (keysIn(among, this.#few)) return undefined;
		const first = this.numbers(`select key ${byName} ${inOrder} limit ?2`, numbered(kinds.account, this.#few));
		const found = first.filter((key) => among[key]);
		if (found.length < offset + limit && first.length === this.#few) return undefined;
		const others = this.numbers(
			'select key from resources where kind < ?1 union all select key from resources where kind > ?1',
			numbered(kinds.account),
		);
		const marked = among.reduce((sum, mark) => sum + mark, 0);
		const total = others.reduce((sum, key) => sum - among[key]!, marked);
		return {keys: found.subarray(offset, offset + limit), total};
	}

	/** Those who hold most first, equals in the order of names. */
	#mostFirst(offset: number, limit: number): KeyPage | undefined {
		const wanted = offset + limit;
		if (wanted > this.#few) return undefined;
		const most = this.numbers('select grants as key from held order by grants desc limit ?1', numbered(this.#few + 1));
		const last = most[wanted - 1];
		if (last === undefined) return undefined;
		// Many may hold as much as the last: walking along the names finds enough of them soon.
		const isLastOfMany = most[this.#few] === last;
		const first = this.numbers(
			`select key from held cross join resources where resource = key and held.grants >= ?1 and kind = ?2
				order by held.grants desc, sort, search, key limit ?3`,
			numbered(isLastOfMany ? last + 1 : last, kinds.account, wanted),
		);
		const others = isLastOfMany
			? this.numbers(
					`select key from resources indexed by resources_by_name cross join held
						where resource = key and held.grants = ?1 and kind = ?2 order by sort, search, key limit ?3`,
					numbered(last, kinds.account, wanted - first.length),
				)
			: new Uint32Array();
		const keys = inOne([first, others]);
		// Short where others than accounts are among those who hold most.
		if (keys.length < wanted) return undefined;
		const total = this.prepare("select n from counters where name = 'accounts'").get()?.n as number;
		return {keys: keys.subarray(offset), total};
	}

	#readHeld(): Uint32Array {
		const all = new Uint32Array(this.end());
		const {n, keys, grants} = this.prepare(
			`select count(*) as n, cast(group_concat(resource) as blob) as keys, cast(group_concat(grants) as blob) as grants
				from held`,
		).get() as unknown as {n: number} & Record<'keys' | 'grants', Uint8Array | null>;
		const held = numbers({n, keys: grants});
		for (const [index, key] of numbers({n, keys}).entries()) all[key] = held[index]!;
		return all;
	}
}

const byName = 'from resources indexed by resources_by_name where kind = ?1';
const inOrder = 'order by sort, search, key';

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
