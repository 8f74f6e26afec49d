import {Problem} from '../../problem/problem.ts';
import type {Receipt} from './answers.ts';
import {pushMessages} from './messages.ts';

/** The time to wait is over: no sync was asked for, or not even the greeting was answered. */
export function waitedInVain(host: string, waitedMs: number, greeted: boolean): Problem {
	return greeted
		? new Problem({code: 'c1/no-task', ...pushMessages.noTask(waitedMs), retryable: true})
		: new Problem({code: 'network/timeout', ...pushMessages.noGreeting(host, waitedMs), retryable: true});
}

/** Why an uploaded file is not known to have been taken. */
export function withoutResult({state, problem}: Exclude<Receipt, {state: 'taken'}>): Problem {
	const {cause} = problem;
	return state === 'lost'
		? new Problem({code: 'network/unreachable', ...pushMessages.unconfirmed(problem.what), retryable: true, cause})
		: new Problem({code: problem.code, ...pushMessages.resultRefused(problem.why ?? problem.what), cause});
}
