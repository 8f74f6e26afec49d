import {mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {cancelled} from '../../../source/problem/problem.ts';
import type {Extra} from '../../../source/settings/extras.ts';
import {reportPath} from '../../../source/sync/report.ts';
import {savedSync} from '../../../source/sync/saved-sync.ts';
import {pagesOf} from '../../../source/sync/tenant-size.ts';
import {amount} from '../../long.ts';
import {Bench} from './bench.ts';
import {FakeLitmos, target, tenant} from './fake-litmos.ts';

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

/** What a perfect reader finds, in the form of `Bench.sent`. */
function expectedGrants({members, people}: ReturnType<typeof tenant>): string[] {
	const grants = [...members].flatMap(([team, ids]) => ids.map((id) => `team:${team}:member:user:${id}`));
	for (const [course, persons] of people) {
		for (const [id, completed] of persons) {
			grants.push(`course:${course}:assigned:user:${id}`);
			grants.push(`course:${course}:${completed ? 'completed' : 'in_progress'}:user:${id}`);
		}
	}
	return grants.sort();
}

describe('a whole sync', () => {
	test('gives everything, once, with the fewest requests and the proofs of all ends', async () => {
		const litmos = new FakeLitmos(tenant(25, 4, 12));
		const report = await bench.sync(litmos);
		const content = bench.content();
		expect(content.grants).toEqual(expectedGrants(litmos.tenant));
		expect(content.finished).toBe(true);
		expect(report.counts).toMatchObject({accounts: 25, teams: 4, courses: 12, grants: content.grants.length});
		const least =
			pagesOf(25, 10) +
			pagesOf(4, 10) +
			pagesOf(12, 10) +
			[...litmos.tenant.members.values()].reduce((sum, ids) => sum + pagesOf(ids.length, 10), 0) +
			[...litmos.tenant.people.values()].reduce((sum, people) => sum + pagesOf(people.size, 10), 0);
		const lists = 3 + 4 + 12;
		expect(litmos.log.length).toBeGreaterThan(least);
		// A small tenant: what is behind the last row of each list, and whether that still stands there, as it did when a list
		// of several pages was read.
		const members = [...litmos.tenant.members.values(), ...litmos.tenant.people.values()];
		const long = 2 + members.filter((people) => ('size' in people ? people.size : people.length) >= 10).length;
		expect(litmos.log.length).toBeLessThanOrEqual(least + 2 * lists + long);
		expect(new Set(litmos.log).size).toBe(litmos.log.length);
		expect(report.requests).toMatchObject({spent: litmos.log.length, saved: 0});
		expect(report.lists).toEqual({read: lists, checked: lists});
		expect(content.requests).toBe(litmos.log.length);
	});

	test('writes a private report beside the file, and exact numbers in the last event', async () => {
		const report = await bench.sync(new FakeLitmos(tenant(25, 4, 12)));
		const path = reportPath(bench.path);
		expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(report);
		expect(Object.keys(report.phaseMs!).sort()).toEqual([
			'accounts',
			'course-people',
			'courses',
			'finishing',
			'team-members',
			'teams',
		]);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const last = bench.event('progress')!;
		expect(last.counts).toEqual(report.counts);
		expect(last.budget).toMatchObject({left: 0, timeLeft: 0, spent: report.requests.spent});
		expect(last.phases).toMatchObject([
			{phase: 'accounts', done: 25, total: 25},
			{phase: 'teams', done: 4, total: 4},
			{phase: 'courses', done: 12, total: 12},
			{phase: 'team-members', done: 4, total: 4},
			{phase: 'course-people', done: 12, total: 12},
			{phase: 'extras', done: 0, total: null},
			{phase: 'finishing', done: 1, total: 1},
		]);
		expect(bench.events.at(-1)).toEqual({type: 'finished', report});
	});

	test('tells of its progress at most ten times a second', async () => {
		let now = 0;
		await bench.sync(new FakeLitmos(tenant(60, 10, 30), 2), {}, {clock: () => now++});
		const events = bench.events.filter((event) => event.type === 'progress').length;
		expect(events).toBeGreaterThan(2);
		expect(events).toBeLessThanOrEqual(Math.ceil(now / 100) + 1);
	});

	test('logs no personal data at info and above', async () => {
		const lines: string[] = [];
		const litmos = new FakeLitmos(tenant(12, 2, 3));
		litmos.tenant.accounts[3]!.email = 'broken address';
		await bench.sync(
			litmos,
			{},
			{
				log: (level, message, fields) => level !== 'debug' && lines.push(JSON.stringify({message, fields})),
			},
		);
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.join()).not.toMatch(/example\.com|broken address|a\d+"/);
	});

	test('says when Litmos slows it down', async () => {
		const litmos = new FakeLitmos(tenant(12, 2, 3));
		litmos.beforeAnswer = () => {
			litmos.throttled = 1;
		};
		await bench.sync(litmos);
		expect(bench.events.filter((event) => event.type === 'throttled')).toHaveLength(1);
	});

	test('resources only: no grants, and a full sync of the same session reads just the people', async () => {
		const litmos = new FakeLitmos(tenant(12, 3, 3), 100);
		await bench.sync(litmos, {resourcesOnly: true});
		expect(bench.content()).toMatchObject({finished: true, grants: []});
		expect(litmos.log.filter((request) => request.endsWith('@0'))).toEqual(['accounts@0', 'teams@0', 'courses@0']);
		const requests = litmos.log.length;
		litmos.log.length = 0;
		await bench.sync(new FakeLitmos(litmos.tenant, 100), {}, {ours: () => true});
		expect(bench.content().grants).toEqual(expectedGrants(litmos.tenant));
		expect(bench.event('started')).toMatchObject({resumed: true, requestsSaved: requests});
	});

	test('empty teams and inactive courses are left out by option', async () => {
		const litmos = new FakeLitmos(tenant(12, 3, 10));
		litmos.tenant.members.set('t1', []);
		await bench.sync(litmos, {skipEmptyTeams: true, skipInactiveCourses: true});
		const {resources} = bench.content();
		expect(resources.filter((text) => text.startsWith('team:'))).toEqual(['team:t0 Team t0', 'team:t2 Team t2']);
		expect(resources.filter((text) => text.startsWith('course:')).map((text) => text.split(' ')[0])).toEqual([
			'course:c0',
			'course:c1',
			'course:c2',
			'course:c3',
			'course:c5',
			'course:c6',
			'course:c7',
			'course:c8',
		]);
		expect(litmos.log.some((request) => request.startsWith('course-people:c4'))).toBe(false);
	});
});

describe('resume', () => {
	const all: Extra[] = ['access-levels', 'team-roles', 'nested-teams', 'learning-paths', 'course-modules'];

	test.each([
		['plain', {}],
		['with extras', {extras: all}],
	])(
		'stopped at each request and gone on with: nothing is asked twice, the result is the same (%s)',
		async (_, options) => {
			const make = () => tenant(11, 3, 2);
			const whole = new FakeLitmos(make());
			await bench.sync(whole, options);
			const wanted = bench.sent();
			const requests = whole.log.length;
			expect(requests).toBeGreaterThan(8);
			const wholeLog = whole.log.toSorted();
			for (let stopAt = 1; stopAt < requests; stopAt += amount(1, 3)) {
				bench.remove();
				bench = new Bench();
				const first = new FakeLitmos(make());
				let answered = 0;
				const stored: string[] = [];
				first.beforeAnswer = (request) => {
					if (++answered > stopAt) throw cancelled();
					stored.push(request);
				};
				await expect(bench.sync(first, options)).rejects.toMatchObject({code: 'cancelled'});
				expect(bench.content().finished).toBe(false);
				const second = new FakeLitmos(make());
				const report = await bench.sync(second, options);
				expect(report.resumed).toBe(true);
				expect([...stored, ...second.log].sort()).toEqual(wholeLog);
				expect(bench.sent()).toEqual(wanted);
				expect(bench.content().finished).toBe(true);
			}
		},
	);

	test('a cancelled run says so and keeps what was read', async () => {
		const litmos = new FakeLitmos(tenant(32, 3, 14));
		const controller = new AbortController();
		litmos.beforeAnswer = () => {
			if (litmos.log.length >= 10) controller.abort();
		};
		await expect(bench.sync(litmos, {}, {signal: controller.signal})).rejects.toMatchObject({
			code: 'cancelled',
			exit: 130,
		});
		expect(litmos.log.length).toBeLessThan(14);
		expect(bench.content()).toMatchObject({finished: false, requests: litmos.log.length});
	});

	test.each([
		['other extras', {extras: ['access-levels' as const]}, {}, /optional data/],
		['a fresh sync', {}, {fresh: true}, /fresh/],
		['too old', {}, {clock: () => Date.now() + 25 * 3_600_000}, /25 h ago/],
	])('starts anew and says why: %s', async (_, options, hooks, reason) => {
		const first = new FakeLitmos(tenant(32, 3, 14));
		first.failures.set('course-people:c3', 'litmos/busy');
		await expect(bench.sync(first)).rejects.toMatchObject({code: 'litmos/busy'});
		const second = new FakeLitmos(tenant(32, 3, 14));
		await bench.sync(second, options, hooks);
		expect(second.log).toContain('accounts@0');
		expect(bench.event('started')).toMatchObject({resumed: false, reason: expect.stringMatching(reason)});
	});

	test('what another key has begun is read anew, once Litmos accepts the key of now', async () => {
		const first = new FakeLitmos(tenant(32, 3, 14));
		first.failures.set('course-people:c3', 'litmos/busy');
		await expect(bench.sync(first)).rejects.toMatchObject({code: 'litmos/busy'});
		const {requests} = bench.content();

		const refused = new FakeLitmos(tenant(32, 3, 14));
		refused.failures.set('check', 'litmos/key-refused');
		await expect(bench.sync(refused, {}, {apiKey: 'refused'})).rejects.toMatchObject({code: 'litmos/key-refused'});
		expect(bench.content()).toMatchObject({finished: false, requests});

		const other = new FakeLitmos(tenant(32, 3, 14));
		await bench.sync(other, {}, {apiKey: 'another'});
		expect(other.log.slice(0, 2)).toEqual(['check', 'accounts@0']);
		expect(bench.event('notice')).toMatchObject({text: expect.stringContaining('with another API key')});
		expect(bench.event('started')).toMatchObject({resumed: false, reason: expect.stringContaining('another API key')});
		expect(bench.content().finished).toBe(true);
	});

	test('a complete sync is not gone on with, unless this session wrote it', async () => {
		await bench.sync(new FakeLitmos(tenant(12, 2, 3)));
		const again = new FakeLitmos(tenant(12, 2, 3));
		await bench.sync(again, {}, {ours: () => true});
		expect(again.log).toEqual([]);
		const anew = new FakeLitmos(tenant(12, 2, 3));
		await bench.sync(anew);
		expect(anew.log.length).toBeGreaterThan(5);
		expect(bench.event('started')).toMatchObject({resumed: false, reason: 'the last sync was complete'});
	});

	test('courses dropped and added again cost only the people of those that were away', async () => {
		const data = tenant(12, 2, 6);
		await bench.sync(new FakeLitmos(data, 100), {courses: ['c1', 'c2']});
		const narrowed = new FakeLitmos(data, 100);
		await bench.sync(narrowed, {courses: ['c2', 'CODE-c4']}, {ours: () => true});
		expect(narrowed.log.every((request) => request.startsWith('course-people:c4@'))).toBe(true);
		const only = bench.sent();
		expect(only.grants.filter((grant) => grant.startsWith('course:c1'))).toEqual([]);
		const all = new FakeLitmos(data, 100);
		await bench.sync(all, {}, {ours: () => true});
		const people = all.log.filter((request) => request.startsWith('course-people:') && request.endsWith('@0'));
		expect(people.sort()).toEqual(['c0', 'c1', 'c3', 'c5'].map((id) => `course-people:${id}@0`));
		expect(bench.sent().grants).toEqual(expectedGrants(data));
	});

	test('a finished file to which courses are being added does not look complete', async () => {
		const data = tenant(12, 2, 6);
		await bench.sync(new FakeLitmos(data, 100), {courses: ['c1']});
		const failing = new FakeLitmos(data, 100);
		failing.failures.set('course-people:c2', 'network/unreachable');
		await expect(bench.sync(failing, {courses: ['c1', 'c2']}, {ours: () => true})).rejects.toMatchObject({
			code: 'network/unreachable',
		});
		const later = new FakeLitmos(data, 100);
		await bench.sync(later, {courses: ['c1', 'c2']});
		expect(later.log.filter((request) => request.endsWith('@0'))).toEqual(['course-people:c2@0']);
	});

	test('what is left of a sync can be looked at', async () => {
		expect(savedSync(bench.folder, target)).toBeNull();
		const failing = new FakeLitmos(tenant(12, 2, 3));
		failing.failures.set('course-people:c2', 'litmos/busy');
		await expect(bench.sync(failing)).rejects.toThrow();
		expect(savedSync(bench.folder, target)).toMatchObject({finishedAt: null, requests: failing.log.length});
		const {syncId} = await bench.sync(new FakeLitmos(tenant(12, 2, 3)));
		expect(savedSync(bench.folder, target)).toMatchObject({syncId, finishedAt: expect.any(Date), counts: {courses: 3}});
		writeFileSync(bench.path, 'not a database');
		expect(savedSync(bench.folder, target)).toBeNull();
	});

	test('a run that ends between the last page and its report is gone on with: nothing is asked again', async () => {
		const data = tenant(12, 2, 3);
		mkdirSync(reportPath(bench.path), {recursive: true});
		await expect(bench.sync(new FakeLitmos(data))).rejects.toThrow();
		rmdirSync(reportPath(bench.path));
		const again = new FakeLitmos(data);
		const report = await bench.sync(again);
		expect(again.log).toEqual([]);
		expect(report).toMatchObject({resumed: true, requests: {spent: 0}});
		expect(bench.content().grants).toEqual(expectedGrants(data));
	});

	test('a damaged working file is replaced', async () => {
		await bench.sync(new FakeLitmos(tenant(12, 2, 3)));
		writeFileSync(bench.path, 'not a database');
		await bench.sync(new FakeLitmos(tenant(12, 2, 3)));
		expect(bench.event('started')).toMatchObject({resumed: false, reason: 'the file of the last sync can’t be read'});
		expect(bench.content().finished).toBe(true);
	});
});
