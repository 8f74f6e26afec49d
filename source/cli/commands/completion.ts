import {Problem, type ProblemWords} from '../../problem/problem.ts';
import type {Command} from '../command.ts';

/** What the command `completion` says. */
const completionWords = {
	summary: 'Print a script for shell completion of commands and flags.',
	argument: (shells: readonly string[]) => `One of ${shells.join(', ')}.`,
	examples: {bash: 'For bash', zsh: 'For zsh', fish: 'For fish'},
	shellMissing: (shells: readonly string[]): ProblemWords => ({
		what: 'Missing: the name of the shell',
		next: [choose(shells)],
	}),
	shellUnknown: (shell: string, shells: readonly string[]): ProblemWords => ({
		what: `There is no completion for “${shell}”`,
		next: [choose(shells)],
	}),
} as const;

function choose(shells: readonly string[]): string {
	return `Use one of ${shells.join(', ')}.`;
}

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export const completion: Command = {
	name: 'completion',
	argument: {form: '[shell]', help: completionWords.argument(shells)},
	summary: completionWords.summary,
	settings: [],
	onlyTells: true,
	examples: [
		{
			words: completionWords.examples.bash,
			line: 'litmos-connector completion bash > ~/.local/share/bash-completion/completions/litmos-connector',
		},
		{words: completionWords.examples.zsh, line: 'litmos-connector completion zsh > ~/.zfunc/_litmos-connector'},
		{
			words: completionWords.examples.fish,
			line: 'litmos-connector completion fish > ~/.config/fish/completions/litmos-connector.fish',
		},
	],
	async run(_, {argument}) {
		const shell = shells.find((name) => name === argument);
		if (shell === undefined) {
			throw new Problem({
				code: 'input/invalid',
				...(argument === undefined
					? completionWords.shellMissing(shells)
					: completionWords.shellUnknown(String(argument), shells)),
			});
		}
		const {script} = await import('@bomb.sh/tab');
		script(shell, 'litmos-connector', 'litmos-connector');
		return 0;
	},
};
