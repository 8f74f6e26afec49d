import type {Readable} from 'node:stream';
import type {default as NodeFetch, Response} from 'node-fetch';
import type {Agents} from './agents.ts';
import {abortProblem, answerSeconds, networkProblem, slowCode, timeoutCode} from './network-problem.ts';
import {proxyFor} from './proxy.ts';

export interface HttpRequest {
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	headers?: Readonly<Record<string, string>>;
	body?: string | Uint8Array;
	signal?: AbortSignal | undefined;
	/** Milliseconds until the answer's head, and again between two pieces of its body. Default 30,000. */
	timeoutMs?: number;
	/** Milliseconds until the whole answer is there, however steadily it comes. Default two and a half minutes. */
	deadlineMs?: number;
}

/** An answer, whatever its status. The body must be read or discarded, else its connection is lost to the pool. */
export interface HttpAnswer {
	readonly status: number;
	/** Reason phrase, `''` when none was sent. */
	readonly statusText: string;
	/** Header by name, any case; null when absent. */
	header(name: string): string | null;
	/** The body in pieces, decompressed. Throws Problem `network/*` when it breaks or stalls. Only once. */
	pieces(): AsyncIterable<Uint8Array>;
	/** The body as text (UTF-8), cut after `limit` bytes; default 32 MB. */
	text(limit?: number): Promise<string>;
	/** Gives the body up. */
	discard(): void;
}

export interface HttpClient {
	/**
	 * Sends one request. Redirects are followed only for GET and only within the same origin (three at most); any other
	 * redirect is handed back as the answer, so that no credential travels to another host.
	 *
	 * @throws Problem `network/*`, or `cancelled` (or the Problem that was the abort's reason).
	 */
	request(url: string, request?: HttpRequest): Promise<HttpAnswer>;
	/** Closes idle connections. */
	close(): void;
}

export interface HttpClientOptions {
	/** Further certificate authorities, PEM, trusted beside Node's own. */
	ca?: readonly string[];
	/** Sent as `User-Agent`. */
	userAgent?: string;
}

const defaultTimeout = 30_000;
const mostRedirects = 3;
const mostText = 32_000_000;

/** The one way out over HTTP: pooled connections, proxy by the environment, timeouts, and network failures in words. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
	let loaded: Promise<{fetch: typeof NodeFetch; agents: Agents}> | undefined;
	/** node-fetch and TLS cost up to 100 ms to load, which nobody should pay before the first request. */
	const load = () => {
		loaded ??= Promise.all([import('node-fetch'), import('./agents.ts')]).then(([{default: fetch}, {Agents}]) => ({
			fetch,
			agents: new Agents(options.ca ?? []),
		}));
		return loaded;
	};
	const userAgent = options.userAgent ?? 'litmos-connector';

	async function send(target: URL, request: HttpRequest, redirects: number): Promise<HttpAnswer> {
		const {signal} = request;
		if (signal?.aborted) throw abortProblem(signal);
		const proxy = proxyFor(target);
		const watch = new Watch(signal, request.timeoutMs ?? defaultTimeout, request.deadlineMs ?? answerSeconds * 1_000);
		try {
			watch.start();
			const {fetch, agents} = await load();
			const response = await fetch(target.href, {
				method: request.method ?? 'GET',
				headers: {'user-agent': userAgent, ...request.headers},
				...(request.body !== undefined && {body: request.body as string | Buffer}),
				redirect: 'manual',
				agent: await agents.for(target, proxy),
				signal: watch.signal,
			});
			watch.pause();
			const next = sameOriginRedirect(response, target, request);
			const answer = new NodeFetchAnswer(response, watch, target, proxy);
			if (next && redirects < mostRedirects) {
				answer.discard();
				return await send(next, request, redirects + 1);
			}
			return answer;
		} catch (error) {
			watch.end();
			throw watch.problem(error, target, proxy);
		}
	}

	return {
		request: (url, request = {}) => send(new URL(url), request, 0),
		close: () => void loaded?.then(({agents}) => agents.destroy()),
	};
}

function sameOriginRedirect(response: Response, from: URL, request: HttpRequest): URL | null {
	if (![301, 302, 303, 307, 308].includes(response.status) || (request.method ?? 'GET') !== 'GET') return null;
	const location = response.headers.get('location');
	const next = location === null ? null : URL.parse(location, from);
	return next && next.origin === from.origin ? next : null;
}

/** Ends a request on the caller's signal, when nothing came for a while or when it takes too long, and remembers which. */
class Watch {
	readonly #controller = new AbortController();
	readonly #outer: AbortSignal | undefined;
	readonly #timeoutMs: number;
	#timer: NodeJS.Timeout | undefined;
	readonly #deadline: NodeJS.Timeout;
	#reason: string | undefined;
	readonly #onAbort = () => this.#controller.abort();

	constructor(outer: AbortSignal | undefined, timeoutMs: number, deadlineMs: number) {
		this.#outer = outer;
		this.#timeoutMs = timeoutMs;
		outer?.addEventListener('abort', this.#onAbort, {once: true});
		this.#deadline = setTimeout(() => this.#giveUp(slowCode), deadlineMs);
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	start(): void {
		this.pause();
		this.#timer = setTimeout(() => this.#giveUp(timeoutCode), this.#timeoutMs);
	}

	#giveUp(reason: string): void {
		this.#reason ??= reason;
		this.#controller.abort();
	}

	pause(): void {
		clearTimeout(this.#timer);
	}

	end(): void {
		this.pause();
		clearTimeout(this.#deadline);
		this.#outer?.removeEventListener('abort', this.#onAbort);
	}

	problem(error: unknown, url: URL, proxy: string | null) {
		if (this.#outer?.aborted) return abortProblem(this.#outer);
		return networkProblem(this.#reason === undefined ? error : {code: this.#reason}, url, proxy);
	}
}

class NodeFetchAnswer implements HttpAnswer {
	readonly #response: Response;
	readonly #watch: Watch;
	readonly #url: URL;
	readonly #proxy: string | null;

	constructor(response: Response, watch: Watch, url: URL, proxy: string | null) {
		this.#response = response;
		this.#watch = watch;
		this.#url = url;
		this.#proxy = proxy;
		// node-fetch emits `error` on the body when aborted; without a listener that would end the process.
		this.#body?.on('error', () => {});
	}

	get status(): number {
		return this.#response.status;
	}

	get statusText(): string {
		return this.#response.statusText;
	}

	header(name: string): string | null {
		return this.#response.headers.get(name);
	}

	async *pieces(): AsyncGenerator<Uint8Array> {
		const watch = this.#watch;
		let whole = false;
		try {
			if (watch.signal.aborted) throw new Error('aborted');
			watch.start();
			for await (const piece of this.#body ?? []) {
				watch.pause();
				yield piece as Uint8Array;
				watch.start();
			}
			whole = true;
		} catch (error) {
			throw watch.problem(error, this.#url, this.#proxy);
		} finally {
			if (whole) watch.end();
			else this.discard();
		}
	}

	async text(limit = mostText): Promise<string> {
		const pieces: Uint8Array[] = [];
		let size = 0;
		for await (const piece of this.pieces()) {
			pieces.push(piece);
			size += piece.length;
			if (size >= limit) break;
		}
		const bytes = Buffer.concat(pieces);
		return new TextDecoder().decode(size > limit ? bytes.subarray(0, limit) : bytes);
	}

	discard(): void {
		this.#watch.end();
		this.#body?.destroy();
	}

	get #body(): Readable | null {
		return this.#response.body as Readable | null;
	}
}
