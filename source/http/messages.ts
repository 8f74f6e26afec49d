import type {ProblemWords} from '../problem/problem.ts';
import {duration} from '../text/amounts.ts';

/** Why a service could not be reached. `host` and `proxy` are names with their port, if they have one. */
export const networkWords = {
	/** Stands for a host or a proxy whose address cannot be read. */
	someServer: 'the server',
	someProxy: 'the proxy',
	unsendable: {
		what: 'A name or key holds characters that cannot be sent',
		why: 'Headers of a request take plain letters, digits and signs only; a key copied from a document may hold others.',
		next: ['Copy the key once more from where it was issued.'],
	},
	nameUnknown: (host: string): ProblemWords => ({
		what: `The name ${host} was not found`,
		why: 'No name server knows it, or this computer is offline.',
		next: [
			'Check the spelling of the host.',
			'Check the network connection, the VPN and, if your network needs one, HTTPS_PROXY.',
		],
	}),
	nameNotLookedUp: (host: string): ProblemWords => ({
		what: `The name ${host} could not be looked up`,
		why: 'The name server did not answer.',
		next: ['Check the network connection and try again.'],
	}),
	refused: (host: string): ProblemWords => ({
		what: `${host} refused the connection`,
		why: 'Nothing accepts connections there.',
		next: ['Check host and port, and whether a firewall or a needed proxy (HTTPS_PROXY) stands between.'],
	}),
	timeout: (host: string): ProblemWords => ({
		what: `${host} did not answer in time`,
		why: 'The connection is slow or blocked, or the service is overloaded.',
		next: ['Try again in a few minutes.', 'Check firewall and proxy settings if it happens each time.'],
	}),
	tooSlow: (host: string, seconds: number): ProblemWords => ({
		what: `${host} answers too slowly`,
		why: `An answer was not complete after ${duration(seconds)}. The service, the connection or something between is overloaded.`,
		next: [
			'Try again later; what was read so far is kept.',
			'Check the proxy and the connection if it happens each time.',
		],
	}),
	damaged: (host: string): ProblemWords => ({
		what: `An answer of ${host} was damaged on the way`,
		why: 'It could not be unpacked.',
		next: ['Try again.', 'Check what a proxy does to compressed answers if it happens each time.'],
	}),
	closed: (host: string): ProblemWords => ({
		what: `${host} closed the connection before the answer was complete`,
		why: 'The connection broke.',
		next: ['Try again.'],
	}),
	noRoute: (host: string): ProblemWords => ({
		what: `There is no way to ${host} from here`,
		why: 'The network is down or does not lead there.',
		next: ['Check the network connection and the VPN.'],
	}),
	/** `code` of the system, or `''`. */
	unreachable: (host: string, code: string): ProblemWords => ({
		what: `${host} could not be reached`,
		why: code === '' ? 'The connection failed.' : `The connection failed (${code}).`,
		next: ['Check the network connection and try again.'],
	}),
} as const;

/** What is wrong with a certificate or with the handshake. */
export const certificateWords = {
	untrusted: (host: string, isSelfSigned: boolean, isProxied: boolean): ProblemWords => {
		const what = isSelfSigned
			? 'It is self-signed or comes from a private authority.'
			: 'Its authority is unknown to this computer.';
		const reason = isProxied
			? 'The proxy on the way is the usual reason.'
			: 'A company network that inspects traffic is the usual reason.';
		return {
			what: `The certificate of ${host} is not trusted`,
			why: `${what} ${reason}`,
			next: [
				"Ask your network team for the authority's certificate (PEM) and set NODE_EXTRA_CA_CERTS to that file.",
				'Do not switch certificate checks off.',
			],
		};
	},
	expired: (host: string): ProblemWords => ({
		what: `The certificate of ${host} has expired`,
		why: "Or this computer's clock is wrong.",
		next: ['Check date and time of this computer.', `Otherwise tell whoever runs ${host}.`],
	}),
	notYetValid: (host: string): ProblemWords => ({
		what: `The certificate of ${host} is not valid yet`,
		why: "This computer's clock is probably behind.",
		next: ['Set date and time of this computer.'],
	}),
	otherHost: (host: string): ProblemWords => ({
		what: `The certificate shown for ${host} belongs to another host`,
		why: 'The host name is wrong or redirected.',
		next: ['Check the spelling of the host.'],
	}),
	noHandshake: (host: string, code: string): ProblemWords => ({
		what: `No secure connection to ${host} could be made`,
		why: `The TLS handshake failed (${code}).`,
		next: ['Check that host and port really speak https.'],
	}),
} as const;

const checkVariables = 'Check HTTPS_PROXY and NO_PROXY.';
const refusedWay = (proxy: string, host: string) => `The proxy ${proxy} refused the way to ${host}`;

/** What is wrong with the proxy, or with the variable that names it. */
export const proxyWords = {
	unusableSetting: {
		what: 'The proxy setting of this computer cannot be used',
		why: 'HTTPS_PROXY (or HTTP_PROXY, ALL_PROXY) must be an http:// or https:// address.',
		next: ['Correct the variable, or unset it if no proxy is needed.'],
	},
	wantsPassword: (proxy: string, host: string): ProblemWords => ({
		what: refusedWay(proxy, host),
		why: 'It asks for a user name and password.',
		next: ['Put them into HTTPS_PROXY: http://user:password@host:port.'],
	}),
	forbids: (proxy: string, host: string): ProblemWords => ({
		what: refusedWay(proxy, host),
		why: `It does not allow connections to ${host}.`,
		next: [`Ask your network team to allow ${host}:443.`],
	}),
	refused: (proxy: string, host: string, status: string): ProblemWords => ({
		what: refusedWay(proxy, host),
		why: `It answered with status ${status}.`,
		next: [checkVariables],
	}),
	unreachable: (proxy: string, code: string): ProblemWords => ({
		what: `The proxy ${proxy} could not be reached`,
		why: `The connection failed (${code}).`,
		next: [checkVariables],
	}),
} as const;
