import {Problem} from '../../problem/problem.ts';
import type {Command} from '../command.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export const completion: Command = {
	name: 'completion',
	argument: {form: '[shell]', help: `One of ${shells.join(', ')}.`},
	summary: 'Print a script for shell completion of commands and flags.',
	settings: [],
	onlyTells: true,
	examples: {
		'litmos-connector completion bash > ~/.local/share/bash-completion/completions/litmos-connector': 'For bash',
		'litmos-connector completion zsh > ~/.zfunc/_litmos-connector': 'For zsh',
		'litmos-connector completion fish > ~/.config/fish/completions/litmos-connector.fish': 'For fish',
	},
	async run(_, {argument}) {
		const shell = shells.find((name) => name === argument);
		if (shell === undefined) {
			throw new Problem({
				code: 'input/invalid',
				what: argument === undefined ? 'Missing: the name of the shell' : `There is no completion for “${argument}”`,
				next: [`Use one of ${shells.join(', ')}.`],
			});
		}
		const {script} = await import('@bomb.sh/tab');
		script(shell, 'litmos-connector', 'litmos-connector');
		return 0;
	},
};
