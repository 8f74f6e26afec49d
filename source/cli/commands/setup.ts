import {Problem} from '../../problem/problem.ts';
import {settingIds} from '../../settings/settings.ts';
import {setupWords} from '../../words/commands/setup.ts';
import type {Command} from '../command.ts';
import {conductorOne, parts, person, reading, screens, tenant} from '../setting-groups.ts';

export const setup: Command = {
	name: 'setup',
	summary: setupWords.summary,
	description: setupWords.description,
	settings: settingIds.filter((id) =>
		(
			[...tenant, ...reading, ...parts, ...conductorOne, ...person, ...screens, 'provisioning', 'dropGuard'] as string[]
		).includes(id),
	),
	examples: [
		{words: setupWords.examples.plain, line: 'litmos-connector setup'},
		{words: setupWords.examples.demo, line: 'litmos-connector setup --demo'},
	],
	async run(context) {
		if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
			throw new Problem({code: 'input/missing', ...setupWords.noTerminal});
		}
		const {runGuided} = await import('../guided.ts');
		return runGuided(context);
	},
};
