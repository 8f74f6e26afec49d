import prometheus from 'prom-client';
import {severities} from '../findings/kinds.ts';
import type {RunRecord} from '../settings/run-record.ts';
import {listKinds} from '../sync/delta/model.ts';
import {type DeltaReport, newlyDistrusted} from '../sync/delta/report.ts';
import type {SyncReport} from '../sync/events.ts';
import {metricMessages as help} from './messages.ts';

/** What the service tells of a sync that ConductorOne asked for. */
export interface AnsweredSync {
	run: RunRecord;
	/** What was read; null when it failed before, or nothing was read. */
	report: SyncReport | null;
	/** What was read looked wrong, so that a person would have been asked. */
	isDoubtful: boolean;
}

export interface Metrics {
	/** Of the answer, such as `text/plain; version=0.0.4; charset=utf-8`. */
	readonly contentType: string;
	/** All figures in Prometheus' text format. */
	text(): Promise<string>;
	sync(answered: AnsweredSync): void;
	task(kind: string, ok: boolean): void;
}

export interface MetricsOptions {
	version: string;
	/** Whether ConductorOne has greeted back. */
	isReady(): boolean;
	/** When a sync was last taken, by an earlier run of the service; ISO 8601. */
	lastSuccessAt: string | null;
}

const prefix = 'litmos_connector_';
const seconds = [10, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 14_400];

/** The figures of one service, beside those that prom-client has of every Node process. No label names a person or a course. */
export function createMetrics({version, isReady, lastSuccessAt}: MetricsOptions): Metrics {
	const registry = new prometheus.Registry();
	const {counter, gauge} = makersFor(registry);
	prometheus.collectDefaultMetrics({register: registry});
	gauge('info', help.version, ['version']).set({version}, 1);
	gauge('connected', help.connected, [], (self) => self.set(isReady() ? 1 : 0));
	const syncs = counter('syncs_total', help.syncs, ['result']);
	for (const result of ['ok', 'failed']) syncs.inc({result}, 0);
	const tasks = counter('tasks_total', help.tasks, ['kind', 'result']);
	const durations = new prometheus.Histogram({
		name: `${prefix}sync_duration_seconds`,
		help: help.duration,
		buckets: seconds,
		registers: [registry],
	});
	const last = gauge('last_success_timestamp_seconds', help.lastSuccess, []);
	last.set(lastSuccessAt === null ? 0 : Date.parse(lastSuccessAt) / 1000);
	const requests = counter('litmos_requests_total', help.requests, ['kind']);
	for (const kind of ['spent', 'retried', 'throttled']) requests.inc({kind}, 0);
	const rows = gauge('rows', help.rows, ['kind']);
	const warnings = gauge('warnings', help.warnings, ['kind']);
	const doubtful = counter('drop_guard_total', help.dropGuard, ['outcome']);
	for (const outcome of ['sent', 'kept_back']) doubtful.inc({outcome}, 0);
	const findings = gauge('findings', help.findings, ['severity']);
	const delta = deltaMetrics(registry);
	return {
		contentType: registry.contentType,
		text: () => registry.metrics(),
		task: (kind, ok) => tasks.inc({kind, result: ok ? 'ok' : 'failed'}),
		sync({run, report, isDoubtful}) {
			const ok = run.exit === 0;
			syncs.inc({result: ok ? 'ok' : 'failed'});
			durations.observe((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000);
			if (ok) last.set(Date.parse(run.finishedAt) / 1000);
			if (run.error?.code === 'push/drop-guard') doubtful.inc({outcome: 'kept_back'});
			else if (isDoubtful) doubtful.inc({outcome: 'sent'});
			if (report === null) return;
			const {spent, retried, throttled} = report.requests;
			for (const [kind, value] of Object.entries({spent, retried, throttled})) requests.inc({kind}, value);
			const {accounts, teams, courses, grants} = report.counts;
			for (const [kind, value] of Object.entries({accounts, teams, courses, grants})) rows.set({kind}, value);
			warnings.reset();
			for (const [kind, value] of Object.entries(report.warnings)) warnings.set({kind}, value);
			for (const severity of severities) {
				findings.set({severity}, report.findings.filter((finding) => finding.severity === severity).length);
			}
			delta(report.delta);
		},
	};
}

/** Makes figures of the service, each with its name, what it says and its labels. */
function makersFor(registry: prometheus.Registry) {
	const registers = [registry];
	return {
		counter: <Label extends string>(name: string, help: string, labelNames: Label[]) =>
			new prometheus.Counter({name: `${prefix}${name}`, help, labelNames, registers}),
		gauge: <Label extends string>(
			name: string,
			help: string,
			labelNames: Label[],
			collect?: (self: prometheus.Gauge<Label>) => void,
		) =>
			new prometheus.Gauge({
				...{name: `${prefix}${name}`, help, labelNames, registers},
				...(collect && {
					collect() {
						collect(this);
					},
				}),
			}),
	};
}

/** The figures of syncs by changes; gives the function that takes them from a report. */
function deltaMetrics(registry: prometheus.Registry): (report: DeltaReport | undefined) => void {
	const {counter, gauge} = makersFor(registry);
	const trusted = gauge('delta_trusted', help.deltaTrusted, ['lists']);
	const lists = gauge('delta_lists', help.deltaLists, ['how']);
	const changes = counter('delta_changes_total', help.deltaChanges, ['result']);
	const full = counter('delta_full_reads_total', help.deltaFullReads, ['lists', 'reason']);
	const distrusted = counter('delta_distrusted_total', help.deltaDistrusted, ['lists']);
	for (const kind of listKinds) distrusted.inc({lists: kind}, 0);
	for (const result of ['told', 'untold', 'late']) changes.inc({result}, 0);
	let before: DeltaReport['full'] | undefined;
	return (report) => {
		trusted.reset();
		lists.reset();
		const earlier = before;
		before = report?.full;
		if (report === undefined) return;
		lists.set({how: 'updated'}, report.leftOut);
		lists.set({how: 'read'}, report.read);
		const {told, untold, late} = report;
		for (const [result, value] of Object.entries({told, untold, late})) changes.inc({result}, value);
		for (const kind of listKinds) {
			const reason = report.full[kind];
			trusted.set({lists: kind}, reason === null ? 1 : 0);
			if (reason !== null) full.inc({lists: kind, reason});
		}
		for (const kind of newlyDistrusted(report, earlier)) distrusted.inc({lists: kind});
	};
}
