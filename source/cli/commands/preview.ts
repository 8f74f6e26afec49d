import {existsSync} from 'node:fs';
import {severeFindings} from '../../findings/fail-on.ts';
import {says} from '../../findings/findings.ts';
import {count} from '../../text/amounts.ts';
import type {Command} from '../command.ts';
import {sessionMessages} from '../messages.ts';
import {openSession, readTenant} from '../session.ts';
import {looking} from '../setting-groups.ts';
import type {Column} from '../table.ts';
import {courseColumns, findingColumns, readQuery, showTab, tabs} from './lists.ts';

/** What the command `preview` says. */
const previewMessages = {
	changes: (added: number, removed: number, changed: number) =>
		[
			added > 0 ? `+${count(added)}` : '',
			removed > 0 ? `−${count(removed)}` : '',
			changed > 0 ? `${count(changed)} changed` : '',
		]
			.filter(Boolean)
			.join(', ') || 'no changes',
} as const;

const changeColumn: Column<{what: string; now: number; change: string}> = {
	title: 'Since the last push',
	value: ({change}) => change,
	least: 10,
	tone: ({change}) =>
		change.includes('−') ? 'status.warning' : change.startsWith('+') ? 'status.success' : 'text.secondary',
};
/** As many as one takes in at a glance. */
const busiestCourses = 5;

export const preview: Command = {
	name: 'preview',
	summary: 'Show what a push would send, without sending it.',
	description:
		'Reads from Litmos and shows what a push would send. Nothing is sent. A push within an hour uses what was read here.',
	settings: looking,
	needs: ['source', 'apiKey'],
	ownOptions: {
		'--show <part>': `One of ${tabs.join(', ')}. Default: an overview.`,
		'--search <text>': 'Show only rows with this text.',
		'--limit <rows>': 'How many rows to show. Default: 50.',
	},
	examples: {
		'litmos-connector preview --source acme': 'Counts, changes and findings',
		'litmos-connector preview --source acme --show accounts --search smith': 'Find an account by name',
		'litmos-connector preview --demo': 'Try it with demo data',
	},
	async run(context, own) {
		const {show, query} = readQuery(own);
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
			await showTab(context, explorer, show, query);
			if (severe !== null) throw severe;
			return 0;
		}
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
							{title: 'What', value: ({what}) => what},
							{title: 'Now', value: ({now}) => now, align: 'right'},
							...(comparison?.against == null ? [] : [changeColumn]),
						],
						[
							{what: 'Accounts', now: report.counts.accounts, change: changesOf('user')},
							{what: '  active', now: accountsByState.active, change: ''},
							{what: 'Teams', now: report.counts.teams, change: changesOf('team')},
							{what: 'Courses', now: report.counts.courses, change: changesOf('course')},
							{what: 'Grants', now: report.counts.grants, change: changesOf('grant')},
						],
					),
					...(told.length === 0 ? [] : [`Findings\n${context.table(findingColumns, told)}`]),
					...(busiest.length === 0 ? [] : [`Busiest courses\n${context.table(courseColumns, busiest)}`]),
				].join('\n'),
		);
		if (comparison?.against == null) context.progress.say('There is no earlier push from here to compare with.');
		if (severe !== null) throw severe;
		return 0;

		function changesOf(what: string): string {
			if (comparison?.against == null) return '';
			const {added, removed, changed} = comparison;
			return previewMessages.changes(added[what] ?? 0, removed[what] ?? 0, changed[what] ?? 0);
		}
	},
};
