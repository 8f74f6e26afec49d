import {describe, expect, it} from 'vitest';
import {parseRules} from '../../../source/course-rules/parse.ts';
import {applyRules, asksForMembers, matchRules} from '../../../source/course-rules/rule.ts';

const course = {id: 'TimFniOt0ZQ1', code: 'SEC-101', number: '150', name: 'Security  Basics', active: true};
const match = (text: string, change = {}) => matchRules(parseRules(text), {...course, ...change});

describe('a course matches', () => {
	it.each([
		['code starts with sec-', 'yes'],
		['code is "sec-101"', 'yes'],
		['code ends with "101"', 'yes'],
		['code contains "C-1"', 'yes'],
		['code is "SEC"', 'no'],
		['name is "security basics"', 'yes'],
		['name starts with "basics"', 'no'],
		['id is TimFniOt0ZQ1', 'yes'],
		['id is timfniot0zq1', 'no'],
		['number 100-150', 'yes'],
		['number 150-200', 'yes'],
		['number 151-200', 'no'],
		['active', 'yes'],
		['inactive', 'no'],
		['not inactive and not code is X', 'yes'],
		['active and code is X', 'no'],
		['inactive, code is X or number 150', 'yes'],
	])('%s: %s', (text, expected) => {
		expect(match(text)).toBe(expected);
	});

	it('without a number or a code by neither', () => {
		expect(match('number 0-9999999', {number: ''})).toBe('no');
		expect(match('code is ""', {code: ''})).toBe('yes');
		expect(match('code is ""')).toBe('no');
	});

	it('whichever way its accents are written', () => {
		expect(match('name contains "café"', {name: 'Cafe\u0301 hygiene'})).toBe('yes');
	});

	it('by its members as far as they are known', () => {
		expect(match('with members')).toBe('members');
		expect(match('with members', {people: 3})).toBe('yes');
		expect(match('with members', {people: 0})).toBe('no');
		expect(match('without members', {people: 0})).toBe('yes');
		expect(match('with members and inactive')).toBe('no');
		expect(match('with members, active')).toBe('yes');
	});
});

describe('rules applied to a list of courses', () => {
	const courses = [
		{id: 'a', code: 'A-1', number: '1', name: 'One', active: true, people: 2},
		{id: 'b', code: 'A-2', number: '2', name: 'Two', active: false},
		{id: 'c', code: 'B-1', number: '3', name: 'Three', active: true},
	];
	const ids = (text: string, skipInactive = false) => {
		const {matching, undecided, unmatched} = applyRules(parseRules(text), courses, {skipInactive});
		return {
			matching: matching.map(({id}) => id),
			undecided: undecided.map(({id}) => id),
			unmatched: unmatched.map((rule) => rule.text),
		};
	};

	it('give the courses of any of them, each once, in their order', () => {
		expect(ids('code is "B-1", active')).toEqual({matching: ['a', 'c'], undecided: [], unmatched: []});
	});

	it('name those that no course matches', () => {
		expect(ids('active, code is "Z" or number 9')).toMatchObject({unmatched: ['code is "Z"', 'number 9']});
	});

	it('leave open what depends on members', () => {
		expect(ids('with members')).toEqual({matching: ['a'], undecided: ['b', 'c'], unmatched: []});
		expect(asksForMembers(parseRules('active, not without members'))).toBe(true);
		expect(asksForMembers(parseRules('active'))).toBe(false);
	});

	it('leave out inactive courses where that is wished', () => {
		expect(ids('code starts with "A"', true)).toMatchObject({matching: ['a']});
		expect(ids('inactive', true)).toEqual({matching: [], undecided: [], unmatched: ['inactive']});
	});
});
