import {createServer} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import type {Probe} from '../doctor/probe.ts';
import {runProbes} from '../doctor/run-probes.ts';
import {Problem} from '../problem/problem.ts';
import {printableJson} from '../text/printable.ts';
import {healthMessages} from './messages.ts';
import type {Metrics} from './metrics.ts';

export interface HealthOptions {
	port: number;
	address: string;
	/** Asks Litmos whether the key still works; one request. */
	check(signal: AbortSignal): Promise<void>;
	/** Whether ConductorOne has greeted back. */
	isReady(): boolean;
	/** What the service needs of this computer, by the probes of `doctor`: looked at by `/ready`, asking nobody. */
	probes?: readonly Probe[];
	/** Served at `/metrics`. */
	metrics?: Pick<Metrics, 'contentType' | 'text'>;
	/** Unix ms. */
	now?: () => number;
	/** How long `/health` waits for Litmos, ms. */
	patienceMs?: number;
}

export interface HealthServer {
	/** `http://127.0.0.1:8081` */
	readonly url: string;
	close(): Promise<void>;
}

/** Probes come every few seconds, and Litmos allows about 100 requests a minute: it is asked this often at most, ms. */
const freshFor = 60_000;

/** What Litmos said when it was asked last. */
interface LastAnswer {
	/** Unix ms. */
	at: number;
	problem: string | null;
}

/**
 * `/live` answers while the process does, `/ready` once ConductorOne knows the connector and while this computer has what a
 * sync needs; neither asks Litmos. `/health`
 * says whether Litmos takes the key and when it said so: it asks anew when that is over a minute ago, and tells what is
 * known when Litmos takes its time. 200 or 503 with a JSON body (C1 fact sheet, section 4.4). Throws `input/invalid` when
 * the port is taken. `/metrics` is for Prometheus.
 */
export async function startHealthServer(options: HealthOptions): Promise<HealthServer> {
	const {port, address, isReady, metrics} = options;
	const {now = Date.now, patienceMs = 3000} = options;
	let last: LastAnswer | undefined;
	let asking: Promise<LastAnswer> | undefined;
	const stopping = new AbortController();

	function ask(): Promise<LastAnswer> {
		asking ??= options
			.check(stopping.signal)
			.then(
				() => null,
				(error: unknown) => Problem.from(error).what,
			)
			.then((problem) => {
				asking = undefined;
				last = {at: now(), problem};
				return last;
			});
		return asking;
	}

	/** Whoever probes gives up after a few seconds, while a sync may use up the requests of a whole minute. */
	async function known(): Promise<LastAnswer | undefined> {
		if (last && now() - last.at < freshFor) return last;
		const waited = new AbortController();
		const patience = delay(patienceMs, undefined, {signal: waited.signal, ref: false}).catch(() => undefined);
		await Promise.race([ask(), patience]);
		waited.abort();
		return last;
	}

	async function health(answer: (problem: string | null, more: object) => void): Promise<void> {
		const litmos = await known();
		if (!litmos) return answer(healthMessages.notAnswered, {litmos: null});
		const ageSeconds = Math.max(0, Math.round((now() - litmos.at) / 1000));
		answer(litmos.problem, {litmos: {answeredAt: new Date(litmos.at).toISOString(), ageSeconds}});
	}

	/** Ids and results only: whoever asks need not know folders of this computer. */
	async function ready(answer: (problem: string | null, more: object) => void): Promise<void> {
		const outcomes = await runProbes(options.probes ?? [], {signal: new AbortController().signal});
		const trouble = outcomes.find(({result}) => result === 'failed');
		const probes = outcomes.map(({id, result}) => ({id, result}));
		const problem = trouble === undefined ? null : healthMessages.failed(trouble.title);
		answer(isReady() ? problem : healthMessages.notReady, probes.length === 0 ? {} : {probes});
	}

	const server = createServer(async (request, response) => {
		const answer = (problem: string | null, more: object = {}) => {
			response.writeHead(problem === null ? 200 : 503, {'content-type': 'application/json'});
			response.end(printableJson({...(problem === null ? {status: 'ok'} : {status: 'unhealthy', problem}), ...more}));
		};
		switch (request.url?.split('?')[0]) {
			case '/live':
				return answer(null);
			case '/ready':
				return ready(answer);
			case '/health':
				return health(answer);
			case '/metrics':
				if (metrics === undefined) break;
				response.writeHead(200, {'content-type': metrics.contentType});
				return response.end(await metrics.text());
		}
		response.writeHead(404).end();
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const why = error.code === 'EADDRINUSE' ? healthMessages.portTaken : healthMessages.systemAnswered(error.code);
			reject(new Problem({code: 'input/invalid', ...healthMessages.cannotListen(address, port, why), cause: error}));
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
