import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {UncertainWrite} from '../../../../source/conductorone/rest/api-problem.ts';
import {createRestCaller, type RestOptions} from '../../../../source/conductorone/rest/caller.ts';
import {maskSecrets} from '../../../../source/conductorone/rest/dry-run.ts';
import {pages} from '../../../../source/conductorone/rest/paging.ts';
import {collect} from './tenant.ts';

const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
});

type Reply = {status?: number; body?: string; headers?: Record<string, string>; cut?: boolean};

/** A server that answers from a list, the last answer again and again. */
async function api(replies: Reply[], options: Partial<RestOptions> = {}) {
	const requests: {method: string; url: string; authorization: string; body: string}[] = [];
	const answer: RequestListener = async (request, response) => {
		let body = '';
		for await (const piece of request) body += piece;
		const reply = replies[Math.min(requests.length, replies.length - 1)] ?? {};
		requests.push({
			method: request.method ?? '',
			url: request.url ?? '',
			authorization: request.headers.authorization ?? '',
			body,
		});
		if (reply.cut) {
			request.socket.destroy();
			return;
		}
		response.writeHead(reply.status ?? 200, reply.headers).end(reply.body ?? '{}');
	};
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		server.close();
	});
	let tokens = 1;
	const waits: number[] = [];
	const caller = createRestCaller({
		host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		insecure: true,
		version: '1',
		tokenSource: {authorization: async () => `Bearer t${tokens}`, forget: () => void tokens++},
		times: {retryMin: 1, retryMax: 2, retryAfterMax: 20},
		onWait: (ms) => waits.push(ms),
		...options,
	});
	return {caller, requests, waits};
}

const read = {method: 'GET', path: '/api/v1/apps', doing: 'read'} as const;
const write = {method: 'POST', path: '/api/v1/apps', body: {a: 1}, doing: 'create it'} as const;

describe('what is repeated', () => {
	it.each([
		['a read after faults', read, [{status: 503}, {cut: true}, {body: '<html>'}, {body: '{"x":1}'}], 4],
		['a search after faults', {...write, reads: true}, [{status: 500}, {cut: true}, {body: '{"x":1}'}], 3],
		[
			'an idempotent write after faults',
			{...write, idempotent: true},
			[{status: 500}, {cut: true}, {body: '{"x":1}'}],
			3,
		],
		['a deletion after faults', {...read, method: 'DELETE'}, [{status: 502}, {body: '{"x":1}'}], 2],
		['any call after 429', write, [{status: 429}, {status: 429}, {body: '{"x":1}'}], 3],
		['any call once after 401', write, [{status: 401}, {body: '{"x":1}'}], 2],
	] as const)('%s', async (_, request, replies, count) => {
		const {caller, requests} = await api([...replies]);
		expect(await caller.call(request)).toEqual({x: 1});
		expect(requests).toHaveLength(count);
	});

	it.each([
		['a server fault', {status: 500}],
		['a broken connection', {cut: true}],
		['an unreadable success', {body: '<html>'}],
	])('never a write after %s, which is marked as unclear', async (_, reply) => {
		const {caller, requests} = await api([reply]);
		await expect(caller.call(write)).rejects.toBeInstanceOf(UncertainWrite);
		expect(requests).toHaveLength(1);
	});

	it('a refused write is a plain no', async () => {
		const {caller, requests} = await api([{status: 400, body: '{"code":3,"message":"bad"}'}]);
		const refused = caller.call(write);
		await expect(refused).rejects.toMatchObject({code: 'c1/unexpected-answer', why: 'ConductorOne says: bad'});
		await expect(refused).rejects.not.toBeInstanceOf(UncertainWrite);
		expect(requests).toHaveLength(1);
	});

	it('nothing without end', async () => {
		const {caller, requests} = await api([{status: 429}]);
		await expect(caller.call(read)).rejects.toMatchObject({code: 'c1/busy', retryable: true});
		expect(requests).toHaveLength(5);
	});

	it('a write to a host that is not there, since nothing was sent', async () => {
		const {caller, waits} = await api([], {host: '127.0.0.1:1'});
		await expect(caller.call(write)).rejects.not.toBeInstanceOf(UncertainWrite);
		expect(waits).toHaveLength(4);
	});

	it('after the pause the server asks for, within reason', async () => {
		const {caller, waits} = await api([
			{status: 429, headers: {'retry-after': '0.015'}},
			{status: 429, headers: {'retry-after': '3600'}},
			{status: 429, headers: {'retry-after': '0'}},
			{},
		]);
		await caller.call(read);
		expect(waits.slice(0, 2)).toEqual([15, 20]);
		expect(waits[2]).toBeGreaterThanOrEqual(1);
	});
});

