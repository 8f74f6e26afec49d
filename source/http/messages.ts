import type {ProblemTexts} from '../problem/problem.ts';
import {duration} from '../text/amounts.ts';

/** Why a service could not be reached. `host` and `proxy` are names with their port, if they have one. */
export const networkMessages = {
	/** Stands for a host or a proxy whose address cannot be read. */
	someServer: 'the server',
	someProxy: 'the proxy',
	unsendable: {
		what: 'The API key or account name contains characters that can’t be sent',
		why: 'Only plain letters, digits and signs work. A key copied from a document may contain others.',
		next: ['Copy the key again from where it was created.'],
	},
	nameUnknown: (host: string): ProblemTexts => ({
		what: `Can’t find ${host}`,
		why: 'No server with that name exists, or this computer is offline.',
		next: [
			'Check your network connection and VPN, and HTTPS_PROXY if your network needs a proxy.',
			`Check that ${host} is the right address.`,
		],
	}),
	nameNotLookedUp: (host: string): ProblemTexts => ({
		what: `Can’t look up ${host}`,
		why: 'The DNS server didn’t respond.',
		next: ['Check your network connection and try again.'],
	}),
	refused: (host: string): ProblemTexts => ({
		what: `${host} refused the connection`,
		why: 'No service is listening there, or a firewall blocks it.',
		next: ['Check your firewall, and HTTPS_PROXY if your network needs a proxy.', 'Check the host and port.'],
	}),
	timeout: (host: string): ProblemTexts => ({
		what: `${host} didn’t respond in time`,
		why: 'The connection is slow or blocked, or the service is overloaded.',
		next: ['Try again in a few minutes.', 'If it keeps happening, check your firewall and proxy settings.'],
	}),
	tooSlow: (host: string, seconds: number): ProblemTexts => ({
		what: `${host} responds too slowly`,
		why: `A response wasn’t complete after ${duration(seconds)}. The service or your connection may be overloaded.`,
		next: [
			'Try again later. What was read so far is saved.',
			'If it keeps happening, check your proxy and connection.',
		],
	}),
	damaged: (host: string): ProblemTexts => ({
		what: `A response from ${host} arrived damaged`,
		why: 'It couldn’t be decompressed.',
		next: ['Try again.', 'If it keeps happening, check what your proxy does to compressed responses.'],
	}),
	closed: (host: string): ProblemTexts => ({
		what: `${host} closed the connection too early`,
		why: 'The response wasn’t complete yet.',
		next: ['Try again.'],
	}),
	noRoute: (host: string): ProblemTexts => ({
		what: `Your network can’t reach ${host}`,
		why: 'The network is down or has no route there.',
		next: ['Check your network connection and VPN.'],
	}),
	/** `code` of the system, or `''`. */
	unreachable: (host: string, code: string): ProblemTexts => ({
		what: `Can’t reach ${host}`,
		why: code === '' ? 'The connection failed.' : `The connection failed (${code}).`,
		next: ['Check your network connection and try again.'],
	}),
} as const;

/** What is wrong with a certificate or with the handshake. */
export const certificateMessages = {
	untrusted: (host: string, isSelfSigned: boolean, isProxied: boolean): ProblemTexts => {
		const what = isSelfSigned
			? 'It’s self-signed or from a private certificate authority.'
			: 'This computer doesn’t know the authority that issued it.';
		const reason = isProxied
			? 'Your proxy is the usual cause.'
			: 'A company network that inspects traffic is the usual cause.';
		return {
			what: `This computer doesn’t trust the certificate of ${host}`,
			why: `${what} ${reason}`,
			next: [
				'Ask your network team for the authority’s certificate (PEM) and set NODE_EXTRA_CA_CERTS to that file.',
				'Don’t turn certificate checks off.',
			],
		};
	},
	expired: (host: string): ProblemTexts => ({
		what: `The certificate of ${host} has expired`,
		why: 'Or the clock of this computer is wrong.',
		next: ['Check the date and time of this computer.', `If they’re right, tell whoever runs ${host}.`],
	}),
	notYetValid: (host: string): ProblemTexts => ({
		what: `The certificate of ${host} is not valid yet`,
		why: 'The clock of this computer is probably behind.',
		next: ['Correct the date and time of this computer.'],
	}),
	otherHost: (host: string): ProblemTexts => ({
		what: `The certificate of ${host} belongs to another host`,
		why: 'The host name is wrong, or your network redirects it.',
		next: [`Check that ${host} is the right address.`, 'Check your VPN and proxy.'],
	}),
	noHandshake: (host: string, code: string): ProblemTexts => ({
		what: `Can’t make a secure connection to ${host}`,
		why: `The TLS handshake failed (${code}).`,
		next: ['Check your VPN and proxy.', 'Check that the host and port use https.'],
	}),
} as const;

const checkVariables = 'Check HTTPS_PROXY and NO_PROXY.';
const refusedWay = (proxy: string, host: string) => `The proxy ${proxy} refused to connect to ${host}`;

/** What is wrong with the proxy, or with the variable that names it. */
export const proxyMessages = {
	unusableSetting: {
		what: 'The proxy setting of this computer isn’t valid',
		why: 'HTTPS_PROXY (or HTTP_PROXY, ALL_PROXY) must be an http:// or https:// address.',
		next: ['Correct the variable, or unset it if you need no proxy.'],
	},
	wantsPassword: (proxy: string, host: string): ProblemTexts => ({
		what: refusedWay(proxy, host),
		why: 'It needs a user name and password.',
		next: ['Add them to HTTPS_PROXY: http://user:password@host:port.'],
	}),
	forbids: (proxy: string, host: string): ProblemTexts => ({
		what: refusedWay(proxy, host),
		why: `It doesn’t allow connections to ${host}.`,
		next: [`Ask your network team to allow ${host}:443.`],
	}),
	refused: (proxy: string, host: string, status: string): ProblemTexts => ({
		what: refusedWay(proxy, host),
		why: `It responded with status ${status}.`,
		next: [checkVariables],
	}),
	unreachable: (proxy: string, code: string): ProblemTexts => ({
		what: `Can’t reach the proxy ${proxy}`,
		why: `The connection failed (${code}).`,
		next: [checkVariables],
	}),
} as const;
