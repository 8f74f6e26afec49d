import {createPrivateKey, createPublicKey, type KeyObject} from 'node:crypto';
import {isIP} from 'node:net';
import {Problem} from '../problem/problem.ts';
import {bare} from '../text/bare.ts';
import {jsonObject} from '../text/json.ts';
import {apiHostMessages, clientIdMessages, clientSecretMessages} from './messages.ts';
import type {ConnectorCredential} from './tasks/task.ts';

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

export type CredentialKind = 'connector' | 'personal';

/** Parses a client id. Throws Problem `c1/bad-client-id` saying what is wrong with it. */
export function parseClientId(input: string, kind: CredentialKind = 'connector'): ClientId {
	const text = bare(input);
	const messages = clientIdMessages;
	const refuse = (why: string) => new Problem({code: 'c1/bad-client-id', ...messages.notUsable(why, kind)});
	if (text === '') throw refuse(messages.empty);
	if (looksLikeSecret(text)) throw refuse(messages.swapped);
	if (/\s/.test(text)) throw refuse(messages.blank);
	if (/^https?:/i.test(text)) throw refuse(messages.webAddress);
	const at = text.indexOf('@');
	if (at === -1) throw refuse(messages.noAt);
	const slash = text.indexOf('/', at);
	if (slash === -1) throw refuse(messages.noSlash);
	const name = text.slice(0, at);
	if (name === '') throw refuse(messages.noName);
	const host = text.slice(at + 1, slash);
	if (host === '') throw refuse(messages.noHost);
	const address = parseHost(host);
	if (!address) throw refuse(messages.badHost);
	return {text, name, host, audience: address.hostname};
}

/** Parses a client secret. Throws Problem `c1/bad-client-secret` saying what is wrong, never showing any of it. */
export function parseClientSecret(input: string, kind: CredentialKind = 'connector'): ClientKey {
	const text = bare(input);
	const messages = clientSecretMessages;
	const refuse = (why: string) => new Problem({code: 'c1/bad-client-secret', ...messages.notUsable(why, kind)});
	if (text === '') throw refuse(messages.empty);
	if (looksLikeClientId(text)) throw refuse(messages.swapped);
	const colons = [...text].filter((letter) => letter === ':').length;
	if (colons < 3) throw refuse(messages.tooFewParts);
	const [, , version, ...rest] = text.split(':');
	if (version !== 'v1') throw refuse(messages.otherVersion);
	// A wrapped terminal line puts line breaks into what is copied; they carry no meaning in base64.
	const encoded = rest.join(':').replaceAll(/[\r\n]/g, '');
	if (/\s/.test(encoded)) throw refuse(messages.blank);
	if (encoded.endsWith('=')) throw refuse(messages.padded);
	if (encoded === '' || !/^[\w-]+$/.test(encoded) || encoded.length % 4 === 1) {
		throw refuse(messages.badLetters);
	}
	const jwk = jsonObject(Buffer.from(encoded, 'base64url').toString('utf8'));
	if (!jwk) throw refuse(messages.noKey);
	if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519') throw refuse(messages.otherKey);
	if (!isKeyPart(jwk.x)) throw refuse(messages.damagedKey);
	if (jwk.d === undefined) throw refuse(messages.publicOnly);
	if (!isKeyPart(jwk.d)) throw refuse(messages.damagedKey);
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
	const host = bare(credential.apiHost ?? '') || clientId.host;
	const address = parseHost(host);
	if (!address) throw new Problem({code: 'input/invalid', ...apiHostMessages.badHost});
	if (credential.insecure && !isLoopback(address.hostname)) {
		throw new Problem({code: 'input/invalid', ...apiHostMessages.notLoopback(address.hostname)});
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

function isKeyPart(value: unknown): value is string {
	return typeof value === 'string' && /^[\w-]+$/.test(value) && Buffer.from(value, 'base64url').length === 32;
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Imports the private half alone: newer Nodes refuse halves that do not match without saying so. */
function importKey(x: string, d: string, refuse: (why: string) => Problem): KeyObject {
	const der = Buffer.concat([pkcs8Head, Buffer.from(d, 'base64url')]);
	const key = createPrivateKey({key: der, format: 'der', type: 'pkcs8'});
	const publicHalf = createPublicKey(key).export({format: 'jwk'}).x;
	if (publicHalf !== x) throw refuse(clientSecretMessages.halvesDiffer);
	return key;
}
