import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {commands} from '../../../source/cli/commands/all.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({
		size: {accounts: 5, courses: 2, teams: 1, enrolments: 5},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
});
afterAll(() => sandbox.close());

/** Everything ConductorOne was asked, and every write to Litmos. */
function seen() {
	const {hellos, syncs, finished, rest} = sandbox.conductorOne.report();
	const writes = Object.keys(sandbox.litmos.report().requests).filter((name) => !name.startsWith('GET '));
	return {hellos, syncs, finished, requests: rest.requests, writes};
}

it.each([
	['preview'],
	['sync', '--file', 'FOLDER/out.c1z'],
	['courses'],
	['settings'],
	['status', '--local'],
	['export', '--to', 'kubernetes', '--folder', 'FOLDER/files'],
	['export', '--to', 'terraform', '--folder', 'FOLDER/files'],
])('%s sends nothing to ConductorOne and changes nothing in Litmos', async (name, ...argv) => {
	const folder = temporaryFolder();
	const command = commands.find((one) => one.name === name)!;
	const before = seen();
	const words = argv.map((word) => word.replace('FOLDER', folder));
	const ended = await runCommand(command, words, {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_SECRET_STORE: 'none',
		BATON_STATE_FOLDER: join(folder, 'state'),
	});
	expect(ended.code, ended.stderr).toBe(0);
	expect(seen()).toEqual(before);
	if (name === 'export') expect(readdirSync(join(folder, 'files')).length).toBeGreaterThan(0);
	expect(existsSync(join(folder, 'state', 'secrets.json'))).toBe(false);
});

it('demo data comes from addresses of this computer only', () => {
	const {environment, litmos, conductorOne} = sandbox;
	for (const url of [litmos.url, conductorOne.url, environment.BATON_LITMOS_BASE_URL ?? '']) {
		expect(new URL(url).hostname).toBe('127.0.0.1');
	}
	expect(environment.BATON_C1_API_HOST).toMatch(/^127\.0\.0\.1:/);
});
