import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {HttpAnswer, HttpClient} from '../../../source/http/http-client.ts';
import type {ClientHooks, LitmosTarget} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import {accounts, users} from './fake-litmos.ts';

const limit = 10;
let folder: string;
beforeEach(() => {
	vi.useFakeTimers();
	folder = mkdtempSync(join(tmpdir(), 'shared-allowance-'));
});
const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
	vi.useRealTimers();
	rmSync(folder, {recursive: true});
});

/** A Litmos that answers at once and notes when it was asked. */
function listening(refusals: {status: number; retryAfter?: string}[] = []) {
	const at: number[] = [];
	const answerOf = (status: number, retryAfter?: string): HttpAnswer => ({
		status,
		statusText: '',
		header: (name) => (name === 'retry-after' ? (retryAfter ?? null) : null),
		async *pieces() {
			yield Buffer.from(users(['a']));
		},
		text: async () => users(['a']),
		discard: () => undefined,
	});
	const http: HttpClient = {
		async request() {
			at.push(Date.now());
			const {status, retryAfter} = refusals.shift() ?? {status: 200};
			return answerOf(status, retryAfter);
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
	const unshared: string[] = [];
	const pauses: number[] = [];
	const hooks: ClientHooks = {
		onUnshared: (reason) => unshared.push(reason),
		onThrottle: ({waitMs}) => pauses.push(waitMs),
	};
	const client = createLitmosClient(target, hooks, {http, random: () => 0});
	let done = 0;
	for (let request = 0; request < requests; request++) void client.page(accounts, 0).then(() => done++);
	return {client, unshared, pauses, done: () => done};
}

describe('instances that use one key', () => {
	it('keep to the allowance together, and use it up', async () => {
		const {http, at, most} = listening();
		const instances = [instance(http, 20), instance(http, 20, {source: 'another app'}), instance(http, 20)];
		await vi.advanceTimersByTimeAsync(5.5 * 61_100);
		expect(most()).toBe(limit);
		expect(at).toHaveLength(60);
		expect(instances.map(({done}) => done())).toEqual([20, 20, 20]);
	});

	it('one after the other do so as well, also when the first was killed', async () => {
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

describe('a refusal', () => {
	it('holds back everybody who uses the key, and each says so', async () => {
		const {http, at} = listening([{status: 503, retryAfter: '30'}]);
		const refused = instance(http, 1);
		await vi.advanceTimersByTimeAsync(100);
		const other = instance(http, 2);
		const stranger = instance(http, 1, {apiKey: '99999999-2222-3333-4444-555555555555'});
		await vi.advanceTimersByTimeAsync(29_000);
		expect([refused.done(), other.done(), stranger.done()]).toEqual([0, 0, 1]);
		expect(at).toHaveLength(2);
		expect([refused.pauses, other.pauses]).toEqual([[30_050], [29_950]]);
		await vi.advanceTimersByTimeAsync(3000);
		expect([refused.done(), other.done()]).toEqual([1, 2]);
	});

	it('is followed by one request at a time, also where another got it', async () => {
		const {http, at} = listening([
			{status: 429, retryAfter: '5'},
			{status: 429, retryAfter: '20'},
		]);
		instance(http, 1);
		await vi.advanceTimersByTimeAsync(100);
		const other = instance(http, 5, {concurrency: 5});
		await vi.advanceTimersByTimeAsync(5100);
		// Whoever looks first is refused again, which holds back the rest.
		expect(at).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(25_000);
		expect(other.done()).toBe(5);
	});

	it('of long ago holds nobody back', async () => {
		const {http} = listening([{status: 503, retryAfter: '30'}]);
		instance(http, 1);
		await vi.advanceTimersByTimeAsync(60_000);
		const late = instance(http, 1);
		await vi.advanceTimersByTimeAsync(100);
		expect([late.done(), late.pauses]).toEqual([1, []]);
	});
});

it('processes that take at the same moment never take one place twice', async () => {
	const child = fileURLToPath(new URL('./taking-child.ts', import.meta.url));
	const counts = await Promise.all(
		Array.from({length: 4}, async () => {
			const {stdout} = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, folder], {
				stdio: ['ignore', 'pipe', 'inherit'],
			});
			return Number(await text(stdout));
		}),
	);
	expect(counts.reduce((sum, count) => sum + count)).toBe(50);
});

it('what an earlier run told of and what is on record counts once', async () => {
	const {http, at} = listening();
	const first = instance(http, 6);
	await vi.advanceTimersByTimeAsync(1000);
	const second = instance(http, 6, {recent: first.client.recent?.() ?? []});
	await vi.advanceTimersByTimeAsync(1000);
	expect(at).toHaveLength(limit);
	expect(second.done()).toBe(4);
	// Told of only, as after a restart in another container: counts as well.
	instance(http, 6, {recent: Array(6).fill(Date.now()), allowanceFolder: join(folder, 'elsewhere')});
	await vi.advanceTimersByTimeAsync(1000);
	expect(at).toHaveLength(limit + 4);
});

describe('the record', () => {
	const path = () => join(folder, 'cache', 'requests.db');

	it('is for its owner only and holds no key', async () => {
		instance(listening().http, 3);
		await vi.advanceTimersByTimeAsync(100);
		expect([statSync(join(folder, 'cache')).mode & 0o777, statSync(path()).mode & 0o777]).toEqual([0o700, 0o600]);
		const bytes = readFileSync(path());
		const key = '11111111-2222-3333-4444-555555555555';
		expect(bytes.includes('11111111')).toBe(false);
		for (const plain of [key, `https://litmos.test ${key}`, `litmos.test${key}`]) {
			expect(bytes.includes(createHash('sha256').update(plain).digest().subarray(0, 8))).toBe(false);
		}
	});

	it('is made anew when it is damaged', async () => {
		mkdirSync(join(folder, 'cache'));
		writeFileSync(path(), 'not a database, but as long as the head of one: '.repeat(100));
		const {http, at} = listening();
		const instances = [instance(http, 7), instance(http, 7)];
		await vi.advanceTimersByTimeAsync(100);
		expect(at).toHaveLength(limit);
		expect(instances.map(({unshared}) => unshared)).toEqual([[], []]);
	});

	it('that was removed is made anew', async () => {
		const {http, at} = listening();
		const first = instance(http, 1);
		await vi.advanceTimersByTimeAsync(100);
		rmSync(join(folder, 'cache'), {recursive: true});
		void first.client.page(accounts, 0);
		await vi.advanceTimersByTimeAsync(100);
		instance(http, limit);
		await vi.advanceTimersByTimeAsync(100);
		expect(at).toHaveLength(1 + limit);
	});

	it.each([
		['a link in place of its folder', () => symlinkSync(tmpdir(), join(folder, 'cache'))],
		[
			'a link in its place',
			() => {
				mkdirSync(join(folder, 'cache'));
				writeFileSync(join(folder, 'victim'), '');
				symlinkSync(join(folder, 'victim'), path());
			},
		],
		['a folder that cannot be made', () => writeFileSync(join(folder, 'cache'), '')],
		[
			'a lock that nobody lets go',
			() => {
				mkdirSync(join(folder, 'cache'));
				chmodSync(join(folder, 'cache'), 0o700);
				const holder = new DatabaseSync(path());
				holder.exec('create table other (x); begin immediate');
				closers.push(() => holder.close());
			},
		],
	])('is done without when there is %s: each counts for itself, and says so once', async (_, prepare) => {
		prepare();
		const {http, at} = listening();
		const alone = instance(http, 2 * limit);
		await vi.advanceTimersByTimeAsync(100);
		expect(at).toHaveLength(limit);
		await vi.advanceTimersByTimeAsync(61_100);
		expect(alone.done()).toBe(2 * limit);
		expect(alone.unshared).toHaveLength(1);
		expect(readFileSync(join(folder, 'victim'), {encoding: 'utf8', flag: 'a+'})).toBe('');
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
