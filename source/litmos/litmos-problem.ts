import {networkReason} from '../http/network-problem.ts';
import {Problem} from '../problem/problem.ts';
import {regionOfHost, regions} from './regions.ts';

/** Words for what Litmos answers. Meaning of statuses: Litmos fact sheet, section 6. */

const whereToFindTheKey =
	'In Litmos: your name (top right) → My Profile & Settings → API key. Only Account Owners see one; copy it anew.';

export function keyRefused(status: number): Problem {
	return new Problem({
		code: 'litmos/key-refused',
		what: 'Litmos does not accept this API key',
		why:
			`It answered ${status}. The key may be mistyped or replaced, belong to someone who is no longer an Account Owner, ` +
			'or the API may be switched off for this Litmos account. A key also works in its own region only.',
		next: [
			whereToFindTheKey,
			'Check that this person is active and has the access level Account Owner.',
			'Check that the API is enabled for your Litmos account (trial accounts have none); ask Litmos support if unsure.',
			`Check the region: ${regions.map((region) => `${region.webDomain} → ${region.id.toUpperCase()}`).join(', ')}.`,
		],
	});
}

export function forbidden(template: string): Problem {
	return new Problem({
		code: 'litmos/forbidden',
		what: `This API key may not read or change ${template}`,
		why: "Litmos answered 403: the key's owner lacks the access level for this call.",
		next: ['Use the API key of an Account Owner.'],
	});
}

export function notFound(template: string): Problem {
	return new Problem({
		code: 'litmos/not-found',
		what: `Litmos does not know this entry (${template})`,
		why: 'It may have been deleted in the meantime.',
	});
}

export function notAcceptable(template: string, detail: string): Problem {
	return new Problem({
		code: 'litmos/not-acceptable',
		what: `Litmos does not allow this (${template})`,
		why: detail || 'It answered 406.',
	});
}

export function wrongHost(baseUrl: string, why: string, cause?: unknown): Problem {
	return new Problem({
		code: 'litmos/wrong-host',
		what: `${hostOf(baseUrl)} is not the Litmos API`,
		why,
		next: [
			`Look at the address of your Litmos in the browser and choose the region: ${regions
				.map((region) => `…${region.webDomain} → ${region.id.toUpperCase()} (${region.host})`)
				.join(', ')}.`,
			'With another host, check its spelling.',
		],
		cause,
	});
}

export function busy(minutes: number, status: number): Problem {
	return new Problem({
		code: 'litmos/busy',
		what: 'Litmos keeps refusing requests',
		why:
			`It has answered ${status} for ${minutes < 1.5 ? 'more than a minute' : `${Math.round(minutes)} minutes`}. ` +
			'Either other programs use up the 100 requests a minute of this Litmos account, or Litmos is down.',
		next: ['Try again later; what was read so far is kept.', 'Find out which other programs use the Litmos API.'],
		retryable: true,
	});
}

export function unexpectedAnswer(template: string, why: string, retryable = true): Problem {
	return new Problem({
		code: 'litmos/unexpected-answer',
		what: `Litmos gave an answer that cannot be used (${template})`,
		why,
		next: [retryable ? 'Try again later.' : 'If it happens again, report it with the log file.'],
		retryable,
	});
}

/** What a problem of the very first request says about the host. */
export function accessProblem(problem: Problem, baseUrl: string): Problem {
	const known = regionOfHost(URL.parse(baseUrl)?.hostname ?? '');
	if (problem.code === 'network/unreachable' && networkReason(problem) === 'ENOTFOUND') {
		// Litmos' own hosts exist; then it is the network here.
		return known ? problem : wrongHost(baseUrl, 'No host of that name exists, or this computer is offline.', problem);
	}
	if (problem.code === 'litmos/not-found') return wrongHost(baseUrl, 'The host answers, but not as Litmos does (404).');
	if (problem.code === 'litmos/unexpected-answer' || problem.code === 'litmos/not-acceptable') {
		return wrongHost(baseUrl, problem.why ?? 'The host answers, but not as Litmos does.');
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
