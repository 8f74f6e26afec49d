import type {Asking, KeyPage} from './directory.ts';
import type {Query} from './explorer-answers.ts';
import {type Kind, kinds} from './facts.ts';
import {numbered} from './working-database.ts';

/** Pages of resources as numbers: found, sorted and cut without reading their rows. */
export class ResourcePages {
	readonly #ask: Asking;
	/** What is remembered under a key, without computing it. */
	readonly #known: (key: string) => unknown;

	constructor(ask: Asking, known: (key: string) => unknown) {
		this.#ask = ask;
		this.#known = known;
	}

	/** @param type only resources of this type */
	of(query: Query, kind: Kind, search: string, type?: string): KeyPage | {keys: number[]; total: number} {
		const isWhole = [search, query.account, query.team, query.course].every((text) => !text);
		const isOfAccounts = kind === kinds.account && query.account === undefined;
		return isOfAccounts && (query.sort === 'count' || !isWhole)
			? this.#someAccounts(query, search)
			: this.#filtered(query, kind, search, type);
	}

	/** Accounts that match, of a team or course: found, sorted and cut as numbers. */
	#someAccounts({sort, team, course, offset, limit}: Query, search: string): KeyPage {
		const ofTeam = this.#holders(kinds.team, team);
		const ofCourse = this.#holders(kinds.course, course);
		const among = ofTeam && ofCourse ? ofTeam.map((mark, key) => mark & ofCourse[key]!) : (ofTeam ?? ofCourse);
		const page = this.#ask.directory().accounts({search, among, sort, offset, limit});
		if (page) return page;
		const keys = this.#ask.remember(`some ${sort} ${JSON.stringify([team, course])} ${search}`, () => {
			const some = this.#ask.directory().matching(kinds.account, search, among);
			return sort === 'count' ? mostFirst(some, this.#ask.directory().grants(some)) : some;
		});
		return {keys: keys.subarray(offset, offset + limit), total: keys.length};
	}

	#holders(kind: Kind, id: string | undefined): Uint8Array | undefined {
		if (id === undefined) return undefined;
		return this.#ask.remember(`holders ${kind} ${id}`, () =>
			this.#ask.directory().holders(this.#ask.directory().keysOf(id, kind)),
		);
	}

	#filtered(query: Query, kind: Kind, search: string, type?: string): {keys: number[]; total: number} {
		const values: (string | number)[] = [kind, search];
		let filter = search ? 'kind = ?1 and instr(search, ?2)' : "kind = ?1 and ?2 = ''";
		if (type !== undefined) filter += ` and type = ?${values.push(type)}`;
		for (const [of, id] of [
			[kinds.account, query.account],
			[kinds.team, query.team],
			[kinds.course, query.course],
		] as const) {
			if (id === undefined) continue;
			values.push(JSON.stringify(this.#ask.directory().keysOf(id, of)));
			filter += ` and ${drillDown(kind, of, `?${values.length}`)}`;
		}
		const name = `total ${kind} ${filter} ${values.join('\n')}`;
		const keys = this.#keys(query, filter, values, this.#known(name) as number | undefined);
		// A page that is not full is the last one: then nothing needs counting.
		const isLast = keys.length < query.limit && (keys.length > 0 || query.offset === 0);
		const total = this.#ask.remember(name, () =>
			isLast
				? query.offset + keys.length
				: (this.#ask.prepare(`select count(*) as n from resources where ${filter}`).get(numbered(...values))
						?.n as number),
		);
		return {keys, total};
	}

	#keys(query: Query, filter: string, values: (string | number)[], total: number | undefined): number[] {
		const held = '(select total(e.grants) from entitlements e where e.resource = resources.key)';
		const [order, reverse] =
			query.sort === 'count'
				? [`${held} desc, key desc`, `${held}, key`]
				: ['sort, search, key', 'sort desc, search desc, key desc'];
		const select = (by: string, limit: number, offset: number) =>
			this.#ask
				.prepare(`select key from resources where ${filter} order by ${by} limit ${limit} offset ${offset}`)
				.all(numbered(...values))
				.map((row) => row.key as number);
		const limit = Math.trunc(query.limit);
		const offset = Math.trunc(query.offset);
		if (total === undefined || offset < total / 2) return select(order, limit, offset);
		// The second half is nearer from its end.
		const end = Math.min(offset + limit, total);
		return end <= offset ? [] : select(reverse, end - offset, total - end).reverse();
	}
}

/**
 * Of its own kind the row itself; accounts of a team or course: who holds it; teams and courses of an account: what it
 * holds. `keys`: a JSON list of the keys of that account, team or course.
 */
function drillDown(kind: number, of: number, keys: string): string {
	const these = `(select value from json_each(${keys}))`;
	if (kind === of) return `key in ${these}`;
	const grants = 'from grants g join entitlements e on e.key = g.entitlement';
	if (kind === kinds.account) return `key in (select g.principal ${grants} where e.resource in ${these})`;
	if (of === kinds.account) return `key in (select e.resource ${grants} where g.principal in ${these})`;
	// Teams hold no courses.
	return `${keys} is null`;
}

/** Account keys, those who hold most first; equals stay in their order. */
function mostFirst(keys: Uint32Array, grants: Uint32Array): Uint32Array {
	// Sorted by counting: many accounts hold the same few numbers of grants, and comparing would take five times as long.
	const most = grants.reduce((a, b) => Math.max(a, b), 0);
	const places = new Uint32Array(most + 2);
	for (const held of grants) places[most - held + 1]!++;
	for (let place = 1; place < places.length; place++) places[place]! += places[place - 1]!;
	const sorted = new Uint32Array(keys.length);
	for (let index = 0; index < keys.length; index++) sorted[places[most - grants[index]!]!++] = keys[index]!;
	return sorted;
}
