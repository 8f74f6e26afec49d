import {afterEach, describe, expect, it} from 'vitest';
import type {ClientHooks, LitmosTarget, RequestRecord} from '../../../source/litmos/client.ts';
import {accounts, caught, type FakeLitmos, fakeLitmos, numbered, type Respond, users} from './fake-litmos.ts';

let open: FakeLitmos[] = [];
afterEach(async () => {
	for (const litmos of open) await litmos.close();
	open = [];
});
async function start(
	respond: Respond,
	change: Partial<LitmosTarget> = {},
	hooks: ClientHooks = {},
): Promise<FakeLitmos> {
	const litmos = await fakeLitmos(respond, change, hooks);
	open.push(litmos);
	return litmos;
}
describe('requests', () => {
	it('carry key, source and format, and keep ids exact in the path', async () => {
		const {client, seen} = await start(() => users([]), {pageSize: 5});
		await client.page({kind: 'team-leaders', of: '-a/b+c@d'}, 10);
		expect(seen[0]).toMatchObject({
			method: 'GET',
			path: '/v1.svc/teams/-a%2Fb%2Bc%40d/leaders',
			query: {limit: '5', start: '10', source: 'acme & co'},
		});
		expect(seen[0]?.headers).toMatchObject({apikey: 'KEY-SECRET', accept: 'application/xml'});
	});

	it.each([
		['accounts', '/users', 'Users', 'User'],
		['account-details', '/users/details', 'Users', 'User'],
		['teams', '/teams', 'Teams', 'Team'],
		['courses', '/courses', 'Courses', 'Course'],
		['team-members', '/teams/X/users', 'Users', 'User'],
		['team-leaders', '/teams/X/leaders', 'Users', 'User'],
		['team-admins', '/teams/X/admins', 'Users', 'User'],
		['course-people', '/courses/X/users', 'Users', 'User'],
		['course-modules', '/courses/X/modules', 'Modules', 'Module'],
		['learning-paths', '/learningpaths', 'LearningPaths', 'LearningPath'],
		['learning-path-people', '/learningpaths/X/users', 'Users', 'User'],
		['account-courses', '/users/X/courses', 'Courses', 'Course'],
		['account-teams', '/users/X/teams', 'Teams', 'Team'],
	] as const)('read %s from %s', async (kind, path, root, row) => {
		const {client, seen} = await start(() => `<${root}><${row}><Id>1</Id></${row}></${root}>`);
		const page = await client.page({kind, of: 'X'}, 0);
		expect(seen[0]?.path).toBe(`/v1.svc${path}`);
		expect(page.rows.map(({id}) => id)).toEqual(['1']);
	});

	it('understand other spellings of fields', async () => {
		const {client} = await start(({path}) =>
			path.endsWith('/courses')
				? '<Courses><Course><Id>c</Id><Complete>TRUE</Complete></Course></Courses>'
				: '<Users><User><Id>u</Id><Complete>True</Complete><CompliantTillDate>2026-01-02</CompliantTillDate></User></Users>',
		);
		const people = await client.page({kind: 'course-people', of: 'c'}, 0);
		expect(people.rows[0]).toMatchObject({id: 'u', completed: true, compliantTill: '2026-01-02'});
		const courses = await client.page({kind: 'account-courses', of: 'u'}, 0);
		expect(courses.rows[0]).toMatchObject({completed: true});
	});
});

describe('pages', () => {
	it.each([
		[0, null],
		[1, null],
		[9, null],
		[10, 30],
		[11, 31],
	])('of %i rows at limit 10 from row 20 lead to %s', async (count, next) => {
		const {client} = await start(() => users(numbered(0, count)), {pageSize: 10});
		const page = await client.page(accounts, 20);
		expect([page.rows.length, page.next]).toEqual([count, next]);
	});

	it('count rows without id as unusable, and still as rows', async () => {
		const {client} = await start(() => users(['a', '', ' ', 'b']), {pageSize: 4});
		const page = await client.page(accounts, 0);
		expect([page.rows.map(({id}) => id), page.unusable, page.next]).toEqual([['a', 'b'], 2, 4]);
	});

	it('never ask for more than 1,000 rows', async () => {
		const {client} = await start(() => users([]), {pageSize: 5_000});
		expect(client.pageSize).toBe(1_000);
	});
});

