import type {Query, Tab} from '../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../c1z/explorer-client.ts';
import {Problem} from '../problem/problem.ts';
import type {CommandContext} from './command.ts';
import {listWords} from './messages.ts';
import {usageWords} from './problem-messages.ts';
import type {Column} from './table.ts';

/** The lists that can be printed. */
export const tabs = ['accounts', 'teams', 'courses', 'grants', 'changes', 'warnings'] as const satisfies readonly Tab[];

const {columns: titles} = listWords;

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
				{title: titles.accounts.name, value: ({name}) => name},
				{title: titles.accounts.login, value: ({login}) => login},
				{title: titles.accounts.email, value: ({email}) => email},
				{title: titles.accounts.active, value: ({active}) => listWords.active(active)},
				{title: titles.accounts.level, value: ({level}) => level},
				{title: titles.accounts.grants, value: ({grants}) => grants, align: 'right'},
			]);
			break;
		case 'teams':
			print(await explorer.teams(query), [
				{title: titles.teams.name, value: ({name}) => name},
				{title: titles.teams.id, value: ({id}) => id},
				{title: titles.teams.members, value: ({members}) => members, align: 'right'},
			]);
			break;
		case 'courses':
			print(await explorer.courses(query), [
				{title: titles.courses.name, value: ({name}) => name},
				{title: titles.courses.code, value: ({code}) => code},
				{title: titles.courses.active, value: ({active}) => listWords.active(active)},
				{title: titles.courses.assigned, value: ({assigned}) => assigned, align: 'right'},
				{title: titles.courses.completed, value: ({completed}) => completed, align: 'right'},
				{title: titles.courses.inProgress, value: ({inProgress}) => inProgress, align: 'right'},
			]);
			break;
		case 'grants':
			print(await explorer.grants(query), [
				{title: titles.grants.account, value: ({principalName, principalId}) => principalName || principalId},
				{title: titles.grants.login, value: ({principalLogin}) => principalLogin},
				{title: titles.grants.holds, value: ({slug}) => slug},
				{title: titles.grants.of, value: ({type}) => type},
				{title: titles.grants.name, value: ({resourceName}) => resourceName},
			]);
			break;
		case 'changes':
			print(await explorer.changes(query), [
				{title: titles.changes.change, value: ({change}) => change},
				{title: titles.changes.what, value: ({what}) => what},
				{title: titles.changes.name, value: ({name}) => name},
				{title: titles.changes.detail, value: ({detail}) => detail},
			]);
			break;
		case 'warnings':
			print(await explorer.warnings(query), [
				{title: titles.warnings.kind, value: ({kind}) => kind},
				{title: titles.warnings.subject, value: ({subject}) => subject},
				{title: titles.warnings.detail, value: ({detail}) => detail},
			]);
			break;
	}
	return 0;

	function print<Row>({lines, total}: {lines: Row[]; total: number}, columns: readonly Column<Row>[]): void {
		context.print({[tab]: lines, shown: lines.length, total}, () => context.table(columns, lines));
		context.progress.say(listWords.shown(lines.length, total, listWords.names[tab]));
	}
}

export function readTab(text: unknown): (typeof tabs)[number] | undefined {
	if (text === undefined) return undefined;
	const tab = tabs.find((candidate) => candidate === text);
	if (tab !== undefined) return tab;
	throw new Problem({code: 'input/invalid', ...usageWords.noList(String(text), tabs)});
}

export function readLimit(text: unknown): number {
	if (text === undefined) return 50;
	const limit = Number(text);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new Problem({code: 'input/invalid', ...usageWords.noLimit(String(text))});
}
