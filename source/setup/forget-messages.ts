import type {ProblemTexts} from '../problem/problem.ts';

export const forgetProblemMessages = {
	atWork: {
		what: 'litmos-connector is still running and using the state folder',
		next: ['Stop it, then run the same command again.'],
	},
	notRemoved: (path: string): ProblemTexts => ({
		what: `This can’t be removed: ${path}`,
		next: ['Check that the folder belongs to you, then run the same command again to remove the rest.'],
	}),
} as const;
