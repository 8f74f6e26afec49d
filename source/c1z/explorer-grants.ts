import type {Asking} from './directory.ts';
import type {GrantLine, Query, Slice} from './explorer-answers.ts';
import {fold, kinds} from './facts.ts';
import {inOne, numbers} from './texts.ts';
import {numbered} from './working-database.ts';

/** How much a search over all grants may read; beyond it only the grants of matching courses and teams are listed. */
export interface GrantLimits {
	/** Grants of matching courses and teams walked to find those of matching people elsewhere. */
	walked: number;
	/** Grants of matching people read to the same end. */
	read: number;
}
export const grantLimits: GrantLimits = {walked: 200_000, read: 50_000};

/** Consecutive stretches of grants and how many each holds; a page is cut out of them without walking what precedes it. */
interface Stretches {
	/** Entitlement keys, or principal keys. */
	keys: Uint32Array;
	/** Grants up to and with each key. */
	ends: Uint32Array;
	total: number;
}
/** The entitlements that have grants, with the resource of each (0: none). */
interface Entitlements extends Stretches {
	resources: Uint32Array;
}

const columns = `select r.type, r.id as resourceId, r.name as resourceName, e.slug, p.type as principalType,
	p.id as principalId, p.name as principalName, p.login as principalLogin`;
const joins = `join entitlements e on e.key = g.entitlement left join resources r on r.key = e.resource
	join resources p on p.key = g.principal`;

/**
 * The grants tab over millions of grants. None of its questions walks them all: lists are cut out of precomputed sums per
 * entitlement and per principal, and a search looks for people, courses and teams first.
 */
export class GrantQuestions {
	readonly #ask: Asking;
	readonly #limits: GrantLimits;

	constructor(ask: Asking, limits: GrantLimits) {
		this.#ask = ask;
		this.#limits = limits;
	}