describe('single records and writes', () => {
	it('read a course and an account, null when unknown', async () => {
		const {client, seen} = await start(({path}) => {
			if (path.endsWith('/gone')) return [404, '<Error><Detail>no such</Detail></Error>'];
			if (path.includes('/courses/')) return '<Course><Id>c</Id><Name>n</Name></Course>';
			return '<User><Id>u</Id><UserName>a+b@c.d</UserName><LoginKey>SECRET</LoginKey><JobTitle>Analyst</JobTitle></User>';
		});
		expect(await client.course('gone')).toBeNull();
		expect(await client.account('gone')).toBeNull();
		expect(await client.course('c')).toMatchObject({id: 'c', name: 'n'});
		const account = await client.account('a+b@c.d');
		expect(account).toMatchObject({id: 'u', details: {jobTitle: 'Analyst'}});
		expect(JSON.stringify(account)).not.toContain('SECRET');
		expect(seen.at(-1)?.path).toBe('/v1.svc/users/a%2Bb%40c.d');
	});

	it('search with 50 characters at most, none of them in halves', async () => {
		const {client, seen} = await start(() => '<Users></Users>');
		await client.page({kind: 'accounts', of: ''}, 0, {search: 'a+b@c.d'});
		await client.page({kind: 'accounts', of: ''}, 0, {search: `${'x'.repeat(49)}😀`});
		await client.page({kind: 'accounts', of: ''}, 0);
		expect(seen.map(({query}) => query.search)).toEqual(['a+b@c.d', 'x'.repeat(49), undefined]);
	});

	it('assign without mail', async () => {
		const {client, seen} = await start(() => 201);
		await client.assignCourse('u', 'c<&', {sendMessage: false});
		expect(seen[0]).toMatchObject({
			method: 'POST',
			path: '/v1.svc/users/u/courses',
			query: {sendmessage: 'false', source: 'acme & co'},
			body: '<Courses><Course><Id>c&#60;&#38;</Id></Course></Courses>',
		});
		expect(seen[0]?.headers['content-type']).toBe('application/xml');
	});

	it.each([
		[200, 'removed'],
		[404, 'absent'],
		[406, 'owned-by-learning-path'],
	] as const)('unassign: %i is %s', async (status, outcome) => {
		const {client, seen} = await start(() => status);
		expect(await client.unassignCourse('u', 'c')).toBe(outcome);
		expect(seen[0]).toMatchObject({method: 'DELETE', path: '/v1.svc/users/u/courses/c'});
		expect(seen[0]?.headers['content-type']).toBe('application/xml');
	});

	it('repeat a write whose answer was lost', async () => {
		const {client, seen} = await start((_, response, nth) => {
			if (nth > 1) return 200;
			response.socket?.destroy();
			return undefined;
		});
		await client.assignCourse('u', 'c', {sendMessage: true});
		expect(seen.map(({query}) => query.sendmessage)).toEqual(['true', 'true']);
	});

	it('give the total of accounts, or null when the call is not to be had', async () => {
		const total =
			'<UserCollection><Pagination><BatchSize>1</BatchSize><TotalCount>150000</TotalCount></Pagination><Items></Items></UserCollection>';
		const answers: (string | number)[] = [total, 401, 403, 404, 406, '<Users></Users>', '<Users></Users>'];
		const {client} = await start((_, __, nth) => answers[nth - 1] ?? 500);
		const totals: (number | null)[] = [];
		for (let turn = 0; turn < 6; turn++) totals.push(await client.accountTotal());
		expect(totals).toEqual([150_000, null, null, null, null, null]);
	});
});

describe('what is handed out', () => {
	it('logs templates and numbers, no ids, names or keys', async () => {
		const records: RequestRecord[] = [];
		const {client} = await start(
			() => '<Users><User><Id>PERSON</Id></User></Users>',
			{},
			{log: (record) => records.push(record)},
		);
		await client.page({kind: 'course-people', of: 'COURSE'}, 0);
		await caught(client.account('NAME'));
		expect(records[0]).toEqual({
			request: 1,
			method: 'GET',
			template: '/courses/{id}/users',
			status: 200,
			ms: expect.any(Number),
			attempt: 1,
		});
		expect(records.at(-1)).toMatchObject({template: '/users/{id}', failure: 'wrong-root'});
		expect(JSON.stringify(records)).not.toMatch(/PERSON|COURSE|NAME|KEY-SECRET/);
	});

	it('hands the spent part of the minute on to another client', async () => {
		const minute = {requestsPerMinute: 3, minuteMs: 60_000};
		const first = await start(() => users([]), minute);
		await first.client.page(accounts, 0);
		await first.client.page(accounts, 0);
		const second = await start(() => users([]), {...minute, recent: first.client.recent?.() ?? []});
		expect(second.client.stats().waiting).toBe(0);
		await second.client.page(accounts, 0);
		expect(second.client.stats().waiting).toBeGreaterThan(0);
	});
});

it('reads a whole listing through a limiter without being refused, several requests at once', async () => {
	const arrivals: number[] = [];
	let refused = 0;
	let underWay = 0;
	let most = 0;
	// The first answers wait for one another, so that how many run at once is asked for and not left to chance.
	const held: (() => void)[] = [];
	let fourArrived = false;
	const {client} = await start(
		(_, response) => {
			const now = performance.now();
			while (arrivals[0] !== undefined && arrivals[0] <= now - 300) arrivals.shift();
			if (arrivals.length >= 20) {
				refused++;
				return 503;
			}
			arrivals.push(now);
			most = Math.max(most, ++underWay);
			const answer = () => {
				underWay--;
				response.end(users([]));
			};
			if (fourArrived) {
				answer();
				return undefined;
			}
			held.push(answer);
			fourArrived = underWay === 4;
			// A little later, for a fifth to show itself.
			if (fourArrived) setTimeout(() => held.map((each) => each()), 20);
			return undefined;
		},
		{requestsPerMinute: 20, minuteMs: 300, concurrency: 4},
	);
	await Promise.all(Array.from({length: 50}, () => client.page(accounts, 0)));
	expect(refused).toBe(0);
	expect(most).toBe(4);
	expect(client.stats()).toMatchObject({sent: 50, throttled: 0, rate: 4_000});
});
