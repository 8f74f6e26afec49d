import type {SetupState} from '../../setup/setup.ts';
import {summaryLines} from '../../setup/summary.ts';
import type {WizardContext} from '../../setup/wizard.types.ts';
import {problemText} from '../components/message/problem-text.ts';

/** The plain lines that stay in the scrollback: what was sent or not, where it is, what to do next; the last problem. */
export function leavingText(
	state: SetupState,
	{stateFolder, logPath}: Pick<WizardContext, 'stateFolder' | 'logPath'>,
): string {
	const {work} = state.push;
	const problem = work.status === 'failed' ? work.problem : null;
	return [
		...(problem === null ? [] : [problemText(problem, state.demo.status === 'done' ? undefined : logPath), '']),
		...summaryLines(state, stateFolder),
	].join('\n');
}
