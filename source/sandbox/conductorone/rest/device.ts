import {randomBytes, randomInt} from 'node:crypto';
import type {SignIn} from '../hooks.ts';
import {type OAuthError, type Request, type Response, sendJson, sendText} from '../http.ts';
import type {Tenant} from '../tenant.ts';
import {readForm, sendOAuthError, type TokenAnswer} from '../token-endpoint.ts';

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
/** Public ids of ConductorOne's own tools (REST sheet, section 1.5). */
const publicClients = ['2RGdOS94VDferT9e80mdgntl36K', 'juQSPDsPrdMDpPpR6fGdeLLSs8g', '2RCzHlak5q7CY14SdBc8HoZEJRf'];
const letters = 'BCDFGHJKLMNPQRSTVWXZ';

/** Browser sign-in (RFC 8628): code, page to approve it, polling. */
export class DeviceSignIn {
	readonly #signIns = new Map<string, SignIn>();
	readonly #tenant: Tenant;
	readonly #userId: string;
	readonly #url: () => string;

	constructor(tenant: Tenant, userId: string, url: () => string) {
		this.#tenant = tenant;
		this.#userId = userId;
		this.#url = url;
	}

	/** `POST /auth/v1/device_authorization` */
	async authorize(request: Request, response: Response): Promise<void> {
		const form = await readForm(request, response);
		if (!form) return;
		const clientId = form.get('client_id') ?? '';
		if (!publicClients.includes(clientId)) {
			sendOAuthError(response, {error: 'invalid_client', description: 'unknown client'});
			return;
		}
		const {behaviour} = this.#tenant;
		const signIn: SignIn = {
			deviceCode: randomBytes(24).toString('base64url'),
			userCode: `${word()}-${word()}`,
			clientId,
			expiresAt: this.#tenant.now() + behaviour.deviceCodeSeconds * 1000,
			intervalMs: behaviour.deviceIntervalSeconds * 1000,
			lastPoll: 0,
			polls: 0,
			verdict: 'waiting',
		};
		this.#signIns.set(signIn.deviceCode, signIn);
		const page = `${this.#url()}/device`;
		sendJson(response, 200, {
			device_code: signIn.deviceCode,
			user_code: signIn.userCode,
			verification_uri: page,
			verification_uri_complete: `${page}?user_code=${signIn.userCode}`,
			expires_in: behaviour.deviceCodeSeconds,
			interval: behaviour.deviceIntervalSeconds,
		});
	}

	/** One poll of the token endpoint. */
	poll(form: URLSearchParams): OAuthError | TokenAnswer {
		const {behaviour} = this.#tenant;
		const now = this.#tenant.now();
		const signIn = this.#signIns.get(form.get('device_code') ?? '');
		if (!signIn || signIn.verdict === 'used' || signIn.clientId !== form.get('client_id')) {
			return {error: 'invalid_grant', description: 'unknown device code'};
		}
		if (signIn.expiresAt <= now) return {error: 'expired_token', description: 'the code has expired'};
		const since = Date.now() - signIn.lastPoll;
		signIn.lastPoll = Date.now();
		const unusual = this.#tenant.hooks.poll?.(signIn, since);
		if (unusual) return unusual;
		signIn.polls++;
		if (
			signIn.verdict === 'waiting' &&
			behaviour.approveAfterPolls !== null &&
			signIn.polls > behaviour.approveAfterPolls
		) {
			signIn.verdict = 'approved';
		}
		if (signIn.verdict === 'denied') return {error: 'access_denied', description: 'the person said no'};
		if (signIn.verdict === 'waiting') return {error: 'authorization_pending', description: 'not approved yet'};
		signIn.verdict = 'used';
		const seconds = behaviour.tokenSeconds;
		const token = this.#tenant.tokens.issue(
			{credential: null, userId: this.#userId, expiresAt: now + seconds * 1000},
			now,
		);
		return {
			access_token: token,
			token_type: 'Bearer',
			refresh_token: randomBytes(24).toString('base64url'),
			expires_in: seconds,
		};
	}

	/** The page a browser shows: `GET /device`, and its buttons' `POST`. */
	async page(request: Request, response: Response): Promise<void> {
		const url = new URL(request.url ?? '/', this.#url());
		let note = '';
		let code = url.searchParams.get('user_code') ?? '';
		if (request.method === 'POST') {
			const form = await readForm(request, response);
			if (!form) return;
			code = form.get('user_code') ?? '';
			const verdict = form.get('verdict') === 'approved' ? 'approved' : 'denied';
			note = this.decide(verdict, code) > 0 ? `Code ${verdict}. You can close this page.` : 'No such code waits.';
		}
		sendText(response, 200, 'text/html; charset=utf-8', html(code.replace(/[^A-Z-]/g, ''), note));
	}

	/** Decides one sign-in, or all that wait; gives how many. */
	decide(verdict: 'approved' | 'denied', userCode?: string): number {
		let count = 0;
		for (const signIn of this.#signIns.values()) {
			if (signIn.verdict !== 'waiting' || (userCode !== undefined && signIn.userCode !== userCode)) continue;
			signIn.verdict = verdict;
			count++;
		}
		return count;
	}
}

function word(): string {
	return Array.from({length: 4}, () => letters[randomInt(letters.length)]).join('');
}

function html(code: string, note: string): string {
	const buttons = `<form method="post" action="/device"><input name="user_code" value="${code}">
<button name="verdict" value="approved">Approve</button> <button name="verdict" value="denied">Deny</button></form>`;
	return `<!doctype html><meta charset="utf-8"><title>ConductorOne in the sandbox</title>
<h1>ConductorOne in the sandbox</h1><p>A program on this computer wants to sign in.</p>${note ? `<p>${note}</p>` : buttons}`;
}
