import {connect} from 'node:net';
import {afterEach, describe, expect, test} from 'vitest';
import {defaultBehaviour} from '../../sandbox/litmos/behaviour.ts';
import {startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {type Client, openSandbox} from './reader.ts';

let opened: Client[] = [];
afterEach(async () => {
	await Promise.all(opened.map(({sandbox}) => sandbox.close()));
	opened = [];
});
async function open(...args: Parameters<typeof openSandbox>): Promise<Client> {
	const client = await openSandbox(...args);
	opened.push(client);
	return client;
}
const statuses = async (client: Client, count: number) => {
	const seen: number[] = [];
	for (let at = 0; at < count; at++) seen.push((await client.get('/teams?limit=1')).status);
	return seen;
};

describe('admission', () => {
	test('a wrong or missing key, and a missing source', async () => {
		const {sandbox} = await open();
		const url = `${sandbox.url}/v1.svc/users`;
		expect((await fetch(`${url}?source=x`)).status).toBe(401);
		expect((await fetch(`${url}?source=x`, {headers: {apikey: 'nope'}})).status).toBe(401);
		expect((await fetch(url, {headers: {apikey: sandbox.apiKey}})).status).toBe(403);
		sandbox.behave({badKeyStatus: 403, sourceRequired: false});
		expect((await fetch(url)).status).toBe(403);
		expect((await fetch(url, {headers: {apikey: sandbox.apiKey}})).status).toBe(200);
	});

	test('the key is in no report', async () => {
		const client = await open();
		await client.get(`/users?apikey=${client.sandbox.apiKey}`);
		expect(JSON.stringify([client.sandbox.report(), client.sandbox.sample()])).not.toContain(client.sandbox.apiKey);
	});

	test('an Administrator may read members, but not the lists for account owners', async () => {
		const client = await open({behaviour: {keyRole: 'Administrator'}});
		const [team] = client.sandbox.sample(1).teams;
		expect((await client.get('/users')).status).toBe(403);
		expect((await client.get('/courses')).status).toBe(403);
		expect((await client.get(`/teams/${team?.id}/users`)).status).toBe(200);
		expect((await client.get(`/teams/${team?.id}/leaders`)).status).toBe(403);
	});
});

describe('limiter', () => {
	test('fixed: the number passes in each minute of the clock, the rest gets a 503 page without Retry-After', async () => {
		let now = 1_000_500;
		const client = await open({now: () => now, behaviour: {limiter: 'fixed', requestsPerMinute: 2, minuteMs: 1000}});
		expect(await statuses(client, 3)).toEqual([200, 200, 503]);
		now = 1_000_999;
		const refused = await client.get('/teams');
		expect(refused.status).toBe(503);
		expect(refused.headers.get('retry-after')).toBeNull();
		expect(refused.headers.get('content-type')).toContain('text/html');
		now = 1_001_000;
		expect(await statuses(client, 3)).toEqual([200, 200, 503]);
		expect(client.sandbox.report().throttled).toBe(3);
	});

	test('sliding: never more than the number within any minute', async () => {
		let now = 0;
		const client = await open({now: () => now, behaviour: {limiter: 'sliding', requestsPerMinute: 2, minuteMs: 1000}});
		expect(await statuses(client, 1)).toEqual([200]);
		now = 900;
		expect(await statuses(client, 2)).toEqual([200, 503]);
		now = 1000;
		expect(await statuses(client, 2)).toEqual([200, 503]);
		now = 1899;
		expect(await statuses(client, 1)).toEqual([503]);
		now = 1900;
		expect(await statuses(client, 1)).toEqual([200]);
	});

	test('429 and Retry-After on request', async () => {
		const behaviour = {limiter: 'fixed', requestsPerMinute: 0, limiterStatus: 429, retryAfter: true} as const;
		const client = await open({now: () => 60_000 * 5 + 18_500, behaviour});
		const response = await client.get('/users');
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('42');
	});

	test('is on by default, at 100 a minute', async () => {
		expect(defaultBehaviour).toMatchObject({
			limiter: 'fixed',
			requestsPerMinute: 100,
			minuteMs: 60_000,
			limiterStatus: 503,
		});
	});
});

describe('faults', () => {
	test('ordered ones meet exactly the next requests of their path', async () => {
		const client = await open({
			behaviour: {
				nextFaults: [
					{fault: 'status-504', path: '/teams', times: 2},
					{fault: 'not-found', path: '/courses', times: 1},
				],
			},
		});
		expect((await client.get('/users')).status).toBe(200);
		expect(await statuses(client, 3)).toEqual([504, 504, 200]);
		expect((await client.get('/courses')).status).toBe(404);
		expect((await client.get('/courses')).status).toBe(200);
	});

	test('each kind is what it says', async () => {
		const client = await open();
		const meet = (fault: 'status-503' | 'reset' | 'truncated' | 'html-200') =>
			client.sandbox.behave({nextFaults: [{fault, times: 1}]});
		meet('status-503');
		expect((await client.get('/users')).status).toBe(503);
		meet('html-200');
		const page = await client.get('/users');
		expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
		meet('reset');
		await expect(client.get('/users')).rejects.toThrow();
		meet('truncated');
		const cut = await client.get('/users');
		expect(cut.status).toBe(200);
		await expect(cut.text()).rejects.toThrow();
		expect(client.sandbox.report().repeated).toBe(0);
		client.sandbox.behave({nextFaults: [{fault: 'stall', path: '/users', times: 1}]});
		const stalled = client.get('/users');
		stalled.catch(() => {});
		expect((await client.get('/teams')).status).toBe(200);
		await client.sandbox.close();
		await expect(stalled).rejects.toThrow();
	});

	test('by chance they come in the order of the seed', async () => {
		const run = async (seed: number) =>
			statuses(await open({seed, behaviour: {faults: {'status-503': 0.3, 'status-504': 0.3}}}), 40);
		const first = await run(8);
		expect(new Set(first)).toEqual(new Set([200, 503, 504]));
		expect(await run(8)).toEqual(first);
		expect(await run(9)).not.toEqual(first);
	});

	test('a write whose answer is cut off has happened', async () => {
		const client = await open();
		const {accounts, courses} = client.sandbox.sample(50);
		const id = accounts[0]?.id;
		const before = client.sandbox.report().expected.assigned;
		client.sandbox.behave({nextFaults: [{fault: 'truncated', times: 1}]});
		const body = `<Courses>${courses.map((course) => `<Course><Id>${course.id}</Id></Course>`).join('')}</Courses>`;
		await client
			.send('POST', `/users/${id}/courses`, body)
			.then((response) => response.text())
			.catch(() => {});
		expect(client.sandbox.report().expected.assigned).toBeGreaterThan(before);
	});
});

describe('switches', () => {
	test('overfull pages give one row more, and nothing is lost', async () => {
		const client = await open({behaviour: {overfullPages: true}});
		expect((await client.xml('/users?limit=100')).children).toHaveLength(101);
		expect(await client.all('/users', 100)).toHaveLength(250);
	});

	test('moving data repeats rows at the seams and loses none', async () => {
		const client = await open({behaviour: {movingData: true}});
		const rows = await client.all('/users', 100);
		expect(rows.length).toBeGreaterThan(250);
		expect(new Set(rows.map((row) => row.Id)).size).toBe(250);
		expect(new Set((await client.all('/teams', 1)).map((row) => row.Id)).size).toBe(10);
	});

	test('ignored start gives the first page of team members again and again', async () => {
		const client = await open({behaviour: {ignoreStart: true}});
		const [team] = client.sandbox.sample(1).teams;
		const page = (start: number) => client.xml(`/teams/${team?.id}/users?limit=10&start=${start}`);
		expect(await page(10)).toEqual(await page(0));
	});

	test('inactive people can be hidden from courses, and are then not expected', async () => {
		const client = await open({behaviour: {inactiveInCourseUsers: false}});
		const {accounts, courses} = client.sandbox.sample(250);
		const active = accounts.filter((account) => account.active).length;
		expect(await client.all(`/courses/${courses[0]?.id}/users`, 100)).toHaveLength(active);
		let total = 0;
		for (const {id} of courses) total += (await client.all(`/courses/${id}/users`)).length;
		expect(client.sandbox.report().expected.assigned).toBe(total);
		expect(total).toBeLessThan(2000);
	});

	test('no value: nil, empty or missing', async () => {
		const client = await open();
		const [course] = client.sandbox.sample(1).courses;
		const first = async () => (await client.get(`/courses/${course?.id}`)).text();
		expect(await first()).toContain('<AccessTillDays i:nil="true" />');
		client.sandbox.behave({nilForm: 'empty'});
		expect(await first()).toContain('<AccessTillDays></AccessTillDays>');
		client.sandbox.behave({nilForm: 'missing'});
		expect(await first()).not.toContain('AccessTillDays');
		expect(await (await client.get('/users')).text()).not.toContain('Brand');
	});

	test('control characters come as references that XML forbids', async () => {
		const client = await open();
		expect(await (await client.get('/users')).text()).not.toContain('&#x');
		client.sandbox.behave({controlCharacters: true});
		expect(await (await client.get('/users')).text()).toContain('&#x1F;</FirstName>');
	});

	test('down refuses connections, up answers again on the same port', async () => {
		const client = await open();
		await client.get('/users');
		client.sandbox.behave({down: true});
		await expect(client.get('/users')).rejects.toMatchObject({cause: {code: 'ECONNREFUSED'}});
		client.sandbox.behave({down: false});
		expect((await client.get('/users')).status).toBe(200);
	});
});

test('requests are counted by template, and repeated answers are noticed', async () => {
	const client = await open();
	const [course] = client.sandbox.sample(1).courses;
	await client.get(`/courses/${course?.id}/users?limit=10&start=0`);
	await client.get(`/courses/${course?.id}/users?start=0&limit=10`);
	await client.get(`/courses/${course?.id}/users?start=10&limit=10`);
	await client.get('/nowhere');
	expect(client.sandbox.report()).toMatchObject({
		requests: {'GET /courses/{id}/users': 3, 'GET (unknown)': 1},
		totalRequests: 4,
		repeated: 1,
	});
	client.sandbox.resetCounters();
	expect(client.sandbox.report()).toMatchObject({requests: {}, totalRequests: 0, repeated: 0});
});

test('an answer that its client did not wait for is not counted as given', async () => {
	const client = await open({behaviour: {latencyMs: 60_000}});
	const {url, apiKey} = client.sandbox;
	const abort = new AbortController();
	const given = fetch(`${url}/v1.svc/users?source=test`, {headers: {apikey: apiKey}, signal: abort.signal});
	given.catch(() => {});
	await expect.poll(() => client.sandbox.report().totalRequests).toBe(1);
	abort.abort();
	await expect(given).rejects.toThrow();
	client.sandbox.behave({latencyMs: 0});
	expect((await client.get('/users')).status).toBe(200);
	expect(client.sandbox.report().repeated).toBe(0);
});

test('close ends idle connections at once and frees the port', async () => {
	const client = await openSandbox();
	const port = Number(new URL(client.sandbox.url).port);
	const socket = connect(port, '127.0.0.1');
	await new Promise((resolve) => socket.once('connect', resolve));
	const ended = new Promise((resolve) => socket.once('close', resolve));
	socket.on('error', () => {});
	await client.sandbox.close();
	await ended;
	const again = await open({port});
	expect(again.sandbox.url).toBe(client.sandbox.url);
	await expect(startLitmosSandbox({port})).rejects.toMatchObject({code: 'input/invalid'});
});

test('XL: any page far inside any list comes, in order and whole', async () => {
	const client = await open({size: 'XL'});
	const {courses, teams} = client.sandbox.sample(1);
	for (const path of ['/users', '/users/details', `/courses/${courses[0]?.id}/users`]) {
		expect((await client.xml(`${path}?limit=1000&start=149500`)).children).toHaveLength(500);
	}
	expect((await client.xml(`/teams/${teams[0]?.id}/users?limit=1000&start=89500`)).children).toHaveLength(500);
	expect((await client.xml('/courses?limit=1000&start=4000')).children).toHaveLength(1000);
	expect(client.sandbox.report().expected).toMatchObject({accounts: 150_000, assigned: 3_000_000, teams: 3000});
});
