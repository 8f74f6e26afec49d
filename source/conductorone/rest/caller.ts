import {createHttpClient, type HttpAnswer, type HttpClient} from '../../http/http-client.ts';
import {networkReason} from '../../http/network-problem.ts';
import {atLeastAsked, growingWait} from '../../http/retry.ts';
import {cancelled, Problem} from '../../problem/problem.ts';
import {printable} from '../../text/printable.ts';
import {pause} from '../pause.ts';
import type {TokenSource} from '../token-source.ts';
import {apiProblem, type FailedCall, UncertainWrite, unreadableProblem} from './api-problem.ts';
import {maskSecrets, type RecordedRequest} from './dry-run.ts';

export interface RestOptions {
	/** Tenant host, e.g. `acme.conductor.one`; with its port for a sandbox. */
	host: string;
	tokenSource: TokenSource;
	version: string;
	/** Plain HTTP, for a sandbox on loopback only. */
	insecure?: boolean | undefined;
	/** PEM of an extra certificate authority. */
	ca?: string | undefined;
	/** Present = dry run: writes are told to it instead of being sent. */
	dryRun?: ((request: RecordedRequest) => void) | undefined;
	/** Told of each wait before another try, ms. */
	onWait?: ((waitMs: number, reason: string) => void) | undefined;
	signal?: AbortSignal | undefined;
	http?: HttpClient | undefined;
	times?: Partial<RestTimes>;
}

/** Milliseconds. ConductorOne fact sheet, section 5. */
export interface RestTimes {
	retryMin: number;
	retryMax: number;
	/** A `Retry-After` is obeyed up to here. */
	retryAfterMax: number;
	request: number;
}

const usualTimes: RestTimes = {retryMin: 500, retryMax: 30_000, retryAfterMax: 120_000, request: 60_000};
const retries = 4;
/** Nothing was sent: the name or the host was not there. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN']);

export interface RestRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Path with `{name}` places, e.g. `/api/v1/apps/{app_id}`. */
	path: string;
	params?: Record<string, string>;
	query?: Record<string, string>;
	body?: unknown;
	/** A POST that only reads (searches): may be repeated, and is sent in a dry run. */
	reads?: boolean;
	/** A POST that has the same effect however often it is sent: may be repeated. */
	idempotent?: boolean;
	/** What it does, as an infinitive, for errors. */
	doing: string;
	/** Who may do it, for errors. */
	needs?: string;
	/** What a dry run gives back. */
	dryAnswer?: unknown;
}

export interface RestCaller {
	readonly host: string;
	readonly dry: boolean;
	/** Sends a call and gives the parsed answer, control characters removed. Throws Problem; `UncertainWrite` if unclear. */
	call<Answer>(request: RestRequest): Promise<Answer>;
}

export function createRestCaller(options: RestOptions): RestCaller {
	const {host} = options;
	const times = {...usualTimes, ...options.times};
	const base = `${options.insecure ? 'http' : 'https'}://${host}`;
	const signal = options.signal ?? new AbortController().signal;
	const http = options.http ?? createHttpClient(options.ca === undefined ? {} : {ca: [options.ca]});

	async function send(request: RestRequest, path: string): Promise<{answer: HttpAnswer; authorization: string}> {
		const authorization = await options.tokenSource.authorization(signal);
		const answer = await http.request(`${base}${path}`, {
			method: request.method,
			headers: {
				authorization,
				accept: 'application/json',
				'user-agent': `litmos-connector/${options.version}`,
				...(request.body === undefined ? {} : {'content-type': 'application/json'}),
			},
			...(request.body === undefined ? {} : {body: JSON.stringify(request.body)}),
			signal,
			timeoutMs: times.request,
		});
		return {answer, authorization};
	}

	async function wait(attempt: number, {what, retryAfterMs}: Problem): Promise<void> {
		const usual = growingWait(attempt, {first: times.retryMin, most: times.retryMax}, Math.random);
		const waitMs = atLeastAsked(usual, retryAfterMs, times.retryAfterMax);
		options.onWait?.(waitMs, what);
		await pause(waitMs, signal);
		if (signal.aborted) throw signal.reason instanceof Problem ? signal.reason : cancelled();
	}

	async function call<Answer>(request: RestRequest): Promise<Answer> {
		const path = fillIn(request);
		const write = request.method !== 'GET' && !request.reads;
		if (write && options.dryRun) {
			options.dryRun({method: request.method, path, body: maskSecrets(request.body ?? {})});
			return (request.dryAnswer ?? {}) as Answer;
		}
		// Creating twice is worse than failing: only what can be repeated is repeated (fact sheet, section 5).
		const repeatable = request.method !== 'POST' || request.reads === true || request.idempotent === true;
		const failed: FailedCall = {doing: request.doing, needs: request.needs, host, uncertain: !repeatable};
		let renewed = false;
		for (let attempt = 1; ; attempt++) {
			const last = attempt > retries;
			let problem: Problem;
			try {
				const {answer, authorization} = await send(request, path);
				const body = await answer.text();
				if (answer.status === 200) {
					const parsed = parseAnswer(body);
					if (parsed !== undefined) return parsed as Answer;
					problem = unreadableProblem(failed);
				} else {
					const headers = {requestId: answer.header('x-request-id'), retryAfter: answer.header('retry-after')};
					problem = apiProblem(answer.status, body, headers, failed);
					if (answer.status === 401 && !renewed) {
						renewed = true;
						options.tokenSource.forget(authorization);
						continue;
					}
					if (answer.status === 429 && !last) {
						await wait(attempt, problem);
						continue;
					}
				}
			} catch (error) {
				problem = Problem.from(error);
				if (problem.code === 'cancelled') throw problem;
				const sent = problem.code === 'network/timeout' || !notSent.has(networkReason(problem));
				if (!repeatable && problem.code.startsWith('network/') && problem.retryable && sent) {
					throw new UncertainWrite({...problem.toJSON(), cause: problem.cause});
				}
				if (!repeatable && problem.retryable && !last && problem.code.startsWith('network/')) {
					await wait(attempt, problem);
					continue;
				}
			}
			if (!repeatable || !problem.retryable || last) throw problem;
			await wait(attempt, problem);
		}
	}

	return {host, dry: options.dryRun !== undefined, call};
}

/** An empty place would lead to another call of the API (fact sheet, section 2.1), so it is a defect of ours. */
function fillIn(request: RestRequest): string {
	const path = request.path.replaceAll(/\{(\w+)\}/g, (_place, name: string) => {
		const value = request.params?.[name];
		if (!value) throw new Error(`${request.path}: no value for ${name}`);
		return encodeURIComponent(value);
	});
	const query = new URLSearchParams(request.query).toString();
	return query === '' ? path : `${path}?${query}`;
}

/** Some writes answer 200 with nothing at all. */
function parseAnswer(body: string): unknown {
	if (body === '') return {};
	try {
		const value: unknown = JSON.parse(body, (_name, entry) => (typeof entry === 'string' ? printable(entry) : entry));
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}
