import {existsSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openWorkingFile} from '../../../source/c1z/working-file.ts';
import {noteCourseChange} from '../../../source/sync/course-changes.ts';
import type {CourseRow} from '../../../source/sync/course-filter.ts';
import type {SyncEvent} from '../../../source/sync/events.ts';
import type {SyncOptions} from '../../../source/sync/job.ts';
import {unusedSync} from '../../../source/sync/saved-sync.ts';
import {Session} from '../../../source/sync/session.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {Bench} from './bench.ts';
import {course, FakeLitmos, target, tenant} from './fake-litmos.ts';

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

const job = (options: Partial<SyncOptions> = {}) => ({
	options: {...defaultOptions, ...options},
	folder: bench.folder,
	fresh: false,
});

function open(litmos: FakeLitmos, clock: () => number = Date.now) {
	const session = new Session({...target, concurrency: 1}, {createClient: () => litmos, clock});
	return {
		session,
		async list() {
			const rows: CourseRow[] = [];
			await session.listCourses(job(), (page) => rows.push(...page));
			return rows.map(({name}) => name);
		},
		async sync(options: Partial<SyncOptions> = {}, unused?: string) {
			const events: SyncEvent[] = [];
			const report = await session.sync({...job(options), unused}, (event) => events.push(event));
			return {report, started: events.find((event) => event.type === 'started')};
		},
	};
}

const courseNames = () => bench.sent().resources.filter((text) => text.startsWith('course:'));

it('a finished sync that is used stays as old as it is', async () => {
	const data = tenant(3, 1, 2);
	const {syncId} = await bench.sync(new FakeLitmos(data));
	const read = unusedSync(bench.folder, target, defaultOptions, []);
	await new Promise((resolve) => setTimeout(resolve, 5));
	const {report} = await open(new FakeLitmos(data)).sync({}, syncId);
	expect(report.requests.spent).toBe(0);
	expect(report.completedAt).toBe(read!.finishedAt.toISOString());
	expect(unusedSync(bench.folder, target, defaultOptions, [])).toEqual(read);
});

describe('the list of courses', () => {
	it('is asked for each time, and touches no working file', async () => {
		const litmos = new FakeLitmos(tenant(3, 1, 2));
		const {list} = open(litmos);
		expect(await list()).toEqual(['Course c0', 'Course c1']);
		litmos.tenant.courses[0] = course('c0', {name: 'Renamed'});
		expect(await list()).toEqual(['Renamed', 'Course c1']);
		litmos.failures.set('courses', 'litmos/key-refused');
		await expect(list()).rejects.toMatchObject({code: 'litmos/key-refused'});
		expect(existsSync(bench.path)).toBe(false);
	});

	it('leaves a finished sync that nobody used where it is', async () => {
		const data = tenant(3, 1, 2);
		const {syncId} = await bench.sync(new FakeLitmos(data));
		await open(new FakeLitmos(data)).list();
		expect(unusedSync(bench.folder, target, defaultOptions, [])).toMatchObject({syncId});
	});

	it('that a person has just chosen from is not read again for the sync, an older one is', async () => {
		const litmos = new FakeLitmos(tenant(3, 1, 3));
		let now = Date.now();
		const {list, sync} = open(litmos, () => now);
		await list();
		await sync();
		expect(litmos.log.filter((request) => request === 'courses@0')).toHaveLength(1);
		now += 70 * 60_000;
		await sync();
		expect(litmos.log.filter((request) => request === 'courses@0')).toHaveLength(2);
	});

	it('read anew takes the place of the one an interrupted sync had stored', async () => {
		const litmos = new FakeLitmos(tenant(3, 1, 13));
		litmos.failures.set('course-people:c12', 'litmos/busy');
		await expect(bench.sync(litmos)).rejects.toMatchObject({code: 'litmos/busy'});
		litmos.failures.clear();
		litmos.tenant.courses[0] = course('c0', {name: 'Renamed'});
		litmos.tenant.courses[5] = course('new');
		litmos.log.length = 0;
		const {list, sync} = open(litmos);
		await list();
		await sync();
		expect(courseNames()).toContain('course:c0 Renamed');
		expect(courseNames()).toContain('course:new Course new');
		expect(courseNames().join()).not.toContain('course:c5 ');
		expect(litmos.log.filter((request) => request.startsWith('courses@'))).toHaveLength(5);
		expect(litmos.log).not.toContain('accounts@0');
	});

	it('that an interrupted sync goes on with is told with its age', async () => {
		const litmos = new FakeLitmos(tenant(3, 1, 2));
		litmos.failures.set('course-people:c1', 'litmos/busy');
		await expect(bench.sync(litmos)).rejects.toMatchObject({code: 'litmos/busy'});
		expect(bench.event('started')).toMatchObject({coursesAt: null, readAt: null});
		const before = Date.now();
		litmos.failures.clear();
		await bench.sync(litmos);
		const {coursesAt} = bench.event('started')!;
		expect(Date.parse(coursesAt!)).toBeLessThanOrEqual(before);
		expect(bench.event('started')).toMatchObject({resumed: true, readAt: null});
	});
});

