import {once} from 'node:events';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {Problem} from '../../problem/problem.ts';
import {defaultBehaviour, type LitmosBehaviour} from './behaviour.ts';
import type {LitmosReport} from './counters.ts';
import {createDataset, type DatasetSize, type LitmosSample, type SizeName, sample, sandboxApiKey} from './dataset.ts';
import {LitmosService, type Reply} from './service.ts';

export interface LitmosSandbox {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	readonly apiKey: string;
	readonly source: string;
	behave(change: Partial<LitmosBehaviour>): void;
	/** Up to `count` (default 5) records of each kind. */
	sample(count?: number): LitmosSample;
	report(): LitmosReport;
	resetCounters(): void;
	close(): Promise<void>;
}

export interface LitmosSandboxOptions {
	/** Default `S`. */
	size?: SizeName | DatasetSize;
	/** Same size and seed, same tenant. Default 1. */
	seed?: number;
	/** Default: any free port. */
	port?: number;
	behaviour?: Partial<LitmosBehaviour>;
	/** Clock of the limiter and of new assignments, ms. Default: the machine's. */
	now?: () => number;
}

const bodyLimit = 2_000_000;
const host = '127.0.0.1';

/** Starts the sandbox’s Litmos on loopback. The API key it takes is in the result and is printed nowhere. */
export async function startLitmosSandbox(options: LitmosSandboxOptions = {}): Promise<LitmosSandbox> {
	const seed = options.seed ?? 1;
	const data = createDataset(options.size ?? 'S', seed);
	const apiKey = sandboxApiKey(seed);
	const behaviour: LitmosBehaviour = {...defaultBehaviour, ...copied(options.behaviour ?? {})};
	const service = new LitmosService(data, apiKey, behaviour, options.now ?? Date.now);
	const sockets = new Set<Socket>();
	const closing = new AbortController();
	const server = createServer({keepAliveTimeout: 60_000, requestTimeout: 0}, (request, response) => {
		answer(service, behaviour, request, response, closing.signal).catch(() => response.destroy());
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// A client that goes away is no defect of this server.
		socket.on('error', () => socket.destroy());
	});
	server.listen(options.port ?? 0, host);
	await once(server, 'listening').catch((cause: unknown) => {
		throw new Problem({
			code: 'input/invalid',
			what: `The sandbox's Litmos cannot listen on port ${options.port ?? 0}`,
			why: cause instanceof Error ? cause.message : String(cause),
			next: ['Choose another port, or none to get any free one.'],
			cause,
		});
	});
	const {port} = server.address() as AddressInfo;
	const dropConnections = () => {
		for (const socket of sockets) socket.destroy();
	};
	const applyDown = () => {
		if (behaviour.down && server.listening) {
			server.close();
			dropConnections();
		} else if (!behaviour.down && !server.listening) server.listen(port, host);
	};
	applyDown();
	return {
		url: `http://${host}:${port}`,
		apiKey,
		source: 'sandbox-academy',
		behave(change) {
			Object.assign(behaviour, copied(change));
			applyDown();
		},
		sample: (count = 5) => sample(data, count),
		report: () => service.report(),
		resetCounters: () => service.counters.reset(),
		async close() {
			closing.abort();
			await closed(server, dropConnections);
		},
	};
}

/** The lists and tables of a change are ours from here on: ordered faults count down. */
function copied(change: Partial<LitmosBehaviour>): Partial<LitmosBehaviour> {
	const copy = {...change};
	if (change.nextFaults) copy.nextFaults = change.nextFaults.map((order) => ({...order}));
	if (change.faults) copy.faults = {...change.faults};
	return copy;
}

async function closed(server: Server, dropConnections: () => void): Promise<void> {
	const done = server.listening ? once(server, 'close') : undefined;
	if (done) server.close();
	dropConnections();
	await done;
}

async function answer(
	service: LitmosService,
	behaviour: LitmosBehaviour,
	request: IncomingMessage,
	response: ServerResponse,
	closing: AbortSignal,
): Promise<void> {
	const body = await readBody(request);
	const reply = service.reply({
		method: request.method ?? 'GET',
		target: request.url ?? '/',
		headers: request.headers,
		body,
	});
	if (behaviour.latencyMs > 0) await delay(behaviour.latencyMs, undefined, {signal: closing});
	send(request.socket, response, reply);
}

async function readBody(request: IncomingMessage): Promise<string | null> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length <= bodyLimit) chunks.push(chunk);
	}
	return length > bodyLimit ? null : Buffer.concat(chunks).toString('utf8');
}

function send(socket: Socket, response: ServerResponse, reply: Reply): void {
	if (reply.kind === 'silence') return;
	if (reply.kind === 'reset') {
		socket.resetAndDestroy();
		return;
	}
	const bytes = Buffer.from(reply.body, 'utf8');
	response.writeHead(reply.status, reply.reason, {...reply.headers, 'Content-Length': bytes.length});
	if (reply.kind === 'whole') {
		if (reply.delivered) response.once('finish', reply.delivered);
		response.end(bytes);
		return;
	}
	response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket.destroy());
}
