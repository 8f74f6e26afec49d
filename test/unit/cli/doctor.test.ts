import {chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, onTestFinished, vi} from 'vitest';
import {connect} from '../../../source/cli/commands/connect.ts';
import {pauseConnector} from '../../../source/cli/commands/control.ts';
import {doctor} from '../../../source/cli/commands/doctor.ts';
import type {LitmosBehaviour} from '../../sandbox/litmos/behaviour.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {contentOf, runCommand, temporaryFolder} from './in-process.ts';

async function services(litmos: Partial<LitmosBehaviour> = {}) {
	const sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		litmos: {limiter: 'none', ...litmos},
		conductorOne: {nextPollMs: 20},
	});
	onTestFinished(() => sandbox.close());
	const place = temporaryFolder();
	vi.stubEnv('XDG_CACHE_HOME', join(place, 'cache'));
	onTestFinished(() => void vi.unstubAllEnvs());
	const env = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'file',
	};
	return {sandbox, place, env};
}

interface Found {
	id: string;
	result: string;
	said: string;
	toDo: string[];
	took: number | null;
}
const trouble = (probes: Found[]) => probes.filter(({result}) => result === 'failed').map(({id}) => id);

it('with demo data, all is well', async () => {
	const {code, data, stderr} = await runCommand(doctor, ['--demo', '--demo-size', 'S'], {});
	expect(code, stderr).toBe(0);
	const {probes} = data as {probes: Found[]};
	expect(trouble(probes)).toEqual([]);
	for (const id of [
		'litmos-connection',
		'litmos-key',
		'litmos-accounts',
		'litmos-paging',
		'c1-sign-in',
		'c1-credential',
	]) {
		expect(probes.find((probe) => probe.id === id)).toMatchObject({result: 'ok', took: expect.any(Number)});
	}
});

it('tells people line by line, and writes a report without names', async () => {
	const {place, env, sandbox} = await services();
	const path = join(place, 'doctor.txt');
	const {code, stdout, stderr} = await runCommand(doctor, ['-o', 'table', '--report', path], env);
	expect(code, stderr).toBe(0);
	expect(stdout).toMatch(/^ok +Litmos: API key +Litmos accepts it$/m);
	expect(stdout).toMatch(/0 failures/);
	expect(stderr).toContain(path);
	const report = readFileSync(path, 'utf8');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(report).toContain('litmos-key');
	for (const text of [
		sandbox.litmos.apiKey,
		sandbox.litmos.source,
		place,
		sandbox.conductorOne.personal.clientSecret,
	]) {
		expect(report.includes(text)).toBe(false);
	}
});

it.each([
	['a wrong key', {}, {BATON_API_KEY: 'ffffffff-d9cb-469f-a165-70867728950e'}, 'litmos-key', 3],
	['an Administrator’s key', {keyRole: 'Administrator'}, {}, 'litmos-role', 3],
	['Litmos down', {down: true}, {}, 'litmos-connection', 4],
	['a wrong client secret', {}, {BATON_CLIENT_SECRET: 'nonsense'}, 'c1-credential', 3],
] as const)('names %s first', async (_, litmos, change, first, exit) => {
	const {env} = await services(litmos);
	const {code, data} = await runCommand(doctor, [], {...env, ...change});
	expect(trouble(data.probes)[0]).toBe(first);
	expect(code).toBe(exit);
});

it('says that pages are capped, which is no failure', async () => {
	const {env} = await services({pageCap: 10});
	const {code, data} = await runCommand(doctor, [], env);
	expect(code).toBe(0);
	expect(data.probes.find(({id}: Found) => id === 'litmos-paging')).toMatchObject({result: 'warning'});
});

it('finds the connector that was set up from here, that it never connected, and that it is paused', async () => {
	const {env, place} = await services();
	const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...signedIn}: Record<string, string> = env;
	const answers = ['--new-app', 'Litmos', '--hosting', 'docker', '--folder', join(place, 'files')];
	const made = await runCommand(connect, [...answers, '--yes', '--wait', '0'], signedIn);
	expect(made.code, made.stderr).toBe(0);
	const fresh = await runCommand(doctor, [], signedIn);
	expect(fresh.code, fresh.stdout).toBe(0);
	const result = (id: string) => fresh.data.probes.find((probe: Found) => probe.id === id)?.result;
	expect(['c1-connector', 'c1-credential-age', 'c1-last-sync'].map(result)).toEqual(['warning', 'ok', 'warning']);
	const pausing = await runCommand(pauseConnector, [], signedIn);
	expect(pausing.code, pausing.stderr).toBe(0);
	const paused = await runCommand(doctor, [], signedIn);
	expect(trouble(paused.data.probes)).toEqual(['c1-connector']);
	expect(paused.code).toBe(5);
});

it('changes nothing in Litmos, in ConductorOne or in the state folder, and makes no folder', async () => {
	const {env, sandbox, place} = await services();
	const seen = () => {
		const {hellos, syncs, finished} = sandbox.conductorOne.report();
		const writes = Object.keys(sandbox.litmos.report().requests).filter((name) => !name.startsWith('GET '));
		return {hellos, syncs, finished, writes};
	};
	const before = seen();
	expect((await runCommand(doctor, [], env)).code).toBe(0);
	expect(existsSync(join(place, 'state'))).toBe(false);
	mkdirSync(join(place, 'state'), {mode: 0o700});
	writeFileSync(join(place, 'state', 'settings.json'), '{"answers": {"source": "sandbox-academy"}}');
	writeFileSync(join(place, 'state', 'conductorone.json'), '{"setUpId": "s", "setUps": {}}');
	const files = contentOf(join(place, 'state'));
	expect((await runCommand(doctor, [], env)).code).toBe(0);
	expect(contentOf(join(place, 'state'))).toBe(files);
	expect(seen()).toEqual(before);
});

it('is not stopped by saved answers that are damaged, and leaves them where they are', async () => {
	const {env, place} = await services();
	const state = join(place, 'state');
	mkdirSync(state, {mode: 0o700});
	writeFileSync(join(state, 'settings.json'), '{"answers": ');
	const {code, data} = await runCommand(doctor, [], env);
	expect(trouble(data.probes)).toEqual(['state-folder']);
	expect(code).toBe(1);
	expect(readFileSync(join(state, 'settings.json'), 'utf8')).toBe('{"answers": ');
});

it('is not stopped by a state folder that others can write in, and leaves it as it is', async () => {
	const {env, place} = await services();
	const state = join(place, 'state');
	mkdirSync(state);
	chmodSync(state, 0o777);
	const {code, data} = await runCommand(doctor, [], env);
	expect(data.probes.find(({id}: Found) => id === 'state-folder')).toMatchObject({result: 'warning'});
	expect(code).toBe(0);
	expect(statSync(state).mode & 0o777).toBe(0o777);
});
