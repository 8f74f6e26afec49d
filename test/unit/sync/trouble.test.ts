import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import type {Extra} from '../../../source/settings/extras.ts';
import {Bench} from './bench.ts';
import {account, course, FakeLitmos, team, tenant} from './fake-litmos.ts';

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

const kinds = () => bench.content().warnings.map(({kind, subject}) => `${kind} ${subject}`);
const accountsIn = () => bench.content().resources.filter((text) => text.startsWith('user:')).length;

describe('moving data', () => {
	test('rows put in front between pages are read once', async () => {
		const litmos = new FakeLitmos(tenant(350, 0, 0), 100);
		let extra = 0;
		litmos.beforeAnswer = (request) => {
			if (request.startsWith('accounts@') && request !== 'accounts@0') {
				litmos.tenant.accounts.unshift(account(`new${extra++}`));
			}
		};
		await bench.sync(litmos);
		// The three put in front of what was already read are for the next sync.
		expect(accountsIn()).toBe(350);
		expect(kinds()).toEqual([]);
	});

	test('rows that slip past because earlier ones went are found by one step back', async () => {
		const litmos = new FakeLitmos(tenant(350, 0, 0), 100);
		const gone: string[] = [];
		litmos.beforeAnswer = (request) => {
			if (request === 'accounts@99') gone.push(...litmos.tenant.accounts.splice(10, 30).map(({id}) => id));
		};
		await bench.sync(litmos);
		const {resources} = bench.content();
		for (const {id} of litmos.tenant.accounts) expect(resources).toContain(`user:${id} ${id}@example.com`);
		expect(accountsIn()).toBe(350);
		expect(litmos.log.filter((request) => request.startsWith('accounts')).length).toBeLessThanOrEqual(5);
	});

	test('rows that slip past the last page are found too', async () => {
		const litmos = new FakeLitmos(tenant(150, 0, 0), 100);
		litmos.beforeAnswer = (request) => {
			if (request === 'accounts@99') litmos.tenant.accounts.splice(0, 60);
		};
		await bench.sync(litmos);
		expect(accountsIn()).toBe(150);
	});

	test('a listing without any order does not cost more than two pages more', async () => {
		const litmos = new FakeLitmos(tenant(1000, 0, 0), 100);
		litmos.beforeAnswer = (request) => {
			if (request.startsWith('accounts')) litmos.tenant.accounts.reverse();
		};
		await bench.sync(litmos);
		expect(litmos.log.filter((request) => request.startsWith('accounts')).length).toBeLessThanOrEqual(11 + 6);
	});

	test('overfull pages lose nothing', async () => {
		const litmos = new FakeLitmos(tenant(350, 3, 12), 100);
		litmos.overfull = 1;
		await bench.sync(litmos);
		expect(accountsIn()).toBe(350);
		const straight = bench.sent();
		bench.remove();
		bench = new Bench();
		await bench.sync(new FakeLitmos(tenant(350, 3, 12), 100));
		expect(bench.sent()).toEqual(straight);
	});

	test.each(['accounts', 'courses', 'team-members:t0'])('a server that ignores start is noticed: %s', async (key) => {
		const litmos = new FakeLitmos(tenant(250, 1, 120), 100);
		litmos.ignoresStart.add(key);
		await bench.sync(litmos);
		expect(kinds()).toContain(`listing-stuck ${key}`);
		expect(litmos.log.filter((request) => request.startsWith(`${key}@`))).toHaveLength(2);
	});

	test.each([0, 1, 99, 100, 101, 199, 200, 1000])('%d accounts come in and out', async (count) => {
		await bench.sync(new FakeLitmos(tenant(count, 0, 0), 100));
		expect(accountsIn()).toBe(count);
	});

	test('the same id for an account, a team and a course are three things', async () => {
		const litmos = new FakeLitmos(tenant(2, 0, 0));
		litmos.tenant.accounts.push(account('-x'));
		litmos.tenant.teams.push(team('-x'));
		litmos.tenant.courses.push(course('-x'));
		litmos.tenant.members.set('-x', ['-x']);
		litmos.tenant.people.set('-x', new Map([['-x', true]]));
		await bench.sync(litmos);
		expect(bench.content().grants).toEqual([
			'course:-x:assigned:user:-x',
			'course:-x:completed:user:-x',
			'team:-x:member:user:-x',
		]);
	});

	test('rows without an id and rows listed twice are counted', async () => {
		const litmos = new FakeLitmos(tenant(5, 0, 0));
		litmos.tenant.accounts.push(account(''), account(''), account('a1'));
		expect((await bench.sync(litmos)).warnings).toEqual({'unusable-row': 2, 'duplicate-row': 1});
		expect(accountsIn()).toBe(5);
		expect(kinds()).toEqual(['unusable-row accounts from row 0', 'duplicate-row accounts from row 0']);
	});
});

