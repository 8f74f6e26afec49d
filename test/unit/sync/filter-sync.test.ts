import {afterEach, beforeEach, expect, test} from 'vitest';
import {Bench} from './bench.ts';
import {course, FakeLitmos, tenant} from './fake-litmos.ts';

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

const courseRequests = (litmos: FakeLitmos) => litmos.log.filter((request) => request.startsWith('course'));

test('ids, numbers and codes in any mix cost one listing', async () => {
	const litmos = new FakeLitmos(tenant(5, 1, 25));
	await bench.sync(litmos, {courses: ['c3', '57', 'CODE-c11', 'c3']});
	const first = courseRequests(litmos).filter((request) => /^courses|@0$/.test(request));
	expect([...new Set(first)].sort()).toEqual([
		'course-people:c11@0',
		'course-people:c3@0',
		'course-people:c7@0',
		'courses@0',
		'courses@18',
		'courses@23',
		'courses@24',
		'courses@25',
		'courses@9',
	]);
	// That the one row of a list still stands there is looked at once.
	expect(first).toHaveLength(11);
	expect(bench.content().resources.filter((text) => text.startsWith('course:'))).toHaveLength(3);
});

test('a single id is read on its own: one request, whatever the size of the list', async () => {
	const litmos = new FakeLitmos(tenant(5, 1, 25));
	litmos.tenant.courses.push(course('TimFniOt0ZQ1'));
	await bench.sync(litmos, {courses: ['TimFniOt0ZQ1']});
	const first = courseRequests(litmos).filter((request) => !/@[1-9]/.test(request));
	expect(first).toEqual(['course:TimFniOt0ZQ1', 'course-people:TimFniOt0ZQ1@0']);
	expect(bench.content().resources.filter((text) => text.startsWith('course:'))).toHaveLength(1);
});

test('a single code that looks like an id is found in the list', async () => {
	const litmos = new FakeLitmos(tenant(5, 1, 5));
	litmos.tenant.courses.push(course('c9', {code: 'TimFniOt0ZQ1'}));
	await bench.sync(litmos, {courses: ['TimFniOt0ZQ1']});
	expect(bench.content().resources).toContain('course:c9 Course c9');
});

test.each([
	[['nothing-like-it'], 'courses/unknown'],
	[['TimFniOt0ZQ1'], 'courses/unknown'],
	[[], 'courses/unknown'],
	[['TWICE'], 'courses/ambiguous'],
])('%j is an error, never "all"', async (courses, code) => {
	const litmos = new FakeLitmos(tenant(5, 1, 5));
	litmos.tenant.courses.push(course('d1', {code: 'TWICE'}), course('d2', {code: 'TWICE'}));
	await expect(bench.sync(litmos, {courses})).rejects.toMatchObject({code});
	expect(bench.content()).toMatchObject({finished: false});
	expect(bench.content().resources.filter((text) => text.startsWith('course:'))).toEqual([]);
});

test('a corrected filter does not read the list again', async () => {
	const data = tenant(5, 1, 25);
	await expect(bench.sync(new FakeLitmos(data), {courses: ['c3', 'c99']})).rejects.toThrow();
	const litmos = new FakeLitmos(data);
	await bench.sync(litmos, {courses: ['c3', 'c9']});
	// That nothing is behind the last course, and that it is still there, may be looked at.
	expect(courseRequests(litmos).filter((request) => /^courses@(?!2[35])/.test(request))).toEqual([]);
	expect(bench.content().resources.filter((text) => text.startsWith('course:'))).toHaveLength(2);
});

test('a course that is named is read although it is inactive', async () => {
	await bench.sync(new FakeLitmos(tenant(5, 1, 5)), {courses: ['c4'], skipInactiveCourses: true});
	expect(bench.content().resources).toContain('course:c4 Course c4');
});
