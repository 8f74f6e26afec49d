import {expect, it, onTestFinished} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {memoryStore} from '../../../source/secrets/open.ts';
import {checkKeychain, checkNetwork} from '../../../source/setup/services/start-checks.ts';
import {closedPort, serve} from '../http/servers.ts';

const {signal} = new AbortController();

it('says where secrets go, and why not into a keychain', async () => {
	const where = 'Saved in the macOS keychain.';
	expect(await checkKeychain(async () => ({where, problem: undefined}))).toMatchObject({result: 'ok', said: where});
	const locked = new Problem({code: 'keychain/locked', what: 'The keychain is locked.'});
	expect(await checkKeychain(async () => memoryStore(locked))).toMatchObject({
		result: 'failed',
		facts: {code: 'keychain/locked'},
	});
	expect(await checkKeychain(() => Promise.reject(locked))).toMatchObject({
		result: 'failed',
		facts: {code: 'keychain/locked'},
	});
});

it('takes any answer for a network that works, and sends no key', async () => {
	const seen: (string | undefined)[] = [];
	const server = await serve((request, response) => {
		seen.push(request.headers.apikey as string | undefined, request.headers.authorization);
		response.writeHead(401).end('no');
	});
	onTestFinished(() => server.close());
	const host = `127.0.0.1:${server.port}`;
	expect(await checkNetwork(`http://${host}`, {signal})).toMatchObject({result: 'ok', facts: {host}});
	expect(seen).toEqual([undefined, undefined]);
});

it('says what is wrong with a network that does not', async () => {
	const port = await closedPort();
	const {result, facts, toDo} = await checkNetwork(`http://127.0.0.1:${port}`, {signal});
	expect(result).toBe('failed');
	expect(facts).toEqual({host: `127.0.0.1:${port}`, code: 'network/unreachable'});
	expect(toDo?.length).toBeGreaterThan(0);
});

it('is given up when the program is left', async () => {
	const server = await serve(() => {});
	onTestFinished(() => server.close());
	const leaving = new AbortController();
	const asked = checkNetwork(`http://127.0.0.1:${server.port}`, {signal: leaving.signal});
	leaving.abort();
	expect((await asked).facts?.code).toBe('cancelled');
});
