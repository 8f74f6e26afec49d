import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';

const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

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

const state = () => join(folder, 'state');

/** The program as in a container: no sub-command, only variables. */
function start(more: Record<string, string> = {}) {
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
		env: {
			PATH: process.env.PATH,
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
			HOME: folder,
			BATON_STATE_FOLDER: state(),
			...sandbox.environment,
			...more,
		},
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let text = '';
	child.stderr.on('data', (data) => {
		text += data;
	});
	return {child, ended: once(child, 'close'), log: () => text};
}

test.each(['SIGTERM', 'SIGINT'] as const)(
	'one %s in the middle of a sync ends the program in good order',
	async (signal) => {
		// As a service leaves it that was killed while it kept how a sync ended.
		const half = join(state(), 'last-run-service.json.tmp');
		mkdirSync(state(), {mode: 0o700});
		writeFileSync(half, '{', {mode: 0o600});
		const {child, ended, log} = start();
		await vi.waitFor(() => expect(sandbox.litmos.report().totalRequests).toBeGreaterThan(3), {
			timeout: 60_000,
			interval: 5,
		});
		child.kill(signal);
		expect(await ended).toEqual([0, null]);
		// The task was handed back, so that another instance can have it at once.
		expect(sandbox.conductorOne.report().finished).toMatchObject([{ok: false, nonRetryable: false, statusCode: 1}]);
		expect(readdirSync(state(), {recursive: true}).filter((name) => String(name).endsWith('.lock'))).toEqual([]);
		expect(existsSync(join(state(), 'outgoing')) ? readdirSync(join(state(), 'outgoing')) : []).toEqual([]);
		expect(existsSync(half)).toBe(false);
		expect(log()).toContain('"kind":"syncFull"');
		expect(log()).not.toContain('    at ');
	},
);

test('an assignment under way is finished and answered before the program ends', async () => {
	sandbox.conductorOne.behave({firstTask: 'none'});
	sandbox.litmos.behave({latencyMs: 150});
	const [account, course] = await freePair();
	const {child, ended} = start({BATON_PROVISIONING: 'true'});
	sandbox.conductorOne.enqueue({
		kind: 'grant',
		body: {
			entitlement: {
				id: `course:${course}:assigned`,
				slug: 'assigned',
				resource: {id: {resourceType: 'course', resource: course}},
			},
			principal: {id: {resourceType: 'user', resource: account}},
		},
	});
	const assigning = 'POST /users/{id}/courses';
	await vi.waitFor(() => expect(sandbox.litmos.report().requests[assigning]).toBe(1), {timeout: 60_000, interval: 5});
	child.kill('SIGTERM');
	expect(await ended).toEqual([0, null]);
	expect(sandbox.conductorOne.report().finished).toMatchObject([{kind: 'grant', ok: true, annotations: [], times: 1}]);
});

test('a credential that is refused ends the service, and its log says so, too', async () => {
	sandbox.conductorOne.behave({credentialRevoked: true});
	const {ended, log} = start();
	expect(await ended).toEqual([3, null]);
	const last = log()
		.split('\n')
		.find((line) => line.includes('"msg":"stopped"'));
	expect(JSON.parse(last ?? '{}')).toMatchObject({
		level: 'error',
		code: 'c1/credential-refused',
		next: [expect.stringContaining('Rotate')],
	});
});

/** An account, and a course that it does not hold. */
async function freePair(): Promise<[string, string]> {
	const {url, apiKey} = sandbox.litmos;
	const {accounts, courses} = sandbox.litmos.sample(40);
	const account = accounts[0]!.id;
	const answer = await fetch(`${url}/v1.svc/users/${account}/courses?source=x&limit=1000&format=json`, {
		headers: {apikey: apiKey},
	});
	const held = new Set(((await answer.json()) as {Id: string}[]).map(({Id}) => Id));
	const free = courses.find(({id}) => !held.has(id));
	if (!free) throw new Error('the account holds everything');
	return [account, free.id];
}
