import {retryAfter} from '../../http/retry.ts';
import {Problem, type ProblemCode, type ProblemTexts} from '../../problem/problem.ts';
import {jsonObject} from '../../text/json.ts';
import {printable, quotable} from '../../text/printable.ts';
import {apiMessages} from './messages.ts';

/**
 * A write that may or may not have been carried out: the answer was lost or was a server error. The caller has to look
 * before trying again, since ConductorOne has no idempotency keys (fact sheet, section 5).
 */
export class UncertainWrite extends Problem {}

export interface FailedCall {
	/** What was being done, as an infinitive: `create the app`. */
	doing: string;
	/** Who may do it, for a refusal. */
	needs?: string | undefined;
	host: string;
	/** True when the call would change something and must not simply be repeated. */
	uncertain: boolean;
}

/** What of an error answer is in its header; null = not there. */
export interface AnswerHeaders {
	requestId: string | null;
	retryAfter: string | null;
}

/** Turns an error answer `{code, message, details}` into a Problem, with its request id to copy. */
export function apiProblem(status: number, body: string, headers: AnswerHeaders, call: FailedCall): Problem {
	const fields = jsonObject(body);
	const message = typeof fields?.message === 'string' ? quotable(fields.message) : '';
	const requestId = /request-id:\s*([\w-]+)/i.exec(message)?.[1] ?? headers.requestId ?? undefined;
	const said = message.replace(/\s*\(request-id:[^)]*\)/i, '');
	const texts = textsOf(status, typeof fields?.code === 'number' ? fields.code : undefined, call);
	const details = {
		code: texts.code,
		what: texts.what,
		why: [texts.why, said === '' ? undefined : apiMessages.says(said)].filter(Boolean).join(' ') || undefined,
		next: texts.next ?? [],
		copy: requestId === undefined ? [] : [apiMessages.requestId(printable(requestId))],
		retryable: texts.retryable ?? false,
		retryAfterMs: retryAfter(headers.retryAfter, Date.now()),
	};
	return status >= 500 && call.uncertain ? new UncertainWrite(details) : new Problem(details);
}

/** An answer that says success but holds no JSON: something stands between, or the server broke off. */
export function unreadableProblem(call: FailedCall): Problem {
	const details = {
		code: 'c1/unexpected-answer' as const,
		...apiMessages.notJson(call.host, call.doing),
		retryable: true,
	};
	return call.uncertain ? new UncertainWrite(details) : new Problem(details);
}

interface ApiTexts extends ProblemTexts {
	code: ProblemCode;
	retryable?: boolean;
}

function textsOf(status: number, code: number | undefined, {doing, needs, host}: FailedCall): ApiTexts {
	// The gRPC code in the body is finer than the status: 9 and 3 are both 400, 6 and 10 both 409.
	if (status === 401 || code === 16) {
		return {code: 'c1/credential-refused', ...apiMessages.signInEnded(host)};
	}
	if (status === 403 || code === 7) {
		return {code: 'c1/forbidden', ...apiMessages.notAllowed(doing, needs)};
	}
	if (status === 404 || code === 5) {
		return {code: 'c1/not-found', ...apiMessages.notFound(doing)};
	}
	if (status === 409 || code === 6 || code === 10) {
		return {code: 'c1/conflict', ...apiMessages.conflict(doing)};
	}
	if (status === 429) {
		return {code: 'c1/busy', ...apiMessages.tooManyRequests(host), retryable: true};
	}
	if (status >= 500 || status === 408 || status === 499) {
		return {code: 'c1/busy', ...apiMessages.fault(host, doing, status), retryable: true};
	}
	return {code: 'c1/unexpected-answer', ...apiMessages.refused(doing, status)};
}
