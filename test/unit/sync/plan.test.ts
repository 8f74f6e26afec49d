import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Problem} from '../../../source/problem/problem.ts';
import type {Extra} from '../../../source/settings/extras.ts';
import {extraCosts} from '../../../source/settings/extras.ts';
import {settings} from '../../../source/settings/settings.ts';
import type {CourseRow} from '../../../source/sync/course-filter.ts';
import {matchCourses, resolveCourses} from '../../../source/sync/course-filter.ts';
import {dropGuard} from '../../../source/sync/drop-guard.ts';
import {extras} from '../../../source/sync/extras/table.ts';
import {PageFollower} from '../../../source/sync/page-follower.ts';
import {planRequests, timeFor} from '../../../source/sync/plan.ts';
import {pagesOf} from '../../../source/sync/tenant-size.ts';
import {workingFilePath} from '../../../source/sync/working-file-path.ts';
import {decideResume} from '../../../source/sync/workspace.ts';
import {FakeLitmos, tenant} from './fake-litmos.ts';
import {readInMemory} from './memory-sync.ts';

const plain = {extras: [] as Extra[], resourcesOnly: false};

describe('the request budget', () => {
	test('pages: a full page is followed by one more', () => {
		expect([0, 1, 499, 500, 999, 1000, 1001, 2000, 5000].map((rows) => pagesOf(rows))).toEqual([
			1, 1, 1, 1, 1, 2, 2, 3, 6,
		]);
		expect([0, 9, 10, 11, 20].map((rows) => pagesOf(rows, 10))).toEqual([1, 1, 2, 2, 3]);
	});

	test('is what following the pages really takes', () => {
		fc.assert(
			fc.property(fc.integer({min: 0, max: 4000}), fc.constantFrom(2, 7, 100, 250, 1000), (rows, pageSize) => {
				const ids = Array.from({length: rows}, (_, index) => String(index));
				const follower = new PageFollower();
				let requests = 0;
				for (let start = 0, isLast = false; !isLast; requests++) {
					const page = ids.slice(start, start + pageSize);
					const step = follower.take(start, page, {full: page.length === pageSize, unusable: 0});
					expect(step.failure).toBeNull();
					isLast = step.end !== 'no';
					start = step.next;
				}
				expect(follower.size).toBe(rows);
				expect(requests).toBe(pagesOf(rows, pageSize));
			}),
		);
	});

	// Litmos fact sheet, section 5.1; people just below full pages, since the sheet leaves out the page after a full one.
	test.each([
		['small', {accounts: 250, teams: 10, catalogue: 50, courses: 50}, 63],
		[
			'middle',
			{
				accounts: 4990,
				teams: 200,
				catalogue: 500,
				courses: 500,
				memberPages: 200,
				peoplePages: 480 + 20 * pagesOf(4990),
			},
			790,
		],
		[
			'large',
			{
				accounts: 49_900,
				teams: 1500,
				catalogue: 2990,
				courses: 3000,
				memberPages: 1530,
				peoplePages: 2970 + 30 * pagesOf(49_900),
			},
			6050,
		],
	])('%s tenant', (_, size, sheet) => {
		const plan = planRequests(size, plain);
		expect(Math.abs(plan.total - sheet) / sheet).toBeLessThan(0.01);
		const roles = planRequests(size, {...plain, extras: ['team-roles']});
		expect(roles.total - plan.total).toBe(2 * size.teams);
	});

	test('a course filter costs one listing and one request per course', () => {
		const plan = planRequests({accounts: 250, teams: 10, catalogue: 340, courses: 18}, plain);
		expect(plan.total).toBe(1 + 1 + 1 + 10 + 18);
	});

	test('resources only cost their listings', () => {
		expect(
			planRequests({accounts: 250, teams: 10, catalogue: 50, courses: 50}, {...plain, resourcesOnly: true}),
		).toEqual({
			lines: [
				{what: 'accounts', requests: 1, exact: true},
				{what: 'teams', requests: 1, exact: true},
				{what: 'courses', requests: 1, exact: true},
			],
			total: 3,
			exact: true,
			lists: 3,
			proofs: 6,
		});
	});

	// Lists of a row or none take a proof less; an eighth, or five requests, is what the estimate may be off.
	test.each([
		[40, 3, 4],
		[40, 12, 15],
		[40, 12, 25],
		[300, 10, 40],
		[300, 40, 300],
	])(
		'with the proofs of ends it is what is spent: %i accounts, %i teams, %i courses',
		async (accounts, teams, courses) => {
			const litmos = new FakeLitmos(tenant(accounts, teams, courses), 1000);
			await readInMemory(litmos);
			const size = {accounts, teams, catalogue: courses, courses};
			const {total, proofs} = planRequests(size, plain);
			const spent = litmos.log.length;
			expect(Math.abs(total + proofs - spent)).toBeLessThanOrEqual(Math.max(5, spent / 8));

			const checked = new FakeLitmos(tenant(accounts, teams, courses), 1000);
			await readInMemory(checked, {checkEveryList: true});
			const checks = planRequests(size, {...plain, checkEveryList: true}).proofs;
			expect(Math.abs(total + checks - checked.log.length)).toBeLessThanOrEqual(Math.max(5, checked.log.length / 8));
			expect(checked.log.length).toBeLessThanOrEqual(3 * litmos.log.length);
		},
	);

	test('the help of the setting says the same price for each extra', () => {
		const {help} = settings.extras;
		for (const [extra, cost] of Object.entries(extraCosts)) expect(help).toContain(`${extra} (${cost})`);
	});

	test('each extra has its price', () => {
		const size = {accounts: 250, teams: 10, catalogue: 50, courses: 20, learningPaths: 7};
		const costs = Object.entries(extras).map(([extra, {cost}]) => [extra, cost(size, 1000).requests]);
		expect(Object.fromEntries(costs)).toEqual({
			'access-levels': 0,
			'account-details': 0,
			'nested-teams': 0,
			'team-roles': 20,
			'learning-paths': 8,
			'course-modules': 20,
			achievements: 1,
		});
	});

	test('time', () => {
		expect(timeFor(95, 95)).toBe(60_000);
		expect(timeFor(10, Number.POSITIVE_INFINITY)).toBe(0);
		expect(timeFor(1, 0)).toBe(Number.POSITIVE_INFINITY);
	});
});

