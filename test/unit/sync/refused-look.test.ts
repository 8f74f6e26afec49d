import {describe, expect, it} from 'vitest';
import type {LitmosClient} from '../../../source/litmos/client.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {assignCourse, unassignCourse} from '../../../source/sync/assignments.ts';

const pair = {accountId: 'A1', courseId: 'C9'};
const soon = {lookAgain: 0};
const refusals = [
	['404', () => new Problem({code: 'litmos/not-found', what: '404'})],
	['405', () => new Problem({code: 'litmos/unexpected-answer', what: '405'})],
	['501', () => new Problem({code: 'litmos/unexpected-answer', what: '501'})],
] as const;

/** A Litmos that does not give the courses of an account; `people` are those of the course, null = refused as well. */
function tenant(
	refusal: () => Problem,
	change: {people?: string[] | null; accountExists?: boolean; courseExists?: boolean} = {},
) {
	const {people = [], accountExists = true, courseExists = true} = change;
	const calls: string[] = [];
	const client = {
		async page({kind}: {kind: string}, start: number) {
			calls.push(kind);
			if (kind === 'account-courses' || people === null) throw refusal();
			return {rows: people.slice(start).map((id) => ({id})), next: null, unusable: 0};
		},
		async account(id: string) {
			calls.push('account');
			return accountExists ? {id, userName: 'ana'} : null;
		},
		async course(id: string) {
			calls.push('course');
			return courseExists ? {id, name: 'Security basics'} : null;
		},
		async assignCourse() {
			calls.push('assign');
			people?.push('A1');
		},
		async unassignCourse() {
			calls.push('remove');
			people?.splice(people.indexOf('A1'), 1);
			return 'removed';
		},
	} as unknown as LitmosClient;
	return {client, calls};
}

describe.each(refusals)('where Litmos answers %s to the courses of an account', (_, refusal) => {
	it('a course is assigned, and seen among the people of the course', async () => {
		const {client, calls} = tenant(refusal);
		expect(await assignCourse(client, pair, {sendMessage: false, ...soon})).toBe('assigned');
		expect(calls).toEqual(['account-courses', 'account', 'assign', 'course-people']);
	});

	it('a course is taken away, and the people of the course are looked at', async () => {
		const {client, calls} = tenant(refusal, {people: ['A2', 'A1']});
		expect(await unassignCourse(client, pair, soon)).toBe('removed');
		// Twice: that somebody is not there counts once the list is proven to end.
		expect(calls).toEqual(['account-courses', 'account', 'remove', 'course-people', 'course-people']);
	});

	it('what nothing can show is taken as Litmos answered it', async () => {
		const assigned = tenant(refusal, {people: null});
		expect(await assignCourse(assigned.client, pair, {sendMessage: false, ...soon})).toBe('assigned');
		const removed = tenant(refusal, {people: null});
		expect(await unassignCourse(removed.client, pair, soon)).toBe('removed');
	});

	it('a course that does not exist is found out', async () => {
		const {client} = tenant(refusal, {people: null, courseExists: false});
		await expect(assignCourse(client, pair, {sendMessage: false, ...soon})).rejects.toMatchObject({
			what: 'Litmos has no course with the ID C9',
		});
	});

	it('an account that does not exist is found out before anything is changed', async () => {
		const {client, calls} = tenant(refusal, {accountExists: false});
		await expect(assignCourse(client, pair, {sendMessage: false, ...soon})).rejects.toMatchObject({
			code: 'litmos/not-found',
			what: 'Litmos has no account with the ID A1',
		});
		expect(await unassignCourse(client, pair, soon)).toBe('already-gone');
		expect(calls).toEqual(['account-courses', 'account', 'account-courses', 'account']);
	});
});

it('an outage while looking ends the change', async () => {
	const {client, calls} = tenant(() => new Problem({code: 'litmos/busy', what: '503', retryable: true}));
	await expect(assignCourse(client, pair, {sendMessage: false, ...soon})).rejects.toMatchObject({code: 'litmos/busy'});
	expect(calls).toEqual(['account-courses']);
});
