import {networkReason} from '../http/network-problem.ts';
import {Problem} from '../problem/problem.ts';
import {litmosHostMessages, litmosProblemMessages} from './messages.ts';
import {regionOfHost, regions} from './regions.ts';

const unbounded = new Error('answer without bounds');

/** What Litmos answers, as problems. Meaning of statuses: Litmos fact sheet, section 6. */

export function keyRefused(status: number): Problem {
	const choices = regions.map(({webDomain, id}) => `${webDomain} → ${id.toUpperCase()}`).join(', ');
	return new Problem({code: 'litmos/key-refused', ...litmosProblemMessages.keyRefused(status, choices)});
}

export function forbidden(template: string): Problem {
	return new Problem({code: 'litmos/forbidden', ...litmosProblemMessages.forbidden(template)});
}

export function notFound(template: string): Problem {
	return new Problem({code: 'litmos/not-found', ...litmosProblemMessages.notFound(template)});
}

export function notAcceptable(template: string, detail: string): Problem {
	return new Problem({code: 'litmos/not-acceptable', ...litmosProblemMessages.notAcceptable(template, detail)});
}

export function wrongHost(baseUrl: string, why: string, cause?: unknown): Problem {
	const choices = regions.map(({webDomain, id, host}) => `…${webDomain} → ${id.toUpperCase()} (${host})`).join(', ');
	return new Problem({code: 'litmos/wrong-host', ...litmosHostMessages.wrong(hostOf(baseUrl), why, choices), cause});
}

/** `seconds` from the first try to the last. */
export function busy(status: number, tries: number, seconds: number): Problem {
	return new Problem({code: 'litmos/busy', ...litmosProblemMessages.busy(status, tries, seconds), retryable: true});
}

/** An answer without bounds says nothing about the host: it is told as it is, also as the very first one. */
export function tooLarge(template: string): Problem {
	return new Problem({code: 'litmos/unexpected-answer', ...litmosProblemMessages.tooLarge(template), cause: unbounded});
}

export function unexpectedAnswer(template: string, why: string, retryable = true): Problem {
	return new Problem({
		code: 'litmos/unexpected-answer',
		...litmosProblemMessages.unexpectedAnswer(template, why, retryable),
		retryable,
	});
}

/** What a problem of the very first request says about the host. */
export function accessProblem(problem: Problem, baseUrl: string): Problem {
	const known = regionOfHost(URL.parse(baseUrl)?.hostname ?? '');
	if (problem.code === 'network/unreachable' && networkReason(problem) === 'ENOTFOUND') {
		// Litmos' own hosts exist; then it is the network here.
		return known ? problem : wrongHost(baseUrl, litmosHostMessages.unknown, problem);
	}
	if (problem.cause === unbounded) return problem;
	if (problem.code === 'litmos/not-found') return wrongHost(baseUrl, litmosHostMessages.answersNotFound);
	if (problem.code === 'litmos/unexpected-answer' || problem.code === 'litmos/not-acceptable') {
		return wrongHost(baseUrl, problem.why ?? litmosHostMessages.answersOtherwise);
	}
	return problem;
}

/**
 * The error text in a body: any `Detail` or `Message` of XML or JSON, else the reason phrase when it is more than the
 * standard one. One line, 200 characters at most, never holding `secret`.
 */
export function errorDetail(body: string, statusText: string, secret: string): string {
	const json = /"(?:Detail|Message)"\s*:\s*"((?:[^"\\]|\\.)*)"/i.exec(body)?.[1];
	const xml = /<(?:\w+:)?(Detail|Message)\b[^>]*>([^<]*)</i.exec(body)?.[2];
	const standard = /^(ok|bad request|unauthorized|forbidden|not found|not acceptable|conflict|internal server error)$/i;
	const found = json ?? xml ?? (standard.test(statusText) ? '' : statusText);
	const line = found
		.replace(/\\(["/\\])/g, '$1')
		.replace(/\s+/g, ' ')
		.trim();
	return (secret ? line.replaceAll(secret, '…') : line).slice(0, 200);
}

function hostOf(baseUrl: string): string {
	return URL.parse(baseUrl)?.host ?? baseUrl;
}
