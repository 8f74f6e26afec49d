import {createHttpClient, type HttpClient} from '../../http/http-client.ts';
import {cancelled, Problem} from '../../problem/problem.ts';
import {jsonObject} from '../../text/json.ts';
import {quotable} from '../../text/printable.ts';
import {pause} from '../pause.ts';
import {type PostForm, postFormThrough} from '../post-form.ts';
import type {TokenSource} from '../token-source.ts';
import {deviceLoginMessages} from './messages.ts';

/** Public client id of ConductorOne's Go SDK, made for programs other than its own CLIs (fact sheet, section 1.5). */
const deviceClientId = '2RCzHlak5q7CY14SdBc8HoZEJRf';
const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

export interface DeviceCode {
	/** To be opened in a browser; holds the code already. */
	url: string;
	/** To be compared with what the browser shows. */
	userCode: string;
	/** Milliseconds since 1970. */
	expiresAt: number;
}

export interface DeviceLoginOptions {
	/** Tenant host, see `tenantHost`. */
	host: string;
	/** Show it; open the browser from here too. */
	onCode: (code: DeviceCode) => void;
	signal: AbortSignal;
	insecure?: boolean | undefined;
	ca?: string | undefined;
	http?: HttpClient | undefined;
	/** Waits between polls; for tests. */
	wait?: (ms: number, signal: AbortSignal) => Promise<void>;
	now?: () => number;
}

/**
 * Signs a person in through the browser and gives a token that can create a personal API key, and nothing else: see
 * `createAndKeepKey`. Throws Problem `c1/credential-refused` when the person says no or the code runs out,
 * `c1/unexpected-answer`, `network/…` or `cancelled`. ConductorOne fact sheet, section 1.5; RFC 8628.
 */
export async function deviceLogin(options: DeviceLoginOptions): Promise<TokenSource> {
	const {host, signal, now = Date.now, wait = pause} = options;
	const base = `${options.insecure ? 'http' : 'https'}://${host}`;
	const http = options.http ?? createHttpClient(options.ca === undefined ? {} : {ca: [options.ca]});
	const post = postFormThrough(http);

	const begun = await begin(post, base, host, options);
	const expiresAt = now() + begun.expiresIn * 1000;
	options.onCode({url: begun.url, userCode: begun.userCode, expiresAt});

	let intervalMs = begun.interval * 1000;
	while (now() < expiresAt) {
		await wait(intervalMs, signal);
		if (signal.aborted) throw signal.reason instanceof Problem ? signal.reason : cancelled();
		const answer = await poll(post, base, begun.deviceCode, signal);
		if (answer === 'slow-down') intervalMs += 5000;
		else if (answer === 'run-out') break;
		else if (typeof answer === 'object') return answer;
	}
	throw new Problem({code: 'c1/credential-refused', ...deviceLoginMessages.tooLate});
}

async function begin(post: PostForm, base: string, host: string, options: DeviceLoginOptions) {
	const {status, body} = await post(
		`${base}/auth/v1/device_authorization`,
		{client_id: deviceClientId},
		options.signal,
	);
	const fields = jsonObject(body) ?? {};
	const url = URL.parse(text(fields.verification_uri_complete));
	const deviceCode = text(fields.device_code);
	const secure = url?.protocol === 'https:' || (options.insecure === true && url?.protocol === 'http:');
	if (status !== 200 || deviceCode === '' || !url || !secure) {
		throw new Problem({
			code: status === 404 ? 'c1/not-found' : 'c1/unexpected-answer',
			...deviceLoginMessages.notStarted(host, status, said(fields)),
			retryable: status >= 500,
		});
	}
	const interval = Number(fields.interval);
	const expiresIn = Number(fields.expires_in);
	return {
		url: url.href,
		userCode: quotable(text(fields.user_code)),
		deviceCode,
		interval: interval >= 1 ? interval : 5,
		expiresIn: expiresIn > 0 ? expiresIn : 600,
	};
}

async function poll(
	post: PostForm,
	base: string,
	deviceCode: string,
	signal: AbortSignal,
): Promise<TokenSource | 'wait' | 'slow-down' | 'run-out'> {
	const form = {client_id: deviceClientId, device_code: deviceCode, grant_type: grantType};
	const answer = await post(`${base}/auth/v1/token`, form, signal).catch((error) => {
		const problem = Problem.from(error);
		// The person is at the browser meanwhile; a short outage must not throw their work away.
		if (problem.retryable) return undefined;
		throw problem;
	});
	if (!answer || answer.status >= 500 || answer.status === 429) return answer?.status === 429 ? 'slow-down' : 'wait';
	const fields = jsonObject(answer.body) ?? {};
	const token = text(fields.access_token);
	if (answer.status === 200 && token !== '') return fixedToken(token);
	switch (fields.error) {
		case 'authorization_pending':
			return 'wait';
		case 'slow_down':
			return 'slow-down';
		case 'expired_token':
			return 'run-out';
		case 'access_denied':
			throw new Problem({code: 'c1/credential-refused', ...deviceLoginMessages.declined});
		default:
			throw new Problem({
				code: 'c1/unexpected-answer',
				...deviceLoginMessages.failed(answer.status, said(fields)),
			});
	}
}

function fixedToken(token: string): TokenSource {
	return {authorization: () => Promise.resolve(`Bearer ${token}`), forget: () => undefined};
}

/** What the server gave as a reason. */
function said(fields: Record<string, unknown>): string | undefined {
	const said = text(fields.error_description) || text(fields.error);
	return said === '' ? undefined : quotable(said);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
