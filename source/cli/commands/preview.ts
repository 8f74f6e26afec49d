import {existsSync} from 'node:fs';
import type {Command} from '../command.ts';
import {readLimit, readTab, showTab, tabs} from '../lists.ts';
import {openSession, readTenant} from '../session.ts';
import {parts, reading, tenant} from '../setting-groups.ts';

export const preview: Command = {
	name: 'preview',
	summary: 'Show what a push would send, without sending it.',
	description:
		'Reads Litmos and shows what a push would send. Nothing is sent; the push goes on with what was read here.',
	settings: [...tenant, ...reading, ...parts.filter((id) => id !== 'syncResourceTypes')],
	needs: ['source', 'apiKey'],
	ownOptions: [
		{flags: '--show <part>', help: `One of ${tabs.join(', ')}; left out: an overview.`},
		{flags: '--search <text>', help: 'Only rows that hold this text.'},
		{flags: '--limit <rows>', help: 'How many rows to show (default 50).'},
	],
	examples: [
		{words: 'Counts, changes and warnings', line: 'litmos-connector preview --source acme'},
		{
			words: 'Who is in the data under that name',
			line: 'litmos-connector preview --source acme --show accounts --search smith',
		},
		{words: 'Try it', line: 'litmos-connector preview --demo'},
	],
	async run(context, own) {
		const show = readTab(own.show);
		const limit = readLimit(own.limit);
		const search = typeof own.search === 'string' ? {search: own.search} : {};
		const session = await openSession(context);
		const report = await readTenant(context, session);
		const {startExplorer} = await import('../../c1z/explorer-client.ts');
		const explorer = await startExplorer(report.workingFile);
		context.onClose(() => explorer.close());
		const {lastPushPath} = await import('../../setup/deliver.ts');
		const lastPush = lastPushPath(report.workingFile);
		const comparison = existsSync(lastPush) ? await explorer.compare(lastPush, {signal: context.signal}) : null;
		if (show !== undefined) return showTab(context, explorer, show, {offset: 0, limit, ...search});
		const {accountsByState, accountsByLevel} = await explorer.overview();
		context.print(
			{
				counts: report.counts,
				accountsByState,
				accountsByLevel,
				warnings: report.warnings,
				comparison,
				requests: report.requests,
			},
			() =>
				context.table(
					[
						{title: 'What', value: ({what}) => what},
						{title: 'Now', value: ({now}) => now, align: 'right'},
						{title: 'Since the last push', value: ({change}) => change},
					],
					[
						{what: 'Accounts', now: report.counts.accounts, change: changesOf('user')},
						{what: '  active', now: accountsByState.active, change: ''},
						{what: 'Teams', now: report.counts.teams, change: changesOf('team')},
						{what: 'Courses', now: report.counts.courses, change: changesOf('course')},
						{what: 'Grants', now: report.counts.grants, change: changesOf('grant')},
						{what: 'Warnings', now: report.counts.warnings, change: ''},
					],
				),
		);
		return 0;

		function changesOf(what: string): string {
			if (comparison?.against == null) return 'nothing to compare with';
			const {added, removed, changed} = comparison;
			return `+${added[what] ?? 0} -${removed[what] ?? 0} ~${changed[what] ?? 0}`;
		}
	},
};
