import {createServer} from 'node:http';
import {Problem} from '../problem/problem.ts';
import {printableJson} from '../text/printable.ts';
import {healthWords} from './messages.ts';

export interface HealthOptions {
	port: number;
	address: string;
	/** Asks Litmos whether the key still works; one request. */
	check(signal: AbortSignal): Promise<void>;
	/** Whether ConductorOne has greeted back. */
	isReady(): boolean;
	now?: () => number;
}

export interface HealthServer {
	/** `http://127.0.0.1:8081` */
	readonly url: string;
	close(): Promise<void>;
}

/** Probes come every few seconds, and Litmos allows about 100 requests a minute: one look serves for this long, ms. */
const goodFor = 300_000;
const badFor = 60_000;

/**
 * `/live` answers while the process does, `/ready` once ConductorOne knows the connector, `/health` when Litmos takes the
 * key; 200 or 503 with a JSON body (C1 fact sheet, section 4.4). Throws `input/invalid` when the port is taken.
 */
export async function startHealthServer(options: HealthOptions): Promise<HealthServer> {
	const {port, address, isReady} = options;
	const now = options.now ?? Date.now;
	let last: {at: number; problem: string | null} | undefined;
	let looking: Promise<string | null> | undefined;
	const stopping = new AbortController();

	async function look(): Promise<string | null> {
		if (last && now() - last.at < (last.problem === null ? goodFor : badFor)) return last.problem;
		looking ??= options
			.check(stopping.signal)
			.then(
				() => null,
				(error: unknown) => Problem.from(error).what,
			)
			.then((problem) => {
				last = {at: now(), problem};
				looking = undefined;
				return problem;
			});
		return looking;
	}

	const server = createServer(async (request, response) => {
		const answer = (problem: string | null) => {
			response.writeHead(problem === null ? 200 : 503, {'content-type': 'application/json'});
			response.end(printableJson(problem === null ? {status: 'ok'} : {status: 'unhealthy', problem}));
		};
		switch (request.url?.split('?')[0]) {
			case '/live':
				return answer(null);
			case '/ready':
				return answer(isReady() ? null : healthWords.notReady);
			case '/health':
				return answer(await look());
			default:
				response.writeHead(404).end();
		}
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const why = error.code === 'EADDRINUSE' ? healthWords.portTaken : healthWords.systemAnswered(error.code);
			reject(new Problem({code: 'input/invalid', ...healthWords.cannotListen(address, port, why), cause: error}));
		});
		server.listen(port, address, resolve);
	});
	const bound = server.address();
	const realPort = typeof bound === 'object' && bound !== null ? bound.port : port;
	return {
		url: `http://${address.includes(':') ? `[${address}]` : address}:${realPort}`,
		close: () =>
			new Promise((resolve) => {
				stopping.abort();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
