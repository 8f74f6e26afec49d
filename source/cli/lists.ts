import type {Query, Tab} from '../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../c1z/explorer-client.ts';
import type {CourseLine} from '../c1z/resource-lines.ts';
import {type Finding, says} from '../findings/findings.ts';
import {Problem} from '../problem/problem.ts';
import type {CommandContext} from './command.ts';
import {listMessages} from './messages.ts';
import {usageMessages} from './problem-messages.ts';
import type {Column} from './table.ts';

/** The lists that can be printed. */
export const tabs = [
	'accounts',
	'teams',
	'courses',
	'grants',
	'changes',
	'findings',
	'warnings',
] as const satisfies readonly (Tab | 'findings')[];

const {columns: titles} = listMessages;
const quiet = () => 'text.secondary' as const;
const activeTone = ({active}: {active: boolean}) => (active ? 'text.primary' : 'status.warning');
const severityTones = {high: 'status.error', medium: 'status.warning', low: 'text.secondary'} as const;
const changeTones = {added: 'status.success', removed: 'status.warning', changed: 'text.primary'} as const;

/** Of those who have a course, the share that has completed it, 0 … 1. */
function completedShare({assigned, completed}: CourseLine): number {
	return completed === 0 ? 0 : Math.min(1, completed / Math.max(assigned, completed));
}

/** A course with how far its people are. */
export const courseColumns: readonly Column<CourseLine>[] = [
	{title: titles.courses.name, value: ({name}) => name, least: 20},
	{title: titles.courses.code, value: ({code}) => code, least: 8, goes: 3},
	{title: titles.courses.active, value: ({active}) => listMessages.active(active), tone: activeTone, goes: 2},
	{title: titles.courses.assigned, value: ({assigned}) => assigned, align: 'right'},
	{title: titles.courses.inProgress, value: ({inProgress}) => inProgress, align: 'right', goes: 1},
	{title: titles.courses.completed, value: ({completed}) => completed, share: completedShare, align: 'right'},
];

/** Of a finding its severity and its sentence. */
export const findingColumns: readonly Column<Finding & {finding: string}>[] = [
	{title: titles.findings.severity, value: ({severity}) => severity, tone: ({severity}) => severityTones[severity]},
	{title: titles.findings.finding, value: ({finding}) => finding, least: 24},
	{title: titles.findings.amount, value: ({subjects}) => subjects, align: 'right'},
	{title: titles.findings.kind, value: ({kind}) => kind, tone: quiet, goes: 1},
];

/** Prints one list of what was read. */
export async function showTab(
	context: CommandContext,
	explorer: ExplorerClient,
	tab: (typeof tabs)[number],
	query: Query,
): Promise<0> {
	switch (tab) {
		case 'accounts':
			print(await explorer.accounts(query), [
				{title: titles.accounts.name, value: ({name}) => name, least: 16},
				{title: titles.accounts.login, value: ({login}) => login, least: 16, goes: 2},
				{title: titles.accounts.email, value: ({email}) => email, least: 16, goes: 3},
				{title: titles.accounts.active, value: ({active}) => listMessages.active(active), tone: activeTone, goes: 1},
				{title: titles.accounts.level, value: ({level}) => level, least: 8, goes: 4},
				{title: titles.accounts.grants, value: ({grants}) => grants, align: 'right'},
			]);
			break;
		case 'teams':
			print(await explorer.teams(query), [
				{title: titles.teams.name, value: ({name}) => name, least: 20},
				{title: titles.teams.members, value: ({members}) => members, align: 'right'},
				{title: titles.teams.id, value: ({id}) => id, tone: quiet, from: 140},
			]);
			break;
		case 'courses':
			print(await explorer.courses(query), [...courseColumns]);
			break;
		case 'grants':
			print(await explorer.grants(query), [
				{
					title: titles.grants.account,
					value: ({principalName, principalId}) => principalName || principalId,
					least: 16,
				},
				{title: titles.grants.login, value: ({principalLogin}) => principalLogin, least: 12, goes: 2},
				{title: titles.grants.holds, value: ({slug}) => slug},
				{title: titles.grants.of, value: ({type}) => type, goes: 1},
				{title: titles.grants.name, value: ({resourceName}) => resourceName, least: 16},
			]);
			break;
		case 'changes':
			print(await explorer.changes(query), [
				{title: titles.changes.change, value: ({change}) => change, tone: ({change}) => changeTones[change]},
				{title: titles.changes.what, value: ({what}) => what},
				{title: titles.changes.name, value: ({name}) => name, least: 16},
				{title: titles.changes.detail, value: ({detail}) => detail, least: 12, goes: 1},
			]);
			break;
		case 'findings': {
			const all = (await explorer.findings()).map((each) => ({...each, finding: says(each)}));
			const wanted = all.filter(({finding}) => finding.toLowerCase().includes(query.search?.toLowerCase() ?? ''));
			print({lines: wanted.slice(0, query.limit), total: wanted.length}, findingColumns);
			break;
		}
		case 'warnings':
			print(await explorer.warnings(query), [
				{title: titles.warnings.kind, value: ({kind}) => kind, tone: () => 'status.warning'},
				{title: titles.warnings.subject, value: ({subject}) => subject, least: 16},
				{title: titles.warnings.detail, value: ({detail}) => detail, least: 16},
			]);
			break;
	}
	return 0;

	function print<Row>({lines, total}: {lines: Row[]; total: number}, columns: readonly Column<Row>[]): void {
		context.print({[tab]: lines, shown: lines.length, total}, () => context.table(columns, lines));
		context.progress.say(listMessages.shown(lines.length, total, listMessages.names[tab]));
	}
}

export function readTab(text: unknown): (typeof tabs)[number] | undefined {
	if (text === undefined) return undefined;
	const tab = tabs.find((candidate) => candidate === text);
	if (tab !== undefined) return tab;
	throw new Problem({code: 'input/invalid', ...usageMessages.noList(String(text), tabs)});
}

export function readLimit(text: unknown): number {
	if (text === undefined) return 50;
	const limit = Number(text);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new Problem({code: 'input/invalid', ...usageMessages.noLimit(String(text))});
}
