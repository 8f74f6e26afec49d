import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {noteCourseChange} from '../../../source/sync/course-changes.ts';
import {unusedSync} from '../../../source/sync/saved-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {Bench} from './bench.ts';
import {course, FakeLitmos, target, tenant} from './fake-litmos.ts';

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

const courses = () =>
	bench
		.sent()
		.resources.filter((text) => text.startsWith('course:'))
		.map((text) => text.split(' ')[0]?.slice('course:'.length));
const peopleRead = (litmos: FakeLitmos) =>
	[...new Set(litmos.log.filter((request) => request.startsWith('course-people:')).map((text) => text.split('@')[0]))]
		.map((text) => text!.slice('course-people:'.length))
		.sort();

/** Courses s0 and s1 (inactive) with a code that begins with SEC, and x0 with another; s0 has nobody. */
function secured() {
	const data = tenant(6, 1, 0);
	data.courses.push(
		course('s0', {code: 'SEC-1'}),
		course('s1', {code: 'sec-2', active: false}),
		course('x0', {code: 'OTHER'}),
	);
	const people = tenant(6, 1, 1).people.get('c0')!;
	data.people.set('s0', new Map()).set('s1', people).set('x0', people);
	return data;
}

describe('a sync with a rule', () => {
	it('reads the courses that match, for the one list of courses that a sync reads anyway', async () => {
		const litmos = new FakeLitmos(secured());
		await bench.sync(litmos, {courseRules: ['code starts with SEC']});
		expect(courses()).toEqual(['s0', 's1']);
		expect(peopleRead(litmos)).toEqual(['s0', 's1']);
		expect(litmos.log.filter((request) => request === 'courses@0')).toHaveLength(1);
		expect(litmos.log.filter((request) => request.startsWith('course:'))).toEqual([]);
	});

	it('takes the courses of several rules together', async () => {
		await bench.sync(new FakeLitmos(secured()), {courseRules: ['code is "OTHER"', 'code is "SEC-1"']});
		expect(courses()).toEqual(['s0', 'x0']);
	});

	it('is evaluated anew by the next one: a new course that matches comes along', async () => {
		const data = secured();
		await bench.sync(new FakeLitmos(data), {courseRules: ['code starts with SEC']});
		data.courses.push(course('s9', {code: 'SEC-9'}));
		await bench.sync(new FakeLitmos(data), {courseRules: ['code starts with SEC']});
		expect(courses()).toEqual(['s0', 's1', 's9']);
	});

	it('leaves out inactive courses where that is wished', async () => {
		await bench.sync(new FakeLitmos(secured()), {courseRules: ['code starts with SEC'], skipInactiveCourses: true});
		expect(courses()).toEqual(['s0']);
	});

	it('fails when a rule matches no course, before members of any course are read', async () => {
		const litmos = new FakeLitmos(secured());
		const sync = bench.sync(litmos, {courseRules: ['code starts with SEC', 'name is "Nothing"']});
		await expect(sync).rejects.toMatchObject({code: 'courses/unknown', what: expect.stringContaining('"Nothing"')});
		await expect(sync).rejects.not.toMatchObject({what: expect.stringContaining('SEC')});
		expect(peopleRead(litmos)).toEqual([]);
		expect(bench.content()).toMatchObject({finished: false});
		expect(courses()).toEqual([]);
	});

	it('is not used for another rule, or for all courses', async () => {
		const {syncId} = await bench.sync(new FakeLitmos(secured()), {courseRules: ['code starts with SEC']});
		const unused = (options: object) => unusedSync(bench.folder, target, {...defaultOptions, ...options}, []);
		expect(unused({courseRules: ['code starts with SEC']})).toMatchObject({syncId});
		expect(unused({courseRules: ['code starts with SE']})).toBeNull();
		expect(unused({courseRules: ['code starts with SEC'], skipInactiveCourses: true})).toBeNull();
		expect(unused({courses: ['s0', 's1']})).toBeNull();
		expect(unused({})).toBeNull();
	});

	it('that is gone on with by another rule has what that one matches', async () => {
		const data = secured();
		const stopped = new FakeLitmos(data);
		stopped.failures.set('course-people:s1', 'litmos/busy');
		await expect(bench.sync(stopped, {courseRules: ['code starts with SEC']})).rejects.toThrow();
		const litmos = new FakeLitmos(data);
		await bench.sync(litmos, {courseRules: ['code is "OTHER" or code is "SEC-1"']});
		expect(courses()).toEqual(['s0', 'x0']);
		expect(bench.sent().grants.some((grant) => grant.startsWith('course:s1'))).toBe(false);
	});
});

describe('a rule that asks for members', () => {
	it('leaves out courses without, at no further request', async () => {
		const plain = new FakeLitmos(secured());
		await bench.sync(plain, {}, {fresh: true});
		const litmos = new FakeLitmos(secured());
		await bench.sync(litmos, {courseRules: ['with members']}, {fresh: true});
		expect(courses()).toEqual(['s1', 'x0']);
		expect(litmos.log.length).toBe(plain.log.length);
		expect(bench.sent().entitlements.filter((id) => id.startsWith('course:s0'))).toEqual([]);
	});

	it('the other way round leaves out those with, and their grants', async () => {
		await bench.sync(new FakeLitmos(secured()), {courseRules: ['without members']});
		expect(courses()).toEqual(['s0']);
		expect(bench.sent().grants.filter((grant) => grant.startsWith('course:'))).toEqual([]);
	});

	it('reads members of the courses only that match otherwise', async () => {
		const litmos = new FakeLitmos(secured());
		await bench.sync(litmos, {courseRules: ['code starts with SEC and with members']});
		expect(courses()).toEqual(['s1']);
		expect(peopleRead(litmos)).toEqual(['s0', 's1']);
	});

	it('fails when no course is left', async () => {
		const sync = bench.sync(new FakeLitmos(secured()), {courseRules: ['code is "SEC-1" and with members']});
		await expect(sync).rejects.toMatchObject({code: 'courses/unknown'});
		expect(bench.content()).toMatchObject({finished: false});
	});

	it('doesn’t read them again when the finished sync is used, but after a change and for another rule', async () => {
		const data = secured();
		const rules = {courseRules: ['with members']};
		const {syncId} = await bench.sync(new FakeLitmos(data), rules);
		const ours = (id: string) => id === syncId;
		const again = new FakeLitmos(data);
		await bench.sync(again, rules, {ours});
		expect(peopleRead(again)).toEqual([]);
		expect(courses()).toEqual(['s1', 'x0']);

		const all = new FakeLitmos(data);
		await bench.sync(all, {}, {ours});
		expect(peopleRead(all)).toEqual(['s0']);
		expect(courses()).toEqual(['s0', 's1', 'x0']);

		await bench.sync(new FakeLitmos(data), rules, {ours});
		expect(courses()).toEqual(['s1', 'x0']);
		data.people.set('s0', data.people.get('s1')!);
		noteCourseChange(bench.path, 's0');
		await bench.sync(new FakeLitmos(data), rules, {ours});
		expect(courses()).toEqual(['s0', 's1', 'x0']);
	});
});
