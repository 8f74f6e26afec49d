import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {shapes} from '../../../source/sandbox/litmos/shapes.ts';
import {type Client, type Element, openSandbox, record} from './reader.ts';

describe.each(['S', 'M'] as const)('everything of %s', (size) => {
	test('a reader that misses nothing finds what the report expects', async () => {
		const client = await openSandbox({size});
		try {
			const [accounts, teams, courses] = await Promise.all([
				client.all('/users'),
				client.all('/teams'),
				client.all('/courses'),
			]);
			const members = new Set<string>();
			const active = new Map(accounts.map(({Id, Active}) => [Id, Active]));
			for (const {Id} of teams) {
				for (const person of await client.all(`/teams/${Id}/users`, 500)) {
					expect(active.get(person.Id)).toBe('true');
					members.add(`${Id}/${person.Id}`);
				}
			}
			const assigned = new Map<string, string | undefined>();
			let unlisted = 0;
			for (const {Id} of courses) {
				for (const person of await client.all(`/courses/${Id}/users`)) {
					assigned.set(`${Id}/${person.Id}`, person.Completed);
					if (!active.has(person.Id)) unlisted++;
				}
			}
			const completed = [...assigned.values()].filter((value) => value === 'true').length;
			const report = client.sandbox.report();
			expect(report.expected).toEqual({
				accounts: new Set(accounts.map(({Id}) => Id)).size,
				teams: new Set(teams.map(({Id}) => Id)).size,
				courses: new Set(courses.map(({Id}) => Id)).size,
				memberGrants: members.size,
				assigned: assigned.size,
				completed,
				inProgress: assigned.size - completed,
				unlisted,
			});
			expect(report.size).toMatchObject({accounts: accounts.length, courses: courses.length, teams: teams.length});
			expect(report.expected.assigned).toBe(report.size.enrolments);
			expect(report.expected.unlisted).toBe(2);
			expect(report.repeated).toBe(0);
		} finally {
			await client.sandbox.close();
		}
	});
});

