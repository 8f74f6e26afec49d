import {readdirSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, it, onTestFinished} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {courses} from '../../../source/cli/commands/courses.ts';
import {preview} from '../../../source/cli/commands/preview.ts';
import {push} from '../../../source/cli/commands/push.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

async function setUp() {
	const sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
	onTestFinished(() => sandbox.close());
	const folder = join(temporaryFolder(), 'state');
	const env: Record<string, string> = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: folder,
		BATON_SECRET_STORE: 'none',
	};
	/** A command and the requests it cost. */
	const run = async (command: Command, argv: string[] = [], change: Record<string, string> = {}) => {
		const before = sandbox.litmos.report().totalRequests;
		const ended = await runCommand(command, argv, {...env, ...change});
		return {...ended, requests: sandbox.litmos.report().totalRequests - before};
	};
	return {sandbox, folder, run};
}

it('asks Litmos for the courses each time, and shows no list for a refused key', async () => {
	const {run} = await setUp();
	expect(await run(courses)).toMatchObject({code: 0, requests: 2, data: {total: 6}});
	expect(await run(courses)).toMatchObject({code: 0, requests: 2, data: {total: 6}});
	const refused = await run(courses, [], {BATON_API_KEY: '99999999-9999-4999-8999-999999999999'});
	expect(refused).toMatchObject({code: 3, data: undefined});
	expect(refused.stdout).toBe('');
});

it('shows courses whose list has no proven end, and fails', async () => {
	const {sandbox, run} = await setUp();
	const target = sandbox.environment.BATON_LITMOS_BASE_URL!;
	// A gateway that takes \`start\` out of the address: page one comes again and again.
	const gateway = createServer(async (request, response) => {
		const url = new URL(request.url!, target);
		url.searchParams.delete('start');
		const answer = await fetch(url, {headers: {apikey: String(request.headers.apikey)}});
		response.writeHead(answer.status, {'content-type': answer.headers.get('content-type')!});
		response.end(await answer.text());
	});
	await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void gateway.close());
	const {port} = gateway.address() as AddressInfo;
	const shown = await run(courses, [], {BATON_LITMOS_BASE_URL: `http://127.0.0.1:${port}`});
	expect(shown).toMatchObject({code: 1, data: {shown: 6, total: null, complete: false}});
	expect(shown.stderr).toContain('Litmos keeps sending the same rows for the list of courses');
});

it('pushes what was previewed without reading again, also with the list of courses looked at in between', async () => {
	const {sandbox, run} = await setUp();
	const read = await run(preview);
	expect(read).toMatchObject({code: 0});
	await run(courses);
	const pushed = await run(push);
	expect(pushed).toMatchObject({code: 0, requests: 0});
	expect(pushed.stderr).toMatch(/"readAt":"2/);
	expect(sandbox.conductorOne.report().syncs).toMatchObject([{problems: []}]);
	// Sent once, it is over.
	sandbox.conductorOne.enqueue({kind: 'sync'});
	const again = await run(push);
	expect(again.requests).toBe(read.requests);
});

it('never gives out what another key read; a refused key costs nothing of it', async () => {
	const {folder, run} = await setUp();
	const read = await run(preview);
	const refused = await run(preview, [], {BATON_API_KEY: '99999999-9999-4999-8999-999999999999'});
	expect(refused).toMatchObject({code: 3, stdout: '', requests: 1});
	expect(await run(preview)).toMatchObject({code: 0, requests: 0});
	const [file] = readdirSync(join(folder, 'syncs')).filter((name) => name.endsWith('.sync'));
	const db = new DatabaseSync(join(folder, 'syncs', file!));
	db.exec("update notes set value = 'other' where key = 'key'");
	db.close();
	const again = await run(preview);
	expect(again).toMatchObject({code: 0, requests: read.requests + 1});
	expect(again.stderr).toContain('it was read with another API key. Reading from Litmos again.');
});

it('reads again what was read over an hour ago, and says so; --fresh reads again at once', async () => {
	const {folder, run} = await setUp();
	const read = await run(preview);
	const fresh = await run(preview, ['--fresh']);
	expect(fresh.requests).toBe(read.requests);
	const name = readdirSync(join(folder, 'syncs')).find((file) => file.endsWith('.sync'))!;
	const file = new DatabaseSync(join(folder, 'syncs', name));
	const finishedAt = new Date(Date.now() - 61 * 60_000).toISOString();
	file.prepare("update meta set value = ? where key = 'finishedAt'").run(finishedAt);
	file.close();
	const pushed = await run(push);
	expect(pushed).toMatchObject({code: 0, requests: read.requests});
	expect(pushed.stderr).toContain('read 1 hour ago. Reading from Litmos again.');
});
