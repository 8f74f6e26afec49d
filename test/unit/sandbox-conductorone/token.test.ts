import {generateKeyPairSync} from 'node:crypto';
import {request as httpsRequest} from 'node:https';
import {ConnectError} from '@connectrpc/connect';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {ConductorOneBehaviour} from '../../sandbox/conductorone/behaviour.ts';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';
import {assertion, connect, connector, hello, postAssertion, postForm, token} from './client.ts';

let sandbox: ConductorOneSandbox;
beforeEach(async () => {
	sandbox = await startConductorOneSandbox();
});
afterEach(() => sandbox.close());

const now = () => Math.floor(Date.now() / 1000);
async function refusal(response: Response) {
	const body = (await response.json()) as {error: string; error_description: string};
	return `${response.status} ${body.error}: ${body.error_description}`;
}

describe('a signed assertion', () => {
	test('gives a bearer token of the set lifetime', async () => {
		sandbox.behave({tokenSeconds: 7});
		const response = await postAssertion(sandbox, assertion(sandbox));
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			access_token: expect.stringMatching(/^[\w-]{40,}$/),
			token_type: 'Bearer',
			expires_in: 7,
		});
		expect(sandbox.report()).toMatchObject({tokens: 1, refused: []});
	});

	test('may name the audience in a list of one', async () => {
		const response = await postAssertion(sandbox, assertion(sandbox, {claims: {aud: ['127.0.0.1']}}));
		expect(response.status).toBe(200);
	});

	const seed = generateKeyPairSync('ed25519').privateKey.export({format: 'jwk'});
	const otherSecret = `a:b:v1:${Buffer.from(JSON.stringify(seed)).toString('base64url')}`;
	test.each([
		['another algorithm', {header: {alg: 'HS256'}}, 'alg'],
		['no nonce', {header: {nonce: undefined}}, 'nonce'],
		['a short nonce', {header: {nonce: 'abc'}}, 'nonce'],
		['another issuer', {claims: {iss: 'me'}}, 'iss is not the client id'],
		['another subject', {claims: {sub: 'me'}}, 'sub is not the client id'],
		['another audience', {claims: {aud: 'conductor.one'}}, 'aud is not the host'],
		['a port in the audience', {claims: {aud: '127.0.0.1:1'}}, 'aud is not the host'],
		['two audiences', {claims: {aud: ['127.0.0.1', 'b']}}, 'aud'],
		['a time in fractions', {claims: {exp: now() + 100.5}}, 'exp'],
		['the past', {claims: {iat: now() - 500, nbf: now() - 620, exp: now() - 380}}, 'has expired'],
		['the future', {claims: {iat: now() + 500, nbf: now() + 380, exp: now() + 620}}, 'not valid yet'],
		['too long a life', {claims: {exp: now() + 330}}, 'more than 5 minutes ahead'],
		['another key', {secret: otherSecret}, 'signature does not verify'],
	])('with %s is refused', async (_name, change, reason) => {
		const answer = await refusal(await postAssertion(sandbox, assertion(sandbox, change)));
		expect(answer).toMatch(/^401 invalid_client: /);
		expect(answer).toContain(reason);
		expect(sandbox.report()).toMatchObject({tokens: 0, refused: [expect.stringContaining(reason)]});
	});

	test('is checked by the server’s clock, which its answers show', async () => {
		sandbox.behave({clockSkewMs: 130_000});
		const response = await postAssertion(sandbox, assertion(sandbox));
		const ahead = Date.parse(response.headers.get('date') ?? '') - Date.now();
		expect(ahead).toBeGreaterThan(100_000);
		expect(await refusal(response)).toContain('has expired');
	});

	test('of a revoked credential is refused', async () => {
		sandbox.behave({credentialRevoked: true});
		expect(await refusal(await postAssertion(sandbox, assertion(sandbox)))).toMatch('revoked');
	});

	test.each(['', 'a.b', 'a.b.c', '!.!.!'])('that is none ("%s") is refused', async (text) => {
		expect(await refusal(await postAssertion(sandbox, text))).toMatch(/^401 invalid_client/);
	});
});

describe('the token endpoint', () => {
	const url = () => `${sandbox.url}/auth/v1/token`;

	test('takes the plain secret too', async () => {
		const {clientId, clientSecret} = sandbox;
		const form = {grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret};
		expect((await postForm(url(), form)).status).toBe(200);
		expect(await refusal(await postForm(url(), {...form, client_secret: 'x'}))).toMatch('client_secret is wrong');
		expect(await refusal(await postForm(url(), {...form, client_id: 'x'}))).toMatch('unknown client');
	});

	test('answers as OAuth has it', async () => {
		expect(await refusal(await postForm(url(), {grant_type: 'password'}))).toMatch('400 unsupported_grant_type');
		const json = fetch(url(), {method: 'POST', body: '{}', headers: {'content-type': 'application/json'}});
		expect(await refusal(await json)).toMatch('400 invalid_request');
		expect((await fetch(url())).status).toBe(405);
		expect(await refusal(await postForm(url(), {a: 'x'.repeat(1_100_000)}))).toMatch('400 invalid_request');
	});
});

test('the credential has the documented form', () => {
	expect(sandbox.clientId).toMatch(/^[\w-]+@127\.0\.0\.1:\d+\/ccc$/);
	const [scheme, company, version, jwk] = sandbox.clientSecret.split(':');
	expect([scheme, company, version]).toEqual(['secret-token', 'conductorone.com', 'v1']);
	expect(JSON.parse(Buffer.from(jwk ?? '', 'base64url').toString())).toEqual({
		kty: 'OKP',
		crv: 'Ed25519',
		x: expect.stringMatching(/^[\w-]{43}$/),
		d: expect.stringMatching(/^[\w-]{43}$/),
	});
});

describe('with TLS', () => {
	async function secure(behaviour: Partial<ConductorOneBehaviour> = {}) {
		await sandbox.close();
		sandbox = await startConductorOneSandbox({behaviour: {tls: true, ...behaviour}});
		return sandbox.ca ?? '';
	}
	/** Status of a plain HTTP/1.1 GET, or the error's code. */
	const get = (ca: string) =>
		new Promise<number | string | undefined>((resolve) => {
			httpsRequest(sandbox.url, {ca, agent: false}, (response) => {
				response.resume();
				resolve(response.statusCode);
			})
				.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
				.end();
		});

	test('HTTP/1.1 and HTTP/2 share the port', async () => {
		const ca = await secure();
		expect(sandbox.url).toMatch(/^https:/);
		expect(await get(ca)).toBe(401);
		const client = connect(sandbox.url, null, ca);
		const error = await client.hello(hello()).catch((thrown) => ConnectError.from(thrown));
		expect(error).toMatchObject({rawMessage: 'no bearer token'});
	});

	test.each([
		['expired', 'CERT_HAS_EXPIRED'],
		['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	] as const)('a certificate can be %s', async (certificate, code) => {
		const ca = await secure();
		sandbox.behave({certificate});
		expect(await get(ca)).toBe(code);
		sandbox.behave({certificate: 'good'});
		expect(await get(ca)).toBe(401);
	});
});

test('an expired token ends the work with Unauthenticated, a new one goes on', async () => {
	sandbox.behave({tokenSeconds: 5});
	const client = await connector(sandbox);
	sandbox.behave({clockSkewMs: 6000});
	await expect(client.getTask({hostId: 'a'})).rejects.toThrow('token has expired');
	const again = connect(sandbox.url, await token(sandbox));
	await expect(again.getTask({hostId: 'a'})).resolves.toBeDefined();
});
