import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Client, openSandbox, record} from './reader.ts';

let client: Client;
let account: string;
beforeEach(async () => {
	client = await openSandbox({now: () => Date.UTC(2026, 6, 1, 12)});
	account = client.sandbox.sample(1).accounts[0]?.id ?? '';
});
afterEach(() => client.sandbox.close());

const body = (...ids: string[]) => `<Courses>${ids.map((id) => `<Course><Id>${id}</Id></Course>`).join('')}</Courses>`;

/** A course the account does not have. */
async function missingCourse(): Promise<string> {
	const own = new Set((await client.all(`/users/${account}/courses`)).map((row) => row.Id));
	const other = client.sandbox.sample(50).courses.find(({id}) => !own.has(id));
	if (!other) throw new Error('the account has every course');
	return other.id;
}
const has = async (course: string) => (await client.get(`/users/${account}/courses/${course}`)).status === 200;

describe('assigning', () => {
	test('shows everywhere afterwards, and the expected totals follow', async () => {
		const course = await missingCourse();
		const before = client.sandbox.report().expected;
		expect((await client.send('POST', `/users/${account}/courses?sendmessage=false`, body(course))).status).toBe(200);
		const people = await client.all(`/courses/${course}/users`);
		expect(people.at(-1)).toMatchObject({Id: account, Completed: 'false', PercentageComplete: '0'});
		const own = (await client.all(`/users/${account}/courses`)).find((row) => row.Id === course);
		expect(own).toMatchObject({AssignedDate: '2026-07-01T12:00:00', IsLearningPath: 'false'});
		expect(client.sandbox.report().expected).toEqual({
			...before,
			assigned: before.assigned + 1,
			inProgress: before.inProgress + 1,
		});
		expect(client.sandbox.report().mails).toEqual([]);
	});

	test('mails the learner unless told not to, once per new course', async () => {
		const course = await missingCourse();
		await client.send('POST', `/users/${account}/courses`, body(course));
		await client.send('POST', `/users/${account}/courses`, body(course));
		expect(client.sandbox.report().mails).toEqual([
			{to: expect.stringContaining('@'), about: expect.stringMatching(/^Course assigned: /)},
		]);
	});

	test('JSON body; unknown ids are ignored in silence', async () => {
		const course = await missingCourse();
		const json = JSON.stringify([{Id: 'AAAAAAAAAAA1'}, {Id: course}]);
		expect((await client.send('POST', `/users/${account}/courses`, json, 'application/json')).status).toBe(200);
		expect(await has(course)).toBe(true);
		expect(client.sandbox.report().mails).toHaveLength(1);
	});

	test.each([
		['no ids', '<Courses/>', 'application/xml', 400],
		['a null id', '<Courses><Course><Id/></Course></Courses>', 'application/xml', 400],
		['another root', '<Users><User><Id>x</Id></User></Users>', 'application/xml', 400],
		['broken JSON', '[{', 'application/json', 400],
		['neither XML nor JSON', 'Id=1', 'text/plain', 400],
	])('%s is refused', async (_, text, type, status) => {
		expect((await client.send('POST', `/users/${account}/courses`, text, type)).status).toBe(status);
	});

	test('an unknown account is 404, with the text as detail and reason', async () => {
		const response = await client.send('POST', '/users/AAAAAAAAAAA1/courses?format=json', body('x'));
		expect(response.status).toBe(404);
		expect(response.statusText).toBe('User does not exist');
		expect(await response.json()).toEqual({Detail: 'User does not exist'});
	});
});

describe('taking away', () => {
	test('removes the pair from both sides; a second time is 404', async () => {
		const row = (await client.all(`/users/${account}/courses`)).find((entry) => entry.IsLearningPath === 'false');
		const course = row?.Id ?? '';
		const before = client.sandbox.report().expected;
		expect((await client.send('DELETE', `/users/${account}/courses/${course}`)).status).toBe(200);
		expect(await has(course)).toBe(false);
		expect((await client.all(`/courses/${course}/users`)).some((entry) => entry.Id === account)).toBe(false);
		expect(client.sandbox.report().expected.assigned).toBe(before.assigned - 1);
		expect((await client.send('DELETE', `/users/${account}/courses/${course}`)).status).toBe(404);
		await client.send('POST', `/users/${account}/courses?sendmessage=false`, body(course));
		expect(client.sandbox.report().expected.assigned).toBe(before.assigned);
	});

	test('is refused with 406 when a learning path brought the course', async () => {
		const [path] = await client.all('/learningpaths');
		const [course] = await client.all(`/learningpaths/${path?.Id}/courses`);
		const [person] = await client.all(`/learningpaths/${path?.Id}/users`);
		const response = await client.send('DELETE', `/users/${person?.Id}/courses/${course?.Id}`);
		expect(response.status).toBe(406);
		expect(await response.text()).toContain('learning path');
	});
});

test('reset puts the progress back to nothing', async () => {
	const row = (await client.all(`/users/${account}/courses`)).find((entry) => entry.Complete === 'true');
	const before = client.sandbox.report().expected;
	expect((await client.send('PUT', `/users/${account}/courses/${row?.Id}/reset`)).status).toBe(200);
	const after = record(await client.xml(`/users/${account}/courses/${row?.Id}`));
	expect(after).toMatchObject({Complete: 'false', PercentageComplete: '0', DateCompleted: ''});
	expect(client.sandbox.report().expected.completed).toBe(before.completed - 1);
});

test('team members, leaders and admins come and go; mail only on request', async () => {
	const {teams, accounts} = client.sandbox.sample(50);
	const team = teams.find(({members}) => members === 0)?.id ?? '';
	const [one, two] = accounts.filter(({active}) => active).map(({id}) => id);
	const inactive = accounts.find(({active}) => !active)?.id;
	const users = (...ids: (string | undefined)[]) =>
		`<Users>${ids.map((id) => `<User><Id>${id}</Id></User>`).join('')}</Users>`;
	const members = async (role: string) => (await client.all(`/teams/${team}/${role}`)).map((row) => row.Id);
	expect((await client.send('POST', `/teams/${team}/users`, users(one, inactive, 'unknown'))).status).toBe(201);
	expect(client.sandbox.report().mails).toEqual([]);
	await client.send('POST', `/teams/${team}/users?sendmessage=true`, users(one, two));
	expect(client.sandbox.report().mails).toHaveLength(1);
	expect(await members('users')).toEqual([one, two]);
	expect((await client.send('PUT', `/teams/${team}/leaders/${one}`)).status).toBe(200);
	expect((await client.send('PUT', `/teams/${team}/admins/${inactive}`)).status).toBe(404);
	expect(await members('leaders')).toEqual([one]);
	expect((await client.send('DELETE', `/teams/${team}/users/${one}`)).status).toBe(200);
	expect(await members('users')).toEqual([two]);
	expect(await members('leaders')).toEqual([]);
});