	slice(query: Query): Slice<GrantLine> {
		const search = fold(query.search ?? '').trim();
		const of = query.course ? kinds.course : query.team ? kinds.team : null;
		const id = query.course ?? query.team ?? '';
		const slug = query.slug ?? '';
		if (query.account !== undefined) return this.#ofAccount(query, query.account, of, id, slug, search);
		const {resource} = query;
		if (of === null && search && !resource) return this.#found(query, slug, search);
		const all = this.#entitlements(slug);
		const keys = () =>
			resource ? this.#ask.directory().keyOf(resource) : of === null ? [] : this.#ask.directory().keysOf(id, of);
		const listed =
			of === null && !resource
				? all
				: this.#ask.remember(`entitlements ${of}\n${id}\n${slug}\n${JSON.stringify(resource)}`, () =>
						only(all, this.#ask.directory().marks(Uint32Array.from(keys()))),
					);
		if (search) return this.#ofResource(query, listed, search);
		return {lines: this.#page(listed, query.offset, query.limit), total: listed.total};
	}

	/** Everything one account holds: at most some thousands. */
	#ofAccount(query: Query, account: string, of: number | null, id: string, slug: string, search: string) {
		// Who is only named by grants is shown too, unless there is an account of that id.
		const directory = this.#ask.directory();
		const key = directory.keysOf(account, kinds.account)[0] ?? directory.keysOf(account, kinds.placeholder)[0];
		if (key === undefined) return {lines: [], total: 0};
		const filter = `from grants g ${joins} where g.principal = ?1 and (?2 = '' or e.slug = ?2)
			and (?3 < 0 or (r.kind = ?3 and r.id = ?4)) and (?5 = '' or instr(r.search, ?5))`;
		const values = [key, slug, of ?? -1, id, search];
		const lines = this.#ask
			.prepare(`${columns} ${filter} order by r.kind, r.sort, g.entitlement limit ?6 offset ?7`)
			.all(numbered(...values, query.limit, query.offset));
		const total = this.#ask.remember(
			`account ${values.join('\n')}`,
			() => this.#ask.prepare(`select count(*) as n ${filter}`).get(numbered(...values))?.n as number,
		);
		return {lines: lines.map(asLine), total};
	}

	/** A search among the people of one course or team. */
	#ofResource({offset, limit}: Query, listed: Entitlements, search: string): Slice<GrantLine> {
		const {all, principals} = this.#ask.remember(`among ${listed.keys.join(' ')}\n${search}`, () => {
			const matching = this.#ask.directory().marks(this.#people(search));
			const held = Array.from(listed.keys, (key) =>
				this.#ask
					.directory()
					.principals(key)
					.filter((who) => matching[who]),
			);
			const lengths = held.map(({length}) => length);
			return {all: stretches(listed.keys, lengths), principals: held.filter(({length}) => length > 0)};
		});
		const one = this.#ask.prepare(`${columns} from grants g ${joins} where g.entitlement = ? and g.principal = ?`);
		const lines = cut(all, offset, limit, (key, skip, take, index) =>
			Array.from(principals[index]!.subarray(skip, skip + take), (who) => asLine(one.get(key, who)!)),
		);
		return {lines, total: all.total};
	}

	/**
	 * A search over all grants: first those of matching courses and teams, then those of matching people elsewhere. When
	 * the second part cannot be told from the first without reading too many grants, it is left out and the slice says so.
	 */
	#found(query: Query, slug: string, search: string): Slice<GrantLine> {
		const {offset, limit} = query;
		const everything = this.#entitlements(slug);
		const byResource = this.#ask.remember(`found ${slug}\n${search}`, () =>
			only(everything, this.#ask.directory().marks(this.#people(search))),
		);
		const lines = this.#page(byResource, offset, limit);
		if (byResource.total === everything.total) return {lines, total: byResource.total};
		const people = this.#elsewhere(search, slug, byResource);
		if (people === null) return {lines, total: byResource.total, partial: true};
		const rest = limit - lines.length;
		if (rest > 0) {
			const eligible = this.#eligible(slug, byResource);
			lines.push(...this.#peoplePage(people, Math.max(0, offset - byResource.total), rest, eligible));
		}
		return {lines, total: byResource.total + people.total};
	}

	/** The entitlements in order of type, name and slug, with the sums of their grants. */
	#entitlements(slug: string): Entitlements {
		return this.#ask.remember(`entitlements ${slug}`, () => {
			const row = this.#ask
				.prepare(
					`select count(*) as n, cast(group_concat(key) as blob) as keys, cast(group_concat(grants) as blob) as grants,
					cast(group_concat(resource) as blob) as resources
					from (select e.key, e.grants, coalesce(r.key, 0) as resource from entitlements e
						left join resources r on r.key = e.resource where e.grants > 0 and (?1 = '' or e.slug = ?1)
						order by r.kind, r.sort, r.key, e.key)`,
				)
				.get(numbered(slug)) as unknown as {n: number} & Record<'keys' | 'grants' | 'resources', Uint8Array | null>;
			const [keys, grants, resources] = [row.keys, row.grants, row.resources].map((keys) => numbers({n: row.n, keys}));
			return {...stretches(keys!, grants!), resources: resources!};
		});
	}

	/** Everything that matches, of whatever kind: what holds grants in one file has them held in another. */
	#people(search: string): Uint32Array {
		return this.#ask.remember(`people ${search}`, () => {
			const kindsOf = [kinds.other, kinds.account, kinds.team, kinds.course] as const;
			return inOne(kindsOf.map((kind) => this.#ask.directory().matching(kind, search)));
		});
	}

	/** The people who match, with the sums of their grants that `shown` does not hold; null when that is too much to read. */
	#elsewhere(search: string, slug: string, shown: Entitlements): Stretches | null {
		return this.#ask.remember<{people: Stretches | null}>(`elsewhere ${slug}\n${search}`, () => {
			const directory = this.#ask.directory();
			const keys = this.#people(search);
			const held = directory.grants(keys);
			const ofPeople = held.reduce((sum, grants) => sum + grants, 0);
			const isReadable = ofPeople <= this.#limits.read;
			const isWalkable = slug === '' && shown.total <= this.#limits.walked;
			if (isWalkable && !(isReadable && ofPeople < shown.total)) {
				const elsewhere = new Uint32Array(directory.marks().length);
				for (let index = 0; index < keys.length; index++) elsewhere[keys[index]!] = held[index]!;
				// Those who do not match wrap around, and are not asked.
				for (const key of shown.keys) for (const who of directory.principals(key)) elsewhere[who]!--;
				return {
					people: stretches(
						keys,
						keys.map((key) => elsewhere[key]!),
					),
				};
			}
			if (!isReadable) return {people: null};
			const eligible = this.#eligible(slug, shown);
			return {
				people: stretches(
					keys,
					held.map((grants, index) =>
						grants === 0 ? 0 : directory.entitlements(keys[index]!).filter((key) => eligible.has(key)).length,
					),
				),
			};
		}).people;
	}

	/** The entitlements whose grants are listed by person. */
	#eligible(slug: string, shown: Entitlements): Set<number> {
		const eligible = new Set(this.#entitlements(slug).keys);
		for (const key of shown.keys) eligible.delete(key);
		return eligible;
	}

	#page(all: Stretches, offset: number, limit: number): GrantLine[] {
		const select = this.#ask.prepare(
			`${columns} from (select entitlement, principal from grants where entitlement = ? order by principal
				limit ? offset ?) g ${joins} order by g.principal`,
		);
		return cut(all, offset, limit, (key, skip, take) => select.all(key, take, skip).map(asLine));
	}

	#peoplePage(people: Stretches, offset: number, limit: number, eligible: Set<number>): GrantLine[] {
		const select = this.#ask.prepare(
			`${columns}, g.entitlement from grants g ${joins} where g.principal = ? order by g.entitlement`,
		);
		return cut(people, offset, limit, (key, skip, take) =>
			select
				.all(key)
				.filter((row) => eligible.has(row.entitlement as number))
				.slice(skip, skip + take)
				.map(asLine),
		);
	}
}

