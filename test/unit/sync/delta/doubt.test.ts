import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {openC1z} from '../../../../source/c1z/read-c1z.ts';
import type {LitmosClient} from '../../../../source/litmos/client.ts';
import {Problem} from '../../../../source/problem/problem.ts';
import {deltaSentences} from '../../../../source/sync/delta/messages.ts';
import {seal} from '../../../../source/sync/session.ts';
import {amount} from '../../../long.ts';
import {Hourly, type HourlyOptions, type HourlyRun} from './hourly.ts';

let open: Hourly[] = [];
afterEach(() => {
	for (const hourly of open) hourly.close();
	open = [];
});

/** A tenant whose lists are left out by now: much happens in it, and one change of a kind is proof enough. */
async function proven(change: Partial<HourlyOptions> = {}): Promise<Hourly> {
	const hourly = new Hourly({seed: 3, factor: 12, proofs: 1, ...change});
	open.push(hourly);
	return proveAgain(hourly);
}

async function proveAgain(hourly: Hourly): Promise<Hourly> {
	for (let tries = 0; tries < 20; tries++) {
		const [run] = (await hourly.run(1)).slice(-1);
		if (Object.values(run!.report.delta!.full).every((reason) => reason === null)) return hourly;
	}
	throw new Error('nothing was ever left out');
}

const full = ({report}: HourlyRun) => report.delta!.full;
const both = (reason: string) => ({'course-people': reason, 'team-members': reason});

describe('everything is read, with the reason,', () => {
	test('the first time', async () => {
		const hourly = new Hourly({seed: 3});
		open.push(hourly);
		const run = await hourly.sync();
		expect(full(run)).toEqual(both('first'));
		expect(run.differences).toEqual([]);
		expect(deltaSentences(run.report.delta!)).toEqual([
			'Read all course assignments and team members: this is the first sync with delta sync on.',
		]);
	});

	test('of each list within the interval that is set', async () => {
		const hourly = await proven();
		const daily = (await hourly.sync()).report.delta!;
		await hourly.run(1);
		const often = await hourly.sync({deltaInterval: 60 * 60 * 1000});
		expect(daily.leftOut).toBeGreaterThan(0);
		expect(often.report.delta).toMatchObject({
			leftOut: 0,
			intervalMs: 60 * 60 * 1000,
			read: daily.read + daily.leftOut,
		});
		expect(full(often)).toEqual({'course-people': null, 'team-members': null});
	});

	test('for other courses, other optional data, another key, and after it was off', async () => {
		const hourly = await proven();
		const some = hourly.litmos.tenant.data.courses.ids.id(2);
		for (const change of [{courses: [some]}, {courses: null}, {extras: ['access-levels' as const]}]) {
			const run = await hourly.sync(change);
			expect(full(run)).toEqual(both('selection'));
			expect(run.report.delta!.leftOut).toBe(0);
		}
		expect(full(await hourly.sync({}, undefined, {apiKey: 'another'}))).toEqual(both('selection'));
		await hourly.sync({delta: 'off'}).catch(() => {});
		expect(full(await hourly.sync())).toEqual(both('first'));
	});

	const happenings: [string, (hourly: Hourly) => Promise<void> | void, string][] = [
		['after more than a day', (hourly) => hourly.litmos.sleep(25 * 60 * 60 * 1000), 'gap'],
		[
			'after more than the week that a window may have',
			(hourly) => hourly.litmos.sleep(8 * 24 * 60 * 60 * 1000),
			'gap',
		],
		['when the clock of Litmos went back', (hourly) => hourly.litmos.behave({dateAhead: -2 * 60 * 60 * 1000}), 'clock'],
		['when Litmos tells no time', (hourly) => hourly.litmos.behave({dateAhead: null}), 'clock'],
		['when windows are refused', (hourly) => hourly.litmos.behave({longestWindow: 60_000}), 'refused'],
		[
			'when dates lie ahead',
			(hourly) =>
				hourly.litmos.behave({
					changeRecords: (_, records) => records.map((one) => ({...one, updated: one.updated + 5 * 60 * 60 * 1000})),
				}),
			'ahead',
		],
		[
			'when what was stored is no database',
			(hourly) => {
				const path = `${hourly.runs.at(-1)!.report.workingFile}.delta`;
				rmSync(path);
				rmSync(`${path}-journal`, {force: true});
			},
			'first',
		],
	];
	test.each(amount(happenings, [happenings[0]!]))('%s', async (_, happen, reason) => {
		const hourly = await proven();
		await happen(hourly);
		const run = await hourly.sync();
		expect(full(run)).toEqual(both(reason));
		expect(run.differences).toEqual([]);
		expect(deltaSentences(run.report.delta!)[0]).toMatch(/^Read all course assignments and team members: /);
	});

	test('when most accounts are gone', async () => {
		const hourly = await proven();
		for (let index = 1; index < 200; index++) hourly.litmos.tenant.deleteAccount(index);
		const run = await hourly.sync();
		expect(full(run)).toEqual(both('other-tenant'));
		expect(run.differences).toEqual([]);
	});

	test('in the same sync when a list is not as predicted, and the report has the numbers', async () => {
		const hourly = await proven();
		hourly.litmos.behave({changeRecords: (_, records) => records.filter(({active}) => active)});
		const {tenant} = hourly.litmos;
		for (let course = 0; course < 50; course++) {
			const people = tenant.coursePeople(course);
			for (const at of [1, 2]) if (people.length > at) tenant.unassign(people.at(at), course, hourly.litmos.now());
		}
		const found = [];
		do found.push(...(await hourly.run(1)).slice(-1));
		while (full(found.at(-1)!)['course-people'] === null && found.length < 26);
		const run = found.at(-1)!;
		expect(full(run)['course-people']).toBe('unexplained');
		expect(run.report.delta!.untold).toBeGreaterThan(0);
		expect(run.differences).toEqual([]);
		expect(found.slice(0, -1).flatMap(({differences}) => differences).length).toBeGreaterThan(0);
		expect(deltaSentences(run.report.delta!).join(' ')).toContain(
			`Litmos didn’t report ${run.report.delta!.untold} change`,
		);
		const next = await hourly.sync();
		expect(full(next)['course-people']).toBe('learning');
	});
});