describe('a finished sync that nobody used', () => {
	const unused = (options: Partial<SyncOptions> = {}, used: string[] = []) =>
		unusedSync(bench.folder, target, {...defaultOptions, ...options}, used);

	it('is found for the same account, selection and optional data, by whichever name courses are given', async () => {
		const {syncId} = await bench.sync(new FakeLitmos(tenant(3, 1, 4)), {
			courses: ['CODE-c1', 'c2'],
			extras: ['team-roles'],
		});
		const same = {courses: ['c2', 'CODE-c1'], extras: ['team-roles' as const]};
		expect(unused(same)).toMatchObject({syncId, finishedAt: expect.any(Date)});
		expect(unused({...same, courses: ['c1', 'c2']})).toMatchObject({syncId});
		expect(unused({...same, courses: ['c1']})).toBeNull();
		expect(unused({...same, courses: null})).toBeNull();
		expect(unused({...same, extras: []})).toBeNull();
		expect(unused({...same, resourcesOnly: true})).toBeNull();
		expect(unused(same, [syncId])).toBeNull();
		expect(unusedSync(bench.folder, {...target, source: 'other'}, {...defaultOptions, ...same}, [])).toBeNull();
	});

	it('is not one that leaves out inactive courses, unless that is wanted', async () => {
		await bench.sync(new FakeLitmos(tenant(3, 1, 6)), {skipInactiveCourses: true});
		expect(unused({skipInactiveCourses: true})).not.toBeNull();
		expect(unused()).toBeNull();
	});

	it('is not one of the service, whose syncs are sent already', async () => {
		const session = new Session(target, {createClient: () => new FakeLitmos(tenant(3, 1, 2))});
		await session.sync({...job(), endsWithRead: true}, () => {});
		expect(unused()).toBeNull();
	});

	it('is used without a request, as it was read, and told with its age', async () => {
		const {syncId} = await bench.sync(new FakeLitmos(tenant(3, 1, 2)));
		const litmos = new FakeLitmos(tenant(3, 1, 3));
		const {list, sync} = open(litmos);
		await list();
		litmos.log.length = 0;
		const {report, started} = await sync({}, syncId);
		expect(report.syncId).toBe(syncId);
		expect(litmos.log).toEqual([]);
		expect(started).toMatchObject({resumed: true, readAt: expect.any(String)});
		expect(courseNames()).toHaveLength(2);
	});

	it('reads the members of a course again that was granted or revoked since', async () => {
		const data = tenant(3, 1, 2);
		const {syncId} = await bench.sync(new FakeLitmos(data));
		data.people.get('c1')!.delete('a0');
		noteCourseChange(bench.path, 'c1');
		const litmos = new FakeLitmos(data);
		await open(litmos).sync({}, syncId);
		expect(new Set(litmos.log.map((request) => request.split('@')[0]))).toEqual(new Set(['course-people:c1']));
		expect(bench.sent().grants).not.toContain('course:c1:assigned:user:a0');
	});

	it('is read anew when other courses are wanted, since one file must not hold old and new rows', async () => {
		const data = tenant(3, 1, 4);
		const {syncId} = await bench.sync(new FakeLitmos(data), {courses: ['c1']});
		const litmos = new FakeLitmos(data);
		const {sync} = open(litmos);
		await sync({courses: ['c1']}, syncId);
		expect(litmos.log).toEqual([]);
		const {report} = await sync({courses: ['c1', 'c2']});
		expect(report.syncId).not.toBe(syncId);
		expect(litmos.log).toContain('accounts@0');
		expect(openWorkingFile(bench.path, {readOnly: true}).info().syncId).toBe(report.syncId);
	});
});
