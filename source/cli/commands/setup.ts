import {Problem} from '../../problem/problem.ts';
import {settingIds} from '../../settings/settings.ts';
import type {Command} from '../command.ts';
import {conductorOne, parts, person, reading, screens, tenant} from '../setting-groups.ts';

export const setup: Command = {
	name: 'setup',
	summary: 'Open the guided set-up (the default at a terminal).',
	description: 'Opens the guided set-up: from a Litmos API key to data in ConductorOne, step by step.',
	settings: settingIds.filter((id) =>
		(
			[...tenant, ...reading, ...parts, ...conductorOne, ...person, ...screens, 'provisioning', 'dropGuard'] as string[]
		).includes(id),
	),
	examples: [
		{words: 'From the beginning, or where it was left', line: 'litmos-connector setup'},
		{words: 'With make-believe data', line: 'litmos-connector setup --demo'},
	],
	async run(context) {
		if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
			throw new Problem({
				code: 'input/missing',
				what: 'The guided set-up needs a terminal, and there is none here.',
				next: ['Use litmos-connector push, or sync -f FILE, with flags or environment variables; see --help.'],
			});
		}
		const {runGuided} = await import('../guided.ts');
		return runGuided(context);
	},
};
