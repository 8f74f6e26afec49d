import {describe, expect, it} from 'vitest';
import {reportProblem} from '../../../source/cli/report-problem.ts';
import {formatRules, parseRules} from '../../../source/course-rules/parse.ts';
import {Problem} from '../../../source/problem/problem.ts';

const conditions = (text: string) => parseRules(text).map((rule) => rule.conditions);
function problemOf(text: string): Problem {
	try {
		parseRules(text);
	} catch (error) {
		return Problem.from(error);
	}
	throw new Error(`“${text}” is read as a rule`);
}

const starts = (text: string) => ({of: 'code', how: 'starts', text}) as const;

describe('a rule for courses', () => {
	it('looks at code, name and ID as a text', () => {
		expect(conditions('code starts with "SEC"')).toEqual([[{test: starts('SEC'), not: false}]]);
		expect(conditions('name contains "Fire safety, part 1"')).toEqual([
			[{test: {of: 'name', how: 'contains', text: 'Fire safety, part 1'}, not: false}],
		]);
		expect(conditions('id is TimFniOt0ZQ1 and name ends with "basics"')).toEqual([
			[
				{test: {of: 'id', how: 'is', text: 'TimFniOt0ZQ1'}, not: false},
				{test: {of: 'name', how: 'ends', text: 'basics'}, not: false},
			],
		]);
	});

	it('takes a text in any quotation marks, and one word without', () => {
		for (const text of ['"SEC"', '“SEC”', "'SEC'", 'SEC']) {
			expect(conditions(`code starts with ${text}`)).toEqual([[{test: starts('SEC'), not: false}]]);
		}
		expect(conditions('code starts with "a ""b"""')).toEqual([[{test: starts('a "b"'), not: false}]]);
		expect(conditions(`name is O'Neil`)).toEqual([[{test: {of: 'name', how: 'is', text: "O'Neil"}, not: false}]]);
		expect(conditions('code is "and"')).toEqual([[{test: {of: 'code', how: 'is', text: 'and'}, not: false}]]);
	});

	it('looks at the number, alone and as a range', () => {
		expect(conditions('number 1042')).toEqual([[{test: {of: 'number', from: 1042, to: 1042}, not: false}]]);
		for (const range of ['100-200', '100 - 200', '100–200']) {
			expect(conditions(`number ${range}`)).toEqual([[{test: {of: 'number', from: 100, to: 200}, not: false}]]);
		}
	});

	it('looks at status and members, both ways', () => {
		expect(conditions('active and not inactive')).toEqual([
			[
				{test: {of: 'active'}, not: false},
				{test: {of: 'active'}, not: false},
			],
		]);
		expect(conditions('inactive')).toEqual([[{test: {of: 'active'}, not: true}]]);
		expect(conditions('with members')).toEqual([[{test: {of: 'members'}, not: false}]]);
		expect(conditions('without  members')).toEqual([[{test: {of: 'members'}, not: true}]]);
	});

	it('is one of several that commas, lines or “or” separate', () => {
		const two = [[{test: starts('A'), not: false}], [{test: {of: 'active'}, not: true}]];
		for (const text of [
			'code starts with A, not active',
			'code starts with A or not active',
			'code starts with A\nnot active\n',
			'code starts with A,\r\n , not active,',
		]) {
			expect(conditions(text)).toEqual(two);
		}
	});

	it('ignores case and blanks of its own words', () => {
		expect(conditions('  NOT   Code  Starts  With "SEC"  AND Active ')).toEqual([
			[
				{test: starts('SEC'), not: true},
				{test: {of: 'active'}, not: false},
			],
		]);
	});

	it('keeps its text, which reads back as the same', () => {
		const text = 'name contains "a, b" and not inactive, number 1-2';
		const rules = parseRules(text).map((rule) => rule.text);
		expect(rules).toEqual(['name contains "a, b" and not inactive', 'number 1-2']);
		expect(formatRules(rules)).toBe(text);
		expect(parseRules(formatRules(rules))).toEqual(parseRules(text));
	});
});

describe('a rule that can’t be read', () => {
	it.each([
		['colour is red', '', 'A condition is expected'],
		['code starts with "SEC" and', 'code starts with "SEC" and', 'A condition is expected'],
		['(code is A)', '', 'A condition is expected'],
		['code SEC', 'code ', 'A comparison is expected at the mark, after “code”'],
		['name contains', 'name contains', 'A text is expected at the mark, after “contains”'],
		['name contains and active', 'name contains ', 'can’t be a text'],
		['code is not "A"', 'code is ', 'Put “not” before the condition'],
		['code is "A', 'code is ', 'has no second one'],
		['name contains ""', 'name contains ', 'every course would match'],
		['number abc', 'number ', 'A number, or a range'],
		['number 200-100', 'number ', 'ends before it begins'],
		['number 100-', 'number ', 'A number, or a range'],
		['name is Fire safety', 'name is Fire ', 'a text of several words in quotation marks'],
		['active inactive', 'active ', '“and” or a comma is expected'],
		['', '', 'is empty'],
		[' , ', ',', 'is empty'],
	])('%s: the mark is under the spot', (text, before, said) => {
		const problem = problemOf(text);
		const [shown = '', mark] = problem.copy;
		expect([problem.what, ...problem.next].join(' ')).toContain(said);
		expect(problem).toMatchObject({code: 'input/invalid', exit: 2});
		expect(shown.startsWith(before)).toBe(true);
		expect(mark).toBe(`${' '.repeat(before.length)}^`);
	});

	it('is told by a command with the mark on a line of its own', () => {
		let told = '';
		const stderr = {
			write(text: string) {
				told += text;
				return true;
			},
		};
		expect(reportProblem(problemOf('code starts SEC'), {json: false, stderr})).toBe(2);
		expect(told).toMatch(/^code starts SEC\n {5}\^$/m);
	});

	it('is cut around the spot, which wide characters do not shift', () => {
		const {copy} = problemOf(`name contains "${'安全'.repeat(10)}" and colour is "${'x'.repeat(100)}"`);
		const [shown = '', mark = ''] = copy;
		expect(shown).toMatch(/^….*colour is "x+…$/);
		const cells = [...shown.slice(0, shown.indexOf('colour'))].map((letter) => (/[安全]/.test(letter) ? 2 : 1));
		expect(mark.indexOf('^')).toBe(cells.reduce((sum, width) => sum + width, 0));
	});

	it('never brings along what a terminal obeys', () => {
		expect(problemOf('code is \u001b[31m"A').copy.join('')).not.toContain('\u001b');
	});
});
