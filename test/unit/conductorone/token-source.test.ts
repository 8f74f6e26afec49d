import {generateKeyPairSync, verify} from 'node:crypto';
import {expect, it} from 'vitest';
import {parseCredential} from '../../../source/conductorone/credential.ts';
import type {PostForm} from '../../../source/conductorone/post-form.ts';
import {createTokenSource} from '../../../source/conductorone/token-source.ts';

const {privateKey, publicKey} = generateKeyPairSync('ed25519');
function credentialOf(extra: object = {}) {
	const jwk = {...privateKey.export({format: 'jwk'}), ...extra};
	return parseCredential({
		clientId: 'otter@acme.conductor.one:8443/ccc',
		clientSecret: `secret-token:conductorone.com:v1:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`,
	});
}

function decode(part: string | undefined): Record<string, unknown> {
	return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
}

/** A token address that answers from a list, the last answer again and again. */
function tokenAddress(...answers: {status?: number; date?: string; retryAfter?: string; body?: string}[]) {
	const requests: {url: string; form: Record<string, string>}[] = [];
	const postForm: PostForm = async (url, form) => {
		requests.push({url, form});
		const answer = answers[Math.min(requests.length, answers.length) - 1];
		return {
			status: answer?.status ?? 200,
			date: answer?.date ?? null,
			retryAfter: answer?.retryAfter ?? null,
			body: answer?.body ?? JSON.stringify({access_token: `t${requests.length}`, token_type: 'bearer', expires_in: 60}),
		};
	};
	return {postForm, requests};
}

it('sends an assertion as the protocol wants it', async () => {
	const {postForm, requests} = tokenAddress({});
	const now = 1_700_000_000_500;
	const source = createTokenSource({credential: credentialOf({kid: 'k7'}), postForm, now: () => now});
	expect(await source.authorization()).toBe('Bearer t1');
	const {url, form} = requests[0]!;
	expect(url).toBe('https://acme.conductor.one:8443/auth/v1/token');
	expect(form).toMatchObject({
		client_id: 'otter@acme.conductor.one:8443/ccc',
		grant_type: 'client_credentials',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
	});
	const [header, claims, signature] = form.client_assertion!.split('.');
	expect(decode(header)).toEqual({alg: 'EdDSA', kid: 'k7', nonce: expect.stringMatching(/^[0-9a-f]{32}$/)});
	expect(decode(claims)).toEqual({
		iss: 'otter@acme.conductor.one:8443/ccc',
		sub: 'otter@acme.conductor.one:8443/ccc',
		aud: 'acme.conductor.one',
		iat: 1_700_000_000,
		nbf: 1_700_000_000 - 120,
		exp: 1_700_000_000 + 120,
	});
	expect(verify(null, Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature!, 'base64url'))).toBe(true);
});

it('fetches one token for many callers, and a new one ten seconds before its end', async () => {
	const {postForm, requests} = tokenAddress({});
	let now = 0;
	const source = createTokenSource({credential: credentialOf(), postForm, now: () => now});
	expect(await Promise.all([1, 2, 3].map(() => source.authorization()))).toEqual([
		'Bearer t1',
		'Bearer t1',
		'Bearer t1',
	]);
	now = 49_999;
	expect(await source.authorization()).toBe('Bearer t1');
	now = 50_000;
	expect(await source.authorization()).toBe('Bearer t2');
	expect(requests).toHaveLength(2);
});

it('forgets a refused token, but not a newer one', async () => {
	const {postForm} = tokenAddress({});
	const source = createTokenSource({credential: credentialOf(), postForm});
	const first = await source.authorization();
	source.forget(first);
	const second = await source.authorization();
	source.forget(first);
	expect(second).toBe('Bearer t2');
	expect(await source.authorization()).toBe(second);
});

it('corrects its clock once by the server’s, and keeps to it', async () => {
	const server = Date.UTC(2026, 0, 1, 12, 0, 0);
	const here = server - 600_000;
	const {postForm, requests} = tokenAddress({status: 401, date: new Date(server).toUTCString()}, {});
	const source = createTokenSource({credential: credentialOf(), postForm, now: () => here});
	const first = await source.authorization();
	source.forget(first);
	await source.authorization();
	const times = requests.map(({form}) => decode(form.client_assertion!.split('.')[1]).iat);
	expect(times).toEqual([here / 1000, server / 1000, server / 1000]);
});

it('does not blame the clock for a revoked credential', async () => {
	const {postForm, requests} = tokenAddress({status: 401, date: new Date(1_000_000_000_000).toUTCString()});
	const source = createTokenSource({credential: credentialOf(), postForm, now: () => 1_000_000_030_000});
	await expect(source.authorization()).rejects.toMatchObject({code: 'c1/credential-refused', retryable: false});
	expect(requests).toHaveLength(1);
});

it.each([
	[400, 'c1/credential-refused', false],
	[404, 'c1/unexpected-answer', false],
	[302, 'c1/unexpected-answer', false],
	[201, 'c1/unexpected-answer', false],
	[429, 'c1/busy', true],
	[503, 'c1/busy', true],
])('status %i becomes %s', async (status, code, retryable) => {
	const source = createTokenSource({credential: credentialOf(), ...tokenAddress({status})});
	await expect(source.authorization()).rejects.toMatchObject({code, retryable});
});

it.each(['', '<html>Sign in</html>', '{"access_token":""}', '{"access_token":"a\\nb"}'])(
	'an answer without a token (%j) is an unexpected one',
	async (body) => {
		const source = createTokenSource({credential: credentialOf(), ...tokenAddress({body})});
		await expect(source.authorization()).rejects.toMatchObject({code: 'c1/unexpected-answer'});
	},
);

it('lets a caller go without ending the fetch for the others', async () => {
	let release: (() => void) | undefined;
	const gate = new Promise<void>((resolve) => {
		release = resolve;
	});
	const {postForm} = tokenAddress({});
	const source = createTokenSource({
		credential: credentialOf(),
		postForm: async (...request) => {
			await gate;
			return postForm(...request);
		},
	});
	const leaving = new AbortController();
	const left = source.authorization(leaving.signal);
	const staying = source.authorization();
	leaving.abort(new Error('left'));
	await expect(left).rejects.toThrow('left');
	release?.();
	expect(await staying).toBe('Bearer t1');
});

it('passes on how long a busy token address asks to wait', async () => {
	const {postForm} = tokenAddress({status: 503, retryAfter: '7'});
	const source = createTokenSource({credential: credentialOf(), postForm});
	await expect(source.authorization()).rejects.toMatchObject({code: 'c1/busy', retryAfterMs: 7000});
});