/** The entitlements of the marked resources. */
function only({keys, ends, resources}: Entitlements, marks: Uint8Array): Entitlements {
	const kept = [...resources.keys()].filter((index) => marks[resources[index]!]);
	return {
		...stretches(
			Uint32Array.from(kept, (index) => keys[index]!),
			kept.map((index) => ends[index]! - (index === 0 ? 0 : ends[index - 1]!)),
		),
		resources: Uint32Array.from(kept, (index) => resources[index]!),
	};
}

/** Keys without grants are left out. */
function stretches(keys: Uint32Array, grants: ArrayLike<number>): Stretches {
	const kept = new Uint32Array(keys.length);
	const ends = new Uint32Array(keys.length);
	let count = 0;
	let total = 0;
	for (let index = 0; index < keys.length; index++) {
		if (!grants[index]) continue;
		total += grants[index]!;
		kept[count] = keys[index]!;
		ends[count++] = total;
	}
	return {keys: kept.slice(0, count), ends: ends.slice(0, count), total};
}

/** Cuts [offset, offset + limit) out of the stretches; `read` gets a key, how many of its rows to skip and to take, and the key's place. */
function cut(
	{keys, ends}: Stretches,
	offset: number,
	limit: number,
	read: (key: number, skip: number, take: number, index: number) => GrantLine[],
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
		lines.push(...read(keys[index]!, skip, limit - lines.length, index));
	}
	return lines;
}

function asLine(row: Record<string, unknown>): GrantLine {
	const {type, resourceId, resourceName, slug, principalType, principalId, principalName, principalLogin} =
		row as unknown as Record<keyof GrantLine, string | null>;
	return {
		type: type ?? '',
		resourceId: resourceId ?? '',
		resourceName: resourceName ?? '',
		slug: slug ?? '',
		principalType: principalType ?? '',
		principalId: principalId ?? '',
		principalName: principalName ?? '',
		principalLogin: principalLogin ?? '',
	};
}
