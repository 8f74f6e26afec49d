import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {Sandbox} from '../../../source/sandbox/contract.ts';
import {startSandbox} from '../../../source/sandbox/sandbox.ts';

const program = fileURLToPath(new URL('../../../source/cli/main.ts', import.meta.url));

let folder: string;
let sandbox: Sandbox;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stop-'));
	sandbox = await startSandbox({
		size: {accounts: 40, courses: 8, teams: 3, enrolments: 120},
		litmos: {limiter: 'none', latencyMs: 40},
		conductorOne: {nextPollMs: 50},
	});
});
afterEach(async () => {
	await sandbox.close();
	rmSync(folder, {recursive: true, force: true});
});

test.each(['SIGTERM', 'SIGINT'] as const)(
	'one %s in the middle of a sync ends the program in good order',
	async (signal) => {
		const state = join(folder, 'state');
		// As in a container: no sub-command, only variables.
		const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
			env: {PATH: process.env.PATH, HOME: folder, BATON_STATE_FOLDER: state, ...sandbox.environment},
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let log = '';
		child.stderr.on('data', (data) => {
			log += data;
		});
		const ended = once(child, 'exit');
		await vi.waitFor(() => expect(sandbox.litmos.report().totalRequests).toBeGreaterThan(3), {
			timeout: 20_000,
			interval: 5,
		});
		child.kill(signal);
		expect(await ended).toEqual([0, null]);
		// The task was handed back, so that another instance can have it at once.
		expect(sandbox.conductorOne.report().finished).toMatchObject([{ok: false, nonRetryable: false, statusCode: 1}]);
		expect(readdirSync(state, {recursive: true}).filter((name) => String(name).endsWith('.lock'))).toEqual([]);
		expect(existsSync(join(state, 'outgoing')) ? readdirSync(join(state, 'outgoing')) : []).toEqual([]);
		expect(log).toContain('"kind":"syncFull"');
		expect(log).not.toContain('    at ');
	},
);
