import {once} from 'node:events';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {Problem} from '../../problem/problem.ts';
import {type LitmosBehaviour, usualBehaviour} from './behaviour.ts';
import {createDataset, type DatasetSize, type SizeName, sandboxApiKey} from './dataset.ts';
import type {Reply} from './reply.ts';
import {LitmosService} from './service.ts';

export interface LitmosSandbox {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	readonly apiKey: string;
	readonly source: string;
	/** How many requests came. */
	requests(): number;
	readonly server: Server;
	close(): Promise<void>;
}

export interface LitmosSandboxOptions {
	/** Default `S`. */
	size?: SizeName | DatasetSize | undefined;
	/** Same size and seed, same tenant. Default 1. */
	seed?: number | undefined;
	/** Default: any free port. */
	port?: number | undefined;
	/** What is not as usual. */
	behaviour?: Partial<LitmosBehaviour>;
	/** Default: the service with the machine's clock. */
	service?: Service;
}

type Service = Pick<LitmosService, 'reply' | 'requests' | 'latencyMs'>;

const bodyLimit = 2_000_000;
const host = '127.0.0.1';

/** Starts the sandbox’s Litmos on loopback. The API key it takes is in the result and is printed nowhere. */
export async function startLitmosSandbox(options: LitmosSandboxOptions = {}): Promise<LitmosSandbox> {
	const seed = options.seed ?? 1;
	const apiKey = sandboxApiKey(seed);
	const behaviour = {...usualBehaviour, ...options.behaviour};
	const service =
		options.service ?? new LitmosService(createDataset(options.size ?? 'S', seed), apiKey, behaviour, Date.now);
	const closing = new AbortController();
	const server = createServer({keepAliveTimeout: 60_000, requestTimeout: 0}, (request, response) => {
		answer(service, request, response, closing.signal).catch(() => response.destroy());
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
	return {
		url: `http://${host}:${port}`,
		apiKey,
		source: 'sandbox-academy',
		server,
		requests: () => service.requests,
		async close() {
			closing.abort();
			const done = server.listening ? once(server, 'close') : undefined;
			server.close();
			server.closeAllConnections();
			await done;
		},
	};
}

async function answer(
	service: Service,
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
	if (service.latencyMs > 0) await delay(service.latencyMs, undefined, {signal: closing});
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
