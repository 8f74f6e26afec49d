import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';

/** Built: from source, each start would read and translate some hundred files. */
const main = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
let folder: string;
let sandbox: Sandbox;
let environment: Record<string, string>;

function start(argv: readonly string[], env: Record<string, string | undefined> = {}): ChildProcess {
	return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...argv], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			PATH: process.env.PATH,
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
			HOME: folder,
			TMPDIR: join(folder),
			BATON_STATE_FOLDER: join(folder, 'state'),
			BATON_SECRET_STORE: 'none',
			...env,
		},
	});
}

async function run(argv: readonly string[], env: Record<string, string | undefined> = {}) {
	const child = start(argv, env);
	const [stdout, stderr, code] = await Promise.all([
		text(child.stdout!),
		text(child.stderr!),
		new Promise<number | null>((resolve) => child.on('close', resolve)),
	]);
	return {stdout, stderr, code};
}

/** Resolves with what was written as soon as it matches. */
function waitFor(child: ChildProcess, name: 'stdout' | 'stderr', pattern: RegExp): Promise<string> {
	return new Promise((resolve, reject) => {
		let seen = '';
		child[name]!.on('data', (piece: Buffer) => {
			seen += piece.toString();
			if (pattern.test(seen)) resolve(seen);
		});
		child.on('close', () => reject(new Error(`ended before ${pattern} was seen: ${seen}`)));
	});
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'program-'));
	sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
	// No test waits for the requests of another one.
	environment = {...sandbox.environment, BATON_REQUESTS_PER_MINUTE: '60000'};
});
afterAll(async () => {
	await sandbox.close();
	rmSync(folder, {recursive: true, force: true});
});

it('the sandbox prints what connects to it, and ends well on Ctrl-C', async () => {
	const child = start(['sandbox', '--demo-size', '3/1/1/2', '-o', 'json']);
	const {environment: printed} = JSON.parse(await waitFor(child, 'stdout', /\n\}\n$/));
	expect((await fetch(`${printed.BATON_LITMOS_BASE_URL}/v1.svc/courses`)).status).toBeGreaterThan(0);
	const ended = new Promise((resolve) => child.on('close', resolve));
	child.kill('SIGINT');
	expect(await ended).toBe(0);
});

