import {createServer} from 'node:http';
import {text as textOf} from 'node:stream/consumers';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {type Ended, keyNoticeOf, type Notice, noticeOf} from '../../../source/service/notice.ts';
import type {RunRecord, RunsOfWay, RunWay} from '../../../source/settings/run-record.ts';
import {failureOf, makePlace, makeSandbox, pointedAt} from '../program/program.ts';

const at = '2026-11-28T02:41:00.000Z';
const ran = (exit: number, code?: string): RunRecord => ({
	startedAt: at,
	finishedAt: at,
	exit,
	counts: null,
	error: code === undefined ? null : {code, title: 'This key can’t read the members of “Safety”'},
});
const earlier = (run: RunRecord): RunsOfWay => ({last: run, lastSuccessAt: '2026-11-20T02:41:00.000Z'});
const ended = (way: RunWay, run: RunRecord, before?: RunRecord, more: Partial<Ended> = {}) =>
	noticeOf({way, run, before: before && earlier(before), source: 'acme', version: '1.0.0', ...more});

describe('a notice', () => {
	test('tells a failure by its code, and no title, which may name things', () => {
		const notice = ended('schedule', ran(3, 'litmos/key-refused'), ran(0));
		expect(notice).toEqual({
			text: 'litmos-connector: the nightly push from acme failed (litmos/key-refused, exit code 3).',
			event: 'failed',
			way: 'schedule',
			source: 'acme',
			at,
			exit: 3,
			code: 'litmos/key-refused',
			lastSuccessAt: '2026-11-20T02:41:00.000Z',
			version: '1.0.0',
		});
		expect(JSON.stringify(notice)).not.toContain('Safety');
	});

	test.each([
		['every failed push', 'schedule', ran(4, 'network/timeout'), ran(4, 'network/timeout'), {}, 'failed'],
		['a service that fails in another way', 'service', ran(1, 'c1/busy'), ran(1, 'network/timeout'), {}, 'failed'],
		['a service that fails as before', 'service', ran(1, 'c1/busy'), ran(1, 'c1/busy'), {}, undefined],
		['a drop that was kept back', 'push', ran(5, 'push/drop-guard'), undefined, {}, 'drop-guard'],
		['a drop that was sent', 'service', ran(0), ran(0), {isDoubtful: true}, 'drop-guard'],
		['a success after a failure', 'service', ran(0), ran(1, 'c1/busy'), {}, 'recovered'],
		['a usual success', 'schedule', ran(0), ran(0), {}, undefined],
		['a first success', 'schedule', ran(0), undefined, {}, undefined],
		['a run that somebody stopped', 'push', ran(130, 'cancelled'), ran(0), {}, undefined],
	] as const)('of %s', (_, way, run, before, more, event) => {
		expect(ended(way, run, before, more)?.event).toBe(event);
	});
});

describe('a notice of a key that ends', () => {
	const expiresAt = '2026-12-12T12:00:00.000Z';
	const at = (finishedAt: string): RunRecord => ({...ran(0), finishedAt});
	const told = (finishedAt: string, earlierAt?: string, ends: string | undefined = expiresAt) =>
		keyNoticeOf({
			way: 'schedule',
			run: at(finishedAt),
			before: earlierAt === undefined ? undefined : earlier(at(earlierAt)),
			source: 'acme',
			version: '1.0.0',
			expiresAt: ends,
		});

	test.each([
		['two weeks before', '2026-11-29T02:30:00Z', '2026-11-28T02:30:00Z', 'expires in 13 days'],
		['a week before', '2026-12-06T02:30:00Z', '2026-12-05T02:30:00Z', 'expires in 6 days'],
		['on the last day', '2026-12-12T02:30:00Z', '2026-12-11T02:30:00Z', 'expires within a day'],
		['when it has ended', '2026-12-13T02:30:00Z', '2026-12-12T02:30:00Z', 'has expired'],
		['at the first run, however late', '2026-12-20T02:30:00Z', undefined, 'has expired'],
	])('is sent %s', (_, finishedAt, earlierAt, words) => {
		expect(told(finishedAt, earlierAt)).toMatchObject({
			event: 'key-expires',
			expiresAt,
			text: expect.stringContaining(words),
		});
	});

	test.each([
		['long before', '2026-11-01T02:30:00Z', undefined, expiresAt],
		['again before the next reminder', '2026-12-01T02:30:00Z', '2026-11-30T02:30:00Z', expiresAt],
		['again once it was told that it has ended', '2026-12-20T02:30:00Z', '2026-12-19T02:30:00Z', expiresAt],
		['for a time that nobody can read', '2026-12-20T02:30:00Z', undefined, 'soon'],
	])('is not sent %s', (_, finishedAt, earlierAt, ends) => {
		expect(told(finishedAt, earlierAt, ends)).toBeNull();
	});
});

