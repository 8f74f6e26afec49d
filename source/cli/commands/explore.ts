import {basename, resolve} from 'node:path';
import type {Command} from '../command.ts';
import {screens} from '../setting-groups.ts';
import {readQuery, showTab, tabs} from './lists.ts';

export const explore: Command = {
	name: 'explore',
	argument: {form: '<file>', help: 'A .c1z file from this program or another connector.'},
	summary: 'Explore a sync file.',
	description:
		'Opens a sync file in full screen: search, open an account to see its grants, open a course to see who has it. Without a terminal, or with --show, it prints a list.',
	settings: [...screens],
	ownOptions: {
		'--show <part>': `Print one list instead: ${tabs.join(', ')}.`,
		'--search <text>': 'Show only rows with this text.',
		'--limit <rows>': 'How many rows to print. Default: 50.',
		'--compare <file>': 'Earlier file to compare with, for the list of changes.',
	},
	examples: {
		'litmos-connector explore sync.c1z': 'Open it',
		'litmos-connector explore new.c1z --compare old.c1z --show changes': 'What changed between two files',
	},
	onlyTells: true,
	async run(context, own) {
		const path = resolve(String(own.argument));
		const {show, query} = readQuery(own);
		const earlier = typeof own.compare === 'string' ? resolve(own.compare) : undefined;
		const {startExplorerOfC1z} = await import('../../c1z/explorer-client.ts');
		const client = await startExplorerOfC1z(path, {signal: context.signal});
		context.onClose(() => client.close());
		const hasScreen = process.stdin.isTTY === true && process.stdout.isTTY === true;
		if (hasScreen && show === undefined && context.values.output !== 'json') {
			const {runExplore} = await import('../../ui/explore.tsx');
			return runExplore({
				client,
				name: basename(path),
				earlier,
				values: context.values,
				// Without a wish this command writes none.
				logPath: context.values.logPath,
			});
		}
		if (earlier !== undefined) await client.compare(earlier, {signal: context.signal});
		return showTab(context, client, show ?? 'accounts', query);
	},
};