function assignSomebody(hourly: Hourly, courseId: string): void {
	const {tenant} = hourly.litmos;
	const course = tenant.data.courses.indexOf(courseId);
	for (let account = 0; account < 250; account++) {
		if (!tenant.isGone(account) && tenant.assign(account, course, hourly.litmos.now())) break;
	}
	hourly.changed();
}

test('a change while lists are read again is no mistake of the calls', async () => {
	const hourly = await proven({
		wrap: (client) => ({
			...client,
			async page(listing, start, options) {
				// Somebody gets the course just before its people are read.
				if (listing.kind === 'course-people' && start === 0) assignSomebody(open.at(-1)!, listing.of);
				return client.page(listing, start, options);
			},
		}),
	});
	for (let count = 0; count < amount(5, 2); count++) {
		const [run] = (await hourly.run(1)).slice(-1);
		expect(run!.report.delta).toMatchObject({untold: 0, full: {'course-people': null}});
		expect(run!.differences).toEqual([]);
	}
});

/** A client that loses its connection once so many requests were made. */
const losing =
	(most: number) =>
	(client: LitmosClient): LitmosClient => {
		const check = () => {
			if (client.stats().sent >= most) throw new Problem({code: 'network/unreachable', what: 'The line is dead'});
		};
		return {
			...client,
			page: async (listing, start, options) => {
				check();
				return client.page(listing, start, options);
			},
			changes: async (kind, window, start, options) => {
				check();
				return client.changes!(kind, window, start, options);
			},
		};
	};

