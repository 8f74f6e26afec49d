import {cancelled} from '../../problem/problem.ts';

export type Ask = <Answer>(question: () => Promise<Answer>, signal: AbortSignal) => Promise<Answer>;

/**
 * One question at a time. Whoever types faster than answers come waits for the one under way; what was typed meanwhile
 * is asked once, as it stands then: a question that was given up before its turn is never asked. The pace is set by the
 * answers themselves, not by a clock. Rejects with `cancelled` for a question given up.
 */
export function newestOnly(): Ask {
	let last: Promise<unknown> = Promise.resolve();
	return (question, signal) => {
		const turn = last.then(() => {
			if (signal.aborted) throw cancelled();
			return question();
		});
		last = turn.catch(() => {});
		return turn;
	};
}
