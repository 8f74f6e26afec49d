import type {IncomingMessage, RequestListener, ServerResponse} from 'node:http';
import type {ClientHooks, LitmosClient, LitmosTarget} from '../../../source/litmos/client.ts';
import {type ClientParts, createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import type {Problem} from '../../../source/problem/problem.ts';
import {serve} from '../http/servers.ts';

export interface Seen {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingMessage['headers'];
	body: string;
}
/** Answers one request: a body (status 200), a status, or the response itself. */
export type Respond = (
	seen: Seen,
	response: ServerResponse,
	nth: number,
) => string | number | [number, string] | undefined;

export interface FakeLitmos {
	client: LitmosClient;
	seen: Seen[];
	target: LitmosTarget;
	close(): Promise<void>;
}

/** A Litmos of a few lines and a client for it whose minute lasts 300 ms, so that every wait is a two-hundredth of the real one. */
export async function fakeLitmos(
	respond: Respond,
	change: Partial<LitmosTarget> = {},
	hooks: ClientHooks = {},
	parts: ClientParts = {},
): Promise<FakeLitmos> {
	const seen: Seen[] = [];
	const listener: RequestListener = (request, response) => {
		let body = '';
		request.setEncoding('utf8');
		request.on('data', (piece) => {
			body += piece;
		});
		request.on('end', () => {
			const url = new URL(request.url ?? '', 'http://x');
			const entry = {
				method: request.method ?? '',
				path: url.pathname,
				query: Object.fromEntries(url.searchParams),
				headers: request.headers,
				body,
			};
			seen.push(entry);
			const given = respond(entry, response, seen.length);
			if (given === undefined) return;
			const [status, text] = Array.isArray(given) ? given : typeof given === 'number' ? [given, ''] : [200, given];
			response.writeHead(status, {'content-type': 'application/xml; charset=utf-8'}).end(text);
		});
	};
	const server = await serve(listener);
	const target: LitmosTarget = {
		baseUrl: `http://127.0.0.1:${server.port}`,
		source: 'acme & co',
		apiKey: 'KEY-SECRET',
		requestsPerMinute: Number.POSITIVE_INFINITY,
		minuteMs: 300,
		...change,
	};
	const client = createLitmosClient(target, hooks, {random: () => 1, ...parts});
	return {
		client,
		seen,
		target,
		async close() {
			client.close?.();
			await server.close();
		},
	};
}

export const users = (ids: readonly string[]) =>
	`<Users>${ids.map((id) => `<User><Id>${id}</Id></User>`).join('')}</Users>`;
export const numbered = (from: number, count: number) => Array.from({length: count}, (_, index) => `id${from + index}`);
export const accounts = {kind: 'accounts', of: ''} as const;
export const caught = async (work: Promise<unknown>) =>
	(await work.then(
		() => null,
		(error: unknown) => error,
	)) as Problem;
