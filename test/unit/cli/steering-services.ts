import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';
import {readRows} from '../../../source/litmos/answer-rows.ts';
import {listingSources} from '../../../source/litmos/row-mapping.ts';

/** Clipboard, title, clear, colour, C1, every direction mark, line separators: what a text must not do to a terminal. */
export const steering =
	'\x1b]52;c;ZXZpbA==\x07\x1b]0;owned\x07\x1b[2J\x1b[8m\x9b2J\x9d0;owned\x9c\x85\x7f\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\r\x08';
/** The same and some letters that are still to be read. */
export const hostile = `${steering} readable`;

/** Whatever a terminal obeys, apart from line ends: any of it in what a command writes is a fault. */
export const obeyed = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

export interface HostileServer {
	host: string;
	close(): void;
}

export type Change = (
	answer: {status: number; type: string; body: Buffer},
	asked: IncomingMessage,
) => Promise<[number, string, string | Buffer]>;

/** Passes everything on to `target` (host:port) and changes what comes back. */
export async function proxyTo(target: string, change: Change): Promise<HostileServer> {
	const [hostname, port] = target.split(':');
	const server = createServer(async (asked: IncomingMessage, response: ServerResponse) => {
		const body = await buffer(asked);
		// What comes back is to be read here.
		const headers = {...asked.headers, host: target, 'accept-encoding': 'identity'};
		const onward = request({hostname, port, path: asked.url, method: asked.method, headers}, async (answer) => {
			const given = {
				status: answer.statusCode ?? 0,
				type: answer.headers['content-type'] ?? '',
				body: await buffer(answer),
			};
			const [status, type, text] = await change(given, asked);
			response.writeHead(status, {'content-type': type}).end(text);
		});
		onward.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

export const plainValue = /^(?:true|false|[\d.:TZ+-]*)$/i;

/** A Litmos whose every text is hostile but the ids, in JSON, which carries any character; it refuses every assignment. */
export function hostileLitmos(target: string): Promise<HostileServer> {
	return proxyTo(target, async ({status, type, body}, {url = '', method}) => {
		const path = new URL(url, 'http://x').pathname.replace(/^\/v1\.svc/i, '');
		if (path === '/broken') return [400, 'application/json', JSON.stringify({Message: hostile})];
		if (method !== 'GET') return [406, 'application/json', JSON.stringify({Detail: hostile})];
		if (status !== 200 || path === '/users/paginated' || path.startsWith('/org/')) return [status, type, body];
		const template = path.replace(/^(\/[a-z]+)\/[^/]+(?=\/|$)/, '$1/{id}');
		const source = Object.values(listingSources).find((each) => each.template === template);
		const root = template === '/courses/{id}' ? 'Course' : 'User';
		const shape = source ? {root: [source.root], row: source.row} : {root: [root], row: null};
		async function* once() {
			yield body;
		}
		const rows = (await readRows(once(), shape)).map(({fields}) =>
			Object.fromEntries(
				[...fields].map(([name, text]) => [
					name,
					/id$/.test(name) || plainValue.test(text) ? text : `${text}${hostile}`,
				]),
			),
		);
		return [200, 'application/json', JSON.stringify(source ? rows : rows[0])];
	});
}
