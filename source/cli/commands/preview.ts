import {existsSync} from 'node:fs';
import type {Query, Tab} from '../../c1z/contract.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import type {Command} from '../command.ts';
import type {CommandContext} from '../context.ts';
import {openSession, readTenant} from '../session.ts';
import {parts, reading, tenant} from '../setting-groups.ts';
import type {Column} from '../table.ts';

const tabs = ['accounts', 'teams', 'courses', 'grants', 'changes', 'warnings'] as const satisfies readonly Tab[];

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

async function showTab(
	context: CommandContext,
	explorer: ExplorerClient,
	tab: (typeof tabs)[number],
	query: Query,
): Promise<0> {
	switch (tab) {
		case 'accounts':
			print(await explorer.accounts(query), [
				{title: 'Name', value: ({name}) => name},
				{title: 'Login', value: ({login}) => login},
				{title: 'E-mail', value: ({email}) => email},
				{title: 'Active', value: ({active}) => (active ? 'yes' : 'no')},
				{title: 'Level', value: ({level}) => level},
				{title: 'Grants', value: ({grants}) => grants, align: 'right'},
			]);
			break;
		case 'teams':
			print(await explorer.teams(query), [
				{title: 'Name', value: ({name}) => name},
				{title: 'Id', value: ({id}) => id},
				{title: 'Members', value: ({members}) => members, align: 'right'},
			]);
			break;
		case 'courses':
			print(await explorer.courses(query), [
				{title: 'Name', value: ({name}) => name},
				{title: 'Code', value: ({code}) => code},
				{title: 'Active', value: ({active}) => (active ? 'yes' : 'no')},
				{title: 'Assigned', value: ({assigned}) => assigned, align: 'right'},
				{title: 'Completed', value: ({completed}) => completed, align: 'right'},
				{title: 'In progress', value: ({inProgress}) => inProgress, align: 'right'},
			]);
			break;
		case 'grants':
			print(await explorer.grants(query), [
				{title: 'Account', value: ({principalName}) => principalName},
				{title: 'Holds', value: ({slug}) => slug},
				{title: 'Of', value: ({type}) => type},
				{title: 'Name', value: ({resourceName}) => resourceName},
			]);
			break;
		case 'changes':
			print(await explorer.changes(query), [
				{title: 'Change', value: ({change}) => change},
				{title: 'What', value: ({what}) => what},
				{title: 'Name', value: ({name}) => name},
				{title: 'Detail', value: ({detail}) => detail},
			]);
			break;
		case 'warnings':
			print(await explorer.warnings(query), [
				{title: 'Kind', value: ({kind}) => kind},
				{title: 'Subject', value: ({subject}) => subject},
				{title: 'Detail', value: ({detail}) => detail},
			]);
			break;
	}
	return 0;

	function print<Row>({lines, total}: {lines: Row[]; total: number}, columns: readonly Column<Row>[]): void {
		context.print({[tab]: lines, shown: lines.length, total}, () => context.table(columns, lines));
		context.progress.say(`${lines.length} of ${total} ${tab}.`);
	}
}

function readTab(text: unknown): (typeof tabs)[number] | undefined {
	if (text === undefined) return undefined;
	const tab = tabs.find((candidate) => candidate === text);
	if (tab !== undefined) return tab;
	throw new Problem({
		code: 'input/invalid',
		what: `--show cannot be used: “${String(text)}” is not one of ${tabs.join(', ')}.`,
	});
}

function readLimit(text: unknown): number {
	if (text === undefined) return 50;
	const limit = Number(text);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new Problem({
		code: 'input/invalid',
		what: `--limit cannot be used: “${String(text)}” is not a number of rows.`,
	});
}
