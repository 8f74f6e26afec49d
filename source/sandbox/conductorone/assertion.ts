import {verify} from 'node:crypto';
import * as z from 'zod';
import type {Credential} from './credentials.ts';

const headerShape = z.object({alg: z.literal('EdDSA'), nonce: z.string().regex(/^[0-9a-f]{32}$/)});
const claimsShape = z.object({
	iss: z.string(),
	sub: z.string(),
	aud: z.union([z.string(), z.tuple([z.string()])]),
	iat: z.int(),
	nbf: z.int(),
	exp: z.int(),
});

/** The furthest ahead an assertion may expire, in ms (REST sheet, section 1.3). */
const furthestExpiry = 5 * 60_000;

/** Tells who a client id belongs to: the host without its port (protocol sheet, section 1.1). Null when it is malformed. */
export function hostOfClientId(clientId: string): string | null {
	const host = /^[^@]*@([^/]*)\//.exec(clientId)?.[1];
	if (!host) return null;
	return host.replace(/:\d+$/, '');
}

/**
 * Checks a signed assertion as strictly as anyone might (protocol sheet, section 1.2): EdDSA over the credential's own
 * key, a nonce in the header, issuer and subject the client id, the audience the tenant's host, and the time window.
 * `now` is the server's clock in ms. Gives the reason for a refusal, or null when the assertion holds.
 */
export function refuseAssertion(assertion: string, credential: Credential, now: number): string | null {
	const parts = assertion.split('.');
	if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/.test(part)))
		return 'client_assertion is not a compact JWS';
	const [header = '', claims = '', signature = ''] = parts;
	const parsedHeader = headerShape.safeParse(decode(header));
	if (!parsedHeader.success) return `client_assertion header: ${firstIssue(parsedHeader.error)}`;
	const parsedClaims = claimsShape.safeParse(decode(claims));
	if (!parsedClaims.success) return `client_assertion claims: ${firstIssue(parsedClaims.error)}`;
	const signed = Buffer.from(`${header}.${claims}`);
	if (!verify(null, signed, credential.publicKey, Buffer.from(signature, 'base64url'))) {
		return 'client_assertion signature does not verify';
	}
	const {iss, sub, aud, iat, nbf, exp} = parsedClaims.data;
	if (iss !== credential.clientId) return 'iss is not the client id';
	if (sub !== credential.clientId) return 'sub is not the client id';
	const audience = typeof aud === 'string' ? aud : aud[0];
	if (audience !== hostOfClientId(credential.clientId)) return 'aud is not the host of the client id without its port';
	if (nbf * 1000 > now) return 'client_assertion is not valid yet';
	if (exp * 1000 <= now) return 'client_assertion has expired';
	if (exp * 1000 > now + furthestExpiry) return 'client_assertion expires more than 5 minutes ahead';
	if (exp <= iat || nbf > exp) return 'client_assertion times contradict each other';
	return null;
}

function decode(part: string): unknown {
	try {
		return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
	} catch {
		return undefined;
	}
}

function firstIssue(error: z.ZodError): string {
	const issue = error.issues[0];
	return issue ? `${issue.path.join('.') || 'value'}: ${issue.message}` : 'malformed';
}
