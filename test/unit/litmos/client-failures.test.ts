import {afterEach, describe, expect, it, vi} from 'vitest';
import type {ClientHooks, LitmosTarget, RequestRecord} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import {closedPort} from '../http/servers.ts';
import {accounts, caught, type FakeLitmos, fakeLitmos, type Respond, users} from './fake-litmos.ts';

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

	it('Retry-After is honoured, and a 0 is a second', async () => {
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
		// With the guard, and what the subtraction of two times adds to it.
		expect(onThrottle.mock.calls[0]?.[0].waitMs).toBeGreaterThan(999);
		expect(onThrottle.mock.calls[0]?.[0].waitMs).toBeLessThan(1050.5);
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
		expect(problem.why).toMatch(/503 to each of \d+ tries within \d+ s\. /);
	});

	it('content that stays unusable is given up with words', async () => {
		const {client, seen} = await start((_, __, nth) => (nth === 1 ? users([]) : '<Users><User>'));
		await client.page(accounts, 0);
		expect(await caught(client.page(accounts, 0))).toMatchObject({
			code: 'litmos/unexpected-answer',
			why: 'The response was cut off.',
		});
		expect(seen).toHaveLength(1 + 6);
	});

	it('a host that never answered as Litmos does is a wrong host, said after a few tries', async () => {
		const {client, seen} = await start(() => '<!DOCTYPE html><html></html>');
		expect(await caught(client.page(accounts, 0))).toMatchObject({code: 'litmos/wrong-host', exit: 4});
		expect(seen).toHaveLength(3);
	});

	it.each(['..', '.', ''])('an id that a web address swallows (%j) is never asked for', async (id) => {
		const {client, seen} = await start(() => users([]));
		expect(await caught(client.page({kind: 'team-members', of: id}, 0))).toMatchObject({code: 'litmos/not-found'});
		expect(await client.course(id)).toBeNull();
		expect(seen).toEqual([]);
	});

	it('a course that is gone says nothing about the host, even as the first answer', async () => {
		const {client} = await start(() => 404);
		expect(await caught(client.page({kind: 'course-people', of: 'gone'}, 0))).toMatchObject({code: 'litmos/not-found'});
		expect(await caught(client.page(accounts, 0))).toMatchObject({code: 'litmos/wrong-host'});
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
		for (const word of ['My Profile & Settings', 'Account Owner', 'API is on', 'region']) expect(words).toContain(word);
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
					http: {
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
