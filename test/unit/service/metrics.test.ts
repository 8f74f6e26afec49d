import {readFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {parse} from 'yaml';
import {startHealthServer} from '../../../source/service/health-server.ts';
import {createMetrics, type Metrics} from '../../../source/service/metrics.ts';
import type {DeltaReport, FullReason} from '../../../source/sync/delta/report.ts';
import type {SyncReport} from '../../../source/sync/events.ts';
import {makePlace, makeSandbox, pointedAt} from '../program/program.ts';

const run = (exit: number, code?: string) => ({
	startedAt: '2026-11-28T02:30:00.000Z',
	finishedAt: '2026-11-28T02:31:30.000Z',
	exit,
	counts: null,
	error: code === undefined ? null : {code, title: 'A failure'},
});
const report = {
	counts: {accounts: 30, teams: 3, courses: 6, grants: 60, resources: 39, entitlements: 9},
	warnings: {'unknown-account': 4},
	requests: {spent: 12, retried: 1, throttled: 2, saved: 0},
	findings: [{severity: 'high'}, {severity: 'low'}, {severity: 'low'}],
} as unknown as SyncReport;

/** The samples by name and labels. */
function samplesIn(text: string): Record<string, number> {
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	return Object.fromEntries(
		lines.map((line) => {
			const [, name = '', value = ''] = /^([a-z_0-9]+(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
			expect(name, line).not.toBe('');
			return [name, Number(value)];
		}),
	);
}

const textOf = async (metrics: Metrics) => samplesIn(await metrics.text());

test('count syncs, requests, rows and doubts, and know the last success of an earlier run', async () => {
	const state = {isReady: false};
	const lastSuccessAt = '2026-11-27T02:31:00.000Z';
	const metrics = createMetrics({version: '1.2.3', isReady: () => state.isReady, lastSuccessAt});
	expect(await textOf(metrics)).toMatchObject({
		'litmos_connector_info{version="1.2.3"}': 1,
		litmos_connector_connected: 0,
		'litmos_connector_syncs_total{result="failed"}': 0,
		litmos_connector_last_success_timestamp_seconds: Date.parse(lastSuccessAt) / 1000,
	});
	state.isReady = true;
	metrics.sync({run: run(1, 'litmos/key-refused'), report: null, isDoubtful: false});
	metrics.sync({run: run(1, 'push/drop-guard'), report, isDoubtful: true});
	metrics.sync({run: run(0), report, isDoubtful: true});
	metrics.task('grant', false);
	expect(await textOf(metrics)).toMatchObject({
		litmos_connector_connected: 1,
		'litmos_connector_syncs_total{result="ok"}': 1,
		'litmos_connector_syncs_total{result="failed"}': 2,
		'litmos_connector_sync_duration_seconds_bucket{le="60"}': 0,
		'litmos_connector_sync_duration_seconds_bucket{le="120"}': 3,
		litmos_connector_last_success_timestamp_seconds: Date.parse(run(0).finishedAt) / 1000,
		'litmos_connector_litmos_requests_total{kind="spent"}': 24,
		'litmos_connector_litmos_requests_total{kind="throttled"}': 4,
		'litmos_connector_rows{kind="grants"}': 60,
		'litmos_connector_warnings{kind="unknown-account"}': 4,
		'litmos_connector_findings{severity="high"}': 1,
		'litmos_connector_findings{severity="medium"}': 0,
		'litmos_connector_findings{severity="low"}': 2,
		'litmos_connector_drop_guard_total{outcome="kept_back"}': 1,
		'litmos_connector_drop_guard_total{outcome="sent"}': 1,
		'litmos_connector_tasks_total{kind="grant",result="failed"}': 1,
	});
});

test('tell how far delta sync is trusted, and count each loss of trust once', async () => {
	const metrics = createMetrics({version: '1.2.3', isReady: () => true, lastSuccessAt: null});
	const synced = (courses: FullReason | null, teams: FullReason | null, more: Partial<DeltaReport> = {}) => {
		const full = {'course-people': courses, 'team-members': teams};
		const delta = {
			full,
			leftOut: 30,
			read: 4,
			told: 5,
			untold: 0,
			late: 0,
			unproven: [],
			needed: 30,
			intervalMs: 1,
			...more,
		};
		metrics.sync({run: run(0), report: {...report, delta}, isDoubtful: false});
	};
	const lost = 'litmos_connector_delta_distrusted_total{lists="course-people"}';
	expect((await textOf(metrics))[lost]).toBe(0);
	synced('learning', 'learning');
	synced(null, null);
	expect(await textOf(metrics)).toMatchObject({
		[lost]: 0,
		'litmos_connector_delta_trusted{lists="course-people"}': 1,
		'litmos_connector_delta_trusted{lists="team-members"}': 1,
		'litmos_connector_delta_lists{how="updated"}': 30,
		'litmos_connector_delta_lists{how="read"}': 4,
		'litmos_connector_delta_full_reads_total{lists="course-people",reason="learning"}': 1,
	});
	synced('unexplained', null, {leftOut: 0, read: 34, untold: 2, late: 1});
	synced('refused', null);
	synced('refused', null);
	expect(await textOf(metrics)).toMatchObject({
		[lost]: 2,
		'litmos_connector_delta_distrusted_total{lists="team-members"}': 0,
		'litmos_connector_delta_trusted{lists="course-people"}': 0,
		'litmos_connector_delta_trusted{lists="team-members"}': 1,
		'litmos_connector_delta_changes_total{result="told"}': 25,
		'litmos_connector_delta_changes_total{result="untold"}': 2,
		'litmos_connector_delta_changes_total{result="late"}': 1,
	});
	metrics.sync({run: run(0), report, isDoubtful: false});
	const names = Object.keys(await textOf(metrics));
	expect(names.some((name) => name.startsWith('litmos_connector_delta_trusted'))).toBe(false);
});

test('have the names that the alert rules of the documentation ask for', async () => {
	const page = readFileSync(join(import.meta.dirname, '../../../docs/deployment.md'), 'utf8');
	const [, rules = ''] = /```yaml\n(groups:[\s\S]*?)```/.exec(page) ?? [];
	const {groups} = parse(rules) as {groups: {rules: {alert: string; expr: string; annotations: {summary: string}}[]}[]};
	const names = Object.keys(await textOf(createMetrics({version: '1', isReady: () => true, lastSuccessAt: null})));
	const all = groups.flatMap((group) => group.rules);
	expect(all.length).toBeGreaterThan(3);
	for (const {alert, expr, annotations} of all) {
		const [asked = ''] = /litmos_connector_[a-z_]+(?:\{[^}]*\})?/.exec(expr) ?? [];
		expect(
			names.some((name) => name === asked || name.startsWith(`${asked}{`)),
			`${alert}: ${asked}`,
		).toBe(true);
		expect(annotations.summary).toMatch(/\.$|\?$/);
	}
});

test('are not there where the server has none', async () => {
	const server = await startHealthServer({port: 0, address: '127.0.0.1', check: async () => {}, isReady: () => true});
	onTestFinished(() => server.close());
	expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === 'object' && address !== null ? address.port : 0;
}

test('are served by the running service, and name nobody', async () => {
	const [place, sandbox, port] = [makePlace(), await makeSandbox(), await freePort()];
	const child = place.start(['run', '--health-check', '--health-check-port', String(port)], pointedAt(sandbox));
	onTestFinished(() => void child.kill('SIGKILL'));
	const ask = async () => {
		const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
		expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
		return answer.text();
	};
	await vi.waitFor(async () => expect(samplesIn(await ask())['litmos_connector_syncs_total{result="ok"}']).toBe(1), {
		timeout: 60_000,
		interval: 200,
	});
	const text = await ask();
	expect(samplesIn(text)).toMatchObject({
		litmos_connector_connected: 1,
		'litmos_connector_rows{kind="accounts"}': 30,
		'litmos_connector_tasks_total{kind="syncFull",result="ok"}': 1,
	});
	const {accounts, courses} = sandbox.litmos.sample(30);
	for (const {userName} of accounts) expect(text).not.toContain(userName);
	for (const {id} of courses) expect(text).not.toContain(id);
});
