import {createPrivateKey, createPublicKey, type KeyObject} from 'node:crypto';
import {isIP} from 'node:net';
import {Problem} from '../problem/problem.ts';
import type {ConnectorCredential} from './tasks/contract.ts';

/** The parts of a client id: `<name>@<host>[:<port>]/<anything>`. Baton protocol sheet, section 1.1. */
export interface ClientId {
	/** The whole id, as sent in `iss`, `sub` and `client_id`. */
	text: string;
	name: string;
	/** The tenant's host, with its port when the id carries one. */
	host: string;
	/** The tenant's host without a port: the assertion's `aud`. */
	audience: string;
}

/** The private key inside a client secret. */
export interface ClientKey {
	key: KeyObject;
	/** Only when the key itself carries one; it then goes into the assertion's header. */
	kid: string | undefined;
}

/** A credential, of a connector or a person, that can be used: parsed, with the addresses it leads to. */
export interface ParsedCredential {
	kind: CredentialKind;
	clientId: ClientId;
	clientKey: ClientKey;
	/** Host, with port if any, of the token and gRPC address (`apiHost`, else the client id's host). */
	host: string;
	/** `https://<host>`; `http://` for a sandbox. Base of the token address and of gRPC. */
	baseUrl: string;
	/** PEM of an extra certificate authority. */
	ca: string | undefined;
}

/** Where a credential of either kind is copied from. */
const copyHints = {
	connector: 'In ConductorOne, open the connector, choose Edit in Settings, then Rotate, and copy the value anew.',
	personal: 'In ConductorOne, open your profile menu, then API keys, and create a new credential.',
} as const;

export type CredentialKind = keyof typeof copyHints;

/** Parses a client id. Throws Problem `c1/bad-client-id` saying what is wrong with it. */
export function parseClientId(input: string, kind: CredentialKind = 'connector'): ClientId {
	const text = input.trim();
	const refuse = (why: string) =>
		new Problem({code: 'c1/bad-client-id', what: 'The client id cannot be used', why, next: [copyHints[kind]]});
	if (text === '') throw refuse('It is empty.');
	if (looksLikeSecret(text)) throw refuse('This is a client secret. Client id and client secret seem to be swapped.');
	if (/\s/.test(text)) throw refuse('There is a blank or a line break inside it; a client id has none.');
	if (/^https?:/i.test(text))
		throw refuse('This is a web address. A client id looks like clever-name-123@tenant.conductor.one/abc.');
	const at = text.indexOf('@');
	if (at === -1)
		throw refuse('There is no “@” in it. A client id looks like clever-name-123@tenant.conductor.one/abc.');
	const slash = text.indexOf('/', at);
	if (slash === -1) throw refuse('There is no “/” behind the host. It may have been cut off while copying.');
	const name = text.slice(0, at);
	if (name === '') throw refuse('There is nothing before the “@”. It may have been cut off while copying.');
	const host = text.slice(at + 1, slash);
	if (host === '') throw refuse('There is no host between “@” and “/”.');
	const address = parseHost(host);
	if (!address) throw refuse('The part between “@” and “/” is not a host name.');
	return {text, name, host, audience: address.hostname};
}

