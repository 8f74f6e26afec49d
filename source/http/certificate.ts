import type {PeerCertificate, TLSSocket} from 'node:tls';
import {openSocket} from './tunnel.ts';

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
	if (new URL(address).protocol !== 'https:') return null;
	// To be looked at, also when it is not trusted; nothing is sent.
	const socket = (await openSocket(address, {signal, ca, rejectUnauthorized: false})) as TLSSocket;
	const certificate = socket.getPeerCertificate();
	const error = socket.authorizationError as unknown;
	socket.destroy();
	return {
		issuer: issuerOf(certificate),
		validTo: new Date(certificate.valid_to).toISOString(),
		distrust: socket.authorized ? null : codeOf(error),
	};
}

function issuerOf({issuer}: PeerCertificate): string {
	const name = issuer?.O ?? issuer?.CN ?? '';
	return Array.isArray(name) ? name.join(', ') : name;
}

/** Node gives the code alone, or an error with it. */
function codeOf(error: unknown): string {
	return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
