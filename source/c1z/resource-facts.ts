import type {Asking, Prepare} from './directory.ts';
import type {Children, RelatedLine, ResourceFacts} from './explorer-items.ts';
import {type Kind, kinds} from './facts.ts';
import type {ResourceRow} from './resource-lines.ts';

export type Row = Omit<ResourceRow, 'grants'> & {type: string; kind: Kind};
export type Entitlements = {key: number; slug: string; grants: number}[];

const kindNames = {[kinds.account]: 'account', [kinds.team]: 'team', [kinds.course]: 'course'} as const;
/** Of those who lead a team, and of what a course is made of. */
const namesShown = 3;

/** For an order of resources `r` in which teams come before courses, and courses before the rest. */
export const teamsFirst = `iif(r.kind=${kinds.team},0,iif(r.kind=${kinds.course},1,2))`;

export function kindOf({kind}: Row): ResourceFacts['kind'] {
	if (kind === kinds.placeholder) return 'account';
	return kind === kinds.other ? 'resource' : kindNames[kind];
}

export function entitlementsOf(prepare: Prepare, resource: number): Entitlements {
	return prepare('select key, slug, grants from entitlements where resource = ? order by key').all(
		resource,
	) as unknown as Entitlements;
}

export function factsOfRow({prepare, remember}: Asking, row: Row, parent: string): ResourceFacts {
	const {type, id, name, login, email, level, code, number} = row;
	const held: Record<string, number> = {};
	const entitlements = entitlementsOf(prepare, row.key);
	for (const {slug, grants} of entitlements) held[slug] = (held[slug] ?? 0) + grants;
	const leading = entitlements.find(({slug}) => slug === 'leader');
	const children = remember('children', () => allChildren(prepare));
	return {
		kind: kindOf(row),
		...{type, id, login, email, level, code, number, held, parent},
		name: name || id,
		isListed: row.kind !== kinds.placeholder,
		active: row.active === 1,
		holds: prepare(
			`select r.type, count(distinct r.key) as count from grants g join entitlements e on e.key = g.entitlement
				join resources r on r.key = e.resource where g.principal = ? group by r.kind, r.type
				order by ${teamsFirst}, r.type`,
		)
			.all(row.key)
			.map((each) => ({...each}) as unknown as {type: string; count: number}),
		leaders: leading
			? prepare(
					`select coalesce(nullif(p.name, ''), p.id) as name from grants g join resources p on p.key = g.principal
						where g.entitlement = ? order by g.principal limit ${namesShown}`,
				)
					.all(leading.key)
					.map((each) => each.name as string)
			: [],
		children: children.get(`${row.kind === kinds.team ? kinds.team : kinds.other} ${id}`) ?? [],
	};
}

/** What is part of what, by the id of the latter, read in one go: there is no index for it. */
function allChildren(prepare: Prepare): Map<string, Children[]> {
	const all = new Map<string, Children[]>();
	const rows = prepare(
		`select kind, parent, type, count(*) as count, json_group_array(name) as names
			from resources where kind in (${kinds.other}, ${kinds.team}) and parent <> '' group by kind, parent, type`,
	).all() as unknown as {kind: number; parent: string; type: string; count: number; names: string}[];
	for (const {kind, parent, type, count, names} of rows) {
		const key = `${kind} ${parent}`;
		const first = (JSON.parse(names) as string[]).slice(0, namesShown);
		all.set(key, [...(all.get(key) ?? []), {type, count, names: first}]);
	}
	return all;
}

/** Named by a finding or a grant of an earlier time. */
export function unknownAccount(id: string): ResourceFacts {
	return {
		kind: 'account',
		...{type: 'user', id, name: id, isListed: false, login: '', email: '', level: '', code: '', number: ''},
		...{active: true, parent: '', held: {}, holds: [], leaders: [], children: []},
	};
}

/** The row as a line of a list of what belongs to something. */
export function lineOf(row: Row): RelatedLine {
	const {type, id, name, login, code, number} = row;
	const kind = row.kind === kinds.placeholder && type !== 'user' ? 'resource' : kindOf(row);
	return {
		item: kind === 'resource' ? {kind, type, id} : {kind, id},
		type,
		name: name || id,
		apart: login || code || number || id,
		active: row.active === 1,
		slugs: [],
		note: '',
	};
}
