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

const seconds = [10, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 14_400];

/** The figures of one service, beside those that prom-client has of every Node process. No label names a person or a course. */
export function createMetrics({version, isReady, lastSuccessAt}: MetricsOptions): Metrics {
	const registry = new prometheus.Registry();
	const prefix = 'litmos_connector_';
	const registers = [registry];
	prometheus.collectDefaultMetrics({register: registry});
	new prometheus.Gauge({name: `${prefix}info`, help: help.version, labelNames: ['version'], registers}).set(
		{version},
		1,
	);
	new prometheus.Gauge({
		name: `${prefix}connected`,
		help: help.connected,
		registers,
		collect() {
			this.set(isReady() ? 1 : 0);
		},
	});
	const syncs = new prometheus.Counter({
		name: `${prefix}syncs_total`,
		help: help.syncs,
		labelNames: ['result'],
		registers,
	});
	for (const result of ['ok', 'failed']) syncs.inc({result}, 0);
	const tasks = new prometheus.Counter({
		name: `${prefix}tasks_total`,
		help: help.tasks,
		labelNames: ['kind', 'result'],
		registers,
	});
	const durations = new prometheus.Histogram({
		name: `${prefix}sync_duration_seconds`,
		help: help.duration,
		buckets: seconds,
		registers,
	});
	const last = new prometheus.Gauge({
		name: `${prefix}last_success_timestamp_seconds`,
		help: help.lastSuccess,
		registers,
	});
	last.set(lastSuccessAt === null ? 0 : Date.parse(lastSuccessAt) / 1000);
	const requests = new prometheus.Counter({
		name: `${prefix}litmos_requests_total`,
		help: help.requests,
		labelNames: ['kind'],
		registers,
	});
	for (const kind of ['spent', 'retried', 'throttled']) requests.inc({kind}, 0);
	const rows = new prometheus.Gauge({
		name: `${prefix}rows`,
		help: help.rows,
		labelNames: ['kind'],
		registers,
	});
	const warnings = new prometheus.Gauge({
		name: `${prefix}warnings`,
		help: help.warnings,
		labelNames: ['kind'],
		registers,
	});
	const doubtful = new prometheus.Counter({
		name: `${prefix}drop_guard_total`,
		help: help.dropGuard,
		labelNames: ['outcome'],
		registers,
	});
	for (const outcome of ['sent', 'kept_back']) doubtful.inc({outcome}, 0);
	const findings = new prometheus.Gauge({
		name: `${prefix}findings`,
		help: help.findings,
		labelNames: ['severity'],
		registers,
	});
	const delta = deltaMetrics(prefix, registers);
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

/** The figures of syncs by changes; gives the function that takes them from a report. */
function deltaMetrics(prefix: string, registers: prometheus.Registry[]): (report: DeltaReport | undefined) => void {
	const trusted = new prometheus.Gauge({
		name: `${prefix}delta_trusted`,
		help: help.deltaTrusted,
		labelNames: ['lists'],
		registers,
	});
	const lists = new prometheus.Gauge({
		name: `${prefix}delta_lists`,
		help: help.deltaLists,
		labelNames: ['how'],
		registers,
	});
	const changes = new prometheus.Counter({
		name: `${prefix}delta_changes_total`,
		help: help.deltaChanges,
		labelNames: ['result'],
		registers,
	});
	const full = new prometheus.Counter({
		name: `${prefix}delta_full_reads_total`,
		help: help.deltaFullReads,
		labelNames: ['lists', 'reason'],
		registers,
	});
	const distrusted = new prometheus.Counter({
		name: `${prefix}delta_distrusted_total`,
		help: help.deltaDistrusted,
		labelNames: ['lists'],
		registers,
	});
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
