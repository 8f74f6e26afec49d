import {cancelled, Problem, type ProblemCode} from '../problem/problem.ts';
import {proxyName} from './proxy.ts';

/** The reasons of this room that are no system error codes. */
export const timeoutCode = 'ETIMEDOUT';
const proxyPrefix = 'EPROXY_';

/** Marks an error as having happened on the way to the proxy, or as the proxy's refusal (`reason` = HTTP status). */
export function proxyError(reason: string | number): Error {
	return Object.assign(new Error(`proxy: ${reason}`), {code: `${proxyPrefix}${reason}`});
}

/** Reason behind a `network/*` Problem of this room: a system error code such as `ENOTFOUND`, or `''`. */
export function networkReason(problem: Problem): string {
	return codeOf(problem.cause) ?? '';
}

interface Wording {
	code: ProblemCode;
	what: string;
	why?: string;
	next: string[];
	retryable: boolean;
}

/**
 * Turns what Node, TLS or the proxy agent throws into words. Takes only the host from the address and only the code
 * from the error, so that no header, query or body can reach a screen or a log.
 */
export function networkProblem(error: unknown, url: string | URL, proxy: string | null = null): Problem {
	if (error instanceof Problem) return error;
	const host = hostOf(url);
	const code = codeOf(error) ?? '';
	if (code === 'ERR_INVALID_CHAR') {
		return new Problem({
			code: 'input/invalid',
			what: 'A name or key holds characters that cannot be sent',
			why: 'Headers of a request take plain letters, digits and signs only; a key copied from a document may hold others.',
			next: ['Copy the key once more from where it was issued.'],
		});
	}
	const wording = code.startsWith(proxyPrefix)
		? proxyWording(code.slice(proxyPrefix.length), host, proxy)
		: (certificateWording(code, host, proxy) ?? connectionWording(code, host));
	return new Problem({...wording, cause: {code}});
}

/** The problem of a call stopped by its own signal: the reason given to `abort()` if that is a Problem. */
export function abortProblem(signal: AbortSignal | undefined): Problem {
	return signal?.reason instanceof Problem ? signal.reason : cancelled();
}

function connectionWording(code: string, host: string): Wording {
	const unreachable = (what: string, why: string, next: string[]): Wording => ({
		code: 'network/unreachable',
		what,
		why,
		next,
		retryable: true,
	});
	switch (code) {
		case 'ENOTFOUND':
			return unreachable(`The name ${host} was not found`, 'No name server knows it, or this computer is offline.', [
				'Check the spelling of the host.',
				'Check the network connection, the VPN and, if your network needs one, HTTPS_PROXY.',
			]);
		case 'EAI_AGAIN':
			return unreachable(`The name ${host} could not be looked up`, 'The name server did not answer.', [
				'Check the network connection and try again.',
			]);
		case 'ECONNREFUSED':
			return unreachable(`${host} refused the connection`, 'Nothing accepts connections there.', [
				'Check host and port, and whether a firewall or a needed proxy (HTTPS_PROXY) stands between.',
			]);
		case 'ETIMEDOUT':
		case 'ESOCKETTIMEDOUT':
		case 'UND_ERR_CONNECT_TIMEOUT':
			return {
				code: 'network/timeout',
				what: `${host} did not answer in time`,
				why: 'The connection is slow or blocked, or the service is overloaded.',
				next: ['Try again in a few minutes.', 'Check firewall and proxy settings if it happens each time.'],
				retryable: true,
			};
		case 'ECONNRESET':
		case 'EPIPE':
		case 'ERR_STREAM_PREMATURE_CLOSE':
			return unreachable(`${host} closed the connection before the answer was complete`, 'The connection broke.', [
				'Try again.',
			]);
		case 'ENETUNREACH':
		case 'EHOSTUNREACH':
		case 'ENETDOWN':
			return unreachable(`There is no way to ${host} from here`, 'The network is down or does not lead there.', [
				'Check the network connection and the VPN.',
			]);
		default:
			return unreachable(`${host} could not be reached`, `The connection failed${code ? ` (${code})` : ''}.`, [
				'Check the network connection and try again.',
			]);
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

function certificateWording(code: string, host: string, proxy: string | null): Wording | null {
	const tls = (what: string, why: string, next: string[]): Wording => ({
		code: 'network/tls',
		what,
		why,
		next,
		retryable: false,
	});
	if (trustCodes.has(code)) {
		const self = code.includes('SELF_SIGNED');
		return tls(
			`The certificate of ${host} is not trusted`,
			`${self ? 'It is self-signed or comes from a private authority.' : 'Its authority is unknown to this computer.'} ${
				proxy ? 'The proxy on the way' : 'A company network that inspects traffic'
			} is the usual reason.`,
			[
				"Ask your network team for the authority's certificate (PEM) and set NODE_EXTRA_CA_CERTS to that file.",
				'Do not switch certificate checks off.',
			],
		);
	}
	if (code === 'CERT_HAS_EXPIRED') {
		return tls(`The certificate of ${host} has expired`, "Or this computer's clock is wrong.", [
			'Check date and time of this computer.',
			`Otherwise tell whoever runs ${host}.`,
		]);
	}
	if (code === 'CERT_NOT_YET_VALID') {
		return tls(`The certificate of ${host} is not valid yet`, "This computer's clock is probably behind.", [
			'Set date and time of this computer.',
		]);
	}
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
		return tls(`The certificate shown for ${host} belongs to another host`, 'The host name is wrong or redirected.', [
			'Check the spelling of the host.',
		]);
	}
	if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code.startsWith('CERT_') || code === 'EPROTO') {
		return tls(`No secure connection to ${host} could be made`, `The TLS handshake failed (${code}).`, [
			'Check that host and port really speak https.',
		]);
	}
	return null;
}

function proxyWording(reason: string, host: string, proxy: string | null): Wording {
	const name = proxy ? proxyName(proxy) : 'the proxy';
	const refusals: Record<string, [string, string]> = {
		'407': ['It asks for a user name and password.', 'Put them into HTTPS_PROXY: http://user:password@host:port.'],
		'403': [`It does not allow connections to ${host}.`, `Ask your network team to allow ${host}:443.`],
	};
	const refusal = refusals[reason];
	const status = /^\d+$/.test(reason);
	return {
		code: 'network/proxy',
		what: status ? `The proxy ${name} refused the way to ${host}` : `The proxy ${name} could not be reached`,
		why: refusal?.[0] ?? (status ? `It answered with status ${reason}.` : `The connection failed (${reason}).`),
		next: [refusal?.[1] ?? 'Check HTTPS_PROXY and NO_PROXY.'],
		// A gateway status of the proxy is as passing as one of the target.
		retryable: status ? Number(reason) >= 500 : ['ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN'].includes(reason),
	};
}

function hostOf(url: string | URL): string {
	const parsed = typeof url === 'string' ? URL.parse(url) : url;
	return parsed?.host || 'the server';
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