describe('the program without a screen', () => {
	it('lists courses as JSON on stdout, talk on stderr', async () => {
		const {stdout, stderr, code} = await run(['courses', '-o', 'json'], environment);
		const {courses} = JSON.parse(stdout);
		expect({code, courses: courses.length}).toEqual({code: 0, courses: 6});
		// Nothing was read yet: not known is not none.
		expect(courses.map(({people}: {people: unknown}) => people)).toEqual(Array(6).fill(null));
		expect(
			stderr
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line))
				.at(-1),
		).toMatchObject({text: '6 of 6 courses.'});
	});

	it('stands in for baton-litmos: no command, one sync into sync.c1z', async () => {
		const {BATON_CLIENT_ID: _, BATON_CLIENT_SECRET: __, ...tenant} = environment;
		const {stderr, code} = await run([], tenant);
		expect(code, stderr).toBe(0);
		expect(readFileSync(join(folder, 'sync.c1z')).subarray(0, 5).toString('latin1')).toBe('C1ZF\0');
		const reportFile = join(folder, 'sync.c1z.report.json');
		for (const path of [join(folder, 'sync.c1z'), reportFile]) expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(JSON.parse(readFileSync(reportFile, 'utf8'))).toMatchObject({
			counts: {accounts: 30, teams: 3, courses: 6},
			requests: {spent: expect.any(Number), retried: 0, throttled: 0},
			durationMs: expect.any(Number),
			warnings: expect.any(Object),
		});
		for (const line of stderr.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({level: expect.any(String)});
	});

	it('previews, pushes, and then knows what changed; no secret and no temporary file is left', async () => {
		const overview = JSON.parse((await run(['preview', '-o', 'json'], environment)).stdout);
		expect(overview).toMatchObject({counts: {accounts: 30, teams: 3, courses: 6}, comparison: null});
		const pushed = await run(['push', '-o', 'json', '--wait', '20s'], environment);
		expect(pushed.code, pushed.stderr).toBe(0);
		expect(JSON.parse(pushed.stdout)).toMatchObject({counts: overview.counts, host: environment.BATON_C1_API_HOST});
		const shown = await run(['preview', '-o', 'json'], environment);
		expect(shown.code, shown.stderr).toBe(0);
		const after = JSON.parse(shown.stdout);
		expect(after.comparison).toMatchObject({
			against: {syncId: JSON.parse(pushed.stdout).syncId},
			accountDrop: 0,
			grantDrop: 0,
		});
		expect(readdirSync(join(folder, 'state', 'outgoing'))).toEqual([]);
		for (const file of readdirSync(join(folder, 'state'), {recursive: true, withFileTypes: true})) {
			if (!file.isFile()) continue;
			const path = join(file.parentPath, file.name);
			expect(statSync(path).mode & 0o077, path).toBe(0);
			const content = readFileSync(path, 'latin1');
			expect(content).not.toContain(environment.BATON_API_KEY);
			expect(content).not.toContain(environment.BATON_CLIENT_SECRET);
		}
	});

	it('does not push when much is gone since the last push, unless confirmed', async () => {
		const id = JSON.parse((await run(['courses', '-o', 'json'], environment)).stdout).courses.at(-1).id;
		const fewer = {...environment, BATON_LIMITED_COURSES: id};
		const asked = await run(['push', '-o', 'json'], fewer);
		expect(asked).toMatchObject({code: 5, stdout: ''});
		expect(asked.stderr).not.toContain('"hello"');
		// The sandbox asks for data once; what matters is that the push gets as far as waiting for it.
		const confirmed = await run(['push', '--yes', '-o', 'json', '--wait', '1s'], fewer);
		expect(JSON.parse(confirmed.stderr.trim().split('\n').at(-1)!)).toMatchObject({error: {code: 'c1/no-task'}});
	});

	it.each([
		[[], 2, /Litmos account name: use --source or set BATON_SOURCE/],
		[['push'], 2, /--client-secret or set BATON_CLIENT_SECRET/],
		[['setup'], 2, /needs a terminal/],
		[['sync', '--nope'], 2, /There is no flag/],
		[['--event-feed', 'x'], 2, /--event-feed is not supported/],
		[['sync', '--region', 'mars'], 2, /--region isn’t valid/],
		[['sync', '--config-file', 'none.yaml'], 2, /none.yaml/],
	])('%j without a terminal asks nothing: exit code %i', async (argv, code, words) => {
		const result = await run([...argv, '-o', 'json']);
		expect(result).toMatchObject({code, stdout: ''});
		const {error} = JSON.parse(result.stderr);
		expect(error.exit).toBe(code);
		expect([error.what, error.why, ...error.next].join('\n')).toMatch(words);
	});

	it('says so to a person in words', async () => {
		const {code, stdout, stderr} = await run([]);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(/Litmos account name: use --source or set BATON_SOURCE/);
		expect(stderr).not.toContain('{');
	});

	it('warns about secrets on the command line, and refuses a wrong one with code 3', async () => {
		const {BATON_API_KEY: _, ...others} = environment;
		const {stderr, code} = await run(['courses', '--api-key', 'wrong-key-123'], others);
		expect(code).toBe(3);
		expect(stderr).toMatch(/process list.*BATON_API_KEY/);
		expect(stderr).not.toContain('wrong-key-123');
	});

	it('reads a YAML file, and a flag wins over it', async () => {
		writeFileSync(join(folder, 'c.yaml'), 'source: from-file\nregion: eu\n');
		const {stdout} = await run(['settings', '--config-file', 'c.yaml', '--region', 'au', '-o', 'json'], {
			BATON_API_KEY: 'hush-hush',
		});
		const settings: {id: string; value: string; origin: string}[] = JSON.parse(stdout).settings;
		const of = (id: string) => settings.find((setting) => setting.id === id);
		expect(of('source')).toMatchObject({value: 'from-file', origin: 'config-file'});
		expect(of('region')).toMatchObject({value: 'au', origin: 'flag'});
		expect(of('apiKey')).toMatchObject({origin: 'environment'});
		expect(stdout).not.toContain('hush-hush');
	});

	it('says on Ctrl-C what was and was not changed, exit code 130', async () => {
		// One request a minute: after the first the program is sure to be waiting.
		const child = start(
			['sync', '-f', 'never.c1z', '--fresh', '--requests-per-minute', '1', '--page-size', '10'],
			environment,
		);
		const all = text(child.stderr!);
		await waitFor(child, 'stderr', /Reading from Litmos/);
		const ended = new Promise((resolve) => child.on('close', resolve));
		child.kill('SIGINT');
		expect(await ended).toBe(130);
		expect(await all).toMatch(/What was read so far is saved/);
		expect(readdirSync(folder)).not.toContain('never.c1z');
	});

	it('leaves nothing behind after the sandbox', async () => {
		const before = readdirSync(folder);
		const {code, stderr} = await run(['courses', '--demo', '--demo-size', '10/2/1/5'], {BATON_STATE_FOLDER: undefined});
		expect(code, stderr).toBe(0);
		expect(readdirSync(folder)).toEqual(before);
	});

	it('prints capabilities as baton-litmos does', async () => {
		const golden = JSON.parse(
			readFileSync(fileURLToPath(new URL('../../golden/expected/capabilities.json', import.meta.url)), 'utf8'),
		);
		expect(JSON.parse((await run(['capabilities'])).stdout)).toEqual(golden);
	});

	it('prints version and help at once', async () => {
		expect(await run(['--version'])).toMatchObject({
			code: 0,
			stderr: '',
			stdout: expect.stringMatching(/^litmos-connector \d/),
		});
		const help = await run(['push', '--help']);
		expect(help).toMatchObject({code: 0, stderr: ''});
		expect(help.stdout).toContain('Examples:');
	});
});
