import type {Problem} from '../../../problem/problem.ts';
import {asTyped} from '../../../text/as-typed.ts';
import {words} from '../../messages.ts';

/** A Problem as plain lines, for the main screen after exit and for screen readers: what, why, next, copy, log. */
export function problemText(problem: Problem, log?: string): string {
	const lines = [problem.what];
	if (problem.why) lines.push(`${words.problem.why}: ${problem.why}`);
	for (const [index, step] of problem.next.map((step) => asTyped(step)).entries()) {
		lines.push(index === 0 ? `${words.problem.next}: ${step}` : `  ${step}`);
	}
	lines.push(...problem.copy);
	if (log !== undefined) lines.push(`${words.problem.log}: ${log}`);
	return lines.join('\n');
}
