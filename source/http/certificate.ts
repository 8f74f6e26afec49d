import {connect, type PeerCertificate} from 'node:tls';
import {connectThrough, trustedAuthorities} from './agents.ts';
import {networkProblem} from './network-problem.ts';
import {proxyFor} from './proxy.ts';

/** What a server shows of itself. */
export interface CertificateFacts {
	issuer: string;
	/** ISO 8601. */
	validTo: string;
	/** Why it is not trusted, as Node names it; null when it is. */
	distrust: string | null;
}

/**
 * The certificate of an https address, trusted or not; through the proxy where the environment names one. Null for other
 * addresses. Throws `network/*` without a connection.
 */
export async function certificateOf(
	address: string,
	{signal, ca = []}: {signal: AbortSignal; ca?: readonly string[]},
): Promise<CertificateFacts | null> {
	const url = new URL(address);
	if (url.protocol !== 'https:') return null;
	const proxy = proxyFor(url);
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const port = Number(url.port || 443);
	const authorities = trustedAuthorities(ca);
	try {
		const tunnel = proxy === null ? undefined : await connectThrough(proxy, {host, port}, authorities, signal);
		return await new Promise((resolve, reject) => {
			signal.throwIfAborted();
			const socket = connect({
				...(tunnel === undefined ? {host, port} : {socket: tunnel}),
				servername: host,
				...(authorities === undefined ? {} : {ca: authorities}),
				// To be looked at, also when it is not trusted; nothing is sent.
				rejectUnauthorized: false,
			});
			const stop = () => socket.destroy(new Error('stopped', {cause: signal.reason}));
			signal.addEventListener('abort', stop, {once: true});
			socket.once('error', reject);
			socket.once('close', () => signal.removeEventListener('abort', stop));
			socket.once('secureConnect', () => {
				const certificate = socket.getPeerCertificate();
				const error = socket.authorizationError as unknown;
				socket.destroy();
				resolve({
					issuer: issuerOf(certificate),
					validTo: new Date(certificate.valid_to).toISOString(),
					distrust: socket.authorized ? null : codeOf(error),
				});
			});
		});
	} catch (error) {
		throw networkProblem(error, url, proxy);
	}
}

function issuerOf({issuer}: PeerCertificate): string {
	const name = issuer?.O ?? issuer?.CN ?? '';
	return Array.isArray(name) ? name.join(', ') : name;
}

/** Node gives the code alone, or an error with it. */
function codeOf(error: unknown): string {
	return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
