import {type ClientHttp2Stream, constants} from 'node:http2';
import type {Socket} from 'node:net';
import {type GrpcTransportOptions, Http2SessionManager} from '@connectrpc/connect-node';

type SessionManager = NonNullable<GrpcTransportOptions['sessionManager']>;

/** What the transport takes its HTTP/2 streams from: one connection at a time, dialled anew when it is gone. */
export interface Http2Sessions extends SessionManager {
	/** Drops the connection (and the streams on it); the next request dials a new one. */
	reset(): void;
}

/**
 * Below the minute after which load balancers cut idle connections, so that a request never meets a dead one. No pings:
 * gRPC servers may close a connection that is pinged more often than every five minutes.
 */
const idleMs = 50_000;

/**
 * HTTP/2 over connections that are opened beforehand. Opening one is asynchronous (a proxy has to be asked first), while
 * `http2.connect` wants a socket at once; therefore each connection gets a session of its own.
 */
export function createHttp2Sessions(baseUrl: string, dial: () => Promise<Socket>): Http2Sessions {
	let current: Http2SessionManager | undefined;
	let opening: Promise<Http2SessionManager> | undefined;

	async function open(): Promise<Http2SessionManager> {
		const socket = await dial();
		let used = false;
		const session = new Http2SessionManager(
			baseUrl,
			{idleConnectionTimeoutMs: idleMs},
			{
				createConnection() {
					if (used) throw new SpentConnection();
					used = true;
					return socket;
				},
			},
		);
		if ((await session.connect()) === 'error') {
			socket.destroy();
			throw session.error();
		}
		current = session;
		return session;
	}

	function usable(): Promise<Http2SessionManager> {
		if (current) {
			const state = current.state();
			if (state !== 'closed' && state !== 'error') return Promise.resolve(current);
			current = undefined;
		}
		opening ??= open().finally(() => {
			opening = undefined;
		});
		return opening;
	}

	return {
		authority: new URL(baseUrl).origin,
		async request(method, path, headers, options) {
			for (;;) {
				const session = await usable();
				try {
					return noticed(await session.request(method, path, headers, options));
				} catch (error) {
					if (current === session) current = undefined;
					if (!(error instanceof SpentConnection)) throw error;
				}
			}
		},
		notifyResponseByteRead(stream) {
			current?.notifyResponseByteRead(stream);
		},
		reset() {
			current?.abort();
			current = undefined;
		},
	};
}

/**
 * A connection that ends between request and answer closes its streams without any error, and the library would wait for
 * the answer for ever; here such an end becomes the error it is.
 */
function noticed(stream: ClientHttp2Stream): ClientHttp2Stream {
	let answered = false;
	stream.once('response', () => {
		answered = true;
	});
	stream.once('close', () => {
		if (!answered && stream.rstCode === constants.NGHTTP2_NO_ERROR) {
			stream.emit('error', Object.assign(new Error('the connection ended before the answer'), {code: 'ECONNRESET'}));
		}
	});
	return stream;
}

/** The session wanted to reconnect by itself, which would reuse a closed socket. */
class SpentConnection extends Error {
	override name = 'SpentConnection';
}
