import {Problem} from '../../problem/problem.ts';
import {settingIds} from '../../settings/settings.ts';
import type {Command} from '../command.ts';
import {conductorOne, parts, person, reading, screens, tenant} from '../setting-groups.ts';

export const setup: Command = {
	name: 'setup',
	summary: 'Start the guided setup (the default in a terminal).',
	description: 'Starts the guided setup: from a Litmos API key to data in ConductorOne, step by step.',
	settings: settingIds.filter((id) =>
		(
			[...tenant, ...reading, ...parts, ...conductorOne, ...person, ...screens, 'provisioning', 'dropGuard'] as string[]
		).includes(id),
	),
	ownOptions: {'--from <file>': 'Continue with the file that a colleague handed over.'},
	examples: {
		'litmos-connector setup': 'Start, or pick up where you left off',
		'litmos-connector setup --from litmos-handover.json': 'Continue with what a colleague began',
		'litmos-connector setup --demo': 'With demo data',
	},
	async run(context, own) {
		if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
			throw new Problem({
				code: 'input/missing',
				what: 'The guided setup needs a terminal',
				next: ['Use litmos-connector push, or litmos-connector sync, with flags or environment variables. See --help.'],
			});
		}
		const {runSetup} = await import('../run-setup.ts');
		if (typeof own.from !== 'string') return runSetup(context);
		const {readHandover} = await import('../../setup/handover/handover-file.ts');
		return runSetup(context, readHandover(own.from));
	},
};