describe('errors', () => {
	it.each([
		[401, 16, 'c1/credential-refused'],
		[403, 7, 'c1/forbidden'],
		[404, 5, 'c1/not-found'],
		[409, 6, 'c1/conflict'],
		[400, 3, 'c1/unexpected-answer'],
		[418, 0, 'c1/unexpected-answer'],
	])('status %i becomes a Problem with its request id', async (status, code, problem) => {
		const body = JSON.stringify({code, message: 'no\u001b[2J way (request-id: abc-123)', details: []});
		const {caller} = await api([{status, body}]);
		await expect(caller.call({...read, needs: 'Captain'})).rejects.toMatchObject({
			code: problem,
			why: expect.stringMatching(/says: no way$/),
			copy: ['Request ID: abc-123'],
		});
	});

	it('name the role that is needed', async () => {
		const {caller} = await api([{status: 403}]);
		await expect(caller.call({...read, needs: 'Captain'})).rejects.toMatchObject({
			next: [expect.stringContaining('Captain')],
		});
	});
});

it('takes control characters out of what the server sends', async () => {
	const {caller} = await api([{body: JSON.stringify({list: ['a\u001b]0;x\u0007b', 'm\u202ex']})}]);
	expect(await caller.call(read)).toEqual({list: ['ab', 'mx']});
});

it('never sends an empty part of a path', async () => {
	const {caller, requests} = await api([{}]);
	await expect(caller.call({...read, path: '/api/v1/apps/{id}', params: {id: ''}})).rejects.toThrow('no value for id');
	await caller.call({...read, path: '/api/v1/apps/{id}', params: {id: 'a/../b'}});
	expect(requests.map(({url}) => url)).toEqual(['/api/v1/apps/a%2F..%2Fb']);
});

it('walks pages until the token is empty, and fails when it repeats', async () => {
	const page = (list: number[], nextPageToken: string) => ({body: JSON.stringify({list, nextPageToken})});
	const {caller, requests} = await api([page([1, 2], 'a'), page([3], 'b'), page([], '')]);
	expect(await collect(pages(caller, read))).toEqual([1, 2, 3]);
	const stuck = await api([page([1, 2], 'a'), page([3], 'a')]);
	await expect(collect(pages(stuck.caller, read))).rejects.toMatchObject({code: 'c1/unexpected-answer'});
	expect(requests.map(({url}) => url)).toEqual([
		'/api/v1/apps?page_size=100',
		'/api/v1/apps?page_size=100&page_token=a',
		'/api/v1/apps?page_size=100&page_token=b',
	]);
});

it('masks secrets wherever they are', () => {
	expect(
		maskSecrets({
			displayName: 'Litmos',
			clientSecret: 's',
			config: {configuration: {litmos_source: {stringValue: 'acme'}, litmos_api_key: {stringValue: 'k'}}},
			list: [{password: 'p', empty: ''}],
		}),
	).toEqual({
		displayName: 'Litmos',
		clientSecret: '••••••••',
		config: {configuration: {litmos_source: {stringValue: 'acme'}, litmos_api_key: {stringValue: '••••••••'}}},
		list: [{password: '••••••••', empty: ''}],
	});
});
