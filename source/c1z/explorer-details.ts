import type {Asking} from './directory.ts';
import type {Query} from './explorer-answers.ts';
import type {ChangedThing} from './explorer-changes.ts';
import type {GrantQuestions} from './explorer-grants.ts';
import type {Details, Item, RelatedLine} from './explorer-items.ts';
import {fold, kinds} from './facts.ts';
import {concerned} from './finding-details.ts';
import {
	type Entitlements,
	entitlementsOf,
	factsOfRow,
	lineOf,
	type Row,
	teamsFirst,
	unknownAccount,
} from './resource-facts.ts';
import {numbered} from './working-database.ts';

interface Questions extends Asking {
	grants: GrantQuestions;
	change: (key: number) => ChangedThing | undefined;
}

/** What belongs to one row of a list: its facts, and the accounts, courses or teams on the other side of its grants. */
export class DetailQuestions {
	readonly #ask: Questions;

	constructor(questions: Questions) {
		this.#ask = questions;
	}

	details(item: Item, query: Query): Details {
		const row = this.#rowOf(item);
		return {
			facts: row
				? factsOfRow(this.#ask, row, this.#parents(row)[0]?.name ?? '')
				: item.kind === 'account'
					? unknownAccount(item.id)
					: null,
			related: this.related(item, query),
		};
	}

	related(item: Item, query: Query): {lines: RelatedLine[]; total: number} {
		if (item.kind === 'grant') return cut(this.#sides(item), query);
		if (item.kind === 'change') return cut(this.#changed(item.key), query);
		if (item.kind === 'finding') return concerned(this.#ask, item.finding, query);
		const row = this.#rowOf(item);
		if (!row) return {lines: [], total: 0};
		if (row.kind === kinds.account || row.kind === kinds.placeholder) return this.#heldBy(row, query);
		const entitlements = entitlementsOf(this.#ask.prepare, row.key);
		if (entitlements.length === 0 && row.parent !== '') return cut(this.#parents(row), query);
		return this.#holdersOf(row, entitlements, query);
	}

	#rowOf(item: Item): Row | undefined {
		if (item.kind === 'resource') return this.#row(item.type, item.id);
		if (item.kind !== 'account' && item.kind !== 'team' && item.kind !== 'course') return undefined;
		const directory = this.#ask.directory();
		const key =
			directory.keysOf(item.id, kinds[item.kind])[0] ??
			// Who is only named by grants is shown too.
			(item.kind === 'account' ? directory.keysOf(item.id, kinds.placeholder)[0] : undefined);
		return key === undefined ? undefined : this.#byKey(key);
	}

	#byKey(key: number): Row | undefined {
		return this.#ask.prepare('select * from resources where key = ?').get(key) as unknown as Row | undefined;
	}

	#row(type: string, id: string): Row | undefined {
		return this.#ask.prepare('select * from resources where type = ? and id = ?').get(type, id) as unknown as
			| Row
			| undefined;
	}

	#parents(row: Row): RelatedLine[] {
		if (row.parent === '') return [];
		const directory = this.#ask.directory();
		const among = row.kind === kinds.team ? [kinds.team] : [kinds.course, kinds.team, kinds.other];
		return directory
			.keysOf(row.parent, ...among)
			.filter((key) => key !== row.key)
			.map((key) => lineOf(this.#byKey(key)!));
	}

	/** What an account has: one line for each resource, its teams first. */
	#heldBy(row: Row, query: Query) {
		const from = `from grants g join entitlements e on e.key = g.entitlement join resources r on r.key = e.resource
			where g.principal = ?1 and (?2 = '' or instr(r.search, ?2))`;
		const values = [row.key, fold(query.search ?? '').trim()];
		const lines = this.#ask
			.prepare(
				`select r.*, group_concat(e.slug) as slugs ${from} group by r.key
					order by ${teamsFirst}, r.type, r.sort, r.key limit ?3 offset ?4`,
			)
			.all(numbered(...values, query.limit, query.offset))
			.map((each) => {
				const {slugs, ...held} = each as unknown as Row & {slugs: string};
				return {...lineOf(held), slugs: slugs.split(',').sort(bySlug)};
			});
		const total = this.#ask.remember(
			`held ${values.join('\n')}`,
			() => this.#ask.prepare(`select count(distinct r.key) as n ${from}`).get(numbered(...values))?.n as number,
		);
		return {lines, total};
	}

	/** Who has it. Whoever is assigned a course has done something of it or nothing: that is one line, not two. */
	#holdersOf(row: Row, entitlements: Entitlements, query: Query) {
		const {type, id} = row;
		const assigned = entitlements.find(({slug}) => slug === 'assigned');
		const others = entitlements.filter((each) => each !== assigned);
		const isStudied = assigned !== undefined && others.every(({grants}) => grants <= assigned.grants);
		const {lines, total} = this.#ask.grants.slice({
			offset: query.offset,
			limit: query.limit,
			resource: {type, id},
			...(query.search === undefined ? {} : {search: query.search}),
			...(isStudied ? {slug: 'assigned'} : {}),
		});
		const has = this.#ask.prepare('select 1 from grants where entitlement = ? and principal = ?');
		return {
			lines: lines.map(({principalType, principalId, slug}) => {
				const principal = this.#row(principalType, principalId)!;
				const more = isStudied ? others.filter(({key}) => has.get(key, principal.key)).map((each) => each.slug) : [];
				return {...lineOf(principal), slugs: [slug, ...more].sort(bySlug)};
			}),
			total,
		};
	}

	#sides({type, resourceId, slug, principalType, principalId}: Extract<Item, {kind: 'grant'}>): RelatedLine[] {
		return [this.#row(principalType, principalId), this.#row(type, resourceId)]
			.filter((row) => row !== undefined)
			.map((row, index) => ({...lineOf(row), slugs: index === 1 ? [slug] : []}));
	}

	#changed(key: number): RelatedLine[] {
		const change = this.#ask.change(key);
		if (!change) return [];
		const {account, resource} = change;
		const at = resource.indexOf(':');
		const of = at === -1 ? undefined : this.#row(resource.slice(0, at), resource.slice(at + 1));
		// A change of an account names it twice.
		const who = account === '' || of?.id === account ? undefined : this.#rowOf({kind: 'account', id: account});
		return [who, of].filter((row) => row !== undefined).map(lineOf);
	}
}

const slugOrder = ['leader', 'admin', 'member', 'completed', 'in_progress', 'assigned'];
const bySlug = (a: string, b: string) => slugOrder.indexOf(a) - slugOrder.indexOf(b);

function cut(lines: RelatedLine[], {search, offset, limit}: Query): {lines: RelatedLine[]; total: number} {
	const wanted = fold(search ?? '').trim();
	const found = wanted === '' ? lines : lines.filter(({name, apart}) => fold(`${name}\n${apart}`).includes(wanted));
	return {lines: found.slice(offset, offset + limit), total: found.length};
}
