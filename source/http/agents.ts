import {EventEmitter} from 'node:events';
import {type ClientRequest, Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import type {Socket} from 'node:net';
import {getCACertificates} from 'node:tls';
import type {HttpsProxyAgent as ProxyAgent} from 'https-proxy-agent';
import {proxyError} from './network-problem.ts';

const keepAlive = {keepAlive: true, keepAliveMsecs: 15_000, maxSockets: 32} as const;

/** Node's own certificate authorities (with NODE_EXTRA_CA_CERTS) plus the given PEM texts; undefined = Node's own. */
export function trustedAuthorities(extra: readonly string[]): string[] | undefined {
	return extra.length === 0 ? undefined : [...getCACertificates('default'), ...extra];
}

/** Gives the connection pool for an address; one pool per kind of way, made when first needed. */
export class Agents {
	readonly #pools = new Map<string, HttpAgent>();
	readonly #ca: string[] | undefined;

	constructor(extraAuthorities: readonly string[]) {
		this.#ca = trustedAuthorities(extraAuthorities);
	}

	async for(target: URL, proxy: string | null): Promise<HttpAgent> {
		const key = proxy ?? target.protocol;
		let pool = this.#pools.get(key);
		if (!pool) {
			pool = proxy ? await tunnellingAgent(proxy, this.#ca) : this.#direct(target.protocol === 'https:');
			this.#pools.set(key, pool);
		}
		return pool;
	}

	destroy(): void {
		for (const pool of this.#pools.values()) pool.destroy();
		this.#pools.clear();
	}

	#direct(secure: boolean): HttpAgent {
		return secure ? new HttpsAgent({...keepAlive, ...(this.#ca && {ca: this.#ca})}) : new HttpAgent(keepAlive);
	}
}

/**
 * The proxy agent, with two corrections: the target's certificate is checked against our authorities as well (the
 * package applies `ca` to the proxy only), and a refused CONNECT is an error of the proxy instead of an answer that looks
 * as if the target had given it (a proxy's 403 must not read as "your API key is wrong").
 */
async function tunnellingAgent(
	proxy: string,
	ca: string[] | undefined,
	signal?: AbortSignal,
): Promise<ProxyAgent<string>> {
	const {HttpsProxyAgent} = await import('https-proxy-agent');
	class TunnellingAgent extends HttpsProxyAgent<string> {
		override async connect(
			request: ClientRequest,
			options: Parameters<ProxyAgent<string>['connect']>[1],
		): Promise<Socket> {
			let status: number | undefined;
			request.once('proxyConnect', (answer: {statusCode: number}) => {
				status = answer.statusCode;
			});
			let socket: Socket;
			try {
				socket = await super.connect(request, ca ? Object.assign(options, {ca}) : options);
			} catch (error) {
				if (status !== undefined) throw error;
				throw proxyError((error as NodeJS.ErrnoException).code ?? 'ECONNRESET');
			}
			if (status !== undefined && status !== 200) {
				socket.destroy();
				throw proxyError(status);
			}
			return socket;
		}
	}
	return new TunnellingAgent(proxy, {...keepAlive, ...(ca && {ca}), ...(signal && {signal})});
}

/**
 * A socket to `target` through the proxy, for protocols that bring their own framing. The signal ends the connecting, not
 * the socket.
 *
 * @throws Problem `network/proxy`
 */
export async function connectThrough(
	proxy: string,
	target: {host: string; port: number},
	ca: string[] | undefined,
	signal: AbortSignal,
): Promise<Socket> {
	const connecting = new AbortController();
	const stop = () => connecting.abort(signal.reason);
	signal.addEventListener('abort', stop, {once: true});
	try {
		const agent = await tunnellingAgent(proxy, ca, connecting.signal);
		// The agent tells a request how the proxy answered; it asks nothing of it.
		const request = new EventEmitter() as ClientRequest;
		return await agent.connect(request, {...target, secureEndpoint: false});
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
