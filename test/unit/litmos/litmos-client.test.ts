import {afterEach, describe, expect, it, vi} from 'vitest';
import type {ClientHooks, LitmosTarget, RequestRecord} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import type {Problem} from '../../../source/problem/problem.ts';
import {closedPort} from '../http/servers.ts';
import {type FakeLitmos, fakeLitmos, type Respond} from './fake-litmos.ts';

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
const users = (ids: readonly string[]) => `<Users>${ids.map((id) => `<User><Id>${id}</Id></User>`).join('')}</Users>`;
const numbered = (from: number, count: number) => Array.from({length: count}, (_, index) => `id${from + index}`);
const accounts = {kind: 'accounts', of: ''} as const;
const caught = async (work: Promise<unknown>) =>
	(await work.then(
		() => null,
		(error: unknown) => error,
	)) as Problem;

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
	] as const)('read %s from %s', async (kind, path, root, row) => {
		const {client, seen} = await start(() => `<${root}><${row}><Id>1</Id></${row}></${root}>`);
		const page = await client.page({kind, of: 'X'}, 0);
		expect(seen[0]?.path).toBe(`/v1.svc${path}`);
		expect(page.rows.map(({id}) => id)).toEqual(['1']);
	});

	it('understand other spellings of fields', async () => {
		const {client} = await start(({path}) =>
			path.endsWith('/courses')
				? '<Courses><Course><Id>c</Id><Complete>true</Complete><IsLearningPath>TRUE</IsLearningPath></Course></Courses>'
				: '<Users><User><Id>u</Id><Username>ana</Username><Complete>True</Complete><PercentageComplete>33.33</PercentageComplete></User></Users>',
		);
		const people = await client.page({kind: 'course-people', of: 'c'}, 0);
		expect(people.rows[0]).toMatchObject({userName: 'ana', completed: true, percentageComplete: '33.33'});
		const courses = await client.page({kind: 'account-courses', of: 'u'}, 0);
		expect(courses.rows[0]).toMatchObject({completed: true, fromLearningPath: true});
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

	const bulkXml =
		'<Users><User><Id>a</Id><Courses><Course><Id>c</Id><Complete>true</Complete></Course><Course><Id>d</Id></Course></Courses></User>' +
		'<User><Id>b</Id><Courses/></User></Users>';
	const bulkJson = JSON.stringify([
		{
			Id: 'a',
			Courses: [
				{Id: 'c', Complete: true},
				{Id: 'd', Complete: false},
			],
		},
		{Id: 'b', Courses: []},
	]);
	it.each([bulkXml, bulkJson])('read the courses of several accounts: %s', async (text) => {
		const {client, seen} = await start(() => text);
		const found = await client.coursesOfAccounts(['a', 'b', 'unknown']);
		expect(seen[0]).toMatchObject({method: 'POST', path: '/v1.svc/users/courses'});
		expect(seen[0]?.body).toBe(
			'<Users><User><Id>a</Id></User><User><Id>b</Id></User><User><Id>unknown</Id></User></Users>',
		);
		expect([...found].map(([id, courses]) => [id, courses.map((course) => [course.id, course.completed])])).toEqual([
			[
				'a',
				[
					['c', true],
					['d', false],
				],
			],
			['b', []],
		]);
	});

	it('never send more than 25 accounts, nor none', async () => {
		const {client, seen} = await start(() => users([]));
		await expect(client.coursesOfAccounts(numbered(0, 26))).rejects.toThrow(RangeError);
		expect((await client.coursesOfAccounts([])).size).toBe(0);
		expect(seen).toHaveLength(0);
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

describe('failures', () => {
	it('a throttled request goes again, is told of and counted', async () => {
		const onThrottle = vi.fn();
		const onRetry = vi.fn();
		const {client, seen} = await start((_, __, nth) => (nth < 3 ? 503 : users(['a'])), {}, {onThrottle, onRetry});
		expect((await client.page(accounts, 0)).rows).toHaveLength(1);
		expect(seen).toHaveLength(3);
		expect(client.stats()).toMatchObject({sent: 3, retried: 2, throttled: 2});
		expect(onThrottle.mock.calls.map(([pause]) => pause.status)).toEqual([503, 503]);
		expect(onRetry.mock.calls.map(([retry]) => [retry.attempt, retry.reason])).toEqual([
			[2, '503'],
			[3, '503'],
		]);
	});

	it('Retry-After is honoured', async () => {
		const onThrottle = vi.fn();
		const {client} = await start(
			(_, response, nth) => {
				if (nth > 1) return users([]);
				response.writeHead(429, {'retry-after': '0'}).end();
				return undefined;
			},
			{minuteMs: 60_000},
			{onThrottle},
		);
		await client.page(accounts, 0);
		expect(onThrottle.mock.calls[0]?.[0].waitMs).toBeLessThanOrEqual(50);
	});

	it('truncated XML, HTML with 200, a wrong root, an empty body, 500, 502, 504 and a reset are tried again', async () => {
		const bad: Respond[] = [
			() => '<Users><User><Id>a</Id></User>',
			() => '<!DOCTYPE html><html></html>',
			() => '<Teams></Teams>',
			() => '',
			() => 500,
			() => 502,
			() => 504,
			(_, response) => {
				response.socket?.destroy();
				return undefined;
			},
			(_, response) => {
				response.writeHead(200, {'content-length': '1000'});
				response.write('<Users><User>', () => response.socket?.destroy());
				return undefined;
			},
		];
		const records: RequestRecord[] = [];
		const {client} = await start(
			(seen, response, nth) => (nth % 2 ? bad[(nth - 1) / 2]!(seen, response, nth) : users(['a'])),
			{},
			{
				log: (record) => records.push(record),
			},
		);
		for (const _ of bad) expect((await client.page(accounts, 0)).rows.map(({id}) => id)).toEqual(['a']);
		expect(records.map(({failure}) => failure).filter(Boolean)).toEqual([
			'cut-short',
			'html',
			'wrong-root',
			'no-content',
			'500',
			'502',
			'504',
			'network/unreachable',
			'network/unreachable',
		]);
	});

	it('a stalled answer is tried again after the timeout', async () => {
		const {client, seen} = await start((_, __, nth) => (nth === 1 ? undefined : users([])), {timeoutMs: 150});
		expect((await client.page(accounts, 0)).next).toBeNull();
		expect(seen.length).toBeGreaterThan(1);
	});

	it('an outage is given up after several minutes', async () => {
		const {client} = await start(() => 503, {minuteMs: 60});
		const problem = await caught(client.page(accounts, 0));
		expect(problem).toMatchObject({code: 'litmos/busy', retryable: true, exit: 4});
		expect(problem.why).toMatch(/503 for \d+ minutes/);
	});

	it('content that stays unusable is given up with words', async () => {
		const {client, seen} = await start(() => '<Users><User>');
		expect(await caught(client.page(accounts, 0))).toMatchObject({
			code: 'litmos/unexpected-answer',
			why: 'The answer ended before it was complete.',
		});
		expect(seen).toHaveLength(6);
	});

	it('statuses that stay are not tried again and have their own words', async () => {
		let status: number | [number, string] | string = users([]);
		const {client, seen} = await start(() => status);
		await client.page(accounts, 0);
		const outcomes = new Map<number, string>();
		for (const each of [400, 401, 403, 404, 406, 409]) {
			status = [each, '<Error><Detail>KEY-SECRET &lt; detail</Detail></Error>'];
			const problem = await caught(client.page({kind: 'team-members', of: 'x'}, 0));
			outcomes.set(each, problem.code);
			expect(JSON.stringify(problem)).not.toContain('KEY-SECRET');
		}
		expect(Object.fromEntries(outcomes)).toEqual({
			400: 'litmos/unexpected-answer',
			401: 'litmos/key-refused',
			403: 'litmos/forbidden',
			404: 'litmos/not-found',
			406: 'litmos/not-acceptable',
			409: 'litmos/unexpected-answer',
		});
		expect(seen).toHaveLength(7);
	});

	it('work is stopped at once: under way, between tries, in the queue', async () => {
		let arrived = () => {};
		const {client} = await start(() => {
			arrived();
			return undefined;
		});
		const stop = new AbortController();
		const underWay = caught(client.page(accounts, 0, {signal: stop.signal}));
		await new Promise<void>((resolve) => {
			arrived = resolve;
		});
		stop.abort();
		expect((await underWay).code).toBe('cancelled');

		const between = new AbortController();
		const failing = await start(() => 504, {minuteMs: 60_000}, {onRetry: () => between.abort()});
		expect((await caught(failing.client.page(accounts, 0, {signal: between.signal}))).code).toBe('cancelled');

		const queue = new AbortController();
		const full = await start(() => users([]), {requestsPerMinute: 1, minuteMs: 60_000});
		await full.client.page(accounts, 0);
		const waiting = caught(full.client.page(accounts, 0, {signal: queue.signal}));
		expect(full.client.stats().waiting).toBeGreaterThan(0);
		queue.abort();
		expect((await waiting).code).toBe('cancelled');
		expect(full.seen).toHaveLength(1);
	});
});

describe('checkAccess', () => {
	it('spends one request', async () => {
		const {client, seen} = await start(() => users(['a']));
		await client.checkAccess();
		expect(seen.map(({path, query}) => [path, query.limit])).toEqual([['/v1.svc/users', '1']]);
	});

	it.each([401, 403])('%i is the key, with what to check', async (status) => {
		const {client, seen} = await start(() => status);
		const problem = await caught(client.checkAccess());
		expect(problem).toMatchObject({code: 'litmos/key-refused', exit: 3});
		const words = problem.next.join(' ');
		for (const word of ['My Profile & Settings', 'Account Owner', 'API is enabled', 'region'])
			expect(words).toContain(word);
		expect(seen).toHaveLength(1);
	});

	it.each([
		['404', 404],
		['a web page', '<!DOCTYPE html><html></html>'],
		['another service', '<rss></rss>'],
		['plain text', 'hello'],
	])('%s is the wrong host', async (_, given) => {
		const {client} = await start(() => given);
		expect((await caught(client.checkAccess())).code).toBe('litmos/wrong-host');
	});

	it('a redirect to another host is the wrong host, and the key does not go there', async () => {
		const stranger = await start(() => users([]));
		const {client} = await start((_, response) => {
			response.writeHead(302, {location: `${stranger.target.baseUrl}/login`}).end();
			return undefined;
		});
		expect((await caught(client.checkAccess())).code).toBe('litmos/wrong-host');
		expect(stranger.seen).toHaveLength(0);
	});

	it('a name that does not exist is the wrong host, unless it is one of Litmos itself', async () => {
		const failing = (baseUrl: string) =>
			createLitmosClient(
				{baseUrl, source: 's', apiKey: 'k', minuteMs: 60},
				{},
				{
					door: {
						request: async (url) => {
							const {networkProblem} = await import('../../../source/http/network-problem.ts');
							throw networkProblem({code: 'ENOTFOUND'}, url);
						},
						close: () => {},
					},
				},
			);
		expect((await caught(failing('https://api.litmus.com').checkAccess())).code).toBe('litmos/wrong-host');
		expect((await caught(failing('https://api.litmos.com').checkAccess())).code).toBe('network/unreachable');
	});

	it('a refused connection is the network', async () => {
		const client = createLitmosClient({
			baseUrl: `http://127.0.0.1:${await closedPort()}`,
			source: 's',
			apiKey: 'k',
			minuteMs: 60,
		});
		expect((await caught(client.checkAccess())).code).toBe('network/unreachable');
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
			setTimeout(() => {
				underWay--;
				response.end(users([]));
			}, 2);
			return undefined;
		},
		{requestsPerMinute: 20, minuteMs: 300, concurrency: 4},
	);
	await Promise.all(Array.from({length: 50}, () => client.page(accounts, 0)));
	expect(refused).toBe(0);
	expect(most).toBe(4);
	expect(client.stats()).toMatchObject({sent: 50, throttled: 0, rate: 4_000});
});
