import {createServer, type RequestListener, type Server} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import {type AddressInfo, connect, type Socket} from 'node:net';

export interface Running {
	port: number;
	close(): Promise<void>;
}

/** An http (or, with key and certificate, https) server on loopback for one test. */
export async function serve(listener: RequestListener, tls?: {key: string; cert: string}): Promise<Running> {
	return run(tls ? createTlsServer(tls, listener) : createServer(listener));
}

/** A proxy that tunnels every CONNECT to `port` on loopback, or refuses it with `status`. Notes what it was asked. */
export async function serveProxy(
	port: number,
	status = 200,
): Promise<Running & {asked: {target: string; authorization: string | undefined}[]}> {
	const asked: {target: string; authorization: string | undefined}[] = [];
	const server = createServer((_, response) => response.writeHead(400).end());
	server.on('connect', (request, client: Socket) => {
		asked.push({target: request.url ?? '', authorization: request.headers['proxy-authorization']});
		client.on('error', () => {});
		if (status !== 200) {
			client.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`);
			return;
		}
		const upstream = connect(port, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		upstream.on('error', () => client.destroy());
	});
	return {...(await run(server)), asked};
}

/** A port of loopback on which nothing listens. */
export async function closedPort(): Promise<number> {
	const server = await serve(() => {});
	await server.close();
	return server.port;
}

async function run(server: Server): Promise<Running> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}
