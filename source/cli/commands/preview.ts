import {existsSync} from 'node:fs';
import {severeFindings} from '../../findings/fail-on.ts';
import {says} from '../../findings/findings.ts';
import {count} from '../../text/amounts.ts';
import type {Command} from '../command.ts';
import {courseColumns, findingColumns, readLimit, readTab, showTab, tabs} from '../lists.ts';
import {sessionMessages} from '../messages.ts';
import {openSession, readTenant} from '../session.ts';
import {looking} from '../setting-groups.ts';
import type {Column} from '../table.ts';

/** What the command `preview` says. */
const previewMessages = {
	summary: 'Show what a push would send, without sending it.',
	description:
		'Reads from Litmos and shows what a push would send. Nothing is sent. A push within an hour uses what was read here.',
	options: {
		show: (parts: readonly string[]) => `One of ${parts.join(', ')}. Default: an overview.`,
		search: 'Show only rows with this text.',
		limit: 'How many rows to show. Default: 50.',
	},
	examples: {
		overview: 'Counts, changes and findings',
		search: 'Find an account by name',
		demo: 'Try it with demo data',
	},
	columns: {what: 'What', now: 'Now', change: 'Since the last push'},
	rows: {
		accounts: 'Accounts',
		active: 'active',
		teams: 'Teams',
		courses: 'Courses',
		grants: 'Grants',
	},
	noEarlierPush: 'There is no earlier push from here to compare with.',
	changes: (added: number, removed: number, changed: number) =>
		[
			added > 0 ? `+${count(added)}` : '',
			removed > 0 ? `−${count(removed)}` : '',
			changed > 0 ? `${count(changed)} changed` : '',
		]
			.filter(Boolean)
			.join(', ') || 'no changes',
	findings: 'Findings',
	busiest: 'Busiest courses',
} as const;

const changeColumn: Column<{what: string; now: number; change: string}> = {
	title: previewMessages.columns.change,
	value: ({change}) => change,
	least: 10,
	tone: ({change}) =>
		change.includes('−') ? 'status.warning' : change.startsWith('+') ? 'status.success' : 'text.secondary',
};
/** As many as one takes in at a glance. */
const busiestCourses = 5;

export const preview: Command = {
	name: 'preview',
	summary: previewMessages.summary,
	description: previewMessages.description,
	settings: looking,
	needs: ['source', 'apiKey'],
	ownOptions: [
		{flags: '--show <part>', help: previewMessages.options.show(tabs)},
		{flags: '--search <text>', help: previewMessages.options.search},
		{flags: '--limit <rows>', help: previewMessages.options.limit},
	],
	examples: [
		{text: previewMessages.examples.overview, line: 'litmos-connector preview --source acme'},
		{
			text: previewMessages.examples.search,
			line: 'litmos-connector preview --source acme --show accounts --search smith',
		},
		{text: previewMessages.examples.demo, line: 'litmos-connector preview --demo'},
	],
	async run(context, own) {
		const show = readTab(own.show);
		const limit = readLimit(own.limit);
		const search = typeof own.search === 'string' ? {search: own.search} : {};
		const session = await openSession(context);
		const report = await readTenant(context, session);
		const {implausible} = await import('../../sync/confirmation.ts');
		const doubt = implausible(report);
		if (doubt !== null) context.progress.say(sessionMessages.wouldAsk(doubt.what));
		const {startExplorer} = await import('../../c1z/explorer-client.ts');
		const explorer = await startExplorer(report.workingFile);
		context.onClose(() => explorer.close());
		const {lastPushPath} = await import('../../sync/last-push-path.ts');
		const lastPush = lastPushPath(report.workingFile);
		const comparison = existsSync(lastPush) ? await explorer.compare(lastPush, {signal: context.signal}) : null;
		const severe = severeFindings(report.findings, context.values.failOn);
		if (show !== undefined) {
			await showTab(context, explorer, show, {offset: 0, limit, ...search});
			if (severe !== null) throw severe;
			return 0;
		}
		const {columns, rows} = previewMessages;
		const {accountsByState, accountsByLevel} = await explorer.overview();
		const {lines: busiest} = await explorer.courses({offset: 0, limit: busiestCourses, sort: 'count'});
		const told = report.findings.map((each) => ({...each, finding: says(each)}));
		context.print(
			{
				counts: report.counts,
				accountsByState,
				accountsByLevel,
				warnings: report.warnings,
				findings: report.findings,
				comparison,
				busiestCourses: busiest,
				requests: report.requests,
				delta: report.delta ?? null,
			},
			() =>
				[
					context.table(
						[
							{title: columns.what, value: ({what}) => what},
							{title: columns.now, value: ({now}) => now, align: 'right'},
							...(comparison?.against == null ? [] : [changeColumn]),
						],
						[
							{what: rows.accounts, now: report.counts.accounts, change: changesOf('user')},
							{what: `  ${rows.active}`, now: accountsByState.active, change: ''},
							{what: rows.teams, now: report.counts.teams, change: changesOf('team')},
							{what: rows.courses, now: report.counts.courses, change: changesOf('course')},
							{what: rows.grants, now: report.counts.grants, change: changesOf('grant')},
						],
					),
					...(told.length === 0 ? [] : [`${previewMessages.findings}\n${context.table(findingColumns, told)}`]),
					...(busiest.length === 0 ? [] : [`${previewMessages.busiest}\n${context.table(courseColumns, busiest)}`]),
				].join('\n'),
		);
		if (comparison?.against == null) context.progress.say(previewMessages.noEarlierPush);
		if (severe !== null) throw severe;
		return 0;

		function changesOf(what: string): string {
			if (comparison?.against == null) return '';
			const {added, removed, changed} = comparison;
			return previewMessages.changes(added[what] ?? 0, removed[what] ?? 0, changed[what] ?? 0);
		}
	},
};