describe('what vanishes meanwhile', () => {
	test('a course and a team that are gone are left out, with warnings', async () => {
		const litmos = new FakeLitmos(tenant(12, 3, 4));
		litmos.failures.set('course-people:c2', 'litmos/not-found');
		litmos.failures.set('team-members:t1', 'litmos/not-found');
		await bench.sync(litmos);
		const {resources, grants, entitlements, finished} = bench.content();
		expect(finished).toBe(true);
		expect(resources.join()).not.toMatch(/course:c2|team:t1/);
		expect([...grants, ...entitlements].join()).not.toMatch(/course:c2|team:t1/);
		expect(kinds()).toEqual(expect.arrayContaining(['course-vanished c2', 'team-vanished t1']));
		expect(bench.event('warning')).toBeDefined();
	});

	test('they stay out when the sync is gone on with', async () => {
		const litmos = new FakeLitmos(tenant(12, 3, 4));
		litmos.failures.set('course-people:c0', 'litmos/not-found');
		litmos.failures.set('course-people:c3', 'litmos/busy');
		await expect(bench.sync(litmos)).rejects.toThrow();
		await bench.sync(new FakeLitmos(tenant(12, 3, 4)));
		expect(bench.content().resources.join()).not.toContain('course:c0');
	});
});

describe('a required part that fails', () => {
	test.each(['accounts', 'teams', 'courses', 'team-members:t1', 'course-people:c1'])(
		'never gives a file that looks complete: %s',
		async (key) => {
			const litmos = new FakeLitmos(tenant(12, 3, 4));
			litmos.failures.set(key, 'litmos/unexpected-answer');
			await expect(bench.sync(litmos)).rejects.toMatchObject({code: 'litmos/unexpected-answer'});
			expect(bench.content().finished).toBe(false);
		},
	);

	test('stops the rest at once', async () => {
		const litmos = new FakeLitmos(tenant(12, 30, 30));
		litmos.failures.set('team-members:t3', 'litmos/key-refused');
		await expect(bench.sync(litmos)).rejects.toMatchObject({code: 'litmos/key-refused', exit: 3});
		expect(litmos.log.length).toBeLessThan(20);
	});
});

