import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import type {TLSSocket} from 'node:tls';
import {afterEach, expect, it, vi} from 'vitest';
import {openSocket} from '../../../source/http/tunnel.ts';
import {authority, certificate, privateKey} from './certificates.ts';
import {closedPort, type Running, serve, serveProxy} from './servers.ts';

const running: Running[] = [];
async function keep<T extends Running>(server: Promise<T>): Promise<T> {
	running.push(await server);
	return server;
}
afterEach(async () => {
	vi.unstubAllEnvs();
	for (const server of running.splice(0).reverse()) await server.close();
});

async function get(socket: Awaited<ReturnType<typeof openSocket>>, path: string): Promise<string> {
	socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
	let text = '';
	socket.on('data', (piece) => {
		text += piece;
	});
	await once(socket, 'close');
	return text;
}

it('opens a plain socket directly', async () => {
	const server = await keep(serve((request, response) => response.end(`path ${request.url}`)));
	expect(await get(await openSocket(`http://127.0.0.1:${server.port}`), '/a')).toContain('path /a');
});

it('opens a TLS socket through a proxy and agrees on a protocol', async () => {
	const server = await keep(
		serve((request, response) => response.end(`path ${request.url}`), {key: privateKey, cert: certificate}),
	);
	const proxy = await keep(serveProxy(server.port));
	vi.stubEnv('HTTPS_PROXY', `http://user:pass@127.0.0.1:${proxy.port}`);
	const socket = await openSocket('https://litmos.test:8443', {ca: [authority], alpn: ['http/1.1']});
	expect((socket as TLSSocket).alpnProtocol).toBe('http/1.1');
	expect(await get(socket, '/b')).toContain('path /b');
	expect(proxy.asked).toEqual([
		{target: 'litmos.test:8443', authorization: `Basic ${Buffer.from('user:pass').toString('base64')}`},
	]);
});

it('throws the same problems as the HTTP client', async () => {
	const refusing = await keep(serveProxy(1, 407));
	const silent = await keep(serve(() => {}));
	const tls = await keep(serve(() => {}, {key: privateKey, cert: certificate}));
	await expect(openSocket(`http://127.0.0.1:${await closedPort()}`)).rejects.toMatchObject({
		code: 'network/unreachable',
	});
	await expect(openSocket(`https://localhost:${tls.port}`)).rejects.toMatchObject({code: 'network/tls'});
	await expect(openSocket(`http://127.0.0.1:${silent.port}`, {signal: AbortSignal.abort()})).rejects.toMatchObject({
		code: 'cancelled',
	});
	vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${refusing.port}`);
	await expect(openSocket('https://litmos.test')).rejects.toMatchObject({code: 'network/proxy'});
});

it('opens a plain socket through a proxy, which outlives the signal of its connecting', async () => {
	const server = await keep(serve((request, response) => response.end(`path ${request.url}`)));
	const proxy = await keep(serveProxy(server.port));
	vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`);
	const stopping = new AbortController();
	const socket = await openSocket('http://litmos.test:8080', {signal: stopping.signal});
	stopping.abort();
	expect(await get(socket, '/c')).toContain('path /c');
	expect(proxy.asked).toMatchObject([{target: 'litmos.test:8080'}]);
});

it('leaves a proxy that never answers', async () => {
	const sockets: Socket[] = [];
	const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
	await once(silent, 'listening');
	vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
	const stopping = new AbortController();
	const opening = openSocket('https://litmos.test', {signal: stopping.signal});
	await once(silent, 'connection');
	stopping.abort();
	await expect(opening).rejects.toMatchObject({code: 'cancelled'});
	await Promise.all(sockets.map((socket) => socket.destroyed || once(socket.resume(), 'close')));
	silent.close();
});
