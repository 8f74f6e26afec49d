import type {Query, Tab} from '../../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {CourseLine} from '../../c1z/resource-lines.ts';
import {type Finding, says} from '../../findings/findings.ts';
import {Problem} from '../../problem/problem.ts';
import {count} from '../../text/amounts.ts';
import type {CommandContext, OwnValues} from '../command.ts';
import type {Column} from '../table.ts';

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

const yesNo = (isActive: boolean) => (isActive ? 'yes' : 'no');
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
	{title: 'Name', value: ({name}) => name, least: 20},
	{title: 'Code', value: ({code}) => code, least: 8, goes: 3},
	{title: 'Active', value: ({active}) => yesNo(active), tone: activeTone, goes: 2},
	{title: 'Assigned', value: ({assigned}) => assigned, align: 'right'},
	{title: 'In progress', value: ({inProgress}) => inProgress, align: 'right', goes: 1},
	{title: 'Completed', value: ({completed}) => completed, share: completedShare, align: 'right'},
];

/** Of a finding its severity and its sentence. */
export const findingColumns: readonly Column<Finding & {finding: string}>[] = [
	{title: 'Severity', value: ({severity}) => severity, tone: ({severity}) => severityTones[severity]},
	{title: 'Finding', value: ({finding}) => finding, least: 24},
	{title: 'Count', value: ({subjects}) => subjects, align: 'right'},
	{title: 'Kind', value: ({kind}) => kind, tone: quiet, goes: 1},
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
				{title: 'Name', value: ({name}) => name, least: 16},
				{title: 'Login', value: ({login}) => login, least: 16, goes: 2},
				{title: 'Email', value: ({email}) => email, least: 16, goes: 3},
				{title: 'Active', value: ({active}) => yesNo(active), tone: activeTone, goes: 1},
				{title: 'Level', value: ({level}) => level, least: 8, goes: 4},
				{title: 'Grants', value: ({grants}) => grants, align: 'right'},
			]);
			break;
		case 'teams':
			print(await explorer.teams(query), [
				{title: 'Name', value: ({name}) => name, least: 20},
				{title: 'Members', value: ({members}) => members, align: 'right'},
				{title: 'ID', value: ({id}) => id, tone: quiet, from: 140},
			]);
			break;
		case 'courses':
			print(await explorer.courses(query), [...courseColumns]);
			break;
		case 'grants':
			print(await explorer.grants(query), [
				{
					title: 'Account',
					value: ({principalName, principalId}) => principalName || principalId,
					least: 16,
				},
				{title: 'Login', value: ({principalLogin}) => principalLogin, least: 12, goes: 2},
				{title: 'Holds', value: ({slug}) => slug},
				{title: 'Of', value: ({type}) => type, goes: 1},
				{title: 'Name', value: ({resourceName}) => resourceName, least: 16},
			]);
			break;
		case 'changes': {
			const {lines, ...slice} = await explorer.changes(query);
			print({...slice, lines: lines.map(({key: _, ...line}) => line)}, [
				{title: 'Change', value: ({change}) => change, tone: ({change}) => changeTones[change]},
				{title: 'What', value: ({what}) => what},
				{title: 'Name', value: ({name}) => name, least: 16},
				{title: 'Detail', value: ({detail}) => detail, least: 12, goes: 1},
			]);
			break;
		}
		case 'findings': {
			const all = (await explorer.findings()).map((each) => ({...each, finding: says(each)}));
			const wanted = all.filter(({finding}) => finding.toLowerCase().includes(query.search?.toLowerCase() ?? ''));
			print({lines: wanted.slice(0, query.limit), total: wanted.length}, findingColumns);
			break;
		}
		case 'warnings':
			print(await explorer.warnings(query), [
				{title: 'Kind', value: ({kind}) => kind, tone: () => 'status.warning'},
				{title: 'Subject', value: ({subject}) => subject, least: 16},
				{title: 'Detail', value: ({detail}) => detail, least: 16},
			]);
			break;
	}
	return 0;

	function print<Row>({lines, total}: {lines: Row[]; total: number}, columns: readonly Column<Row>[]): void {
		context.print({[tab]: lines, shown: lines.length, total}, () => context.table(columns, lines));
		context.progress.say(`${count(lines.length)} of ${count(total)} ${tab}.`);
	}
}

/** What `--show`, `--search` and `--limit` ask for. Throws `input/invalid` for what is no list and no number. */
export function readQuery(own: OwnValues): {show: (typeof tabs)[number] | undefined; query: Query} {
	const show = tabs.find((candidate) => candidate === own.show);
	if (show === undefined && own.show !== undefined) {
		const what = `--show isn’t valid: “${own.show}” is not one of ${tabs.join(', ')}.`;
		throw new Problem({code: 'input/invalid', what});
	}
	const limit = Number(own.limit ?? 50);
	if (!Number.isInteger(limit) || limit <= 0) {
		throw new Problem({code: 'input/invalid', what: `--limit isn’t valid: “${own.limit}” is not a number of rows.`});
	}
	return {show, query: {offset: 0, limit, ...(typeof own.search === 'string' ? {search: own.search} : {})}};
}
