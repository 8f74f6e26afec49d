import {Problem, type ProblemTexts} from '../../problem/problem.ts';
import type {Command} from '../command.ts';

/** What the command `completion` says. */
const completionMessages = {
	summary: 'Print a script for shell completion of commands and flags.',
	argument: (shells: readonly string[]) => `One of ${shells.join(', ')}.`,
	examples: {bash: 'For bash', zsh: 'For zsh', fish: 'For fish'},
	shellMissing: (shells: readonly string[]): ProblemTexts => ({
		what: 'Missing: the name of the shell',
		next: [choose(shells)],
	}),
	shellUnknown: (shell: string, shells: readonly string[]): ProblemTexts => ({
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
	argument: {form: '[shell]', help: completionMessages.argument(shells)},
	summary: completionMessages.summary,
	settings: [],
	onlyTells: true,
	examples: [
		{
			text: completionMessages.examples.bash,
			line: 'litmos-connector completion bash > ~/.local/share/bash-completion/completions/litmos-connector',
		},
		{text: completionMessages.examples.zsh, line: 'litmos-connector completion zsh > ~/.zfunc/_litmos-connector'},
		{
			text: completionMessages.examples.fish,
			line: 'litmos-connector completion fish > ~/.config/fish/completions/litmos-connector.fish',
		},
	],
	async run(_, {argument}) {
		const shell = shells.find((name) => name === argument);
		if (shell === undefined) {
			throw new Problem({
				code: 'input/invalid',
				...(argument === undefined
					? completionMessages.shellMissing(shells)
					: completionMessages.shellUnknown(String(argument), shells)),
			});
		}
		const {script} = await import('@bomb.sh/tab');
		script(shell, 'litmos-connector', 'litmos-connector');
		return 0;
	},
};
