import {generateKeyPairSync} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {parseClientId, parseClientSecret, parseCredential} from '../../../source/conductorone/credential.ts';
import {Problem} from '../../../source/problem/problem.ts';

const {privateKey} = generateKeyPairSync('ed25519');
const jwk = privateKey.export({format: 'jwk'});

function secretOf(key: object, version = 'v1'): string {
	return `secret-token:conductorone.com:${version}:${Buffer.from(JSON.stringify(key)).toString('base64url')}`;
}

function whyOf(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		if (error instanceof Problem) return `${error.code} ${error.why}`;
		throw error;
	}
	throw new Error('accepted');
}

describe('client id', () => {
	it('is split at the first @ and the first / behind it', () => {
		expect(parseClientId(' spiffy-otter-1@acme.conductor.one:8443/ccc/x@y\n')).toEqual({
			text: 'spiffy-otter-1@acme.conductor.one:8443/ccc/x@y',
			name: 'spiffy-otter-1',
			host: 'acme.conductor.one:8443',
			audience: 'acme.conductor.one',
		});
		expect(parseClientId('a@b.c1eu.ai/').host).toBe('b.c1eu.ai');
	});

	it.each([
		['', 'empty'],
		['spiffy-otter-1', 'no “@”'],
		['otter@acme.conductor.one', 'no “/”'],
		['@acme.conductor.one/ccc', 'nothing before'],
		['otter@/ccc', 'no host'],
		['otter@acme. conductor.one/ccc', 'space'],
		['otter@acme\n.conductor.one/ccc', 'line break'],
		['https://acme.conductor.one', 'web address'],
		[secretOf(jwk), 'swapped'],
	])('%j is refused, saying why', (text, why) => {
		expect(whyOf(() => parseClientId(text))).toMatch(new RegExp(`^c1/bad-client-id .*${why}`));
	});
});

describe('client secret', () => {
	it('holds an Ed25519 key, with or without an id', () => {
		expect(parseClientSecret(`${secretOf(jwk)}\n`).key.asymmetricKeyType).toBe('ed25519');
		expect(parseClientSecret(secretOf(jwk)).kid).toBeUndefined();
		expect(parseClientSecret(secretOf({...jwk, kid: 'k1'})).kid).toBe('k1');
	});

	it('does not look at the first two parts, nor at line breaks of a wrapped line', () => {
		const encoded = secretOf(jwk).split(':')[3] ?? '';
		expect(parseClientSecret(`a:b:v1:${encoded.slice(0, 20)}\r\n${encoded.slice(20)}`).kid).toBeUndefined();
	});

	const other = generateKeyPairSync('ed25519').publicKey.export({format: 'jwk'});
	const rsa = generateKeyPairSync('rsa', {modulusLength: 1024}).privateKey.export({format: 'jwk'});
	it.each([
		['empty', '', 'empty'],
		['an id', 'otter@acme.conductor.one/ccc', 'swapped'],
		['three parts', 'secret-token:conductorone.com:v1', 'four parts'],
		['another version', secretOf(jwk, 'v2'), 'isn’t “v1”'],
		['padding', `${secretOf(jwk)}=`, 'ends with “=”'],
		['a blank inside', secretOf(jwk).replace('v1:', 'v1: '), 'space'],
		['standard base64', `${secretOf(jwk)}+/`, 'don’t belong'],
		['five parts', `${secretOf(jwk)}:more`, 'don’t belong'],
		['half of it', secretOf(jwk).slice(0, 90), 'doesn’t contain a key|cut off'],
		['a public key', secretOf({...jwk, d: undefined}), 'only a public key'],
		['a short key', secretOf({...jwk, d: 'AAAA'}), 'damaged'],
		['halves of two keys', secretOf({...jwk, x: other.x}), 'don’t match'],
		['an RSA key', secretOf(rsa), 'another kind'],
	])('%s is refused, saying why', (_, text, why) => {
		expect(whyOf(() => parseClientSecret(text))).toMatch(new RegExp(`^c1/bad-client-secret .*(${why})`));
	});

	it('never appears in its own error', () => {
		const text = `${secretOf(jwk)}=`;
		try {
			parseClientSecret(text);
			expect.unreachable();
		} catch (error) {
			const shown = JSON.stringify((error as Problem).toJSON());
			expect(shown).not.toContain(text.slice(40, 60));
		}
	});
});

describe('addresses', () => {
	const clientSecret = secretOf(jwk);
	it('come from the client id, or from the override, which leaves the audience alone', () => {
		expect(parseCredential({clientId: 'a@acme.conductor.one/x', clientSecret}).baseUrl).toBe(
			'https://acme.conductor.one',
		);
		const parsed = parseCredential({clientId: 'a@acme.conductor.one/x', clientSecret, apiHost: 'proxy.acme.com:8443'});
		expect(parsed.baseUrl).toBe('https://proxy.acme.com:8443');
		expect(parsed.clientId.audience).toBe('acme.conductor.one');
	});

	it('are unencrypted for loopback only', () => {
		expect(parseCredential({clientId: 'a@127.0.0.1:80/x', clientSecret, insecure: true}).baseUrl).toBe(
			'http://127.0.0.1:80',
		);
		expect(() => parseCredential({clientId: 'a@acme.conductor.one/x', clientSecret, insecure: true})).toThrow(
			'unencrypted',
		);
		expect(() => parseCredential({clientId: 'a@b/x', clientSecret, apiHost: 'https://b/'})).toThrow(
			'isn’t a host name',
		);
	});
});
