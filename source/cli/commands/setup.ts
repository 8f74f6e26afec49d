import {Problem} from '../../problem/problem.ts';
import {settingIds} from '../../settings/settings.ts';
import type {Command} from '../command.ts';
import {conductorOne, parts, person, reading, screens, tenant} from '../setting-groups.ts';

/** What the command `setup` says. */
const setupMessages = {
	summary: 'Start the guided setup (the default in a terminal).',
	description: 'Starts the guided setup: from a Litmos API key to data in ConductorOne, step by step.',
	options: {from: 'Continue with the file that a colleague handed over.'},
	examples: {
		plain: 'Start, or pick up where you left off',
		from: 'Continue with what a colleague began',
		demo: 'With demo data',
	},
	noTerminal: {
		what: 'The guided setup needs a terminal',
		next: ['Use litmos-connector push, or litmos-connector sync, with flags or environment variables. See --help.'],
	},
} as const;

export const setup: Command = {
	name: 'setup',
	summary: setupMessages.summary,
	description: setupMessages.description,
	settings: settingIds.filter((id) =>
		(
			[...tenant, ...reading, ...parts, ...conductorOne, ...person, ...screens, 'provisioning', 'dropGuard'] as string[]
		).includes(id),
	),
	ownOptions: [{flags: '--from <file>', help: setupMessages.options.from}],
	examples: [
		{text: setupMessages.examples.plain, line: 'litmos-connector setup'},
		{text: setupMessages.examples.from, line: 'litmos-connector setup --from litmos-handover.json'},
		{text: setupMessages.examples.demo, line: 'litmos-connector setup --demo'},
	],
	async run(context, own) {
		if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
			throw new Problem({code: 'input/missing', ...setupMessages.noTerminal});
		}
		const {runSetup} = await import('../run-setup.ts');
		if (typeof own.from !== 'string') return runSetup(context);
		const {readHandover} = await import('../../setup/handover/handover-file.ts');
		return runSetup(context, readHandover(own.from));
	},
};
