import {expect, test} from 'vitest';
import type {LitmosClient, Page} from '../../../source/litmos/client.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {assignCourse, unassignCourse} from '../../../source/sync/assignments.ts';

const pair = {accountId: 'A1', courseId: 'C9'};
const soon = {lookAgain: 0};

interface Tenant {
	/** Courses of the account at each look; the last one holds for all further looks. */
	looks: string[][];
	courseExists?: boolean;
	accountExists?: boolean;
	removal?: 'removed' | 'absent' | 'owned-by-learning-path';
}

/** Two courses a page, so that a look may take several. */
function tenant({looks, courseExists = true, accountExists = true, removal = 'removed'}: Tenant) {
	const calls: string[] = [];
	let look = -1;
	const client = {
		async page(_: unknown, start: number): Promise<Page<'account-courses'>> {
			if (!accountExists) throw new Problem({code: 'litmos/not-found', what: '404'});
			if (start === 0) {
				look++;
				calls.push('look');
			}
			const held = looks[Math.min(look, looks.length - 1)] ?? [];
			const rows = held.slice(start, start + 2).map((id) => ({id, name: `Course ${id}`}));
			return {
				rows,
				next: start + 2 < held.length ? start + 2 : null,
				unusable: 0,
			} as unknown as Page<'account-courses'>;
		},
		async account(id: string) {
			return accountExists ? {id, userName: 'ana'} : null;
		},
		async course(id: string) {
			calls.push('course');
			return courseExists ? {id} : null;
		},
		async assignCourse(_: string, __: string, {sendMessage}: {sendMessage: boolean}) {
			calls.push(`assign, mail ${sendMessage}`);
		},
		async unassignCourse() {
			calls.push('remove');
			return removal;
		},
	} as unknown as LitmosClient;
	return {client, calls};
}

test('a course that is held already is not assigned again, wherever it is on the list', async () => {
	const {client, calls} = tenant({looks: [['C1', 'C2', 'C9']]});
	expect(await assignCourse(client, pair, {sendMessage: false, ...soon})).toBe('already-assigned');
	expect(calls).toEqual(['look']);
});

test.each([true, false])('a new assignment is read back; mail %s', async (sendMessage) => {
	const {client, calls} = tenant({looks: [['C1'], ['C1', 'C9']]});
	expect(await assignCourse(client, pair, {sendMessage, ...soon})).toBe('assigned');
	expect(calls).toEqual(['look', `assign, mail ${sendMessage}`, 'look']);
});

test('a slow tenant is looked at again; the course is looked up once', async () => {
	const {client, calls} = tenant({looks: [[], [], [], ['C9']]});
	expect(await assignCourse(client, pair, {sendMessage: false, ...soon})).toBe('assigned');
	expect(calls).toEqual(['look', 'assign, mail false', 'look', 'course', 'look', 'look']);
});

test('what Litmos ignores in silence is not called assigned', async () => {
	const {client} = tenant({looks: [[]]});
	await expect(assignCourse(client, pair, {sendMessage: false, ...soon})).rejects.toMatchObject({
		code: 'litmos/unexpected-answer',
		why: expect.stringContaining('inactive'),
	});
	const unknown = tenant({looks: [[]], courseExists: false});
	await expect(assignCourse(unknown.client, pair, {sendMessage: false, ...soon})).rejects.toMatchObject({
		code: 'litmos/not-found',
		what: 'Litmos has no course with the ID C9',
	});
	const nobody = tenant({looks: [[]], accountExists: false});
	await expect(assignCourse(nobody.client, pair, {sendMessage: false, ...soon})).rejects.toMatchObject({
		code: 'litmos/not-found',
		what: 'Litmos has no account with the ID A1',
	});
	expect(nobody.calls).toEqual([]);
});

test.each([
	['not held', {looks: [['C1']]}, 'already-gone', ['look']],
	['of an account that is gone', {looks: [], accountExists: false}, 'already-gone', []],
	['gone in between', {looks: [['C9']], removal: 'absent'}, 'already-gone', ['look', 'remove']],
	['held', {looks: [['C9'], []]}, 'removed', ['look', 'remove', 'look']],
	['held by a slow tenant', {looks: [['C9'], ['C9'], []]}, 'removed', ['look', 'remove', 'look', 'look']],
] as const)('taking away a course that is %s', async (_, shape, outcome, steps) => {
	const {client, calls} = tenant(shape as unknown as Tenant);
	expect(await unassignCourse(client, pair, soon)).toBe(outcome);
	expect(calls).toEqual(steps);
});

test('what brings the course back, or keeps it, is named', async () => {
	const path = tenant({looks: [['C9']], removal: 'owned-by-learning-path'});
	await expect(unassignCourse(path.client, pair, soon)).rejects.toMatchObject({
		code: 'litmos/not-acceptable',
		what: expect.stringContaining('learning path'),
		next: [expect.stringContaining('learning path')],
	});
	const team = tenant({looks: [['C9']]});
	await expect(unassignCourse(team.client, pair, soon)).rejects.toMatchObject({
		code: 'litmos/not-acceptable',
		why: expect.stringContaining('team'),
	});
});

test('a stop ends the waiting between two looks at once', async () => {
	const stop = new AbortController();
	const {client} = tenant({looks: [[]]});
	const looked = client.course.bind(client);
	client.course = (...args) => {
		queueMicrotask(() => stop.abort());
		return looked(...args);
	};
	const work = assignCourse(client, pair, {sendMessage: false, signal: stop.signal, lookAgain: 3_600_000});
	await expect(work).rejects.toMatchObject({code: 'cancelled'});
});
