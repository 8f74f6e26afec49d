import {afterEach, describe, expect, it, vi} from 'vitest';
import {createHttpClient, type HttpClient, type HttpClientOptions} from '../../../source/http/http-client.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {authority, certificate, expiredCertificate, privateKey} from './certificates.ts';
import {closedPort, type Running, serve, serveProxy} from './servers.ts';

const open: {close(): unknown}[] = [];
function keep<T extends {close(): unknown}>(thing: T): T {
	open.push(thing);
	return thing;
}
const http = (options?: HttpClientOptions): HttpClient => keep(createHttpClient(options));
const url = (server: Running, path = '/') => `http://127.0.0.1:${server.port}${path}`;
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
	const error = await work.then(
		() => null,
		(caught: unknown) => caught,
	);
	expect(error).toBeInstanceOf(Problem);
	return error as Problem;
};

afterEach(async () => {
	vi.unstubAllEnvs();
	for (const thing of open.splice(0).reverse()) await thing.close();
});

describe('a request', () => {
	it('carries method, headers and body, and hands back status, headers and text', async () => {
		const server = keep(
			await serve((request, response) => {
				let body = '';
				request.on('data', (piece) => {
					body += piece;
				});
				request.on('end', () => {
					response.writeHead(201, 'Made', {'x-seen': `${request.method} ${request.headers['x-in']}`}).end(`<${body}>`);
				});
			}),
		);
		const answer = await http().request(url(server), {method: 'POST', headers: {'x-in': 'a'}, body: 'päckchen'});
		expect([answer.status, answer.statusText, answer.header('X-Seen')]).toEqual([201, 'Made', 'POST a']);
		expect(await answer.text()).toBe('<päckchen>');
	});

	it('reuses its connection', async () => {
		const ports = new Set<number | undefined>();
		const server = keep(
			await serve((request, response) => {
				ports.add(request.socket.remotePort);
				response.end('ok');
			}),
		);
		const one = http();
		for (let turn = 0; turn < 3; turn++) await (await one.request(url(server))).text();
		expect(ports.size).toBe(1);
	});

	it('cuts text at a limit', async () => {
		const server = keep(await serve((_, response) => response.end('x'.repeat(100_000))));
		expect(await (await http().request(url(server))).text(10)).toBe('xxxxxxxxxx');
	});

	it('follows a redirect within the same origin only', async () => {
		const strangers: string[] = [];
		const other = keep(
			await serve((request, response) => {
				strangers.push(String(request.headers.apikey));
				response.end('stranger');
			}),
		);
		const server = keep(
			await serve((request, response) => {
				if (request.url === '/near') response.writeHead(302, {location: '/here'}).end();
				else if (request.url === '/far') response.writeHead(302, {location: url(other)}).end();
				else if (request.url === '/loop') response.writeHead(302, {location: '/loop'}).end();
				else response.end(`${request.url} ${request.headers.apikey}`);
			}),
		);
		const one = http();
		const headers = {apikey: 'secret'};
		expect(await (await one.request(url(server, '/near'), {headers})).text()).toBe('/here secret');
		const far = await one.request(url(server, '/far'), {headers});
		far.discard();
		expect(far.status).toBe(302);
		const loop = await one.request(url(server, '/loop'), {headers});
		loop.discard();
		expect(loop.status).toBe(302);
		expect(strangers).toEqual([]);
	});
});

describe('what goes wrong on the way', () => {
	it('names a refused connection, without headers, query or body', async () => {
		const port = await closedPort();
		const problem = await problemOf(
			http().request(`http://127.0.0.1:${port}/path?token=QUERYSECRET`, {
				method: 'POST',
				headers: {apikey: 'HEADERSECRET'},
				body: 'BODYSECRET',
			}),
		);
		expect(problem.code).toBe('network/unreachable');
		expect(problem.what).toContain('refused the connection');
		const everything = JSON.stringify([problem, problem.cause, problem.stack]);
		expect(everything).not.toMatch(/SECRET/);
	});

	it('names a header value that cannot be sent, without showing it', async () => {
		const problem = await problemOf(http().request('http://127.0.0.1:1/', {headers: {apikey: 'SECRET\u2013'}}));
		expect(problem.code).toBe('input/invalid');
		expect(JSON.stringify([problem, problem.stack])).not.toContain('SECRET');
	});

	it('names a connection that is reset before and within the answer', async () => {
		const server = keep(
			await serve((request, response) => {
				if (request.url === '/within') {
					response.writeHead(200, {'content-length': '100'});
					response.write('half', () => request.socket.destroy());
				} else request.socket.destroy();
			}),
		);
		const one = http();
		expect((await problemOf(one.request(url(server)))).code).toBe('network/unreachable');
		const answer = await one.request(url(server, '/within'));
		const problem = await problemOf(answer.text());
		expect([problem.code, problem.retryable]).toEqual(['network/unreachable', true]);
	});

	it('gives up on a head or a body that does not come', async () => {
		const server = keep(
			await serve((request, response) => {
				if (request.url === '/body') response.writeHead(200, {'content-length': '100'}).write('half');
			}),
		);
		const one = http();
		expect((await problemOf(one.request(url(server), {timeoutMs: 40}))).code).toBe('network/timeout');
		const answer = await one.request(url(server, '/body'), {timeoutMs: 500});
		expect((await problemOf(answer.text())).code).toBe('network/timeout');
	});

	it('stops at once when told to: before, while waiting, while reading', async () => {
		let arrived = () => {};
		const waiting = new Promise<void>((resolve) => {
			arrived = resolve;
		});
		const server = keep(
			await serve((request, response) => {
				if (request.url === '/body') response.writeHead(200).write('half');
				else arrived();
			}),
		);
		const one = http();
		expect((await problemOf(one.request(url(server), {signal: AbortSignal.abort()}))).code).toBe('cancelled');

		const first = new AbortController();
		const pending = problemOf(one.request(url(server), {signal: first.signal}));
		await waiting;
		first.abort();
		expect((await pending).code).toBe('cancelled');

		const second = new AbortController();
		const answer = await one.request(url(server, '/body'), {signal: second.signal});
		const reading = problemOf(
			(async () => {
				for await (const _ of answer.pieces()) second.abort(new Problem({code: 'sync/locked', what: 'why it stopped'}));
			})(),
		);
		expect((await reading).code).toBe('sync/locked');

		const third = new AbortController();
		const unread = await one.request(url(server, '/body'), {signal: third.signal});
		third.abort();
		expect((await problemOf(unread.text())).code).toBe('cancelled');
	});
});

