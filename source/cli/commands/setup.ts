import {Problem} from '../../problem/problem.ts';
import {settingIds} from '../../settings/settings.ts';
import type {Command} from '../command.ts';
import {conductorOne, parts, person, reading, screens, tenant} from '../setting-groups.ts';

/** What the command `setup` says. */
const setupWords = {
	summary: 'Open the guided set-up (the default at a terminal).',
	description: 'Opens the guided set-up: from a Litmos API key to data in ConductorOne, step by step.',
	examples: {
		plain: 'From the beginning, or where it was left',
		demo: 'With make-believe data',
	},
	noTerminal: {
		what: 'The guided set-up needs a terminal, and there is none here.',
		next: ['Use litmos-connector push, or sync -f FILE, with flags or environment variables; see --help.'],
	},
} as const;

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
