import {createServer} from 'node:http';
import {text as textOf} from 'node:stream/consumers';
import {describe, expect, type TestContext, test, vi} from 'vitest';
import {deltaNoticeOf, type Ended, keyNoticeOf, type Notice, noticeOf} from '../../../source/service/notice.ts';
import type {RunWay} from '../../../source/settings/run-files.ts';
import type {RunRecord, RunsOfWay} from '../../../source/settings/run-record.ts';
import type {DeltaReport, FullReason} from '../../../source/sync/delta/report.ts';
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

describe('a notice of delta sync that lost trust', () => {
	const delta = (courses: FullReason | null, teams: FullReason | null = null): DeltaReport => ({
		full: {'course-people': courses, 'team-members': teams},
		leftOut: 0,
		read: 9,
		told: 4,
		untold: courses === 'unexplained' ? 3 : 0,
		late: courses === 'late' ? 1 : 0,
		unproven: [],
		needed: 30,
		intervalMs: 86_400_000,
	});
	const told = (now: DeltaReport | undefined, before?: DeltaReport, run = ran(0)) =>
		deltaNoticeOf({
			way: 'service',
			run,
			before: before && earlier({...ran(0), details: {requests: none, dropGuard: null, delta: before}}),
			source: 'acme',
			version: '1.0.0',
			delta: now,
		});
	const none = {spent: 0, retried: 0, throttled: 0};

	test('says why and how much, in numbers alone', () => {
		expect(told(delta('unexplained'), delta(null))).toEqual({
			text: 'litmos-connector: delta sync went back to reading in full in a sync of the service from acme. Read all course assignments: Litmos didn’t report 3 changes.',
			event: 'delta-distrusted',
			way: 'service',
			source: 'acme',
			at,
			exit: 0,
			code: null,
			lastSuccessAt: at,
			version: '1.0.0',
			delta: {full: {'course-people': 'unexplained', 'team-members': null}, untold: 3, late: 0},
		});
	});

	test.each([
		['for the same reason as before', delta('refused'), delta('refused')],
		['while it learns', delta('learning', 'learning'), delta(null)],
		['at the first sync', delta('first', 'first'), undefined],
		['after a day without one', delta('gap', 'gap'), delta(null)],
		['for other courses', delta('selection', 'selection'), delta(null)],
		['where all is well', delta(null), delta(null)],
		['where it is off', undefined, delta(null)],
	])('is not sent %s', (_, now, before) => {
		expect(told(now, before)).toBeNull();
	});

	test.each(['clock', 'ahead', 'refused', 'other-tenant', 'late', 'unexplained', 'distrusted'] as const)(
		'is sent for %s, also where the sync then failed',
		(reason) => {
			expect(told(delta(reason, reason), delta(null), ran(5, 'push/drop-guard'))).toMatchObject({
				event: 'delta-distrusted',
				exit: 5,
				code: 'push/drop-guard',
				text: expect.stringMatching(/Read all course assignments and team members: .+\.$/),
			});
		},
	);
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

async function webhook(
	onTestFinished: TestContext['onTestFinished'],
): Promise<{url: string; got: {notice: Notice; type: string | undefined}[]}> {
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

// Side by side: most of their time the program waits for ConductorOne to ask.
describe.concurrent('the webhook', {timeout: 300_000}, () => {
	test('is told of a push that fails, also before it begins, and of one that works again', async ({onTestFinished}) => {
		const [place, sandbox, {url, got}] = [makePlace(), await makeSandbox(), await webhook(onTestFinished)];
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

	test('is told once of delta sync that lost trust, which status shows, without a name or a key', async ({
		onTestFinished,
	}) => {
		const [place, sandbox, {url, got}] = [makePlace(), await makeSandbox(), await webhook(onTestFinished)];
		// So every call for changes is refused, which shows once there is something to compare with.
		sandbox.litmos.behave({longestWindow: 60_000});
		const env = {...pointedAt(sandbox), BATON_NOTIFY: url, BATON_DELTA: 'auto'};
		const {code, stderr} = await place.run(['push', '-o', 'json'], env);
		expect(code, stderr).toBe(0);
		// ConductorOne asks again in an hour: nothing is sent, but Litmos was read.
		await place.run(['push', '--fresh', '--wait', '0', '-o', 'json'], env);
		expect(got.map(({notice: {event}}) => event).filter((event) => event !== 'failed')).toEqual(['delta-distrusted']);
		expect(got.find(({notice}) => notice.delta)?.notice.delta).toEqual({
			full: {'course-people': 'refused', 'team-members': 'refused'},
			untold: 0,
			late: 0,
		});
		const told = JSON.stringify(got);
		const {accounts, courses} = sandbox.litmos.sample(30);
		const names = [...accounts.map(({userName}) => userName), ...courses.map(({id}) => id)];
		for (const secret of [...names, sandbox.litmos.apiKey, place.folder]) expect(told).not.toContain(secret);
		const json = JSON.parse((await place.run(['status', '--local', '-o', 'json'], env)).stdout);
		expect(json.runs.push).toMatchObject({
			last: {details: {delta: {full: {'course-people': 'refused'}, leftOut: 0}, requests: {throttled: 0}}},
			total: {succeeded: 1},
		});
		expect((await place.run(['status', '--local'], env)).stdout).toMatch(
			/delta sync +0 of \d+ lists updated from changes, course assignments read in full \(refused\)/,
		);
	});

	test('that cannot be reached changes nothing', async () => {
		const [place, sandbox] = [makePlace(), await makeSandbox()];
		const env = {...pointedAt(sandbox), BATON_API_KEY: 'no-such-key', BATON_NOTIFY: 'http://127.0.0.1:9/'};
		const result = await place.run(['push', '-o', 'json'], env);
		expect(failureOf(result)).toMatchObject({code: 'litmos/key-refused', exit: 3});
		expect(result.code).toBe(3);
	});

	test('is told of a service that fails, once', async ({onTestFinished}) => {
		const [place, sandbox, {url, got}] = [makePlace(), await makeSandbox(), await webhook(onTestFinished)];
		const child = place.start(['run'], {...pointedAt(sandbox), BATON_API_KEY: 'no-such-key', BATON_NOTIFY: url});
		onTestFinished(() => void child.kill('SIGKILL'));
		await vi.waitFor(() => expect(got.length).toBeGreaterThan(0), {timeout: 60_000});
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