describe('certificates', () => {
	it('refuses an unknown authority and accepts it once it is given', async () => {
		const server = keep(await serve((_, response) => response.end('safe'), {key: privateKey, cert: certificate}));
		const address = `https://localhost:${server.port}/`;
		const problem = await problemOf(http().request(address));
		expect([problem.code, problem.retryable]).toEqual(['network/tls', false]);
		expect(problem.what).toContain('doesn’t trust');
		expect(await (await http({ca: [authority]}).request(address)).text()).toBe('safe');
	});

	it('tells an expired certificate and a wrong host apart', async () => {
		const expired = keep(await serve(() => {}, {key: privateKey, cert: expiredCertificate}));
		const fine = keep(await serve(() => {}, {key: privateKey, cert: certificate}));
		const one = http({ca: [authority]});
		expect((await problemOf(one.request(`https://localhost:${expired.port}/`))).what).toContain('has expired');
		expect((await problemOf(one.request(`https://127.0.0.1:${fine.port}/`))).what).toContain('another host');
	});

	it('says so when the other side does not speak https', async () => {
		const plain = keep(await serve((_, response) => response.end()));
		expect((await problemOf(http().request(`https://localhost:${plain.port}/`))).code).toBe('network/tls');
	});
});

describe('a proxy', () => {
	it('carries https with credentials, checking the target against the given authority', async () => {
		const server = keep(
			await serve((request, response) => response.end(request.url), {key: privateKey, cert: certificate}),
		);
		const proxy = keep(await serveProxy(server.port));
		vi.stubEnv('HTTPS_PROXY', `http://us%40er:pa%3Ass@127.0.0.1:${proxy.port}`);
		const one = http({ca: [authority]});
		expect(await (await one.request('https://litmos.test/a')).text()).toBe('/a');
		expect(await (await one.request('https://litmos.test/b')).text()).toBe('/b');
		expect(proxy.asked).toEqual([
			{target: 'litmos.test:443', authorization: `Basic ${Buffer.from('us@er:pa:ss').toString('base64')}`},
		]);
		expect((await problemOf(http().request('https://litmos.test/'))).code).toBe('network/tls');
	});

	it.each([
		[407, 'user name and password'],
		[403, 'doesn’t allow connections to litmos.test'],
		[502, 'status 502'],
	])('that refuses with %i is not mistaken for the target', async (status, words) => {
		const proxy = keep(await serveProxy(1, status));
		vi.stubEnv('HTTPS_PROXY', `http://user:HIDDEN@127.0.0.1:${proxy.port}`);
		const problem = await problemOf(http().request('https://litmos.test/'));
		expect(problem.code).toBe('network/proxy');
		expect(problem.why).toContain(words);
		expect(JSON.stringify(problem)).not.toContain('HIDDEN');
	});

	it('that cannot be reached is named', async () => {
		const port = await closedPort();
		vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
		const problem = await problemOf(http().request('https://litmos.test/'));
		expect(problem.code).toBe('network/proxy');
		expect(problem.what).toBe(`Can’t reach the proxy 127.0.0.1:${port}`);
	});
});

describe('an answer', () => {
	it('has a limit as a whole, however steadily it comes', async () => {
		const server = keep(
			await serve((_, response) => {
				response.writeHead(200);
				const drip = setInterval(() => response.write('x'), 10);
				response.on('close', () => clearInterval(drip));
			}),
		);
		const answer = await http().request(url(server), {timeoutMs: 10_000, deadlineMs: 200});
		const problem = await problemOf(answer.text());
		expect(problem).toMatchObject({code: 'network/timeout', exit: 4, retryable: true});
		expect(problem.what).toBe(`127.0.0.1:${server.port} responds too slowly`);
		expect(problem.why).toContain('2 min 30 s');
	});

	it('has that limit before its head as well, and not once it is there', async () => {
		const server = keep(await serve((request, response) => void (request.url === '/quick' && response.end('ok'))));
		const problem = await problemOf(http().request(url(server), {timeoutMs: 10_000, deadlineMs: 100}));
		expect(problem.what).toContain('too slowly');
		const answer = await http().request(url(server, '/quick'), {deadlineMs: 10_000});
		expect(await answer.text()).toBe('ok');
	});

	it('that cannot be unpacked is damaged, not a mistake in the program', async () => {
		const server = keep(
			await serve((_, response) => response.writeHead(200, {'content-encoding': 'gzip'}).end('no gzip at all')),
		);
		const problem = await problemOf((await http().request(url(server))).text());
		expect(problem).toMatchObject({code: 'network/unreachable', retryable: true});
		expect(problem.what).toContain('arrived damaged');
	});
});
