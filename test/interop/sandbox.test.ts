import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../sandbox/conductorone/server.ts';
import {builtProgram, missingPrograms, programVersion} from './programs.ts';

const missing = missingPrograms();
if (missing) console.log(`Skipped: ${missing}.`);

/**
 * The sandbox’s ConductorOne is only worth testing against when the real client gets along with it: a minimal connector
 * on ConductorOne's own SDK signs in, syncs, uploads and finishes, over TLS.
 */
describe.skipIf(missing)(`the sandbox checked with ${programVersion('sdk-connector')}`, () => {
	let folder: string;
	let c1: ConductorOneSandbox;
	let connector: ChildProcess | undefined;

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'compatibility-'));
		c1 = await startConductorOneSandbox({behaviour: {tls: true, nextPollMs: 100}});
	});
	afterEach(async () => {
		connector?.kill('SIGKILL');
		await c1.close();
		rmSync(folder, {recursive: true, force: true});
	});

	function startConnector(more: Record<string, string> = {}) {
		const authority = join(folder, 'ca.pem');
		writeFileSync(authority, c1.ca!);
		connector = spawn(builtProgram('sdk-connector'), [], {
			cwd: folder,
			stdio: 'ignore',
			env: {
				PATH: process.env.PATH,
				NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
				HOME: folder,
				SSL_CERT_FILE: authority,
				BATON_CLIENT_ID: c1.clientId,
				BATON_CLIENT_SECRET: c1.clientSecret,
				BATON_C1_API_HOST: c1.host,
				...more,
			},
		});
	}

	test('a full sync is greeted, taken, uploaded and finished', async () => {
		startConnector();
		await vi.waitFor(() => expect(c1.report().finished).toHaveLength(1), {timeout: 180_000, interval: 100});
		const report = c1.report();
		expect(report.refused).toEqual([]);
		expect(report.hellos[0]).toMatchObject({metadata: 'Probe'});
		expect(report.finished[0]).toMatchObject({kind: 'sync', ok: true, times: 1});
		expect(report.syncs[0]).toMatchObject({
			syncType: 'full',
			resources: {user: 1, team: 1},
			entitlements: {member: 1},
			grants: {member: 1},
			problems: [],
		});
	});

	test('a task that the connector cannot do comes back as a final failure', async () => {
		c1.behave({firstTask: 'none'});
		const taskId = c1.enqueue({
			kind: 'grant',
			body: {
				entitlement: {id: 'team:t1:member', resource: {id: {resourceType: 'team', resource: 't1'}}},
				principal: {id: {resourceType: 'user', resource: 'u1'}},
			},
		});
		startConnector({BATON_PROVISIONING: 'true'});
		await vi.waitFor(() => expect(c1.report().finished).toHaveLength(1), {timeout: 180_000, interval: 100});
		expect(c1.report().finished[0]).toMatchObject({taskId, ok: false, nonRetryable: true, times: 1});
	});
});