test('cut off after any request, the next sync reads everything, and its file is true', {
	timeout: 1_800_000,
}, async () => {
	const hourly = await proven();
	const usual = hourly.runs.at(-1)!.requests;
	const step = Math.max(1, Math.floor(usual / amount(50, 1)));
	for (let most = 1; most < usual - 3; most += step) {
		await expect(hourly.sync({}, losing(most))).rejects.toMatchObject({code: 'network/unreachable'});
		const run = await hourly.sync();
		expect(run.differences).toEqual([]);
		expect(full(run)).toEqual(both('resumed'));
		const [last] = (await hourly.run(1)).slice(-1);
		expect(last!.differences).toEqual([]);
		expect(full(last!)).toEqual(both('first'));
		await proveAgain(hourly);
	}
});

describe('each file is true', () => {
	const minutes = [-10, 10].map((count) => count * 60_000);

	test('with the clock of Litmos ten minutes off, either way', async () => {
		for (const dateAhead of amount(minutes, minutes.slice(0, 1))) {
			const hourly = new Hourly({seed: 3, factor: 12, proofs: 1, behaviour: {dateAhead}});
			open.push(hourly);
			const found = await hourly.run(amount(24, 8));
			expect(found.flatMap(({differences}) => differences)).toEqual([]);
		}
	});

	test('with a clock of Litmos that is ten minutes off in some syncs', async () => {
		const hourly = await proven();
		for (const dateAhead of amount([...minutes, 0, ...minutes.toReversed(), 0], minutes.toReversed())) {
			hourly.litmos.behave({dateAhead});
			const [run] = (await hourly.run(1)).slice(-1);
			expect(run!.differences).toEqual([]);
		}
	});

	const zones = amount(['America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati'], ['Asia/Kolkata']);
	test.each(zones)(
		'on a machine in %s whose clock is ten minutes off, either way, and lists are left out',
		async (zone) => {
			const before = process.env.TZ;
			process.env.TZ = zone;
			try {
				expect(new Date(0).getTimezoneOffset()).not.toBe(0);
				const hourly = await proven();
				for (const clockAhead of amount([...minutes, 0, ...minutes.toReversed()], minutes)) {
					await hourly.litmos.sleep(60 * 60 * 1000);
					const run = await hourly.sync({}, undefined, {clockAhead});
					expect(run.differences).toEqual([]);
					expect(full(run)).toEqual({'course-people': null, 'team-members': null});
				}
			} finally {
				if (before === undefined) delete process.env.TZ;
				else process.env.TZ = before;
			}
		},
	);
});

test('the file that is sent does not tell how it was read', async () => {
	const hourly = await proven({factor: 4, seed: 4});
	const {workingFile, delta, findings} = (await hourly.sync()).report;
	expect(delta!.leftOut).toBeGreaterThan(0);
	const byChanges = await sealedRows(hourly, workingFile);
	const {report} = await hourly.sync({delta: 'off'});
	expect(report.delta).toBeUndefined();
	expect(report.findings).toEqual(findings);
	expect(findings.map(({kind}) => kind)).toContain('course-overdue');
	expect(await sealedRows(hourly, workingFile)).toEqual(byChanges);
});

/** Every row of every table of the sealed file, without what each sync has of its own: ids and times. */
async function sealedRows(hourly: Hourly, workingFile: string): Promise<Record<string, string[]>> {
	const path = join(hourly.folder, 'sealed.c1z');
	await seal(workingFile, path);
	const c1z = await openC1z(path, {folder: hourly.folder});
	try {
		const tables = c1z.db.prepare("select name from sqlite_master where type = 'table'").all();
		return Object.fromEntries(
			tables.map(({name}) => {
				const rows = c1z.db.prepare(`select * from "${name}"`).all() as Record<string, unknown>[];
				return [name, rows.map(({id: _, ...row}) => masked(row)).sort()];
			}),
		);
	} finally {
		c1z.close();
	}
}

function masked(row: Record<string, unknown>): string {
	const text = JSON.stringify(row, (_, value: unknown) =>
		value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
	);
	return text.replaceAll(/\b[0-9A-Za-z]{27}\b/g, '<sync>').replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, '<time>');
}
