import {expect, it} from 'vitest';
import {problemLines} from '../../../source/problem/layout.ts';
import {Problem} from '../../../source/problem/problem.ts';

it('a problem is told in one order, what is to be copied last', () => {
	const problem = new Problem({
		code: 'litmos/key-refused',
		what: 'Litmos rejected this API key',
		why: 'It may belong to another account.',
		next: ['Copy the key again.'],
		copy: ['https://example.com/help'],
	});
	expect(problemLines(problem, {also: 'Nothing was sent.', log: '/tmp/x.log'})).toEqual([
		{role: 'what', text: 'Litmos rejected this API key'},
		{role: 'why', text: 'It may belong to another account.'},
		{role: 'why', text: 'Nothing was sent.'},
		{role: 'next', text: 'Copy the key again.'},
		{role: 'log', text: 'Log: /tmp/x.log'},
		{role: 'copy', text: 'https://example.com/help'},
	]);
	expect(problemLines(new Problem({code: 'cancelled', what: 'Canceled'}))).toEqual([{role: 'what', text: 'Canceled'}]);
});