describe('shapes', () => {
	let client: Client;
	let account: string;
	let course: string;
	let team: string;
	const names = (element: Element | undefined) => element?.children.map(({name}) => name);

	beforeAll(async () => {
		client = await openSandbox();
		const sample = client.sandbox.sample(1);
		account = sample.accounts[0]?.id ?? '';
		course = sample.courses[0]?.id ?? '';
		team = sample.teams[0]?.id ?? '';
	});
	afterAll(() => client.sandbox.close());

	test('lists in XML: plural root with namespace, fixed field order, 100 rows unless asked otherwise', async () => {
		const response = await client.get('/users');
		expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
		const root = await client.xml('/users');
		expect(root.name).toBe('Users');
		expect(root.attributes).toEqual({'xmlns:i': 'http://www.w3.org/2001/XMLSchema-instance'});
		expect(root.children).toHaveLength(100);
		expect(names(root.children[0])).toEqual([
			'Id',
			'UserName',
			'FirstName',
			'LastName',
			'Active',
			'Email',
			'AccessLevel',
			'Brand',
		]);
		expect(names((await client.xml('/courses?limit=1')).children[0])).toEqual(
			shapes.course.fields.map(({name}) => name),
		);
		expect(names((await client.xml('/teams?limit=1')).children[0])).toEqual([
			'Id',
			'Name',
			'TeamCodeForBulkImport',
			'ParentTeamId',
		]);
	});

	test('course people: nil for no value, dates without a zone', async () => {
		const rows = (await client.xml(`/courses/${course}/users?limit=250`)).children;
		expect(names(rows[0])).toEqual(
			'Id UserName FirstName LastName Completed PercentageComplete CompliantTill DueDate AccessTillDate'.split(' '),
		);
		const fields = rows.flatMap(({children}) => children);
		const till = fields.filter(({name}) => name === 'AccessTillDate');
		expect(till.every(({attributes, text}) => attributes['i:nil'] === 'true' && text === '')).toBe(true);
		const dates = fields.filter(({name, attributes}) => name === 'CompliantTill' && attributes['i:nil'] === undefined);
		expect(dates.length).toBeGreaterThan(10);
		for (const {text} of dates) expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?$/);
		expect(dates.some(({text}) => text.includes('.'))).toBe(true);
	});

	test('XML and JSON tell the same, with the dates of each', async () => {
		const xml = (await client.xml(`/users/${account}/courses`)).children.map(record);
		const json = (await client.json(`/users/${account}/courses`)) as Record<string, unknown>[];
		expect(json.length).toBe(xml.length);
		expect(json.length).toBeGreaterThan(1);
		for (const [at, row] of json.entries()) {
			const other = xml[at] ?? {};
			expect(Object.keys(row)).toEqual(Object.keys(other));
			expect(row.Id).toBe(other.Id);
			expect(row.Name).toBe(other.Name);
			expect(row.PercentageComplete).toBe(Number(other.PercentageComplete));
			const [, ms = '', sign = '+', hours = '0', minutes = '0'] =
				/^\/Date\((\d+)(?:([+-])(\d\d)(\d\d))?\)\/$/.exec(String(row.AssignedDate)) ?? [];
			const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
			expect(Number(ms) + offset).toBe(Date.parse(`${other.AssignedDate}Z`));
		}
	});

	test('JSON by query or by header, slashes escaped, bare arrays, empty array', async () => {
		const byQuery = await (await client.get('/users?format=json&limit=2')).text();
		expect(byQuery).toMatch(/^\[\{"Id":/);
		expect(await client.json('/users?limit=2')).toEqual(JSON.parse(byQuery));
		const details = await (await client.get('/users/details?limit=1&format=json')).text();
		expect(details).toContain('https:\\/\\/');
		expect(await (await client.get('/users?start=9999&format=json')).text()).toBe('[]');
		expect(await (await client.get('/users?start=9999')).text()).toBe(
			'<Users xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>',
		);
	});

	test('account details carry every documented field and the sign-in link', async () => {
		const [row] = (await client.xml('/users/details?limit=1')).children;
		expect(names(row)).toEqual(shapes.accountDetails.fields.map(({name}) => name));
		const {LoginKey, Password, OriginalId} = record(row as Element);
		expect(LoginKey).toMatch(/^https:\/\/.+\/\/login\.aspx\?loginkey=[0-9a-f-]{36}$/);
		expect(Password).toBe('');
		expect(OriginalId).toMatch(/^\d+$/);
		const single = await client.xml(`/users/${account}`);
		expect(single.name).toBe('User');
		const byName = await client.xml(
			`/users/${encodeURIComponent(record(row as Element).UserName ?? '').toUpperCase()}`,
		);
		expect(record(byName)).toEqual(record(single));
		const json = (await client.json('/users/details?limit=1')) as Record<string, unknown>[];
		expect(json[0]).toMatchObject({
			OriginalId: Number(OriginalId),
			Active: true,
			LastLogin: expect.stringMatching(/^\d{4}-.*Z$/),
		});
	});

	test('the paginated list knows the total', async () => {
		const root = await client.xml('/users/paginated?limit=10&start=20');
		expect(root.name).toBe('UserCollection');
		expect(record(root.children[0] as Element)).toMatchObject({TotalCount: '250', Start: '20', BatchSize: '10'});
		const ids = root.children[1]?.children.map((row) => record(row).Id);
		expect(ids).toEqual((await client.xml('/users?limit=10&start=20')).children.map((row) => record(row).Id));
	});

	test('text is escaped once, so that text escaped by people before is escaped twice', async () => {
		expect(await (await client.get('/courses')).text()).toContain('<Name>Health &amp;amp; Safety at Work</Name>');
		const rows = await client.all('/courses');
		expect(rows.map((row) => row.Name)).toContain('Health &amp; Safety at Work');
		expect(rows.some((row) => /<p/.test(row.Description ?? ''))).toBe(true);
	});

	test('words of a path in any case, ids exactly', async () => {
		expect((await client.get(`/Courses/${course}/USERS`)).status).toBe(200);
		expect((await client.get(`/courses/${course.toLowerCase()}x/users`)).status).toBe(404);
		expect((await client.get('/nothing')).status).toBe(404);
		expect((await client.send('PUT', '/users')).status).toBe(405);
	});

	test('paging: bad start, limit capped at 1000', async () => {
		expect((await client.get('/users?start=x')).status).toBe(400);
		expect((await client.xml('/users?limit=5000')).children).toHaveLength(250);
	});

	test('filters: showInactive, search, sort', async () => {
		const active = await client.all('/users?showInactive=false');
		expect(active.every((row) => row.Active === 'true')).toBe(true);
		expect(active.length).toBe((await client.all('/users')).filter((row) => row.Active === 'true').length);
		expect((await client.all('/courses?search=CONDUCT')).map((row) => row.Name)).toContain('Code of Conduct');
		const names = (await client.all('/users?sort=UserName&dir=DESC')).map((row) => row.UserName ?? '');
		expect(names).toEqual(names.toSorted().reverse());
	});

	test('teams: one team, leaders and admins among the members', async () => {
		expect(record(await client.xml(`/teams/${team}`))).toMatchObject({Name: 'All Employees', ParentTeamId: ''});
		const members = new Set((await client.all(`/teams/${team}/users`)).map((row) => row.Id));
		for (const role of ['leaders', 'admins']) {
			for (const row of await client.all(`/teams/${team}/${role}`)) expect(members).toContain(row.Id);
		}
		const [member] = members;
		expect((await client.all(`/users/${member}/teams`)).map((row) => row.Id)).toContain(team);
	});

	test('learning paths and modules', async () => {
		const [path] = await client.all('/learningpaths');
		const id = path?.Id;
		expect(record(await client.xml(`/learningpaths/${id}`))).toEqual(path);
		const [lead] = await client.all(`/learningpaths/${id}/courses`);
		const [person] = await client.all(`/learningpaths/${id}/users`);
		const courses = await client.all(`/users/${person?.Id}/courses`);
		expect(courses.find((row) => row.Id === lead?.Id)).toMatchObject({IsLearningPath: 'true'});
		const modules = await Promise.all(
			client.sandbox.sample(10).courses.map((entry) => client.xml(`/courses/${entry.id}/modules`)),
		);
		expect(names(modules.find(({children}) => children.length > 0)?.children[0])).toEqual([
			'Id',
			'Code',
			'Name',
			'Description',
		]);
	});
});
