import {Code, ConnectError} from '@connectrpc/connect';
import {retryAfter} from '../http/retry.ts';
import {cancelled, Problem, type ProblemCode} from '../problem/problem.ts';
import {quotable} from '../text/printable.ts';
import {serviceMessages} from './tasks/messages.ts';

/** Turns whatever a call to the connector service threw into a Problem (its gRPC code stays readable by `codeOf`). */
export function serviceProblem(error: unknown, host: string, signal?: AbortSignal): Problem {
	for (let current = error, depth = 0; current instanceof Error && depth < 8; current = current.cause, depth++) {
		if (current instanceof Problem) return current;
	}
	if (signal?.aborted) return signal.reason instanceof Problem ? signal.reason : cancelled();
	const cause = ConnectError.from(error);
	const [code, what, retryable] = meanings[cause.code] ?? otherwise;
	const text = quotable(cause.rawMessage);
	const why = text === '' ? undefined : serviceMessages.says(text);
	return new Problem({code, what: what(host), why, retryable, retryAfterMs: askedWait(cause), cause});
}

/** How long ConductorOne, or a gateway before it, asks to wait: gRPC's own pushback, or HTTP's header. */
function askedWait({metadata}: ConnectError): number | undefined {
	const pushback = metadata.get('grpc-retry-pushback-ms');
	if (pushback !== null && /^\d+$/.test(pushback)) return Number(pushback);
	return retryAfter(metadata.get('retry-after'), Date.now());
}

type Meaning = [code: ProblemCode, what: (host: string) => string, retryable: boolean];

const busy: Meaning = ['c1/busy', serviceMessages.notAvailable, true];
const brokenOff: Meaning = ['network/unreachable', serviceMessages.brokenOff, true];
const fault: Meaning = ['c1/unexpected-answer', serviceMessages.fault, true];

const meanings: Partial<Record<Code, Meaning>> = {
	[Code.Unauthenticated]: ['c1/credential-refused', serviceMessages.credentialRefused, false],
	[Code.PermissionDenied]: ['c1/forbidden', serviceMessages.notAllowed, false],
	[Code.NotFound]: ['c1/not-found', serviceMessages.notFound, false],
	[Code.AlreadyExists]: ['c1/conflict', serviceMessages.conflict, false],
	[Code.Unavailable]: busy,
	[Code.ResourceExhausted]: busy,
	[Code.DeadlineExceeded]: ['network/timeout', serviceMessages.noAnswer, true],
	[Code.Aborted]: brokenOff,
	[Code.Canceled]: brokenOff,
	[Code.Internal]: fault,
	[Code.Unknown]: fault,
	[Code.DataLoss]: fault,
};
const otherwise: Meaning = ['c1/unexpected-answer', serviceMessages.refused, false];

const codeByProblem: Partial<Record<ProblemCode, Code>> = {
	'litmos/key-refused': Code.Unauthenticated,
	'litmos/forbidden': Code.PermissionDenied,
	'litmos/not-found': Code.NotFound,
	'litmos/wrong-host': Code.FailedPrecondition,
	'litmos/not-acceptable': Code.FailedPrecondition,
	'litmos/busy': Code.Unavailable,
	'c1/credential-refused': Code.Unauthenticated,
	'c1/bad-client-id': Code.Unauthenticated,
	'c1/bad-client-secret': Code.Unauthenticated,
	'c1/forbidden': Code.PermissionDenied,
	'c1/not-found': Code.NotFound,
	'c1/conflict': Code.AlreadyExists,
	'c1/busy': Code.Unavailable,
	'network/unreachable': Code.Unavailable,
	'network/timeout': Code.DeadlineExceeded,
	'network/tls': Code.Unavailable,
	'network/proxy': Code.Unavailable,
	'file/damaged': Code.DataLoss,
	'disk/full': Code.ResourceExhausted,
	'input/missing': Code.InvalidArgument,
	'input/invalid': Code.InvalidArgument,
	'input/unsupported': Code.Unimplemented,
	'courses/unknown': Code.NotFound,
	'courses/ambiguous': Code.InvalidArgument,
	'sync/incomplete': Code.Aborted,
	'sync/locked': Code.Aborted,
	'sync/replaced': Code.Aborted,
	'push/drop-guard': Code.FailedPrecondition,
	cancelled: Code.Canceled,
};

/** The gRPC code of a Problem: the one a call failed with, else the nearest to the kind of problem. */
export function codeOf(problem: Problem): Code {
	// A broken connection surfaces as CANCELED or ABORTED, which mean something else in an answer.
	if (problem.cause instanceof ConnectError && !problem.code.startsWith('network/')) return problem.cause.code;
	return codeByProblem[problem.code] ?? Code.Unknown;
}

/** The status of a failed task, in words an administrator reads in ConductorOne. */
export function statusOf(problem: Problem): {code: number; message: string} {
	return {code: codeOf(problem), message: inOneLine(problem)};
}

/** What happened and why, with what ConductorOne said about it; no full stop at the end. */
export function inOneLine({what, why = ''}: Problem): string {
	const parts = [what, why].map((part) => quotable(part)).filter((part) => part !== '');
	return parts.map((part) => part.replace(/\.$/, '')).join('. ');
}
