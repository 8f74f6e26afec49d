import type {Query, Tab} from '../c1z/contract.ts';
import type {ExplorerClient} from '../c1z/explorer-client.ts';
import {Problem} from '../problem/problem.ts';
import type {CommandContext} from './context.ts';
import type {Column} from './table.ts';

/** The lists that can be printed. */
export const tabs = ['accounts', 'teams', 'courses', 'grants', 'changes', 'warnings'] as const satisfies readonly Tab[];

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
				{title: 'Account', value: ({principalName, principalId}) => principalName || principalId},
				{title: 'Login', value: ({principalLogin}) => principalLogin},
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

export function readTab(text: unknown): (typeof tabs)[number] | undefined {
	if (text === undefined) return undefined;
	const tab = tabs.find((candidate) => candidate === text);
	if (tab !== undefined) return tab;
	throw new Problem({
		code: 'input/invalid',
		what: `--show cannot be used: “${String(text)}” is not one of ${tabs.join(', ')}.`,
	});
}

export function readLimit(text: unknown): number {
	if (text === undefined) return 50;
	const limit = Number(text);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new Problem({
		code: 'input/invalid',
		what: `--limit cannot be used: “${String(text)}” is not a number of rows.`,
	});
}
