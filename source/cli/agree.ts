import {Problem, type ProblemTexts} from '../problem/problem.ts';
import type {CommandContext} from './command.ts';
import {agreeMessages} from './messages.ts';

/**
 * Asks before something is done, unless --yes was given. Throws with exit code 5: `input/missing` where nobody can answer,
 * `cancelled` when the answer is no.
 */
export async function agree(
	{values, progress, signal}: Pick<CommandContext, 'values' | 'progress' | 'signal'>,
	texts: {question: string; nobodyAgrees: ProblemTexts; notAgreed: ProblemTexts},
): Promise<void> {
	if (values.yes) return;
	if (process.stdin.isTTY !== true) throw new Problem({code: 'input/missing', ...texts.nobodyAgrees, exit: 5});
	progress.end();
	const {createInterface} = await import('node:readline/promises');
	const lines = createInterface({input: process.stdin, output: process.stderr});
	try {
		const answer = await lines.question(`${texts.question} ${agreeMessages.choice} `, {signal});
		if (agreeMessages.yes.test(answer.trim())) return;
	} finally {
		lines.close();
	}
	throw new Problem({code: 'cancelled', ...texts.notAgreed, exit: 5});
}
