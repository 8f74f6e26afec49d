import type {StatementSync} from 'node:sqlite';
import {fold, kinds} from './facts.ts';
import {numbered} from './working-database.ts';
import type {GrantLine, Query, Slice} from './working-file.types.ts';

type Prepare = (sql: string) => StatementSync;
type Remember = <T>(key: string, compute: () => T) => T;

/** Grants read one by one to answer a search; beyond it, only the matching courses and teams are listed. */
const mostRead = 100_000;
/** People looked up one by one. */
const fewPeople = 10_000;

/** Consecutive stretches of grants and how many each holds; a page is cut out of them without walking what precedes it. */
interface Stretches {
	/** Entitlement keys, or principal keys. */
	keys: Uint32Array;
	/** Grants up to and with each key. */
	ends: Float64Array;
	total: number;
}

const columns = `select r.type, r.id as resourceId, r.name as resourceName, e.slug, p.id as principalId,
	p.name as principalName, p.login as principalLogin`;
const joins = `join entitlements e on e.key = g.entitlement left join resources r on r.key = e.resource
	join resources p on p.key = g.principal`;

/**
 * The grants tab over millions of grants. None of its questions walks them all: lists are cut out of precomputed sums per
 * entitlement and per principal, and a search looks for people, courses and teams first.
 */
export class GrantQuestions {
	readonly #prepare: Prepare;
	readonly #remember: Remember;

	constructor(prepare: Prepare, remember: Remember) {
		this.#prepare = prepare;
		this.#remember = remember;
	}

	slice(query: Query): Slice<GrantLine> {
		const search = fold(query.search ?? '').trim();
		const of = query.course ? kinds.course : query.team ? kinds.team : null;
		const id = query.course ?? query.team ?? '';
		const slug = query.slug ?? '';
		if (query.account !== undefined) return this.#ofAccount(query, query.account, of, id, slug, search);
		if (of !== null && search) return this.#ofResource(query, of, id, slug, search);
		if (!search) {
			const all = this.#entitlements(`all ${of} ${id} ${slug}`, of, id, slug, '');
			return {lines: this.#page(all, query.offset, query.limit), total: all.total};
		}
		return this.#found(query, slug, search);
	}

	/** Everything one account holds: at most some thousands. */
	#ofAccount(query: Query, account: string, of: number | null, id: string, slug: string, search: string) {
		const key = this.#prepare(
			'select key from resources where kind in (1, -1) and id = ? order by kind desc limit 1',
		).get(account);
		if (!key) return {lines: [], total: 0};
		const filter = `from grants g ${joins} where g.principal = ?1 and (?2 = '' or e.slug = ?2)
			and (?3 < 0 or (r.kind = ?3 and r.id = ?4)) and (?5 = '' or instr(r.search, ?5))`;
		const values = [key.key as number, slug, of ?? -1, id, search];
		const lines = this.#prepare(`${columns} ${filter} order by r.kind, r.sort, g.entitlement limit ?6 offset ?7`).all(
			numbered(...values, query.limit, query.offset),
		);
		const total = this.#remember(
			`account ${values.join('\n')}`,
			() => this.#prepare(`select count(*) as n ${filter}`).get(numbered(...values))?.n as number,
		);
		return {lines: lines.map(asLine), total};
	}

	/** A search among the people of one course or team. */
	#ofResource(query: Query, of: number, id: string, slug: string, search: string) {
		const filter = `from grants g ${joins} where g.entitlement in (
				select e.key from entitlements e join resources r on r.key = e.resource where r.kind = ?1 and r.id = ?2)
			and (?3 = '' or e.slug = ?3) and instr(p.search, ?4)`;
		const values = [of, id, slug, search];
		const lines = this.#prepare(`${columns} ${filter} order by g.entitlement, g.principal limit ?5 offset ?6`).all(
			numbered(...values, query.limit, query.offset),
		);
		const total = this.#remember(
			`resource ${values.join('\n')}`,
			() => this.#prepare(`select count(*) as n ${filter}`).get(numbered(...values))?.n as number,
		);
		return {lines: lines.map(asLine), total};
	}

	/**
	 * A search over all grants: first those of matching courses and teams, then those of matching people elsewhere. When
	 * the second part cannot be told from the first without reading too many grants, it is left out and the slice says so.
	 */
	#found(query: Query, slug: string, search: string): Slice<GrantLine> {
		const byResource = this.#entitlements(`search ${slug}\n${search}`, null, '', slug, search);
		const {offset, limit} = query;
		const everything = this.#entitlements(`all null  ${slug}`, null, '', slug, '');
		if (byResource.total === everything.total) {
			return {lines: this.#page(byResource, offset, limit), total: byResource.total};
		}
		const people = this.#people(search, slug, byResource);
		const lines = this.#page(byResource, offset, limit);
		if (people === null) return {lines, total: byResource.total, partial: true};
		const rest = limit - lines.length;
		if (rest > 0) {
			const excluded = new Set(byResource.keys);
			lines.push(...this.#peoplePage(people, Math.max(0, offset - byResource.total), rest, slug, excluded));
		}
		return {lines, total: byResource.total + people.total};
	}

	/** The entitlements that match, in order of type, name and slug, with the sums of their grants. */
	#entitlements(name: string, of: number | null, id: string, slug: string, search: string): Stretches {
		return this.#remember(`entitlements ${name}`, () => {
			let filter = 'e.grants > 0';
			const values: (string | number)[] = [];
			if (of !== null) {
				filter += ' and r.kind = ? and r.id = ?';
				values.push(of, id);
			}
			if (slug) {
				filter += ' and e.slug = ?';
				values.push(slug);
			}
			if (search) {
				filter += ' and instr(r.search, ?)';
				values.push(search);
			}
			const rows = this.#prepare(
				`select e.key, e.grants from entitlements e left join resources r on r.key = e.resource where ${filter}
					order by r.kind, r.sort, r.key, e.key`,
			).all(...values);
			return stretches(rows as unknown as {key: number; grants: number}[]);
		});
	}

	/** The people who match, with the sums of their grants that `shown` does not hold; null when that is too much to read. */
	#people(search: string, slug: string, shown: Stretches): Stretches | null {
		return this.#remember<{people: Stretches | null}>(`people ${slug}\n${search}`, () => {
			// Through the narrow index first; the rows themselves are read only for those who match.
			const keys = this.#prepare('select key from resources where kind in (0, 1, 2, 3) and instr(search, ?) limit ?')
				.all(search, fewPeople)
				.map((row) => row.key as number);
			const plain = shown.keys.length === 0 && !slug;
			if (!plain && keys.length === fewPeople) return {people: null};
			const one = this.#prepare('select key, grants from resources where key = ? and grants > 0');
			const rows = (keys.length < fewPeople
				? keys.map((key) => one.get(key)).filter((row) => row !== undefined)
				: this.#prepare('select key, grants from resources where kind >= 0 and grants > 0 and instr(search, ?)').all(
						search,
					)) as unknown as {key: number; grants: number}[];
			if (!plain && rows.reduce((sum, {grants}) => sum + grants, 0) > mostRead) return {people: null};
			if (plain) return {people: stretches(rows)};
			const excluded = new Set(shown.keys);
			const held = this.#prepare(
				slug
					? 'select g.entitlement from grants g join entitlements e on e.key = g.entitlement where principal = ? and e.slug = ?'
					: "select entitlement from grants where principal = ? and ? = ''",
			);
			for (const row of rows) {
				row.grants = held.all(row.key, slug).filter(({entitlement}) => !excluded.has(entitlement as number)).length;
			}
			return {people: stretches(rows.filter((row) => row.grants > 0))};
		}).people;
	}

	#page(all: Stretches, offset: number, limit: number): GrantLine[] {
		const select = this.#prepare(
			`${columns} from grants g ${joins} where g.entitlement = ? order by g.principal limit ? offset ?`,
		);
		return cut(all, offset, limit, (key, skip, take) => select.all(key, take, skip).map(asLine));
	}

	#peoplePage(people: Stretches, offset: number, limit: number, slug: string, excluded: Set<number>): GrantLine[] {
		const select = this.#prepare(
			`${columns}, g.entitlement from grants g ${joins} where g.principal = ?1 and (?2 = '' or e.slug = ?2) order by g.entitlement`,
		);
		return cut(people, offset, limit, (key, skip, take) =>
			select
				.all(numbered(key, slug))
				.filter((row) => !excluded.has(row.entitlement as number))
				.slice(skip, skip + take)
				.map(asLine),
		);
	}
}