/** Parses a client secret. Throws Problem `c1/bad-client-secret` saying what is wrong, never showing any of it. */
export function parseClientSecret(input: string, kind: CredentialKind = 'connector'): ClientKey {
	const text = input.trim();
	const refuse = (why: string) =>
		new Problem({code: 'c1/bad-client-secret', what: 'The client secret cannot be used', why, next: [copyHints[kind]]});
	if (text === '') throw refuse('It is empty.');
	if (looksLikeClientId(text)) throw refuse('This is a client id. Client id and client secret seem to be swapped.');
	const colons = [...text].filter((letter) => letter === ':').length;
	if (colons < 3) {
		throw refuse(
			'It should have four parts joined by colons (secret-token:conductorone.com:v1:…). Was all of it copied?',
		);
	}
	const [, , version, ...rest] = text.split(':');
	if (version !== 'v1')
		throw refuse('Its third part is not “v1”: another kind of secret, or not all of it was copied.');
	// A wrapped terminal line puts line breaks into what is copied; they carry no meaning in base64.
	const encoded = rest.join(':').replaceAll(/[\r\n]/g, '');
	if (/\s/.test(encoded)) throw refuse('There is a blank inside it; a client secret has none.');
	if (encoded.endsWith('='))
		throw refuse('Its last part ends with “=”. The original has no such padding; copy it anew.');
	if (encoded === '' || !/^[\w-]+$/.test(encoded) || encoded.length % 4 === 1) {
		throw refuse('Its last part holds characters that do not belong there, or was cut off.');
	}
	const jwk = parseJson(Buffer.from(encoded, 'base64url').toString('utf8'));
	if (!jwk) throw refuse('Its last part does not hold a key. It may have been cut off while copying.');
	if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519')
		throw refuse('It holds a key of another kind than ConductorOne gives out.');
	if (!isKeyPart(jwk.x)) throw refuse('The key in it is damaged.');
	if (jwk.d === undefined) throw refuse('It holds a public key only; the private one is needed.');
	if (!isKeyPart(jwk.d)) throw refuse('The key in it is damaged.');
	return {
		key: importKey(jwk.x, jwk.d, refuse),
		kid: typeof jwk.kid === 'string' && jwk.kid !== '' ? jwk.kid : undefined,
	};
}

/**
 * Parses both halves and works out the addresses. An `apiHost` replaces the host of the token and of gRPC, but not the
 * assertion's audience (Baton protocol sheet, sections 1.1 and 1.2).
 */
export function parseCredential(credential: ConnectorCredential, kind: CredentialKind = 'connector'): ParsedCredential {
	const clientId = parseClientId(credential.clientId, kind);
	const clientKey = parseClientSecret(credential.clientSecret, kind);
	const host = credential.apiHost?.trim() || clientId.host;
	const address = parseHost(host);
	if (!address) {
		throw new Problem({
			code: 'input/invalid',
			what: 'The ConductorOne API host is not a host name',
			why: 'BATON_C1_API_HOST takes a host, or a host with a port, without https:// and without a path.',
		});
	}
	if (credential.insecure && !isLoopback(address.hostname)) {
		throw new Problem({
			code: 'input/invalid',
			what: 'An unencrypted connection is only allowed to this computer itself',
			why: `${address.hostname} is not a loopback address, and a credential must not travel unprotected.`,
		});
	}
	return {
		kind,
		clientId,
		clientKey,
		host,
		baseUrl: `${credential.insecure ? 'http' : 'https'}://${host}`,
		ca: credential.ca,
	};
}

function looksLikeSecret(text: string): boolean {
	return /^secret-token:/.test(text) || /^[^:@]*:[^:@]*:v1:/.test(text);
}

function looksLikeClientId(text: string): boolean {
	return /^[^:@\s]+@[^@\s]+\/\S*$/.test(text);
}

function parseHost(host: string): URL | undefined {
	if (/[\s/?#\\@%]/.test(host)) return undefined;
	const url = URL.parse(`https://${host}`);
	return url && url.hostname !== '' ? url : undefined;
}

function isLoopback(hostname: string): boolean {
	const bare = hostname.replace(/^\[|\]$/g, '');
	return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function parseJson(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}

function isKeyPart(value: unknown): value is string {
	return typeof value === 'string' && /^[\w-]+$/.test(value) && Buffer.from(value, 'base64url').length === 32;
}

function importKey(x: string, d: string, refuse: (why: string) => Problem): KeyObject {
	let key: KeyObject;
	try {
		key = createPrivateKey({key: {kty: 'OKP', crv: 'Ed25519', x, d}, format: 'jwk'});
	} catch {
		throw refuse('The key in it is damaged.');
	}
	const publicHalf = createPublicKey(key).export({format: 'jwk'}).x;
	if (publicHalf !== x) throw refuse('The two halves of the key in it do not belong together; copy it anew.');
	return key;
}
