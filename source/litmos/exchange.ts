import type {HttpAnswer, HttpClient} from '../http/http-client.ts';
import {abortProblem} from '../http/network-problem.ts';
import {retryAfter} from '../http/retry.ts';
import {Problem} from '../problem/problem.ts';
import {readRows} from './answer-rows.ts';
import type {ClientHooks, RequestRecord} from './client.ts';
import {
	busy,
	errorDetail,
	forbidden,
	keyRefused,
	notAcceptable,
	notFound,
	tooLarge,
	unexpectedAnswer,
} from './litmos-problem.ts';
import {litmosProblemMessages} from './messages.ts';
import type {Clock, Pacer, Turn} from './pacer.ts';
import {type Failure, isLasting, retryWait, type Situation} from './retry-rule.ts';
import {type AnswerLimits, PageTooHeavy, type Row, type Shape, UnusableAnswer} from './rows.ts';

/** One call of the API. */
export interface Call {
	method: RequestRecord['method'];
	/** Path with `{id}` and `{cid}`, as it goes into logs. */
	template: string;
	path: string;
	query: Readonly<Record<string, string>>;
	body?: string;
	/** Null for calls whose answer has no content worth reading. */
	shape: Shape | null;
	/** Fewer rows can be asked for, so a PageTooHeavy is for the caller; elsewhere it is an answer that is too large. */
	isPage?: boolean;
	/** Statuses that are an answer for the caller rather than an error. */
	expected?: readonly number[];
	patience?: Situation['patience'];
	signal?: AbortSignal | undefined;
}

export interface Reply {
	status: number;
	/** Empty for expected statuses other than 2xx. */
	rows: Row[];
}

export interface ExchangeParts {
	http: HttpClient;
	pacer: Pacer;
	clock: Clock;
	hooks: ClientHooks;
	baseUrl: string;
	source: string;
	apiKey: string;
	timeoutMs: number;
	/** Real ms per nominal ms of every wait. */
	scale: number;
	random: () => number;
	/** Default: {@link answerLimits}. */
	limits?: AnswerLimits | undefined;
}

/** Sends calls through the pacer until each has a usable answer or is beyond hope. */
export class Exchange {
	readonly #parts: ExchangeParts;
	readonly counts = {sent: 0, retried: 0, throttled: 0, underWay: 0};
	/** Whether Litmos has answered at least once as it should. */
	knownGood = false;
	/** What the clock of the server showed in its latest answer, ms since 1970, cut to seconds; null when it did not say. */
	serverTime: number | null = null;
	#lastGood = Number.NEGATIVE_INFINITY;

	constructor(parts: ExchangeParts) {
		this.#parts = parts;
	}

	/** @throws Problem `litmos/*`, `network/*`, `cancelled`; PageTooHeavy, see {@link Call.isPage} */
	async send(call: Call): Promise<Reply> {
		const {clock, hooks, scale, random} = this.#parts;
		const seen: Partial<Record<Failure['kind'], number>> = {};
		let firstFailure: number | undefined;
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.#attempt(call, attempt);
			if ('status' in outcome) {
				// A refusal that the caller expects says nothing about the key.
				this.knownGood ||= outcome.status < 300;
				this.#lastGood = clock.now();
				return outcome;
			}
			const {failure} = outcome;
			const now = clock.now();
			firstFailure ??= now;
			seen[failure.kind] = (seen[failure.kind] ?? 0) + 1;
			const withoutSuccess = (now - Math.max(firstFailure, this.#lastGood)) / scale;
			const wait = retryWait(
				failure,
				{
					attempt,
					sameKind: seen[failure.kind] ?? 1,
					withoutSuccess,
					knownGood: this.knownGood,
					patience: call.patience ?? 'sync',
				},
				random,
			);
			if (wait === null) throw givenUp(failure, call.template, seen[failure.kind] ?? 1, now - firstFailure);
			this.counts.retried++;
			hooks.onRetry?.({template: call.template, attempt: attempt + 1, waitMs: wait * scale, reason: reasonOf(failure)});
			if (wait > 0) await pause(clock, wait * scale, call.signal);
		}
	}

	async #attempt(call: Call, attempt: number): Promise<Reply | {failure: Failure}> {
		const {pacer, clock, hooks} = this.#parts;
		const turn = await pacer.turn(call.signal);
		const request = ++this.counts.sent;
		this.counts.underWay++;
		const begun = clock.now();
		const record = {request, method: call.method, template: call.template, status: 0, attempt};
		const log = (failure?: string) =>
			hooks.log?.({...record, ms: Math.round(clock.now() - begun), ...(failure && {failure})});
		try {
			const answer = await this.#ask(call);
			record.status = answer.status;
			this.serverTime = dateOf(answer);
			const outcome = await this.#classify(call, answer, turn);
			log('failure' in outcome ? reasonOf(outcome.failure) : undefined);
			return outcome;
		} catch (error) {
			turn.settle({kind: 'failed'});
			if (error instanceof PageTooHeavy) {
				log('too-heavy');
				throw call.isPage ? error : tooLarge(call.template);
			}
			const failure = asFailure(error);
			const problem = failure ? null : Problem.from(error);
			log(failure ? reasonOf(failure) : problem?.code);
			if (failure) return {failure};
			throw problem;
		} finally {
			this.counts.underWay--;
			turn.release();
		}
	}

