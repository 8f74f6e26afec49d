import {describe, expect, it} from 'vitest';
import {matchCourses, resolveCourses} from '../../../source/sync/course-filter.ts';

const course = (id: string, name: string, code = '', number = '') => ({id, code, number, name, active: true});
const courses = [
	course('a1', 'Code of Conduct', 'MAND-1', '101'),
	course('b1', 'Fire safety, part 1', 'FIRE', '102'),
	course('c1', 'Fire safety, part 2', '', '103'),
	course('d1', 'Onboarding', 'ON-A', '104'),
	course('e1', 'Onboarding', 'ON-B', '105'),
	course('f1', 'Safety', '', '106'),
	course('g1', 'Basics', '', '107'),
	course('h1', 'Safety, basics', '', '108'),
	course('i1', 'MAND-1', 'X', '109'),
	course('j1', 'Profit & Loss', '', '110'),
];

describe('courses named by their name', () => {
	it('are found whatever the case and the spaces', () => {
		expect(matchCourses(['  code  OF conduct '], courses).ids).toEqual(['a1']);
		expect(matchCourses(['Profit &amp; Loss'], courses).ids).toEqual(['j1']);
	});

	it('come after ids, numbers and codes', () => {
		expect(matchCourses(['MAND-1'], courses).ids).toEqual(['a1']);
	});

	it('may hold commas although the list was cut at them', () => {
		const cut = 'Fire safety, part 1, MAND-1, Fire safety, part 2'.split(',');
		expect(matchCourses(cut, courses)).toEqual({ids: ['b1', 'a1', 'c1'], unknown: [], ambiguous: []});
	});

	it('are not joined when each part is a course', () => {
		expect(matchCourses(['Safety', 'basics'], courses).ids).toEqual(['f1', 'g1']);
	});

	it('that several courses have are listed with what tells them apart', () => {
		const {ids, ambiguous} = matchCourses(['Onboarding'], courses);
		expect(ids).toEqual([]);
		expect(ambiguous.map(({courses}) => courses.map(({code}) => code))).toEqual([['ON-A', 'ON-B']]);
		expect(() => resolveCourses(['Onboarding'], courses)).toThrow(
			expect.objectContaining({why: expect.stringMatching(/d1 · ON-A · No\. 104.*e1 · ON-B · No\. 105/)}),
		);
	});
});
