import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {Explorer} from '../../../source/c1z/explorer.ts';
import {openExplorer} from '../../../source/c1z/explorer.ts';
import type {Query} from '../../../source/c1z/explorer-answers.ts';
import type {GrantLimits} from '../../../source/c1z/explorer-grants.ts';
import {importC1z} from '../../../source/c1z/import-c1z.ts';
import type {WorkingFile} from '../../../source/c1z/working-file.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {
	account,
	course,
	courseEntitlements,
	entitlement,
	folder,
	golden,
	grant,
	resourceTypes,
	scope,
	team,
} from './tenant.ts';

const all: Query = {offset: 0, limit: 100};
const safety = course('c1', 'Safety at work', {Code: 'SAF-1', OriginalId: '5101'});
const privacy = course('c2', 'Privacy', {Code: 'PRI-1', OriginalId: '5102', Active: false});
const sales = team('t1', 'Sales', 't0');

function sample(): {working: WorkingFile; explorer: Explorer} {
	const working = createWorkingFile(join(folder(), 'working.db'), scope);
	working.commit({
		resourceTypes,
		resources: [
			account('u1', {name: 'Zoë Müller', level: 'Team_Admin'}),
			account('u2', {name: 'ana ruiz', active: false}),
			account('u3', {name: 'Bo Safety'}),
			safety,
			privacy,
			sales,
		],
		entitlements: [...courseEntitlements(safety), ...courseEntitlements(privacy), entitlement(sales, 'member')],
		grants: [
			grant(safety, 'assigned', 'u1'),
			grant(safety, 'assigned', 'u2'),
			grant(safety, 'completed', 'u1'),
			grant(privacy, 'assigned', 'u3'),
			grant(privacy, 'in_progress', 'u3'),
			grant(sales, 'member', 'u1'),
			grant(sales, 'member', 'ghost'),
		],
	});
	const explorer = openExplorer(working.path);
	onTestFinished(() => {
		explorer.close();
		working.close();
	});
	return {working, explorer};
}

const names = (slice: {lines: {name: string}[]}) => slice.lines.map(({name}) => name);
const pairs = ({lines}: ReturnType<Explorer['grants']>) =>
	lines.map(({resourceId, slug, principalId}) => `${resourceId} ${slug} ${principalId}`);

