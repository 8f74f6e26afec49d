import type {ProblemWords} from '../../problem/problem.ts';

/** What the command `health-check` says. */
export const healthCheckWords = {
	summary: 'Ask a running connector whether it is well.',
	description: 'Asks the health check of “run --health-check” on this machine; exit code 0 when all is well, else 1.',
	options: {
		endpoint: (endpoints: readonly string[]) => `One of ${endpoints.join(', ')} (default health).`,
		timeout: 'How long to wait for the answer (default 5).',
	},
	examples: {probe: 'As a probe'},
	invalidOptions: (endpoints: readonly string[]): ProblemWords => ({
		what: `--endpoint is one of ${endpoints.join(', ')}, --timeout a number of seconds`,
	}),
} as const;