describe('the course filter', () => {
	const row = (id: string, number: string, code: string, name: string): CourseRow => ({
		id,
		number,
		code,
		name,
		active: true,
	});
	const courses = [
		row('TimFniOt0ZQ1', '5100003', 'SEC-101', 'Security basics'),
		row('9BTZBBSyqG01', '5100004', '', 'Privacy'),
		row('WJHUUVVi18k1', '5100005', 'OLD', 'Archived'),
		row('m3u9tHlJPsg1', '5100006', 'OLD', 'Archived again'),
		row('O2leaVCjjQc1', '42', '5100004', 'A code like a number'),
		row('-lead3CjjQc1', '43', 'TimFniOt0ZQ1', 'A code like an id'),
		row('sixsixsix001', '44', '777', 'A code of digits'),
	];

	test.each([
		[['TimFniOt0ZQ1'], ['TimFniOt0ZQ1']],
		[['5100004'], ['9BTZBBSyqG01']],
		[['SEC-101'], ['TimFniOt0ZQ1']],
		[['777'], ['sixsixsix001']],
		[['-lead3CjjQc1'], ['-lead3CjjQc1']],
		[[' SEC-101 ', '5100003', '', 'TimFniOt0ZQ1'], ['TimFniOt0ZQ1']],
		[
			['42', 'SEC-101'],
			['O2leaVCjjQc1', 'TimFniOt0ZQ1'],
		],
		[
			['5100005', '5100006'],
			['WJHUUVVi18k1', 'm3u9tHlJPsg1'],
		],
	])('%j is %j', (values, ids) => expect(resolveCourses(values, courses)).toEqual(ids));

	const problem = (values: string[]): Problem => {
		try {
			resolveCourses(values, courses);
		} catch (error) {
			return error as Problem;
		}
		throw new Error('It was resolved.');
	};

	test('unknown ones are named, with what is near', () => {
		const near = problem(['SEC-10', '5100007', 'zzzzzz']);
		expect(near).toMatchObject({code: 'courses/unknown', exit: 2, what: '3 courses aren’t in Litmos'});
		expect(near.why).toContain('SEC-10: did you mean SEC-101 (Security basics)');
		expect(near.why).toContain('5100007: did you mean');
		expect(near.why).toMatch(/; zzzzzz$/);
		expect(problem(['sec-101']).why).toContain('did you mean SEC-101');
	});

	test('ambiguous codes are listed with what tells the courses apart', () => {
		expect(problem(['OLD'])).toMatchObject({
			code: 'courses/ambiguous',
			why: expect.stringContaining('“OLD” is WJHUUVVi18k1 · OLD · No. 5100005 · Archived, or m3u9tHlJPsg1'),
		});
	});

	test.each([[[]], [['']], [[' ', '\n']]])('an empty list is never "all": %j', (values) => {
		expect(problem(values)).toMatchObject({code: 'courses/unknown', what: 'No course is selected'});
	});

	test('a long list of unknown ones stays readable', () => {
		const many = problem(Array.from({length: 500}, (_, index) => `qqqqqqqqqqqqqqq${index}`));
		expect(many.why!.length).toBeLessThan(1000);
		expect(many.why).toContain('and 490 more');
	});

	test('an empty code is nobody', () =>
		expect(matchCourses([''], courses)).toEqual({ids: [], unknown: [], ambiguous: []}));
});

