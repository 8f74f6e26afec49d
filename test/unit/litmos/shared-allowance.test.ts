import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {HttpAnswer, HttpClient} from '../../../source/http/http-client.ts';
import type {LitmosTarget} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import {accounts, users} from './fake-litmos.ts';

const limit = 10;
let folder: string;
beforeEach(() => {
	vi.useFakeTimers();
	folder = mkdtempSync(join(tmpdir(), 'shared-allowance-'));
});
afterEach(() => {
	vi.useRealTimers();
	rmSync(folder, {recursive: true});
});

/** A Litmos that answers at once and notes when it was asked. */
function listening() {
	const at: number[] = [];
	const answer: HttpAnswer = {
		status: 200,
		statusText: 'OK',
		header: () => null,
		async *pieces() {
			yield Buffer.from(users(['a']));
		},
		text: async () => users(['a']),
		json: async () => null,
		discard: () => undefined,
	};
	const http: HttpClient = {
		async request() {
			at.push(Date.now());
			return answer;
		},
		close: () => undefined,
	};
	/** The most requests within any stretch of a minute. */
	const most = () => Math.max(0, ...at.map((from) => at.filter((one) => one >= from && one < from + 60_000).length));
	return {http, at, most};
}

/** One instance: asks so many times at once. Each waits for its turn. */
function instance(http: HttpClient, requests: number, change: Partial<LitmosTarget> = {}) {
	const target = {
		baseUrl: 'https://litmos.test',
		source: 'acme',
		apiKey: '11111111-2222-3333-4444-555555555555',
		requestsPerMinute: limit,
		allowanceFolder: join(folder, 'cache'),
		...change,
	};
	const client = createLitmosClient(target, {}, {http, random: () => 0});
	let done = 0;
	for (let request = 0; request < requests; request++) void client.page(accounts, 0).then(() => done++);
	return {client, done: () => done};
}

describe('instances that use one key', () => {
	it.fails('keep to the allowance together, and use it up', async () => {
		const {http, at, most} = listening();
		const instances = [instance(http, 20), instance(http, 20, {source: 'another app'}), instance(http, 20)];
		await vi.advanceTimersByTimeAsync(5.5 * 61_100);
		expect(most()).toBe(limit);
		expect(at).toHaveLength(60);
		expect(instances.map(({done}) => done())).toEqual([20, 20, 20]);
	});

	it.fails('one after the other do so as well, also when the first was killed', async () => {
		const {http, at, most} = listening();
		instance(http, 7);
		await vi.advanceTimersByTimeAsync(1000);
		const second = instance(http, 7);
		await vi.advanceTimersByTimeAsync(1000);
		expect(at).toHaveLength(limit);
		await vi.advanceTimersByTimeAsync(61_100);
		expect(second.done()).toBe(7);
		expect(most()).toBe(limit);
	});
});

describe('the allowance is not shared', () => {
	it('by other keys, nor by other hosts', async () => {
		const {http, at} = listening();
		instance(http, limit);
		instance(http, limit, {apiKey: '99999999-2222-3333-4444-555555555555'});
		instance(http, limit, {baseUrl: 'https://litmos.eu.test'});
		await vi.advanceTimersByTimeAsync(100);
		expect(at).toHaveLength(3 * limit);
	});
});
