import {Problem} from '../../problem/problem.ts';
import type {Command} from '../command.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export const completion: Command = {
	name: 'completion',
	argument: {form: '[shell]', help: `One of ${shells.join(', ')}.`},
	summary: 'Print a script that completes commands and flags in a shell.',
	settings: [],
	onlyTells: true,
	examples: [
		{
			words: 'For bash, from now on',
			line: 'litmos-connector completion bash > ~/.local/share/bash-completion/completions/litmos-connector',
		},
		{words: 'For zsh, from now on', line: 'litmos-connector completion zsh > ~/.zfunc/_litmos-connector'},
		{
			words: 'For fish, from now on',
			line: 'litmos-connector completion fish > ~/.config/fish/completions/litmos-connector.fish',
		},
	],
	async run(_, {argument}) {
		const shell = shells.find((name) => name === argument);
		if (shell === undefined) {
			throw new Problem({
				code: 'input/invalid',
				what: argument === undefined ? 'The shell is not named.' : `There is no completion for “${argument}”.`,
				next: [`Choose among ${shells.join(', ')}.`],
			});
		}
		const {script} = await import('@bomb.sh/tab');
		script(shell, 'litmos-connector', 'litmos-connector');
		return 0;
	},
};