describe('extras', () => {
	const all: Extra[] = [
		'access-levels',
		'account-details',
		'course-modules',
		'learning-paths',
		'nested-teams',
		'team-roles',
	];

	test('all of them', async () => {
		const litmos = new FakeLitmos(tenant(4, 2, 2));
		await bench.sync(litmos, {extras: all});
		const {resources, grants, warnings} = bench.content();
		expect(warnings.filter(({kind}) => kind === 'optional-part-failed')).toEqual([]);
		expect(resources.filter((text) => !/^(user|team|course):/.test(text))).toEqual([
			'access_level:account_owner Account Owner',
			'access_level:learner Learner',
			'access_level:team_leader Team Leader',
			'learning_path:p0 p0',
			'module:m0 m0',
			'module:m1 m1',
		]);
		expect(grants).toEqual(
			expect.arrayContaining([
				'access_level:account_owner:assigned:user:a1',
				'learning_path:p0:assigned:user:a0',
				'learning_path:p0:in_progress:user:a2',
				'team:t0:leader:user:a0',
				'team:t1:admin:user:a2',
				'team:t0:member:team:t1',
			]),
		);
		expect(litmos.log).toContain('account-details@0');
		expect(litmos.log).not.toContain('accounts@0');
	});

	test('none of them by default', async () => {
		const litmos = new FakeLitmos(tenant(4, 2, 2));
		await bench.sync(litmos);
		expect(litmos.log.join()).not.toMatch(/details|leaders|admins|modules|paths/);
		expect(bench.content().grants.join()).not.toMatch(/access_level|leader|admin|learning_path|:team:t1$/);
	});

	test('one that fails is a warning; what it did not try is counted', async () => {
		const litmos = new FakeLitmos(tenant(4, 6, 2));
		for (let index = 0; index < 6; index++) {
			litmos.failures.set(`team-leaders:t${index}`, () => new Problem({code: 'litmos/busy', what: 'Busy'}));
			litmos.failures.set(`team-admins:t${index}`, 'litmos/busy');
		}
		await bench.sync(litmos, {extras: ['team-roles']});
		const {finished, warnings} = bench.content();
		expect(finished).toBe(true);
		const failed = warnings.filter(({kind}) => kind === 'optional-part-failed');
		const tried = failed.filter(({subject}) => subject !== 'team-roles');
		const given = failed.find(({subject}) => subject === 'team-roles')!;
		expect(tried.length).toBeLessThanOrEqual(5);
		expect(given.detail).toContain(`${12 - tried.length} more lists`);
	});

	test('a refusal ends the extra at once', async () => {
		const litmos = new FakeLitmos(tenant(4, 6, 2));
		for (let index = 0; index < 6; index++) litmos.failures.set(`course-modules:c${index}`, 'litmos/forbidden');
		await bench.sync(litmos, {extras: ['course-modules']});
		expect(kinds().filter((text) => text.startsWith('optional-part-failed'))).not.toEqual([]);
		expect(bench.content().finished).toBe(true);
	});

	test('details that are refused give way to the plain list', async () => {
		const litmos = new FakeLitmos(tenant(14, 1, 1));
		litmos.failures.set('account-details', 'litmos/forbidden');
		await bench.sync(litmos, {extras: ['account-details']});
		expect(accountsIn()).toBe(14);
		expect(kinds()).toContain('optional-part-failed account-details');
	});

	test('required work comes before optional work', async () => {
		const litmos = new FakeLitmos(tenant(12, 5, 5), 100);
		await bench.sync(litmos, {extras: ['team-roles']});
		const firstRole = litmos.log.findIndex((request) => /leaders|admins/.test(request));
		const lastRequired = litmos.log.findLastIndex((request) => /^(team-members|course-people)/.test(request));
		// As many optional ones may start as places were free while the last required ones were under way.
		expect(lastRequired - firstRole).toBeLessThan(3);
	});

	test('a nested team without its parent in the list is sent without its place', async () => {
		const litmos = new FakeLitmos(tenant(4, 1, 0));
		litmos.tenant.teams.push(team('orphan', 'elsewhere'), team('self', 'self'));
		await bench.sync(litmos, {extras: ['nested-teams']});
		expect(kinds()).toContain('optional-part-failed orphan');
		expect(bench.content().grants.join()).not.toContain(':team:');
	});
});

