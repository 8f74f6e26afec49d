import {existsSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {LitmosTarget} from '../../../source/litmos/client.ts';
import {extraIds} from '../../../source/settings/extras.ts';
import type {CourseRow} from '../../../source/sync/course-filter.ts';
import type {SyncEvent} from '../../../source/sync/events.ts';
import type {SyncOptions} from '../../../source/sync/job.ts';
import {Session} from '../../../source/sync/session.ts';
import {openLitmosSession, startSync} from '../../../source/sync/start-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';

/** The whole way: thread, real client, sandbox Litmos, real working file. */
let litmos: LitmosSandbox;
let target: LitmosTarget;
let folder: string;
beforeAll(async () => {
	litmos = await startLitmosSandbox({size: 'S', behaviour: {limiter: 'none'}});
	target = {baseUrl: litmos.url, source: litmos.source, apiKey: litmos.apiKey, requestsPerMinute: 1e6, minuteMs: 1000};
});
afterAll(() => litmos.close());
beforeEach(() => {
	litmos.resetCounters();
	folder = mkdtempSync(join(tmpdir(), 'litmos-thread-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const job = (options: Partial<SyncOptions> = {}, fresh = false) => ({
	options: {...defaultOptions, ...options},
	folder,
	fresh,
});

/** The same without a thread, which takes a second to start from source. */
async function syncHere(options: Partial<SyncOptions> = {}, fresh = false, pageSize = 1000) {
	const session = new Session({...target, pageSize});
	try {
		return await session.sync(job(options, fresh), () => {});
	} finally {
		session.close();
	}
}

test('a sync in its own thread gives what a perfect reader finds, with 63 requests and five that prove the ends', async () => {
	const events: SyncEvent[] = [];
	const lines: string[] = [];
	const report = await startSync(
		{target, ...job()},
		(event) => events.push(event),
		(_, text) => lines.push(text),
	).done;
	const {expected, totalRequests, repeated} = litmos.report();
	expect(report.counts).toMatchObject({
		accounts: expected.accounts,
		teams: expected.teams,
		courses: expected.courses,
		grants: expected.memberGrants + expected.assigned + expected.completed + expected.inProgress,
	});
	expect(totalRequests).toBe(63 + 5);
	expect(repeated).toBe(0);
	expect(report.requests.spent).toBe(63 + 5);
	expect(events.at(-1)).toMatchObject({type: 'finished'});
	expect(lines).toContain('sync finished');
	expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
	for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
});

test('extras are read', async () => {
	const report = await syncHere({
		extras: extraIds,
	});
	expect(report.warnings['optional-part-failed']).toBeUndefined();
	expect(report.counts.resources).toBeGreaterThan(report.counts.accounts + report.counts.teams + report.counts.courses);
});

test('logs each request with its number, and from info up nothing of any person', async () => {
	const lines: {level: string; message: string; fields: Record<string, unknown>}[] = [];
	const log = (level: string, message: string, fields: Record<string, unknown> = {}) =>
		lines.push({level, message, fields});
	litmos.behave({faults: {'status-504': 0.1, 'html-200': 0.1}});
	try {
		const session = new Session(target, {log});
		await session.sync(job({extras: ['team-roles']}), () => {});
		session.close();
	} finally {
		litmos.behave({faults: {}});
	}
	const requests = lines.filter(({message}) => message === 'litmos request');
	const numbers = requests.map(({fields}) => fields.request);
	expect(numbers).toHaveLength(litmos.report().totalRequests);
	expect(new Set(numbers).size).toBe(numbers.length);
	expect(new Set(requests.map(({level}) => level))).toEqual(new Set(['debug', 'warn']));
	const shown = JSON.stringify(lines.filter(({level}) => level !== 'debug'));
	expect(shown).toContain('sync finished');
	for (const {id, userName, name} of litmos.sample(250).accounts) {
		for (const personal of [id, userName, name]) expect(shown).not.toContain(personal);
	}
	expect(JSON.stringify(lines)).not.toContain(litmos.apiKey);
});

describe('a session', () => {
	test('checks, lists courses, syncs and seals with one client, and reads nothing twice', async () => {
		const session = openLitmosSession(target);
		try {
			await session.checkAccess();
			const rows: CourseRow[] = [];
			const total = await session.listCourses(job(), (page) => rows.push(...page));
			expect(rows).toHaveLength(total);
			expect(total).toBe(50);
			const chosen = rows.slice(0, 3).map(({id}) => id);
			const report = await session.sync(job({courses: chosen}), () => {}).done;
			expect(report.counts.courses).toBe(3);
			const wider = await session.sync(job({courses: [...chosen, rows[7]!.number]}), () => {}).done;
			expect(wider.counts.courses).toBe(4);
			expect(wider.requests.spent).toBeLessThanOrEqual(5);
			// The lists of one row, whose row is looked at again.
			expect(litmos.report().repeated).toBe(5);
			// With few courses chosen every end is proven twice over.
			const lists = 3 + 10 + 4;
			expect(litmos.report().totalRequests).toBeLessThanOrEqual(1 + lists + 2 * lists);
			const out = join(folder, 'sync.c1z');
			const sealed = await session.seal(wider.workingFile, out, {});
			expect(sealed.counts.courses).toBe(4);
			expect(existsSync(out)).toBe(true);
		} finally {
			await session.close();
		}
	});

	test('tells how many people courses have once they were read, also in the next run, without a request', async () => {
		const rowsOf = async (session: Session, options: Partial<SyncOptions> = {}, fresh = false) => {
			const rows: CourseRow[] = [];
			await session.listCourses(job(options, fresh), (page) => rows.push(...page));
			return rows;
		};
		const people = new Map(litmos.sample(50).courses.map((course) => [course.id, course.people]));
		const first = new Session(target);
		const unread = await rowsOf(first);
		expect(unread.filter((row) => row.people !== undefined)).toEqual([]);
		const events: SyncEvent[] = [];
		const some = unread.slice(0, 3).map(({id}) => id);
		await first.sync(job({courses: some}), (event) => events.push(event));
		const sent = litmos.report().totalRequests;
		const read = await rowsOf(first);
		// The list itself and its end are asked for each time.
		expect(litmos.report().totalRequests).toBe(sent + 2);
		first.close();
		const known = read.filter((row) => row.people !== undefined);
		expect(known.map(({id}) => id)).toEqual(some);
		for (const row of known) expect(row.people).toBe(people.get(row.id));
		const told = events.find((event) => event.type === 'course-people');
		expect(told?.people).toEqual(new Map(known.map((row) => [row.id, row.people])));
		// The next run starts a new working file; the numbers go over into it.
		const second = new Session(target);
		const again = await rowsOf(second);
		second.close();
		expect(again.map(({id, people: count}) => [id, count])).toEqual(read.map(({id, people: count}) => [id, count]));
	});

	test('counts what an earlier process asked within the same minute, also when it starts anew', async () => {
		// Each run takes 68 requests; a second run that knew nothing of the first would be refused.
		litmos.behave({limiter: 'sliding', requestsPerMinute: 70, minuteMs: 2000});
		try {
			for (let run = 0; run < 2; run++) {
				const session = new Session({...target, requestsPerMinute: 70, minuteMs: 2000});
				await session.sync(job(), () => {});
				session.close();
			}
			expect(litmos.report()).toMatchObject({throttled: 0, totalRequests: 2 * (63 + 5)});
		} finally {
			litmos.behave({limiter: 'none'});
		}
	});

	test.each([
		['at the same time', true],
		['one after the other', false],
	])('two of one tenant, %s, share the allowance of the key', async (_, together) => {
		// Its own sandbox, since the allowance of the test before may be used up.
		const fresh = await startLitmosSandbox({
			size: 'S',
			behaviour: {limiter: 'sliding', requestsPerMinute: 70, minuteMs: 2000},
		});
		const mine = {...target, baseUrl: fresh.url, apiKey: fresh.apiKey, requestsPerMinute: 70, minuteMs: 2000};
		const other = mkdtempSync(join(tmpdir(), 'litmos-other-'));
		const syncOnce = async (place: string) => {
			const session = openLitmosSession(mine);
			await session.sync({...job(), folder: place}, () => {}).done;
			await session.close();
		};
		try {
			if (together) await Promise.all([syncOnce(folder), syncOnce(other)]);
			else for (const place of [folder, other]) await syncOnce(place);
			expect(fresh.report()).toMatchObject({throttled: 0, totalRequests: 2 * (63 + 5)});
		} finally {
			await fresh.close();
			rmSync(other, {recursive: true});
		}
	});

	test('says what is wrong with a key, as a Problem', async () => {
		const session = openLitmosSession({...target, apiKey: 'wrong'});
		await expect(session.checkAccess()).rejects.toMatchObject({code: 'litmos/key-refused', exit: 3});
		await session.close();
	});

	test('cancelled in the middle, it lets go of the lock and goes on later', async () => {
		const session = openLitmosSession(target);
		let cancel = () => {};
		const first = session.sync(job(), (event) => {
			if (event.type === 'progress' && event.budget.spent > 0) cancel();
		});
		cancel = first.cancel;
		await expect(first.done).rejects.toMatchObject({code: 'cancelled'});
		const started: SyncEvent[] = [];
		const report = await session.sync(job(), (event) => event.type === 'started' && started.push(event)).done;
		expect(started).toMatchObject([{resumed: true}]);
		expect(report.counts.courses).toBe(50);
		await session.close();
	});

	test('closed in the middle, it leaves no lock', async () => {
		const session = openLitmosSession(target);
		let started = () => {};
		const running = new Promise<void>((resolve) => {
			started = resolve;
		});
		const {done} = session.sync(job(), () => started());
		done.catch(() => {});
		await running;
		await session.close();
		await expect(done).rejects.toMatchObject({code: 'cancelled'});
		expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
		const report = await startSync({target, ...job()}, () => {}).done;
		expect(report.resumed).toBe(true);
	});
});

describe('odd servers', () => {
	test.each([
		['moving data', {movingData: true}],
		['overfull pages', {overfullPages: true}],
		['nil as empty elements', {nilForm: 'empty' as const}],
		['missing elements, control characters', {nilForm: 'missing' as const, controlCharacters: true}],
	])('%s: the result is right', async (_, behaviour) => {
		litmos.behave(behaviour);
		try {
			const report = await syncHere({}, false, 100);
			const {expected} = litmos.report();
			expect(report.counts.courses).toBeGreaterThanOrEqual(expected.courses);
			expect(report.counts.accounts).toBeGreaterThanOrEqual(expected.accounts);
			expect(report.counts.grants).toBe(
				expected.memberGrants + expected.assigned + expected.completed + expected.inProgress,
			);
			expect(report.warnings['listing-stuck']).toBeUndefined();
		} finally {
			litmos.behave({movingData: false, overfullPages: false, nilForm: 'nil', controlCharacters: false});
		}
	});

	test('a server that ignores start fails the sync, which names the list', async () => {
		litmos.behave({ignoreStart: true});
		try {
			await expect(syncHere({}, false, 100)).rejects.toMatchObject({
				code: 'sync/incomplete',
				message: expect.stringContaining('the members of team “'),
			});
		} finally {
			litmos.behave({ignoreStart: false});
		}
	});
});
