import {Problem, type ProblemCode} from './problem.ts';

/** Takes a failure with one of these codes for no result, as in `work.catch(ignoring('c1/not-found'))`; throws any other. */
export function ignoring(...codes: readonly ProblemCode[]): (error: unknown) => undefined {
	return (error) => {
		if (!codes.includes(Problem.from(error).code)) throw error;
	};
}
