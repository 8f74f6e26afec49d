import {createServer as createHttpServer} from 'node:http';
import {createServer as createHttp2Server} from 'node:http2';
import {type AddressInfo, createServer as createNetServer, type Server, type Socket} from 'node:net';
import type {Request, Response} from './http.ts';

/** How an HTTP/2 connection without TLS begins (RFC 9113, section 3.4). */
const preface = Buffer.from('PRI * HTTP/2.0');

export type Handler = (request: Request, response: Response) => void;

export interface Port {
	readonly port: number;
	readonly server: Server;
	/** Ends all connections. */
	drop(): void;
	close(): Promise<void>;
}

/**
 * One listening port on loopback for HTTP/1.1 and HTTP/2, which are told apart by the first bytes of the connection
 * unless `serve` makes another kind of server.
 */
export async function openPort(
	wanted: number,
	handle: Handler,
	serve: (handle: Handler) => Server = sniffingServer,
): Promise<Port> {
	const server = serve(handle);
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
		server,
		drop,
		close() {
			// Closing what is down already calls back with an error, which is as good.
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			drop();
			return closed;
		},
	};
}

function sniffingServer(handle: Handler): Server {
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
