import {afterEach, expect, test} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {type HealthServer, startHealthServer} from '../../../source/service/health-server.ts';

let server: HealthServer | undefined;
afterEach(() => server?.close());

const status = async (path: string) => {
	const answer = await fetch(server!.url + path);
	return [answer.status, await answer.json().catch(() => null)];
};

test('live at once, ready once ConductorOne was reached, healthy while Litmos takes the key', async () => {
	const state = {isReady: false, isRefused: false, checks: 0, now: 0};
	server = await startHealthServer({
		port: 0,
		address: '127.0.0.1',
		async check() {
			state.checks++;
			if (state.isRefused) throw new Problem({code: 'litmos/key-refused', what: 'Litmos does not take the key'});
		},
		isReady: () => state.isReady,
		now: () => state.now,
	});
	expect(await status('/live')).toEqual([200, {status: 'ok'}]);
	expect((await status('/ready'))[0]).toBe(503);
	state.isReady = true;
	expect((await status('/ready'))[0]).toBe(200);
	expect((await status('/health'))[0]).toBe(200);
	// Probes must not eat the requests that syncs need.
	state.isRefused = true;
	expect((await status('/health'))[0]).toBe(200);
	expect(state.checks).toBe(1);
	state.now = 300_001;
	expect(await status('/health')).toEqual([503, {status: 'unhealthy', problem: 'Litmos does not take the key'}]);
	expect((await status('/nothing'))[0]).toBe(404);
});

test('a port that is taken is said in words', async () => {
	const options = {address: '127.0.0.1', check: async () => {}, isReady: () => true};
	server = await startHealthServer({...options, port: 0});
	const port = Number(new URL(server.url).port);
	await expect(startHealthServer({...options, port})).rejects.toMatchObject({code: 'input/invalid'});
});
