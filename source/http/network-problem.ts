import {cancelled, Problem, type ProblemDetails, type ProblemTexts} from '../problem/problem.ts';
import {certificateMessages, networkMessages, proxyMessages} from './messages.ts';
import {proxyName} from './proxy.ts';

/** The reasons of this module that are no system error codes. */
export const timeoutCode = 'ETIMEDOUT';
export const slowCode = 'ESLOW';
/** Longest time for one answer as a whole, seconds: enough for the largest page over a slow line. */
export const answerSeconds = 150;
const proxyPrefix = 'EPROXY_';

/** Marks an error as having happened on the way to the proxy, or as the proxy's refusal (`reason` = HTTP status). */
export function proxyError(reason: string | number): Error {
	return Object.assign(new Error(`proxy: ${reason}`), {code: `${proxyPrefix}${reason}`});
}

/** Reason behind a `network/*` Problem of this module: a system error code such as `ENOTFOUND`, or `''`. */
export function networkReason(problem: Problem): string {
	return codeOf(problem.cause) ?? '';
}

type Finding = Omit<ProblemDetails, 'cause'>;

/**
 * Turns what Node, TLS or the proxy agent throws into words. Takes only the host from the address and only the code
 * from the error, so that no header, query or body can reach a screen or a log.
 */
export function networkProblem(error: unknown, url: string | URL, proxy: string | null = null): Problem {
	if (error instanceof Problem) return error;
	const host = hostOf(url);
	const code = codeOf(error) ?? '';
	if (code === 'ERR_INVALID_CHAR') return new Problem({code: 'input/invalid', ...networkMessages.unsendable});
	const finding = code.startsWith(proxyPrefix)
		? proxyFinding(code.slice(proxyPrefix.length), host, proxy)
		: (certificateFinding(code, host, proxy !== null) ?? connectionFinding(code, host));
	return new Problem({...finding, cause: {code}});
}

/** The problem of a call stopped by its own signal: the reason given to `abort()` if that is a Problem. */
export function abortProblem(signal: AbortSignal | undefined): Problem {
	return signal?.reason instanceof Problem ? signal.reason : cancelled();
}

function connectionFinding(code: string, host: string): Finding {
	const unreachable = (texts: ProblemTexts): Finding => ({code: 'network/unreachable', ...texts, retryable: true});
	switch (code) {
		case 'ENOTFOUND':
			return unreachable(networkMessages.nameUnknown(host));
		case 'EAI_AGAIN':
			return unreachable(networkMessages.nameNotLookedUp(host));
		case 'ECONNREFUSED':
			return unreachable(networkMessages.refused(host));
		case 'ETIMEDOUT':
		case 'ESOCKETTIMEDOUT':
		case 'UND_ERR_CONNECT_TIMEOUT':
			return {code: 'network/timeout', ...networkMessages.timeout(host), retryable: true};
		case slowCode:
			return {code: 'network/timeout', ...networkMessages.tooSlow(host, answerSeconds), retryable: true};
		case 'ECONNRESET':
		case 'EPIPE':
		case 'ERR_STREAM_PREMATURE_CLOSE':
			return unreachable(networkMessages.closed(host));
		case 'ENETUNREACH':
		case 'EHOSTUNREACH':
		case 'ENETDOWN':
			return unreachable(networkMessages.noRoute(host));
		default:
			if (code.startsWith('Z_')) return unreachable(networkMessages.damaged(host));
			return unreachable(networkMessages.unreachable(host, code));
	}
}

const trustCodes = new Set([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'CERT_UNTRUSTED',
]);

function certificateFinding(code: string, host: string, isProxied: boolean): Finding | null {
	const tls = (texts: ProblemTexts): Finding => ({code: 'network/tls', ...texts, retryable: false});
	if (trustCodes.has(code)) return tls(certificateMessages.untrusted(host, code.includes('SELF_SIGNED'), isProxied));
	if (code === 'CERT_HAS_EXPIRED') return tls(certificateMessages.expired(host));
	if (code === 'CERT_NOT_YET_VALID') return tls(certificateMessages.notYetValid(host));
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return tls(certificateMessages.otherHost(host));
	if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code.startsWith('CERT_') || code === 'EPROTO') {
		return tls(certificateMessages.noHandshake(host, code));
	}
	return null;
}

function proxyFinding(reason: string, host: string, proxy: string | null): Finding {
	const name = proxyName(proxy);
	const code = 'network/proxy';
	if (!/^\d+$/.test(reason)) {
		const retryable = ['ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN'].includes(reason);
		return {code, ...proxyMessages.unreachable(name, reason), retryable};
	}
	// A gateway status of the proxy is as passing as one of the target.
	return {code, ...proxyRefusal(reason, name, host), retryable: Number(reason) >= 500};
}

function proxyRefusal(status: string, proxy: string, host: string): ProblemTexts {
	switch (status) {
		case '407':
			return proxyMessages.wantsPassword(proxy, host);
		case '403':
			return proxyMessages.forbids(proxy, host);
		default:
			return proxyMessages.refused(proxy, host, status);
	}
}

function hostOf(url: string | URL): string {
	const parsed = typeof url === 'string' ? URL.parse(url) : url;
	return parsed?.host || networkMessages.someServer;
}

function codeOf(error: unknown): string | undefined {
	for (let depth = 0, at = error; depth < 4 && typeof at === 'object' && at !== null; depth++) {
		if ('code' in at && typeof at.code === 'string' && at.code !== '') return at.code;
		// Node tries several addresses of one name and bundles the failures.
		if ('errors' in at && Array.isArray(at.errors) && at.errors.length > 0) at = at.errors[0];
		else at = 'cause' in at ? (at.cause as object) : undefined;
	}
	return undefined;
}
