import {createServer as createHttpServer} from 'node:http';
import {createServer as createHttp2Server, createSecureServer} from 'node:http2';
import {type AddressInfo, createServer as createNetServer, type Server, type Socket} from 'node:net';
import type {Server as TlsServer} from 'node:tls';
import type {CertificatePair} from './certificates.ts';
import type {Request, Response} from './http.ts';

/** How an HTTP/2 connection without TLS begins (RFC 9113, section 3.4). */
const preface = Buffer.from('PRI * HTTP/2.0');

export interface Port {
	readonly port: number;
	/** While true nobody listens: connections are dropped and new ones refused. */
	down(away: boolean): void;
	/** Shows another certificate to new connections. */
	show(pair: CertificatePair): void;
	close(): Promise<void>;
}

/**
 * One listening port on loopback for HTTP/1.1 and HTTP/2. With TLS the protocols are told apart by ALPN; without, by the
 * first bytes of the connection.
 */
export async function openPort(
	wanted: number,
	pair: CertificatePair | null,
	handle: (request: Request, response: Response) => void,
): Promise<Port> {
	const server: Server = pair
		? createSecureServer({allowHTTP1: true, cert: pair.cert, key: pair.key}, handle)
		: sniffingServer(handle);
	const sockets = new Set<Socket>();
	server.prependListener('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// A client that goes away in the middle is its own affair.
		socket.on('error', () => {});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(wanted, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
	const drop = () => {
		for (const socket of sockets) socket.destroy();
	};
	const {port} = server.address() as AddressInfo;
	return {
		port,
		down(away) {
			if (away && server.listening) {
				server.close();
				drop();
			} else if (!away && !server.listening) {
				server.listen(port, '127.0.0.1');
			}
		},
		show(next) {
			if (pair) (server as TlsServer).setSecureContext({cert: next.cert, key: next.key});
		},
		close() {
			// Closing what is down already calls back with an error, which is as good.
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			drop();
			return closed;
		},
	};
}

function sniffingServer(handle: (request: Request, response: Response) => void): Server {
	const http1 = createHttpServer({keepAliveTimeout: 60_000}, handle);
	const http2 = createHttp2Server(handle);
	return createNetServer((socket) => {
		let seen = Buffer.alloc(0);
		const onReadable = () => {
			for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) seen = Buffer.concat([seen, chunk]);
			const length = Math.min(seen.length, preface.length);
			const like = seen.subarray(0, length).equals(preface.subarray(0, length));
			if (like && length < preface.length) return;
			socket.off('readable', onReadable);
			socket.unshift(seen);
			(like ? http2 : http1).emit('connection', socket);
		};
		socket.on('readable', onReadable);
	});
}
