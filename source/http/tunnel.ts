import {connect as connectSocket, isIP, type Socket} from 'node:net';
import {connect as connectTls} from 'node:tls';
import {connectThrough, trustedAuthorities} from './agents.ts';
import {abortProblem, networkProblem, timeoutCode} from './network-problem.ts';
import {proxyFor} from './proxy.ts';

export interface SocketOptions {
	/** Further certificate authorities, PEM. */
	ca?: readonly string[];
	/** Protocols to offer, e.g. `['h2']` for gRPC. */
	alpn?: readonly string[];
	/** For the whole way: connection, CONNECT and handshake. Default 30 s. */
	timeoutMs?: number;
	signal?: AbortSignal | undefined;
	/** False = also to a server whose certificate is not trusted. */
	rejectUnauthorized?: boolean;
}

/**
 * Opens a socket to the host of `url` for protocols that bring their own framing (HTTP/2, gRPC): through the proxy when
 * the environment names one, with TLS for https. Resolves when it is ready to be written to.
 *
 * @throws Problem `network/*`, or `cancelled`.
 */
export async function openSocket(url: string, options: SocketOptions = {}): Promise<Socket> {
	const target = new URL(url);
	const proxy = proxyFor(target);
	const {signal} = options;
	if (signal?.aborted) throw abortProblem(signal);
	const deadline = AbortSignal.timeout(options.timeoutMs ?? 30_000);
	const stop = signal ? AbortSignal.any([signal, deadline]) : deadline;
	try {
		const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
		const host = target.hostname.replace(/^\[|\]$/g, '');
		const ca = trustedAuthorities(options.ca ?? []);
		const raw = proxy ? await connectThrough(proxy, {host, port}, ca, stop) : undefined;
		if (target.protocol !== 'https:') return raw ?? (await ready(connectSocket({host, port}), 'connect', stop));
		const secure = connectTls({
			...(raw ? {socket: raw} : {host, port}),
			...(isIP(host) ? {} : {servername: host}),
			...(ca && {ca}),
			...(options.alpn && {ALPNProtocols: [...options.alpn]}),
			rejectUnauthorized: options.rejectUnauthorized ?? true,
		});
		return await ready(secure, 'secureConnect', stop);
	} catch (error) {
		if (signal?.aborted) throw abortProblem(signal);
		throw networkProblem(deadline.aborted ? {code: timeoutCode} : error, target, proxy);
	}
}

function ready<S extends Socket>(socket: S, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<S> {
	return new Promise((resolve, reject) => {
		const settle = (outcome: () => void) => {
			signal.removeEventListener('abort', onAbort);
			socket.off('error', onError);
			socket.off('close', onClose);
			outcome();
		};
		const fail = (error: unknown) =>
			settle(() => {
				socket.once('error', () => {});
				socket.destroy();
				reject(error);
			});
		const onAbort = () => fail(signal.reason);
		const onError = (error: Error) => fail(error);
		const onClose = () => fail({code: 'ECONNRESET'});
		signal.addEventListener('abort', onAbort, {once: true});
		socket.once('error', onError);
		socket.once('close', onClose);
		socket.once(event, () => settle(() => resolve(socket)));
	});
}