describe('the explorer', () => {
	test('sums up', () => {
		const {explorer} = sample();
		expect(explorer.overview()).toEqual({
			counts: {accounts: 3, teams: 1, courses: 2, resources: 6, entitlements: 7, grants: 7, warnings: 0},
			accountsByState: {active: 2, inactive: 1},
			accountsByLevel: [
				{level: 'Learner', accounts: 2},
				{level: 'Team_Admin', accounts: 1},
			],
			unlistedGrants: 1,
			otherTypes: [],
			findings: 0,
		});
	});

	test('lists accounts by name, whatever the case', () => {
		const {explorer} = sample();
		const slice = explorer.accounts(all);
		expect(names(slice)).toEqual(['ana ruiz', 'Bo Safety', 'Zoë Müller']);
		expect(slice.total).toBe(3);
		expect(slice.lines[2]).toEqual({
			id: 'u1',
			name: 'Zoë Müller',
			login: 'Zoë Müller',
			email: 'u1@example.com',
			active: true,
			level: 'Team_Admin',
			grants: 3,
		});
		expect(explorer.accounts({offset: 1, limit: 1})).toMatchObject({lines: [{id: 'u3'}], total: 3});
		expect(names(explorer.accounts({...all, sort: 'count'}))).toEqual(['Zoë Müller', 'Bo Safety', 'ana ruiz']);
	});

	test('calls people by their name, not by their login, and finds them by either', () => {
		const {working, explorer} = sample();
		working.commit({
			resources: [
				account('u4', {name: 'kb7', person: ['Ada', 'Lovelace']}),
				account('u5', {name: 'kb8', person: [' ', 'Ng ']}),
			],
			grants: [grant(safety, 'assigned', 'u4')],
		});
		expect(names(explorer.accounts(all))).toEqual(['Ada Lovelace', 'ana ruiz', 'Bo Safety', 'Ng', 'Zoë Müller']);
		for (const search of ['ada love', 'kb7']) {
			expect(explorer.accounts({...all, search}).lines).toMatchObject([{id: 'u4', login: 'kb7'}]);
		}
		expect(explorer.grants({...all, course: 'c1', search: 'ada'}).lines).toMatchObject([
			{principalName: 'Ada Lovelace', principalLogin: 'kb7'},
		]);
	});

	test.each([
		['zoe muller', ['u1']],
		['U2@EXAMPLE', ['u2']],
		['example.com', ['u2', 'u3', 'u1']],
		['%', []],
		['nobody', []],
	])('finds accounts by %s', (search, ids) => {
		const slice = sample().explorer.accounts({...all, search});
		expect(slice.lines.map(({id}) => id)).toEqual(ids);
		expect(slice.total).toBe(ids.length);
	});

	test('lists courses and teams with their people', () => {
		const {explorer} = sample();
		expect(explorer.courses(all)).toEqual({
			lines: [
				{
					id: 'c2',
					name: 'Privacy',
					code: 'PRI-1',
					number: '5102',
					active: false,
					assigned: 1,
					completed: 0,
					inProgress: 1,
				},
				{
					id: 'c1',
					name: 'Safety at work',
					code: 'SAF-1',
					number: '5101',
					active: true,
					assigned: 2,
					completed: 1,
					inProgress: 0,
				},
			],
			total: 2,
		});
		expect(names(explorer.courses({...all, sort: 'count'}))).toEqual(['Safety at work', 'Privacy']);
		expect(explorer.courses({...all, search: '5101'}).lines.map(({id}) => id)).toEqual(['c1']);
		expect(explorer.teams(all)).toEqual({lines: [{id: 't1', name: 'Sales', parentId: 't0', members: 2}], total: 1});
	});

	test('the accounts of a large group are the same, page by page, as in one piece', () => {
		const working = createWorkingFile(join(folder(), 'working.db'), scope);
		const ids = Array.from({length: 60}, (_, n) => `u${n}`);
		const members = ids.filter((_, n) => n % 3 > 0);
		working.commit({
			resourceTypes,
			resources: [...ids.map((id, n) => account(id, {name: `Name ${(n * 37) % 60}`})), sales, safety],
			entitlements: [entitlement(sales, 'member'), ...courseEntitlements(safety)],
			grants: [
				...[...members, 'ghost'].map((id) => grant(sales, 'member', id)),
				...members.flatMap((id) => [grant(safety, 'assigned', id), grant(safety, 'completed', id)]),
			],
		});
		const explorer = openExplorer(working.path);
		for (const group of [{team: 't1'}, {course: 'c1'}]) {
			for (const sort of ['name', 'count'] as const) {
				const other = openExplorer(working.path);
				const whole = other.accounts({...group, sort, offset: 0, limit: 1000});
				other.close();
				expect(whole.total).toBe(40);
				const pages = Array.from({length: 9}, (_, page) =>
					explorer.accounts({...group, sort, offset: 5 * page, limit: 5}),
				);
				expect(pages.flatMap(({lines}) => lines)).toEqual(whole.lines);
				expect(pages.every(({total}) => total === 40)).toBe(true);
			}
		}
		explorer.close();
		working.close();
	});

	test('drills down from any side', () => {
		const {explorer} = sample();
		expect(names(explorer.accounts({...all, course: 'c1'}))).toEqual(['ana ruiz', 'Zoë Müller']);
		expect(names(explorer.accounts({...all, team: 't1'}))).toEqual(['Zoë Müller']);
		expect(names(explorer.accounts({...all, account: 'u3'}))).toEqual(['Bo Safety']);
		expect(names(explorer.courses({...all, account: 'u1'}))).toEqual(['Safety at work']);
		expect(names(explorer.teams({...all, account: 'u1'}))).toEqual(['Sales']);
		expect(explorer.accounts({...all, course: 'nothing'})).toEqual({lines: [], total: 0});
	});

	test('lists grants in order of team, course and name, page by page', () => {
		const {explorer} = sample();
		const whole = explorer.grants(all);
		expect(pairs(whole)).toEqual([
			't1 member u1',
			't1 member ghost',
			'c2 assigned u3',
			'c2 in_progress u3',
			'c1 assigned u1',
			'c1 assigned u2',
			'c1 completed u1',
		]);
		expect(whole.total).toBe(7);
		expect(whole.lines[1]).toEqual({
			type: 'team',
			resourceId: 't1',
			resourceName: 'Sales',
			slug: 'member',
			principalType: 'user',
			principalId: 'ghost',
			principalName: '',
			principalLogin: '',
		});
		for (let limit = 1; limit <= 4; limit++) {
			const pages: string[] = [];
			for (let offset = 0; offset < 7; offset += limit) pages.push(...pairs(explorer.grants({offset, limit})));
			expect(pages).toEqual(pairs(whole));
		}
	});

	test.each([
		[{account: 'u1'}, ['t1 member u1', 'c1 assigned u1', 'c1 completed u1']],
		[{account: 'u1', slug: 'assigned'}, ['c1 assigned u1']],
		[{account: 'u1', search: 'sales'}, ['t1 member u1']],
		[{account: 'u1', course: 'c1', slug: 'completed'}, ['c1 completed u1']],
		[{account: 'ghost'}, ['t1 member ghost']],
		[{account: 'nobody'}, []],
		[{course: 'c1'}, ['c1 assigned u1', 'c1 assigned u2', 'c1 completed u1']],
		[{course: 'c1', slug: 'assigned', search: 'ANA'}, ['c1 assigned u2']],
		[{team: 't1'}, ['t1 member u1', 't1 member ghost']],
		[{slug: 'in_progress'}, ['c2 in_progress u3']],
		[{search: 'privacy'}, ['c2 assigned u3', 'c2 in_progress u3']],
		[{search: 'ruiz'}, ['c1 assigned u2']],
		// The course by its name, then the person of that name elsewhere.
		[
			{search: 'safety'},
			['c1 assigned u1', 'c1 assigned u2', 'c1 completed u1', 'c2 assigned u3', 'c2 in_progress u3'],
		],
		[{search: 'safety', slug: 'assigned'}, ['c1 assigned u1', 'c1 assigned u2', 'c2 assigned u3']],
		[{search: 'nothing'}, []],
	] satisfies [Partial<Query>, string[]][])('filters grants by %j', (query, expected) => {
		const {explorer} = sample();
		const slice = explorer.grants({...all, ...query});
		expect([pairs(slice), slice.total, slice.partial]).toEqual([expected, expected.length, undefined]);
		for (let offset = 0; offset < expected.length; offset++) {
			expect(pairs(explorer.grants({offset, limit: 1, ...query}))).toEqual([expected[offset]]);
		}
	});

	test('a search too broad to look at people lists courses only, and says so', () => {
		const {working} = sample();
		// Found by the course and by the person: listed once.
		working.commit({grants: [grant(safety, 'completed', 'u3')]});
		const listed = (limits: GrantLimits, query: Partial<Query>) => {
			const explorer = openExplorer(working.path, limits);
			const slice = explorer.grants({...all, ...query});
			explorer.close();
			return [pairs(slice), slice.total, slice.partial];
		};
		const [ofCourse, elsewhere] = [
			['c1 assigned u1', 'c1 assigned u2', 'c1 completed u1', 'c1 completed u3'],
			['c2 assigned u3', 'c2 in_progress u3'],
		];
		const whole = [[...ofCourse, ...elsewhere], 6, undefined];
		// The four grants of the course are walked, or else the three of the person are read.
		expect(listed({walked: 4, read: 0}, {search: 'safety'})).toEqual(whole);
		expect(listed({walked: 3, read: 3}, {search: 'safety'})).toEqual(whole);
		expect(listed({walked: 3, read: 2}, {search: 'safety'})).toEqual([ofCourse, 4, true]);
		expect(listed({walked: 9, read: 2}, {search: 'safety', slug: 'assigned'})).toEqual([ofCourse.slice(0, 2), 2, true]);
		// Somebody, but no course: nothing can be listed twice, so nothing is read.
		expect(listed({walked: 0, read: 0}, {search: 'ruiz'})).toEqual([['c1 assigned u2'], 1, undefined]);
	});

	test('sees what a sync writes meanwhile', () => {
		const {working, explorer} = sample();
		expect([explorer.accounts(all).total, explorer.grants(all).total]).toEqual([3, 7]);
		expect(names(explorer.accounts({...all, sort: 'count'}))[0]).toBe('Zoë Müller');
		working.commit({
			resources: [account('u4', {name: 'Cy'})],
			grants: ['assigned', 'completed', 'in_progress'].flatMap((slug) => [
				grant(safety, slug, 'u4'),
				grant(privacy, slug, 'u4'),
			]),
		});
		expect([explorer.accounts(all).total, explorer.grants(all).total]).toEqual([4, 13]);
		expect(names(explorer.accounts({...all, sort: 'count'}))[0]).toBe('Cy');
		working.removeResource('course', 'c1');
		expect(explorer.grants(all).total).toBe(7);
		expect(explorer.overview().counts.courses).toBe(1);
	});

	test('reads ahead once the sync is finished, and answers as before', () => {
		const {working, explorer} = sample();
		const ids = ['u1', 'u2', 'u3'];
		const db = new DatabaseSync(working.path);
		const insert = db.prepare(
			"insert into changes (change, what, id, name, detail, account, resource, search) values (?, 'user', ?, ?, '', ?, '', ?)",
		);
		for (const [n, change] of ['added', 'removed', 'changed', 'added'].entries()) {
			const id = ids[n % 3]!;
			insert.run(change, id, `Name ${n}`, id, `name ${n}\n${id}`);
		}
		db.close();
		const queries: Partial<Query>[] = [
			{},
			{offset: 1, limit: 2},
			{offset: 3},
			{slug: 'added'},
			{slug: 'changed'},
			{search: 'NAME 3'},
			{search: 'u1'},
			{search: 'u1', slug: 'added', offset: 1},
			{search: 'name', slug: 'removed'},
			{search: '1\n'},
			{search: 'nothing'},
			{account: 'u1'},
		];
		const answers = () => {
			const asked = queries.map((query) => ({...all, ...query}));
			return [asked.map((query) => explorer.changes(query)), explorer.accounts(all), explorer.grants(all)];
		};
		const before = answers();
		expect(before[0]).toMatchObject([4, 4, 4, 2, 1, 1, 2, 2, 1, 1, 0, 2].map((total) => ({total})));
		expect(explorer.prepare()).toBe(false);
		working.finish();
		// What was asked before the file changed is forgotten.
		explorer.changes(all);
		let parts = 1;
		while (explorer.prepare()) parts++;
		expect(parts).toBe(8);
		expect(answers()).toEqual(before);
		expect(explorer.prepare()).toBe(false);
	});

	test('pages and searches warnings', () => {
		const {working, explorer} = sample();
		working.finish();
		expect(explorer.warnings(all)).toMatchObject({lines: [{subject: 'u2'}, {subject: 'ghost'}], total: 2});
		expect(explorer.warnings({...all, slug: 'unknown-principal'})).toMatchObject({
			lines: [{subject: 'ghost'}],
			total: 1,
		});
		expect(explorer.warnings({...all, search: 'RUIZ'})).toMatchObject({lines: [{subject: 'u2'}], total: 1});
	});
});

test('any connector’s file can be shown', async () => {
	const into = folder();
	await importC1z(golden('all-courses.c1z'), join(into, 'working.db'), {folder: into});
	const explorer = openExplorer(join(into, 'working.db'));
	expect(explorer.overview().counts).toEqual({
		accounts: 4,
		teams: 3,
		courses: 3,
		resources: 10,
		entitlements: 12,
		grants: 13,
		warnings: 2,
	});
	expect(explorer.courses({...all, search: 'SEC-101'}).lines).toMatchObject([
		{id: 'TimFniOt0ZQ1', code: 'SEC-101', number: '5100003', active: true},
	]);
	expect(explorer.accounts({...all, search: 'carla'}).lines).toMatchObject([{active: false, grants: 2}]);
	explorer.close();
});
