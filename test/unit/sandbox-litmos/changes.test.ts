import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Client, openSandbox} from './reader.ts';

let client: Client;
let now: number;
beforeEach(async () => {
	now = Date.UTC(2026, 6, 1, 12);
	client = await openSandbox({now: () => now});
});
afterEach(() => client.sandbox.close());

const window = (since: string, to: string) => `since=${encodeURIComponent(since)}&to=${encodeURIComponent(to)}`;
const wide = window('2026-06-30 00:00:00', '2026-07-03 00:00:00');
const course = (id: string) => `<Courses><Course><Id>${id}</Id></Course></Courses>`;

test('an assignment stamps both of its records, and taking it away leaves them inactive', async () => {
	const [account] = client.sandbox.sample(1).accounts;
	const own = new Set((await client.all(`/users/${account!.id}/courses`)).map((row) => row.Id));
	const {id} = client.sandbox.sample(50).courses.find((one) => !own.has(one.id))!;
	expect(await client.all(`/org/users/courses?${wide}`)).toEqual([]);
	await client.send('POST', `/users/${account!.id}/courses?sendmessage=false`, course(id));
	const assigned = {Id: id, UserId: account!.id, Active: 'true', UpdatedDate: '2026-07-01T12:00:00'};
	expect(await client.all(`/org/users/courses?${wide}`)).toMatchObject([assigned]);
	expect(await client.all(`/org/results/details?${wide}`)).toMatchObject([{...assigned, Completed: 'false'}]);
	now += 1000;
	await client.send('DELETE', `/users/${account!.id}/courses/${id}`);
	expect(await client.all(`/org/users/courses?${wide}`)).toMatchObject([
		{Id: id, Active: 'false', CreatedDate: '2026-07-01T12:00:00', UpdatedDate: '2026-07-01T12:00:01'},
	]);
});

test('today is withheld unless the window ends in the future', async () => {
	const [account] = client.sandbox.sample(1).accounts;
	const own = new Set((await client.all(`/users/${account!.id}/courses`)).map((row) => row.Id));
	const {id} = client.sandbox.sample(50).courses.find((one) => !own.has(one.id))!;
	await client.send('POST', `/users/${account!.id}/courses?sendmessage=false`, course(id));
	now += 60_000;
	expect(await client.all(`/org/users/courses?${window('2026-06-30 00:00:00', '2026-07-01 12:00:30')}`)).toEqual([]);
	expect(await client.all(`/org/users/courses?${window('2026-06-30 00:00:00', '2026-07-01 13:00:00')}`)).toHaveLength(
		1,
	);
});

test.each([
	['no end', 'since=2026-07-01%2000:00:00'],
	['a date without a time', window('2026-07-01', '2026-07-02 00:00:00')],
	['over seven days', window('2026-06-20 00:00:00', '2026-07-03 00:00:00')],
])('a window with %s is refused', async (_, query) => {
	expect((await client.get(`/org/teams/users?${query}`)).status).toBe(406);
});
