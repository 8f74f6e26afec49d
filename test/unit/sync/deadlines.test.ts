import {expect, test} from 'vitest';
import type {CoursePerson} from '../../../source/litmos/records.ts';
import {progressBatch} from '../../../source/sync/progress-rows.ts';

const due = '2026-03-01T00:00:00';
const till = '/Date(1772323200000-0500)/';
const seconds = Date.UTC(2026, 2, 1) / 1000;

const person = (parts: Partial<CoursePerson>): CoursePerson => ({
	...{id: 'u1', userName: '', firstName: '', lastName: '', completed: false, percentageComplete: '0'},
	...{dueDate: '', compliantTill: ''},
	...parts,
});

test.each([
	['what is due', {dueDate: due, compliantTill: ''}, 'in_progress', seconds],
	['what lapsed and is to be done again', {compliantTill: till}, 'in_progress', seconds],
	[
		'how long a completion counts',
		{completed: true, dueDate: '2020-01-01T00:00:00', compliantTill: till},
		'completed',
		seconds,
	],
	['a completion that was due once', {completed: true, dueDate: due}, 'completed', undefined],
	['nothing', {}, 'in_progress', undefined],
] as const)('the people of a course bring along %s', (_, parts, slug, deadline) => {
	const {grants = []} = progressBatch('course', 'c1', [person(parts)], () => false);
	expect(grants.map(({entitlementId, deadline}) => [entitlementId, deadline])).toEqual([
		['course:c1:assigned', undefined],
		[`course:c1:${slug}`, deadline],
	]);
});
