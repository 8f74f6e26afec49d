import type {ProblemWords} from '../../problem/problem.ts';

/** What the command `sandbox` says. */
export const sandboxWords = {
	summary: 'Run a make-believe Litmos and ConductorOne on this machine.',
	description:
		'Runs a make-believe Litmos and ConductorOne on loopback ports until Ctrl-C, and prints the variables that point any client at them.',
	options: {
		litmosPort: 'Port of the make-believe Litmos (default: any free one).',
		conductorOnePort: 'Port of the make-believe ConductorOne (default: any free one).',
	},
	examples: {
		shell: 'Start it, and use it from another shell',
		size: 'A tenant of 5,000 accounts',
	},
	running: 'Running until Ctrl-C.',
	stopped: (requests: number, syncs: number) =>
		`Stopped. Litmos was asked ${requests} times; ConductorOne received ${syncs} syncs.`,
	badPort: (flag: string, problem: string): ProblemWords => ({what: `${flag} cannot be used: ${problem}`}),
} as const;
