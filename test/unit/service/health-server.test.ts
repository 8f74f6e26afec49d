import {afterEach, describe, expect, it, test} from 'vitest';
import {diskProbe, stateFolderProbe} from '../../../source/doctor/computer-probes.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {type HealthServer, startHealthServer} from '../../../source/service/health-server.ts';
import {resolveSettings} from '../../../source/settings/resolve.ts';

let server: HealthServer | undefined;
afterEach(() => server?.close());

const status = async (path: string) => {
	const answer = await fetch(server!.url + path);
	return [answer.status, await answer.json().catch(() => null)];
};

/** A service whose Litmos and clock are as told. */
async function serve(check?: () => Promise<void>) {
	const state = {isReady: false, isRefused: false, checks: 0, now: Date.parse('2026-01-01T00:00:00Z')};
	server = await startHealthServer({
		port: 0,
		address: '127.0.0.1',
		async check() {
			state.checks++;
			if (state.isRefused) throw new Problem({code: 'litmos/key-refused', what: 'Litmos does not take the key'});
			await check?.();
		},
		isReady: () => state.isReady,
		now: () => state.now,
		patienceMs: 20,
	});
	return state;
}

it('is live at once and ready once ConductorOne was reached, without asking Litmos', async () => {
	const state = await serve();
	expect(await status('/live')).toEqual([200, {status: 'ok'}]);
	expect(await status('/ready')).toEqual([503, {status: 'unhealthy', problem: 'Not connected to ConductorOne yet'}]);
	state.isReady = true;
	expect(await status('/ready')).toEqual([200, {status: 'ok'}]);
	expect((await status('/nothing'))[0]).toBe(404);
	expect(state.checks).toBe(0);
});

it('is not ready while its disk is full, by the probe of doctor, and names no folder', async () => {
	let free = 4096;
	const computer = {freeSpace: () => free, stateFolder: () => ({path: '/home/ada/state', exists: true})};
	server = await startHealthServer({
		port: 0,
		address: '127.0.0.1',
		check: async () => {},
		isReady: () => true,
		probes: [stateFolderProbe(computer), diskProbe(computer)],
	});
	const [code, body] = await status('/ready');
	expect(code).toBe(503);
	expect(body).toEqual({
		status: 'unhealthy',
		problem: 'Disk space: run litmos-connector doctor',
		probes: [
			{id: 'state-folder', result: 'ok'},
			{id: 'disk', result: 'failed'},
		],
	});
	free = 50_000_000_000;
	expect((await status('/ready'))[0]).toBe(200);
});

describe('/health', () => {
	it('says when Litmos took the key, and asks again after a minute', async () => {
		const state = await serve();
		const answeredAt = '2026-01-01T00:00:00.000Z';
		expect(await status('/health')).toEqual([200, {status: 'ok', litmos: {answeredAt, ageSeconds: 0}}]);
		state.isRefused = true;
		state.now += 59_000;
		// Probes must not eat the requests that syncs need.
		expect(await status('/health')).toEqual([200, {status: 'ok', litmos: {answeredAt, ageSeconds: 59}}]);
		expect(state.checks).toBe(1);
		state.now += 1000;
		expect(await status('/health')).toEqual([
			503,
			{
				status: 'unhealthy',
				problem: 'Litmos does not take the key',
				litmos: {answeredAt: '2026-01-01T00:01:00.000Z', ageSeconds: 0},
			},
		]);
		expect(state.checks).toBe(2);
	});

	it('tells what is known, and how old it is, while Litmos takes its time', async () => {
		let answer = () => {};
		const state = await serve(() => new Promise((resolve) => (answer = resolve)));
		expect(await status('/health')).toEqual([
			503,
			{status: 'unhealthy', problem: 'Litmos hasn’t responded yet', litmos: null},
		]);
		answer();
		expect((await status('/health'))[0]).toBe(200);
		state.now += 90_000;
		const [code, body] = await status('/health');
		expect([code, body.litmos.ageSeconds]).toEqual([200, 90]);
		// The same question is still open: nobody asks twice.
		await status('/health');
		expect(state.checks).toBe(2);
		answer();
	});
});

test('a port that is taken is said in words', async () => {
	const options = {address: '127.0.0.1', check: async () => {}, isReady: () => true};
	server = await startHealthServer({...options, port: 0});
	const port = Number(new URL(server.url).port);
	await expect(startHealthServer({...options, port})).rejects.toMatchObject({code: 'input/invalid'});
});

test('listens on this computer only, unless told otherwise', () => {
	expect(resolveSettings({flags: {}, env: {}}).values.healthCheckBindAddress).toBe('127.0.0.1');
});