	#ask(call: Call): Promise<HttpAnswer> {
		const {http, baseUrl, source, apiKey, timeoutMs} = this.#parts;
		const query = new URLSearchParams({...call.query, source});
		return http.request(`${baseUrl}/v1.svc${call.path}?${query}`, {
			method: call.method,
			headers: {
				apikey: apiKey,
				accept: 'application/xml',
				// Required on every write, also on those without a body (section 1.4).
				...(call.method !== 'GET' && {'content-type': 'application/xml'}),
			},
			...(call.body !== undefined && {body: call.body}),
			signal: call.signal,
			timeoutMs,
		});
	}

	async #classify(call: Call, answer: HttpAnswer, turn: Turn): Promise<Reply | {failure: Failure}> {
		const {status} = answer;
		if (status === 503 || status === 429) {
			this.counts.throttled++;
			// The turn is settled before the body is read: every other request must learn of it at once.
			turn.settle({kind: 'throttled', status, retryAfterMs: retryAfter(answer.header('retry-after'), Date.now())});
			answer.discard();
			return {failure: {kind: 'throttled', status}};
		}
		turn.settle({kind: 'accepted'});
		if (status >= 200 && status < 300) {
			if (call.shape)
				return {status, rows: await readRows(answer.pieces(), call.shape, charsetOf(answer), this.#parts.limits)};
			answer.discard();
			return {status, rows: []};
		}
		if (call.expected?.includes(status)) {
			answer.discard();
			return {status, rows: []};
		}
		if ([408, 500, 502, 504].includes(status)) {
			answer.discard();
			return {failure: {kind: 'status', status}};
		}
		throw await this.#refusal(call, answer);
	}

	async #refusal(call: Call, answer: HttpAnswer): Promise<Problem> {
		const {status} = answer;
		if (status >= 300 && status < 400) {
			answer.discard();
			return unexpectedAnswer(call.template, litmosProblemMessages.answer.redirect(status), false);
		}
		const detail = errorDetail(await answer.text(65_536).catch(() => ''), answer.statusText, this.#parts.apiKey);
		if (status === 401 || (status === 403 && !this.knownGood)) return keyRefused(status);
		if (status === 403) return forbidden(call.template);
		if (status === 404) return notFound(call.template);
		if (status === 406) return notAcceptable(call.template, detail);
		const {answer: messages} = litmosProblemMessages;
		const why = detail === '' ? messages.status(status) : messages.statusWith(status, detail);
		return unexpectedAnswer(call.template, why, false);
	}
}

/** Failures worth another try among what was thrown; null for the rest. */
function asFailure(error: unknown): Failure | null {
	if (error instanceof UnusableAnswer) return {kind: 'content', why: error.kind};
	if (error instanceof Problem && error.code.startsWith('network/')) return {kind: 'network', problem: error};
	return null;
}

function reasonOf(failure: Failure): string {
	switch (failure.kind) {
		case 'network':
			return failure.problem.code;
		case 'content':
			return failure.why;
		default:
			return String(failure.status);
	}
}

function givenUp(failure: Failure, template: string, tries: number, elapsed: number): Problem {
	switch (failure.kind) {
		case 'throttled':
			return busy(failure.status, tries, elapsed / 1_000);
		case 'network':
			return failure.problem;
		case 'status':
			return unexpectedAnswer(template, litmosProblemMessages.answer.statusEachTime(failure.status));
		case 'content':
			if (failure.why === 'too-large' || failure.why === 'too-many') return tooLarge(template);
			return unexpectedAnswer(template, litmosProblemMessages.answer[failure.why], !isLasting(failure.why));
	}
}

function dateOf(answer: HttpAnswer): number | null {
	const at = Date.parse(answer.header('date') ?? '');
	return Number.isNaN(at) ? null : at;
}

function charsetOf(answer: HttpAnswer): string | undefined {
	return /charset="?([\w.:-]+)/i.exec(answer.header('content-type') ?? '')?.[1];
}

function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(abortProblem(signal));
			return;
		}
		const onAbort = () => {
			callOff();
			reject(abortProblem(signal));
		};
		const callOff = clock.after(ms, () => {
			signal?.removeEventListener('abort', onAbort);
			resolve();
		});
		signal?.addEventListener('abort', onAbort, {once: true});
	});
}
