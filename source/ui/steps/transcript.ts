import {leavingLines} from '../../setup/conductorone/leaving-lines.ts';
import type {SetupState} from '../../setup/state.ts';
import {summaryLines} from '../../setup/summary.ts';
import {asTyped} from '../../text/as-typed.ts';
import {problemText} from '../components/message/problem-text.ts';
import type {WizardContext} from './wizard-context.tsx';

/** The plain lines that stay in the scrollback: what was sent or not, where it is, what to do next; the last problem. */
export function leavingText(
	state: SetupState,
	{stateFolder, logPath}: Pick<WizardContext, 'stateFolder' | 'logPath'>,
): string {
	const {work} = state.push;
	const isDemo = state.demo.status === 'done';
	const problem = work.status === 'failed' ? work.problem : null;
	const made = leavingLines(state.connect, {isDemo});
	// What was made in ConductorOne is the news, unless data was pushed as well.
	const summary = made.length > 0 && work.status !== 'done' ? [] : summaryLines(state, stateFolder);
	const lines = [
		...(problem === null ? [] : [problemText(problem, isDemo ? undefined : logPath), '']),
		...summary,
		...(summary.length > 0 && made.length > 0 ? [''] : []),
		...made,
	];
	return asTyped(lines.join('\n'));
}
