import {join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {openExplorer} from '../../../source/c1z/explorer.ts';
import type {Query} from '../../../source/c1z/explorer-answers.ts';
import {fold} from '../../../source/c1z/facts.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {account, course, courseEntitlements, entitlement, folder, grant, resourceTypes, scope, team} from './tenant.ts';

/** Names that share letters, lie apart only in accents, and would be found across two rows if rows were not kept apart. */
const name = fc.constantFrom('car', 'Carla', 'carl Sato', 'ÿa', 'Çar', 'Ana', 'ana', 'лара', 'Bo', '12', 'b,1');
const text = fc.constantFrom('', 'a', 'car', 'CARL', 'ÿ', 'c', 'ла', 'ana', '1', ',', 'zzz', 'o\nb', 'example', '@');
const slug = fc.constantFrom(undefined, 'assigned', 'completed', 'member');
const tenant = fc.record({
	people: fc.array(name, {minLength: 1, maxLength: 9}),
	courses: fc.array(name, {minLength: 1, maxLength: 3}),
	teams: fc.array(name, {minLength: 1, maxLength: 2}),
	// Person (two of them not in the list), entitlement: any number, cut to what there is.
	grants: fc.array(fc.tuple(fc.nat({max: 10}), fc.nat({max: 20})), {maxLength: 40}),
});
type Tenant = typeof tenant extends fc.Arbitrary<infer T> ? T : never;

/** The same tenant as plain lists, in the order in which the explorer is to show them. */
function naive({people, courses, teams, grants}: Tenant) {
	const accounts = people.map((shown, n) => account(`u${n}`, {name: shown}));
	const named = [
		...teams.map((shown, n) => team(`t${n}`, shown)),
		...courses.map((shown, n) => course(`c${n}`, shown)),
	];
	const entitlements = named.flatMap((resource) =>
		resource.id?.resourceType === 'team' ? [entitlement(resource, 'member')] : courseEntitlements(resource),
	);
	const pairs = new Map(
		grants.map(([person, at]) => {
			const {resource, slug: how} = entitlements[at % entitlements.length]!;
			return [
				`${person} ${at % entitlements.length}`,
				{person: `u${person}`, at: at % entitlements.length, resource, how},
			];
		}),
	);
	return {accounts, named, entitlements, pairs: [...pairs.values()]};
}

const searched = (id: string, ...texts: string[]) => fold([...new Set([...texts, id])].filter(Boolean).join('\n'));
const personText = (shown: string | undefined, id: string) =>
	shown === undefined ? '' : searched(id, shown, `${id}@example.com`);

test('lists, drill-downs and searches find what filtering everything finds, on any page', () => {
	fc.assert(
		fc.property(
			tenant,
			text,
			slug,
			fc.constantFrom('nothing', 'team', 'course'),
			fc.constantFrom('name', 'count'),
			fc.boolean(),
			fc.boolean(),
			(made, search, only, of, sort, isBroad, isFinished) => {
				const {accounts, named, entitlements, pairs} = naive(made);
				const working = createWorkingFile(join(folder(), 'working.db'), scope);
				working.commit({
					resourceTypes,
					resources: [...accounts, ...named],
					entitlements,
					grants: pairs.map(({person, resource, how}) => grant(resource!, how, person)),
				});
				if (isFinished) working.finish();
				const within: Partial<Query> = of === 'team' ? {team: 't0'} : of === 'course' ? {course: 'c0'} : {};
				const inside = of === 'nothing' ? null : `${of[0]}0`;
				const wanted = fold(search).trim();
				const matches = (person: string) =>
					personText(made.people[Number(person.slice(1))], person).includes(wanted) || wanted === '';
				const ofGroup = pairs.filter(({resource}) => inside === null || resource?.id?.resource === inside);

				const expectedAccounts = accounts
					.map((one, n) => ({id: `u${n}`, shown: one.displayName, n}))
					.filter(({id}) => matches(id) && (inside === null || ofGroup.some(({person}) => person === id)));
				const expectedGrants = ofGroup
					.filter(({how}) => only === undefined || how === only)
					.filter(({person, resource}) => {
						if (wanted === '') return true;
						if (matches(person)) return true;
						const {resource: id = '', resourceType} = resource?.id ?? {};
						const more = resourceType === 'course' ? [`C-${id}`, '5100'] : [];
						return inside === null && searched(id, resource?.displayName ?? '', ...more).includes(wanted);
					})
					.map(({person, resource, how}) => `${resource?.id?.resource} ${how} ${person}`);

				// Either way of telling people's grants from those of matching courses.
				const explorer = openExplorer(working.path, isBroad ? {walked: 1000, read: 0} : {walked: 0, read: 1000});
				const pages = <Line>(ask: (query: Query) => {lines: Line[]; total: number}, query: Partial<Query>) => {
					const lines: Line[] = [];
					const totals = new Set<number>();
					for (let offset = 0; offset <= lines.length; offset += 3) {
						const slice = ask({...query, offset, limit: 3});
						lines.push(...slice.lines);
						totals.add(slice.total);
					}
					expect([...totals]).toEqual([lines.length]);
					return lines;
				};
				const query = {search, ...within};
				const shown = pages((q) => explorer.accounts(q), {...query, sort});
				expect(shown.map(({id}) => id).sort()).toEqual(expectedAccounts.map(({id}) => id).sort());
				const places = shown.map((line) => (sort === 'count' ? -line.grants : fold(line.name)));
				expect(places).toEqual([...places].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));

				const asked = {...query, ...(only === undefined ? {} : {slug: only})};
				const isPartial = explorer.grants({...asked, offset: 0, limit: 1}).partial === true;
				const held = pages((q) => explorer.grants(q), asked).map(
					({resourceId, slug: how, principalId}) => `${resourceId} ${how} ${principalId}`,
				);
				expect(new Set(held).size).toBe(held.length);
				if (isPartial) expect(expectedGrants).toEqual(expect.arrayContaining(held));
				else expect([...held].sort()).toEqual([...expectedGrants].sort());
				explorer.close();
				working.close();
			},
		),
		{numRuns: 150},
	);
});
