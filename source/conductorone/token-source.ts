import {retryAfter} from '../http/retry.ts';
import {Problem} from '../problem/problem.ts';
import {jsonObject} from '../text/json.ts';
import {signAssertion} from './assertion.ts';
import type {ParsedCredential} from './credential.ts';
import {tokenMessages} from './messages.ts';
import {untilAborted} from './pause.ts';
import type {FormAnswer, PostForm} from './post-form.ts';

/** Gives bearer tokens; one at a time is fetched, and it is kept until shortly before it runs out. */
export interface TokenSource {
	/**
	 * The value of the `authorization` header. Throws Problem `c1/credential-refused` (final) when the credential is not
	 * accepted; retryable problems when the token address cannot be reached or is in trouble.
	 */
	authorization(signal?: AbortSignal): Promise<string>;
	/** Forgets a token that was refused, unless a newer one is already here. */
	forget(authorization: string): void;
}

export interface TokenSourceOptions {
	credential: ParsedCredential;
	postForm: PostForm;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

/** A token is renewed this long before its end. Baton protocol sheet, section 1.4. */
const renewEarlyMs = 10_000;
/** A difference between the clocks below this is not worth a correction: the assertion allows for two minutes. */
const clockToleranceMs = 60_000;

/** Makes the token source of one credential. Baton protocol sheet, sections 1.2 to 1.5. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
	const now = options.now ?? Date.now;
	let held: {authorization: string; renewAt: number} | undefined;
	let underWay: Promise<string> | undefined;
	/** Server clock minus ours, once a refusal showed that it matters. */
	let skewMs = 0;

	function post(): ReturnType<PostForm> {
		const {credential} = options;
		return options.postForm(`${credential.baseUrl}/auth/v1/token`, {
			client_id: credential.clientId.text,
			grant_type: 'client_credentials',
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: signAssertion(credential.clientId, credential.clientKey, now() + skewMs),
		});
	}

	async function fetchToken(): Promise<string> {
		let answer = await post();
		if (isRefusal(answer.status)) {
			const seen = clockDifference(answer.date, now());
			if (Math.abs(seen - skewMs) > clockToleranceMs) {
				skewMs = seen;
				answer = await post();
			}
		}
		if (answer.status !== 200) throw refusal(answer, options.credential, skewMs);
		const token = readToken(answer.body, options.credential);
		held = {authorization: token.authorization, renewAt: now() + token.lifeMs - renewEarlyMs};
		return token.authorization;
	}

	return {
		authorization(signal) {
			if (held && now() < held.renewAt) return Promise.resolve(held.authorization);
			underWay ??= fetchToken().finally(() => {
				underWay = undefined;
			});
			// The fetch is shared: one caller's end must not take it from the others.
			return signal ? untilAborted(underWay, signal) : underWay;
		},
		forget(authorization) {
			if (held?.authorization === authorization) held = undefined;
		},
	};
}

function isRefusal(status: number): boolean {
	return status === 400 || status === 401 || status === 403;
}

/** Server clock minus ours, or 0 when the server does not tell. */
function clockDifference(date: string | null, localNow: number): number {
	const server = date === null ? Number.NaN : Date.parse(date);
	return Number.isNaN(server) ? 0 : server - localNow;
}

function refusal(answer: FormAnswer, credential: ParsedCredential, skewMs: number): Problem {
	const {status} = answer;
	const {host, kind} = credential;
	if (isRefusal(status)) {
		const offMs = Math.abs(skewMs);
		const clockOff = offMs > clockToleranceMs ? Math.round(offMs / 60_000) : undefined;
		return new Problem({code: 'c1/credential-refused', ...tokenMessages.refused(kind, host, status, clockOff)});
	}
	if (status === 404 || (status >= 300 && status < 400)) {
		return new Problem({code: 'c1/unexpected-answer', ...tokenMessages.noTenant(host, status)});
	}
	if (status === 429 || status === 408 || status >= 500) {
		const retryAfterMs = retryAfter(answer.retryAfter, Date.now());
		return new Problem({code: 'c1/busy', ...tokenMessages.busy(host, status), retryable: true, retryAfterMs});
	}
	return new Problem({code: 'c1/unexpected-answer', ...tokenMessages.unexpected(host, status)});
}

function readToken(body: string, credential: ParsedCredential): {authorization: string; lifeMs: number} {
	const fields = jsonObject(body);
	const token = fields?.access_token;
	if (typeof token !== 'string' || token === '' || /[^\x21-\x7e]/.test(token)) {
		throw new Problem({code: 'c1/unexpected-answer', ...tokenMessages.noToken(credential.host), retryable: true});
	}
	const type = fields?.token_type;
	const seconds = Number(fields?.expires_in);
	return {
		authorization: `${typeof type !== 'string' || type === '' || /^bearer$/i.test(type) ? 'Bearer' : type} ${token}`,
		lifeMs: Number.isFinite(seconds) ? seconds * 1000 : 0,
	};
}
