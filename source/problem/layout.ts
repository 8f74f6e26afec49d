import {asTyped} from '../text/as-typed.ts';
import {logLine} from './messages.ts';
import type {Problem} from './problem.ts';

/** One line of a Problem, by what it is for; each place that shows it has a look of its own for each. */
export interface ProblemLine {
	role: 'what' | 'why' | 'next' | 'log' | 'copy';
	text: string;
}

/**
 * What a person is told of a Problem, in its order, on the screen, after it and by commands: what failed, why, what to do
 * as it can be typed here, where the log is; last what is to be copied, each text alone on its line.
 *
 * @param more `also`: what else is so, told after the cause; `log`: path of the log, where it helps
 */
export function problemLines(problem: Problem, {also, log}: {also?: string; log?: string} = {}): ProblemLine[] {
	const lines = (role: ProblemLine['role'], ...texts: (string | undefined)[]) =>
		texts.flatMap((text): ProblemLine[] => (text === undefined || text === '' ? [] : [{role, text}]));
	return [
		...lines('what', problem.what),
		...lines('why', problem.why, also),
		...lines('next', ...problem.next.map((step) => asTyped(step))),
		...lines('log', log && logLine(log)),
		...lines('copy', ...problem.copy),
	];
}