describe('the drop guard', () => {
	const comparison = (accountDrop: number, grantDrop: number) => ({
		against: {syncId: 's', endedAt: ''},
		added: {},
		removed: {},
		changed: {},
		accountDrop,
		grantDrop,
	});
	test.each([
		[0, 0],
		[0.1, 0.1],
	])('lets %d and %d pass', (accounts, grants) => expect(dropGuard(comparison(accounts, grants))).toBeNull());
	test('asks before a large drop', () => {
		expect(dropGuard(comparison(0.101, 0))).toMatchObject({
			code: 'push/drop-guard',
			exit: 5,
			what: expect.stringContaining('accounts'),
		});
		expect(dropGuard(comparison(0, 0.5))).toMatchObject({what: '50% of the grants of the last push are gone'});
		expect(dropGuard(comparison(0.2, 0.5), 0.6)).toBeNull();
	});
	test('has nothing to compare the first push with', () => {
		expect(dropGuard({...comparison(1, 1), against: null})).toBeNull();
		expect(dropGuard(null)).toBeNull();
	});
});

describe('whether a sync is gone on with', () => {
	const scope = {tenant: 'https://api.litmos.com acme', courses: null, extras: [], mapping: 1};
	const state = {
		scope,
		startedAt: new Date(0),
		finishedAt: null,
		continuing: false,
		ours: false,
		isWanted: false,
		isAbandoned: false,
	};
	const finished = {...state, finishedAt: new Date(1)};
	const asked = {scope, fresh: false, endsWithRead: false, resumeWithin: 1000, now: 500};
	const anHourLater = {...asked, resumeWithin: 10_000_000, now: 3_600_002};
	test.each([
		['half done', state, asked, true],
		['nothing there', null, asked, false],
		['fresh', state, {...asked, fresh: true}, false],
		['exactly old enough', state, {...asked, now: 1000}, true],
		['too old', state, {...asked, now: 1001}, false],
		['another mapping', state, {...asked, scope: {...scope, mapping: 2}}, false],
		['another tenant', state, {...asked, scope: {...scope, tenant: 'other'}}, false],
		['other extras', state, {...asked, scope: {...scope, extras: ['team-roles']}}, false],
		['half done, for the service', state, {...asked, endsWithRead: true}, true],
		['complete', finished, asked, false],
		['complete, of this session', {...finished, ours: true}, asked, true],
		['complete, of this session, over an hour ago', {...finished, ours: true}, anHourLater, false],
		['complete, of this session, for the service', {...finished, ours: true}, {...asked, endsWithRead: true}, false],
		['complete, courses being added over an hour ago', {...finished, continuing: true}, anHourLater, false],
		['complete, courses being added', {...finished, continuing: true}, asked, true],
		[
			'complete, its report not written, for the service',
			{...finished, continuing: true},
			{...asked, endsWithRead: true},
			false,
		],
		['complete, asked for by its id', {...finished, isWanted: true}, anHourLater, true],
		[
			'complete, asked for by its id, by the service',
			{...finished, isWanted: true},
			{...asked, endsWithRead: true},
			false,
		],
	])('%s', (_, file, wanted, resume) => expect(decideResume(file, wanted).resume).toBe(resume));
});

test('working files of two tenants never share a name', () => {
	const path = (baseUrl: string, source: string) => workingFilePath('/f', {baseUrl, source});
	expect(path('https://api.litmos.com', 'Acme Ltd')).toMatch(/^\/f\/api\.litmos\.com-acme-ltd-[0-9a-f]{8}\.sync$/);
	expect(path('https://api.litmos.com', 'a/b')).not.toBe(path('https://api.litmos.com', 'a?b'));
	expect(path('https://api.litmos.com/', 'a')).toBe(path('https://api.litmos.com', 'a'));
	expect(path('https://api.litmos.com', '../../etc')).not.toContain('/../');
});