describe('the bulk read', () => {
	test('is used when cheaper and equal, with the same result and fewer requests', async () => {
		const plain = new FakeLitmos(tenant(60, 2, 30), 1000);
		const first = await bench.sync(plain);
		expect(first.courseRead).toEqual({way: 'per-course', reason: 'the bulk read is switched off'});
		const wanted = bench.sent();
		const bulk = new FakeLitmos(tenant(60, 2, 30), 1000);
		const report = await bench.sync(bulk, {bulkRead: 'auto'}, {fresh: true});
		expect(bench.sent()).toEqual(wanted);
		expect(report.courseRead).toMatchObject({
			way: 'bulk',
			reason: expect.stringContaining('proven equal on 3 courses'),
		});
		expect(bulk.log.length).toBe(3 + 2 + 3 + 3);
		expect(bulk.log.length).toBeLessThan(plain.log.length);
	});

	test('is not tried when it is not cheaper', async () => {
		const litmos = new FakeLitmos(tenant(60, 2, 4), 1000);
		const report = await bench.sync(litmos, {bulkRead: 'auto'});
		expect(report.courseRead).toMatchObject({way: 'per-course', reason: expect.stringContaining('about 4 requests')});
		expect(litmos.log.join()).not.toContain('bulk');
	});

	test.each([
		['one grant too few', (rows: {id: string; completed: boolean}[]) => rows.filter(({id}) => id !== 'c0')],
		['another progress', (rows: {id: string; completed: boolean}[]) => rows.map((row) => ({...row, completed: true}))],
		['a list that looks cut', (rows: {id: string; completed: boolean}[]) => Array.from({length: 100}, () => rows[0]!)],
	])('is given up when it differs: %s', async (_, change) => {
		await bench.sync(new FakeLitmos(tenant(60, 2, 30), 1000));
		const wanted = bench.sent();
		const litmos = new FakeLitmos(tenant(60, 2, 30), 1000);
		const truth = litmos.bulk;
		litmos.bulk = (id) => change(truth(id)) as ReturnType<typeof truth>;
		const report = await bench.sync(litmos, {bulkRead: 'auto'}, {fresh: true});
		expect(report.courseRead).toMatchObject({way: 'per-course', reason: expect.stringContaining('was not used')});
		expect(bench.sent()).toEqual(wanted);
	});

	test('is given up when it differs late, and nothing of it stays', async () => {
		await bench.sync(new FakeLitmos(tenant(120, 2, 40), 1000));
		const wanted = bench.sent();
		const litmos = new FakeLitmos(tenant(120, 2, 40), 1000);
		const truth = litmos.bulk;
		let calls = 0;
		litmos.bulk = (id) => {
			const rows = truth(id);
			// The proving batches are right; later ones invent courses, and then one is wrong for a sample.
			if (++calls <= 50) return rows;
			const invented = rows.length > 0 ? {...rows[0]!, id: 'c39'} : [];
			return [...rows.filter((row) => row.id !== 'c0'), invented].flat();
		};
		const report = await bench.sync(litmos, {bulkRead: 'auto'}, {fresh: true});
		expect(report.courseRead.way).toBe('per-course');
		expect(bench.sent()).toEqual(wanted);
	});

	test('is given up when Litmos refuses it', async () => {
		const litmos = new FakeLitmos(tenant(60, 2, 30), 1000);
		litmos.failures.set('bulk', 'litmos/forbidden');
		const report = await bench.sync(litmos, {bulkRead: 'auto'});
		expect(report.courseRead).toMatchObject({way: 'per-course', reason: expect.stringContaining('does not answer')});
		expect(bench.content().finished).toBe(true);
	});

	test('a network that fails while it reads is a failure of the sync', async () => {
		const litmos = new FakeLitmos(tenant(60, 2, 30), 1000);
		litmos.failures.set('bulk', 'network/unreachable');
		await expect(bench.sync(litmos, {bulkRead: 'auto'})).rejects.toMatchObject({code: 'network/unreachable'});
		expect(bench.content().finished).toBe(false);
	});

	test('interrupted in the middle, it still tells how many people each course has', async () => {
		const litmos = new FakeLitmos(tenant(120, 2, 40), 1000);
		const truth = litmos.bulk;
		let calls = 0;
		litmos.bulk = (id) => {
			// The proving batches are stored, a later one fails.
			if (++calls > 50) throw new Problem({code: 'network/unreachable', what: 'No network'});
			return truth(id);
		};
		await expect(bench.sync(litmos, {bulkRead: 'auto'})).rejects.toMatchObject({code: 'network/unreachable'});
		litmos.bulk = truth;
		const report = await bench.sync(litmos, {bulkRead: 'auto'});
		expect(report).toMatchObject({resumed: true, courseRead: {way: 'bulk'}});
		const people = [...litmos.tenant.people].map(([id, of]) => [id, of.size]);
		expect(bench.event('course-people')?.people).toEqual(new Map(people as [string, number][]));
	});

	test('cannot be proven when courses list people who are no accounts', async () => {
		const litmos = new FakeLitmos(tenant(60, 2, 30), 1000);
		for (const people of litmos.tenant.people.values()) people.set('ghost', true);
		const report = await bench.sync(litmos, {bulkRead: 'auto'});
		expect(report.courseRead.reason).toContain('not in the list of accounts');
		expect(bench.content().grants).toContain('course:c29:assigned:user:ghost');
	});
});
