import {refuseAssertion} from './assertion.ts';
import {type Credential, hashSecret, isUsable} from './credentials.ts';
import {header, type OAuthError, type Request, type Response, readText, sendJson} from './http.ts';
import type {Tenant} from './tenant.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A further grant type of the token endpoint; gives the token answer or an error. */
export type GrantHandler = (form: URLSearchParams) => OAuthError | TokenAnswer;

export interface TokenAnswer {
	access_token: string;
	token_type: 'Bearer';
	expires_in: number;
	refresh_token?: string;
}

/**
 * `POST /auth/v1/token` (REST sheet, section 1.3): variants A (client secret) and B (signed assertion) of
 * `client_credentials`; further grant types come from `others`.
 */
export async function answerToken(
	tenant: Tenant,
	others: Record<string, GrantHandler>,
	request: Request,
	response: Response,
): Promise<void> {
	const form = await readForm(request, response);
	if (!form) return;
	const grantType = form.get('grant_type') ?? '';
	const handler = others[grantType];
	const answer =
		grantType === 'client_credentials'
			? withCredentials(tenant, form)
			: handler
				? handler(form)
				: {error: 'unsupported_grant_type', description: `grant_type "${grantType}" is not supported`};
	if ('error' in answer) {
		// Waiting for a person is no broken rule.
		if (!['authorization_pending', 'slow_down'].includes(answer.error)) {
			tenant.hooks.refused?.(`token: ${answer.description}`);
		}
		sendOAuthError(response, answer);
	} else {
		sendJson(response, 200, answer, {'cache-control': 'no-store'});
	}
}

/** Reads a form body; answers itself and gives null when the request is not a form POST. */
export async function readForm(request: Request, response: Response): Promise<URLSearchParams | null> {
	if (request.method !== 'POST') {
		sendJson(response, 405, {error: 'invalid_request', error_description: 'use POST'}, {allow: 'POST'});
		return null;
	}
	if (!/^application\/x-www-form-urlencoded\b/i.test(header(request, 'content-type') ?? '')) {
		sendOAuthError(response, {error: 'invalid_request', description: 'the body must be a form'});
		return null;
	}
	const text = await readText(request);
	if (text === null) {
		sendOAuthError(response, {error: 'invalid_request', description: 'the body is too long'});
		return null;
	}
	return new URLSearchParams(text);
}

export function sendOAuthError(response: Response, {error, description}: OAuthError): void {
	sendJson(response, error === 'invalid_client' ? 401 : 400, {error, error_description: description});
}

function withCredentials(tenant: Tenant, form: URLSearchParams): OAuthError | TokenAnswer {
	const now = tenant.now();
	const credential = tenant.credentials.byClientId(form.get('client_id') ?? '');
	if (!credential) return {error: 'invalid_client', description: 'unknown client'};
	const refusal = refuseProof(form, credential, now);
	if (refusal) return {error: 'invalid_client', description: refusal};
	if (tenant.refusesAll(credential.kind) || !isUsable(credential, now)) {
		return {error: 'invalid_client', description: 'the credential has been revoked or has expired'};
	}
	credential.lastUsedAt = now;
	const seconds = tenant.behaviour.tokenSeconds;
	const token = tenant.tokens.issue(
		{credential, userId: credential.kind === 'personal' ? credential.ownerId : null, expiresAt: now + seconds * 1000},
		now,
	);
	return {access_token: token, token_type: 'Bearer', expires_in: seconds};
}

function refuseProof(form: URLSearchParams, credential: Credential, now: number): string | null {
	const assertion = form.get('client_assertion');
	if (assertion !== null) {
		if (form.get('client_assertion_type') !== assertionType) return `client_assertion_type must be ${assertionType}`;
		return refuseAssertion(assertion, credential, now);
	}
	const secret = form.get('client_secret');
	if (secret === null) return 'neither client_assertion nor client_secret';
	return hashSecret(secret) === credential.secretHash ? null : 'client_secret is wrong';
}