async function webhook(): Promise<{url: string; got: {notice: Notice; type: string | undefined}[]}> {
	const got: {notice: Notice; type: string | undefined}[] = [];
	const server = createServer(async (request, response) => {
		got.push({notice: JSON.parse(await textOf(request)), type: request.headers['content-type']});
		response.end('ok');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const address = server.address();
	return {url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hooks/key-of-the-hook`, got};
}

describe('the webhook', {timeout: 60_000}, () => {
	test('is told of a push that fails, also before it begins, and of one that works again', async () => {
		const [place, sandbox, {url, got}] = [makePlace(), await makeSandbox(), await webhook()];
		const env = {...pointedAt(sandbox), BATON_NOTIFY: url};
		// It has nothing to sign in with.
		const missing = await place.run(['push', '--scheduled', '-o', 'json'], {...env, BATON_API_KEY: undefined});
		expect(missing.code).toBe(2);
		const refused = await place.run(['push', '--scheduled', '-o', 'json'], {...env, BATON_API_KEY: 'no-such-key'});
		expect(refused.code).toBe(3);
		expect((await place.run(['push', '--scheduled'], env)).code).toBe(0);
		expect((await place.run(['push', '--scheduled', '--fresh', '--wait', '0'], env)).stderr).not.toContain(
			'key-of-the-hook',
		);
		expect(got.slice(0, 3).map(({notice: {event, code}}) => [event, code])).toEqual([
			['failed', 'input/missing'],
			['failed', 'litmos/key-refused'],
			['recovered', null],
		]);
		expect(got[1]).toMatchObject({
			type: 'application/json',
			notice: {source: sandbox.environment.BATON_SOURCE, way: 'schedule', exit: 3},
		});
	});

	test('that cannot be reached changes nothing', async () => {
		const [place, sandbox] = [makePlace(), await makeSandbox()];
		const env = {...pointedAt(sandbox), BATON_API_KEY: 'no-such-key', BATON_NOTIFY: 'http://127.0.0.1:9/'};
		const result = await place.run(['push', '-o', 'json'], env);
		expect(failureOf(result)).toMatchObject({code: 'litmos/key-refused', exit: 3});
		expect(result.code).toBe(3);
	});

	test('is told of a service that fails, once', async () => {
		const [place, sandbox, {url, got}] = [makePlace(), await makeSandbox(), await webhook()];
		const child = place.start(['run'], {...pointedAt(sandbox), BATON_API_KEY: 'no-such-key', BATON_NOTIFY: url});
		onTestFinished(() => void child.kill('SIGKILL'));
		await vi.waitFor(() => expect(got.length).toBeGreaterThan(0), {timeout: 30_000});
		expect(got[0]?.notice).toMatchObject({
			event: 'failed',
			way: 'service',
			code: 'litmos/key-refused',
			lastSuccessAt: null,
		});
	});

	test.each(['http://hooks.example.com/x', 'https://user:pass@hooks.example.com/', 'hooks'])(
		'is not %s',
		async (address) => {
			const {code, stderr} = await makePlace().run(['push', '-o', 'json'], {BATON_NOTIFY: address});
			expect(code).toBe(2);
			expect(failureOf({stderr}).what).toContain('BATON_NOTIFY');
			expect(stderr).not.toContain(address);
		},
	);
});
