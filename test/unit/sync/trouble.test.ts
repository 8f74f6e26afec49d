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
			if (request.startsWith('accounts@') && request !== 'accounts@0' && extra < 4) {
				litmos.tenant.accounts.unshift(account(`new${extra++}`));
			}
		};
		await bench.sync(litmos);
		// The list is read again while it moves; what was put in front of the last reading is for the next sync.
		expect(accountsIn()).toBeGreaterThanOrEqual(350);
		const {resources} = bench.content();
		for (let at = 0; at < 350; at++) expect(resources).toContain(`user:a${at} a${at}@example.com`);
		expect(kinds()).toEqual([]);
	});

	test('rows that slip past because earlier ones went are found by one step back', async () => {
		const litmos = new FakeLitmos(tenant(350, 0, 0), 100);
		const gone: string[] = [];
		litmos.beforeAnswer = (request) => {
			if (request === 'accounts@99' && gone.length === 0)
				gone.push(...litmos.tenant.accounts.splice(10, 30).map(({id}) => id));
		};
		await bench.sync(litmos);
		const {resources} = bench.content();
		for (const {id} of litmos.tenant.accounts) expect(resources).toContain(`user:${id} ${id}@example.com`);
		expect(accountsIn()).toBe(350);
		// Where rows have gone, the list is read once more.
		expect(litmos.log.filter((request) => request.startsWith('accounts')).length).toBeLessThanOrEqual(14);
	});

	test('rows that slip past the last page are found too', async () => {
		const litmos = new FakeLitmos(tenant(150, 0, 0), 100);
		litmos.beforeAnswer = (request) => {
			if (request === 'accounts@99') litmos.tenant.accounts.splice(0, 60);
		};
		await bench.sync(litmos);
		expect(accountsIn()).toBe(150);
	});

	test('a listing without any order is no sync, and does not cost more than a few readings', async () => {
		const litmos = new FakeLitmos(tenant(1000, 0, 0), 100);
		litmos.beforeAnswer = (request) => {
			if (request.startsWith('accounts')) litmos.tenant.accounts.reverse();
		};
		await expect(bench.sync(litmos)).rejects.toMatchObject({code: 'sync/incomplete', exit: 1});
		expect(bench.content().finished).toBe(false);
		expect(litmos.log.filter((request) => request.startsWith('accounts')).length).toBeLessThanOrEqual(4 * 12);
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

	test.each([
		['accounts', 'the list of accounts'],
		['courses', 'the list of courses'],
		['team-members:t0', 'the members of team “Team t0” (ID t0)'],
		['course-people:c0', 'the members of course “Course c0” (number 50, ID c0)'],
	])('a server that ignores start fails the sync, which names the list: %s', async (key, name) => {
		const litmos = new FakeLitmos(tenant(250, 1, 120), 100);
		litmos.ignoresStart.add(key);
		const failure = {code: 'sync/incomplete', exit: 1, message: expect.stringContaining(name)};
		await expect(bench.sync(litmos)).rejects.toMatchObject(failure);
		expect(bench.content().finished).toBe(false);
		expect(litmos.log.filter((request) => request.startsWith(`${key}@`)).length).toBeLessThanOrEqual(10);
		litmos.ignoresStart.clear();
		litmos.log.length = 0;
		await bench.sync(litmos);
		expect(bench.content().finished).toBe(true);
		// What was read stays.
		if (key !== 'accounts') expect(litmos.log).not.toContain('accounts@0');
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

describe('rows listed twice', () => {
	test.each([2, 1000])('the later version counts, with pages of %d rows alike', async (pageSize) => {
		const litmos = new FakeLitmos(tenant(2, 0, 0), pageSize);
		litmos.tenant.accounts.push(account('a0', {userName: 'renamed@example.com', active: false}));
		litmos.tenant.courses.push(course('c0'), course('c1'), course('c0', {name: 'New name'}));
		await bench.sync(litmos);
		expect(bench.content().resources).toEqual([
			'course:c0 New name',
			'course:c1 Course c1',
			'user:a0 renamed@example.com',
			'user:a1 a1@example.com',
		]);
		expect(kinds().join()).toContain('duplicate-row accounts');
	});

	test.each([2, 1000])('of a person the later progress counts, with pages of %d rows alike', async (pageSize) => {
		const litmos = new FakeLitmos(tenant(2, 0, 1), pageSize);
		const rowsOf = litmos.rows.bind(litmos);
		const person = (id: string, completed: boolean) => ({...account(id), completed, percentageComplete: '0'});
		litmos.rows = ((listing: {kind: string}) =>
			listing.kind === 'course-people'
				? [person('a0', false), person('a1', false), person('a0', true)]
				: rowsOf(listing as never)) as typeof litmos.rows;
		await bench.sync(litmos);
		expect(bench.content().grants).toEqual([
			'course:c0:assigned:user:a0',
			'course:c0:assigned:user:a1',
			'course:c0:completed:user:a0',
			'course:c0:in_progress:user:a1',
		]);
	});
});

describe('rows listed twice, elsewhere', () => {
	test.each([2, 1000])('of a team the later name and parent count, with pages of %d rows alike', async (pageSize) => {
		const litmos = new FakeLitmos(tenant(2, 0, 0), pageSize);
		litmos.tenant.teams.push(team('t0'), team('t1'), team('t2', 't0'), {...team('t2', 't1'), name: 'Later'});
		const {warnings} = await bench.sync(litmos, {extras: ['nested-teams']});
		const {resources, grants} = bench.content();
		expect(resources.filter((text) => text.startsWith('team:t2'))).toEqual(['team:t2 Later']);
		expect(grants).toEqual(['team:t1:member:team:t2']);
		expect(warnings['duplicate-row']).toBeGreaterThan(0);
	});

	test.each([2, 1000])('of an account the later access level counts, with pages of %d rows alike', async (pageSize) => {
		const litmos = new FakeLitmos(tenant(3, 0, 0), pageSize);
		litmos.tenant.accounts.push(account('a0', {accessLevel: 'Team_Leader'}));
		await bench.sync(litmos, {extras: ['access-levels']});
		expect(bench.content().grants.filter((grant) => grant.endsWith(':a0'))).toEqual([
			'access_level:team_leader:assigned:user:a0',
		]);
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

	test('a course whose members may not be read is named, and how to leave it out', async () => {
		const litmos = new FakeLitmos(tenant(12, 3, 4));
		litmos.failures.set('course-people:c1', 'litmos/forbidden');
		const failure: unknown = await bench.sync(litmos).catch((error: unknown) => error);
		expect(failure).toMatchObject({code: 'litmos/forbidden', exit: 3});
		const {what, next} = failure as Problem;
		expect(what).toContain('“Course c1” (number 51, ID c1)');
		expect(next.join(' ')).toContain('--limited-courses');
		expect(bench.content().finished).toBe(false);
		const [, rule = ''] = /--course-rule '([^']+)'/.exec(next.join(' ')) ?? [];
		await bench.sync(litmos, {courseRules: [rule]});
		expect(bench.content().resources.filter((text) => text.startsWith('course:'))).toHaveLength(3);
	});

	test.each([
		['is that of the course', false, 'litmos/forbidden'],
		['is that of the key', true, 'litmos/key-refused'],
	])('a refusal that is the first answer after an interruption %s', async (_, isKey, code) => {
		const first = new FakeLitmos(tenant(12, 3, 4));
		first.failures.set('course-people:c1', 'litmos/forbidden');
		await expect(bench.sync(first)).rejects.toMatchObject({code: 'litmos/forbidden'});
		const second = new FakeLitmos(tenant(12, 3, 4));
		// As the client says it: before any good answer a refusal is taken for one of the key.
		let isKnownGood = false;
		second.beforeAnswer = (request) => {
			if (isKey || request.startsWith('course-people:c1@')) {
				throw new Problem({code: isKnownGood ? 'litmos/forbidden' : 'litmos/key-refused', what: 'Refused'});
			}
			if (request === 'check') isKnownGood = true;
			else if (!isKnownGood) throw new Problem({code: 'litmos/key-refused', what: 'Refused'});
		};
		await expect(bench.sync(second)).rejects.toMatchObject({
			code,
			what: isKey ? 'Refused' : expect.stringContaining('“Course c1”'),
		});
	});

	test('stops the rest at once', async () => {
		const litmos = new FakeLitmos(tenant(12, 30, 30));
		litmos.failures.set('team-members:t3', 'litmos/busy');
		await expect(bench.sync(litmos)).rejects.toMatchObject({code: 'litmos/busy', exit: 4});
		expect(litmos.log.length).toBeLessThan(40);
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
		const lastRequired = litmos.log.findLastIndex((request) => /^(team-members|course-people):.*@0$/.test(request));
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
