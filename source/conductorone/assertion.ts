import {randomBytes, sign} from 'node:crypto';
import type {ClientId, ClientKey} from './credential.ts';

/**
 * The signed statement that a client id's key is in our hands: a compact JWS, EdDSA over Ed25519.
 * Claims, times (whole seconds) and headers as in the Baton protocol sheet, section 1.2.
 *
 * @param now the server's idea of now, milliseconds since 1970
 */
export function signAssertion(clientId: ClientId, clientKey: ClientKey, now: number): string {
	const seconds = Math.floor(now / 1000);
	const header = {
		alg: 'EdDSA',
		nonce: randomBytes(16).toString('hex'),
		...(clientKey.kid === undefined ? {} : {kid: clientKey.kid}),
	};
	const claims = {
		iss: clientId.text,
		sub: clientId.text,
		aud: clientId.audience,
		iat: seconds,
		nbf: seconds - 120,
		exp: seconds + 120,
	};
	const signed = `${encode(header)}.${encode(claims)}`;
	return `${signed}.${sign(null, Buffer.from(signed), clientKey.key).toString('base64url')}`;
}

function encode(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}
