import type {ProblemWords} from '../../problem/problem.ts';

/** What the command `completion` says. */
export const completionWords = {
	summary: 'Print a script that completes commands and flags in a shell.',
	argument: (shells: readonly string[]) => `One of ${shells.join(', ')}.`,
	examples: {bash: 'For bash, from now on', zsh: 'For zsh, from now on', fish: 'For fish, from now on'},
	shellMissing: (shells: readonly string[]): ProblemWords => ({
		what: 'The shell is not named.',
		next: [choose(shells)],
	}),
	shellUnknown: (shell: string, shells: readonly string[]): ProblemWords => ({
		what: `There is no completion for “${shell}”.`,
		next: [choose(shells)],
	}),
} as const;

function choose(shells: readonly string[]): string {
	return `Choose among ${shells.join(', ')}.`;
}
