import {problemLines} from '../../../problem/layout.ts';
import type {Problem} from '../../../problem/problem.ts';
import {uiMessages} from '../../messages.ts';

/** A Problem as plain lines, for the main screen after exit and for screen readers: what is not plain is named. */
export function problemText(problem: Problem, log?: string): string {
	const lines = problemLines(problem, log === undefined ? {} : {log});
	const firstStep = lines.findIndex(({role}) => role === 'next');
	return lines
		.map(({role, text}, index) => {
			if (role === 'why') return `${uiMessages.problem.why}: ${text}`;
			if (role !== 'next') return text;
			return index === firstStep ? `${uiMessages.problem.next}: ${text}` : `  ${text}`;
		})
		.join('\n');
}
