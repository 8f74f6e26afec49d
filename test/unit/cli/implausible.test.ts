import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {preview} from '../../../source/cli/commands/preview.ts';
import {push} from '../../../source/cli/commands/push.ts';
import {sync} from '../../../source/cli/commands/sync.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

/** A tenant whose list of accounts is empty once `isEmpty` is set, while its courses and teams list people. */
async function setUp() {
	const sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
	const tenant = {isEmpty: false};
	const server = createServer(async (request, response) => {
		const isList = tenant.isEmpty && /^\/v1\.svc\/users\?/.test(request.url ?? '');
		const answer = await fetch(`${sandbox.litmos.url}${request.url}`, {
			headers: {apikey: String(request.headers.apikey), accept: String(request.headers.accept)},
		});
		const type = answer.headers.get('content-type') ?? '';
		const text = await answer.text();
		response.writeHead(answer.status, {'content-type': type});
		response.end(isList ? (type.includes('xml') ? '<Users></Users>' : '[]') : text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(async () => {
		server.close();
		server.closeAllConnections();
		await sandbox.close();
	});
	const folder = join(temporaryFolder(), 'state');
	const env: Record<string, string> = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: folder,
		BATON_SECRET_STORE: 'none',
	};
	const own = sandbox.litmos.url;
	for (const [name, value] of Object.entries(env)) {
		if (value.startsWith(own))
			env[name] = value.replace(own, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	}
	const run = (command: Command, ...argv: string[]) => runCommand(command, argv, env);
	return {sandbox, tenant, folder, run};
}

it('a first push without accounts is kept back, names the flag, and passes with it', async () => {
	const {sandbox, tenant, run} = await setUp();
	tenant.isEmpty = true;
	const seen = await run(preview);
	expect(seen.code).toBe(0);
	expect(seen.stderr).toMatch(/\d+ grants to accounts that Litmos doesn’t list\. A push will ask/);
	const refused = await run(push);
	expect(refused.code).toBe(5);
	expect(refused.stderr).toMatch(/\d+ grants to accounts that Litmos doesn’t list/);
	expect(refused.stderr).toContain('add --yes');
	expect(sandbox.conductorOne.report().syncs).toEqual([]);
	expect(await run(push, '--yes')).toMatchObject({code: 0});
	expect(sandbox.conductorOne.report().syncs).toHaveLength(1);
});

it('a file is not written over by such data, and what was pushed before stays', async () => {
	const {tenant, folder, run} = await setUp();
	const out = join(folder, '..', 'out.c1z');
	expect((await run(push)).code).toBe(0);
	expect((await run(sync, '-f', out)).code).toBe(0);
	const lastPush = join(
		folder,
		'syncs',
		readdirSync(join(folder, 'syncs')).find((name) => name.endsWith('.last-push.c1z'))!,
	);
	const before = [readFileSync(out), readFileSync(lastPush)];
	tenant.isEmpty = true;
	const refused = await run(sync, '-f', out);
	expect(refused.code).toBe(5);
	expect(refused.stderr).toContain('To write the file anyway, add --yes.');
	// Both reasons, and one question.
	const kept = await run(push);
	expect(kept.code).toBe(5);
	expect(kept.stderr).toContain('that Litmos doesn’t list');
	expect(kept.stderr).toContain('are gone');
	expect([readFileSync(out), readFileSync(lastPush)]).toEqual(before);
	expect((await run(sync, '-f', `${out}.new`, '--yes')).code).toBe(0);
	expect(existsSync(`${out}.new`)).toBe(true);
});