function stretches(rows: readonly {key: number; grants: number}[]): Stretches {
	const keys = new Uint32Array(rows.length);
	const ends = new Float64Array(rows.length);
	let total = 0;
	for (const [index, {key, grants}] of rows.entries()) {
		total += grants;
		keys[index] = key;
		ends[index] = total;
	}
	return {keys, ends, total};
}

/** Cuts [offset, offset + limit) out of the stretches; `read` gets a key, how many of its rows to skip and to take. */
function cut(
	{keys, ends}: Stretches,
	offset: number,
	limit: number,
	read: (key: number, skip: number, take: number) => GrantLine[],
): GrantLine[] {
	const lines: GrantLine[] = [];
	let low = 0;
	for (let high = keys.length; low < high; ) {
		const middle = (low + high) >> 1;
		if (ends[middle]! > offset) high = middle;
		else low = middle + 1;
	}
	for (let index = low; index < keys.length && lines.length < limit; index++) {
		const start = index === 0 ? 0 : ends[index - 1]!;
		const skip = index === low ? offset - start : 0;
		lines.push(...read(keys[index]!, skip, limit - lines.length));
	}
	return lines;
}

function asLine(row: Record<string, unknown>): GrantLine {
	const {type, resourceId, resourceName, slug, principalId, principalName, principalLogin} = row as unknown as Record<
		keyof GrantLine,
		string | null
	>;
	return {
		type: type ?? '',
		resourceId: resourceId ?? '',
		resourceName: resourceName ?? '',
		slug: slug ?? '',
		principalId: principalId ?? '',
		principalName: principalName ?? '',
		principalLogin: principalLogin ?? '',
	};
}
