import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {connect} from '../../../source/cli/commands/connect.ts';
import {type Sandbox, type SandboxOptions, startSandbox} from '../../sandbox/sandbox.ts';
import {contentOf, runCommand, temporaryFolder} from './in-process.ts';

/** Both services of the sandbox, and a place with state folder and working folder of its own. */
async function start(options: SandboxOptions = {}) {
	const sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		...options,
		litmos: {limiter: 'none', ...options.litmos},
		conductorOne: {nextPollMs: 20, ...options.conductorOne},
	});
	onTestFinished(() => sandbox.close());
	const place = temporaryFolder();
	const env = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'file',
	};
	const run = (...argv: string[]) => runCommand(connect, argv, env);
	return {sandbox, place, env, run};
}

const setUpOf = ({conductorOne}: Sandbox) => {
	const {apps, connectors} = conductorOne.report().rest;
	const [app] = apps.filter(({displayName, deleted}) => displayName === 'Litmos' && !deleted);
	return {app, connectors: connectors.filter(({appId, deleted}) => appId === app?.id && !deleted)};
};

describe('from nothing', () => {
	it('hosted: ends with ConductorOne showing the data', async () => {
		const {sandbox, run} = await start();
		const {code, data, stderr} = await run('--new-app', 'Litmos', '--hosting', 'hosted', '--yes');
		expect(code, stderr).toBe(0);
		expect(data).toMatchObject({
			hosting: 'hosted',
			stepsDone: ['app', 'connector'],
			state: {word: 'Connected'},
			proof: {isComplete: true, arrived: {accounts: 30}},
		});
		expect(setUpOf(sandbox).connectors).toHaveLength(1);
		const again = await run('--new-app', 'Litmos', '--hosting', 'hosted', '--yes');
		expect(again).toMatchObject({code: 0, data: {stepsDone: []}});
		expect(setUpOf(sandbox).connectors).toHaveLength(1);
	});

	it('here: pushes, and ConductorOne shows exactly what was sent', async () => {
		const {sandbox, run} = await start();
		const {code, data, stderr} = await run('--new-app', 'Litmos', '--hosting', 'here', '--yes');
		expect(code, stderr).toBe(0);
		expect(data.proof.rows).toEqual([
			{what: 'accounts', sent: 30, arrived: 30, missing: 0},
			expect.objectContaining({what: 'entitlements', missing: 0}),
			expect.objectContaining({what: 'grants', missing: 0}),
		]);
		expect(data.state.word).toBe('Connected');
		expect(JSON.stringify(setUpOf(sandbox).connectors)).not.toContain(sandbox.litmos.apiKey);
		expect(sandbox.conductorOne.report().syncs[0]?.problems).toEqual([]);
	});

	it.each(['kubernetes', 'docker', 'systemd'] as const)(
		'%s: writes the files with the issued credential',
		async (hosting) => {
			const {sandbox, run, place} = await start();
			const folder = join(place, 'files');
			const {code, data, stdout, stderr} = await run(
				'--new-app',
				'Litmos',
				'--hosting',
				hosting,
				'--folder',
				folder,
				'--yes',
			);
			expect(code, stderr).toBe(0);
			expect(data.files).toMatchObject({folder, isDone: true});
			const [connector] = setUpOf(sandbox).connectors;
			expect(connector?.status).toBe('');
			expect(JSON.stringify(connector)).not.toContain(sandbox.litmos.apiKey);
			const content = data.files.names.map((name: string) => readFileSync(join(folder, name), 'utf8')).join('\n');
			expect(content).toContain(data.credential.clientId);
			expect(content).toMatch(/CLIENT_SECRET.*secret-token:/);
			expect(content).toContain(sandbox.litmos.apiKey);
			expect(stdout + stderr).not.toContain(sandbox.litmos.apiKey);
			expect(stdout + stderr).not.toContain('secret-token');
			expect(contentOf(join(place, 'state'))).not.toContain('secret-token');
		},
	);

	it('names the settings that its files leave out, before anything is made', async () => {
		const {run, place} = await start();
		const ways = {
			kubernetes: ['--folder', join(place, 'kubernetes')],
			docker: ['--folder', join(place, 'docker')],
			hosted: [],
		};
		for (const [hosting, more] of Object.entries(ways)) {
			const argv = ['--new-app', hosting, '--hosting', hosting, ...more, '--send-messages', '--skip-empty-teams'];
			const dry = await run(...argv, '--dry-run');
			expect(dry.stderr).toMatch(/--requests-per-minute, --send-messages[^.]*--skip-empty-teams/);
			const {stderr} = await run(...argv, '--yes', '--wait', '0');
			expect(stderr.indexOf('--send-messages')).toBeGreaterThan(0);
		}
	});

	it('terraform: writes files without any secret and makes nothing in ConductorOne', async () => {
		const {sandbox, run, place} = await start();
		const folder = join(place, 'files');
		const {code, data} = await run('--new-app', 'Litmos', '--hosting', 'terraform', '--folder', folder, '--yes');
		expect(code).toBe(0);
		expect(data).toMatchObject({stepsDone: ['files'], app: null, connector: null});
		expect(setUpOf(sandbox).app).toBeUndefined();
		expect(contentOf(folder)).not.toContain(sandbox.litmos.apiKey);
		expect(contentOf(folder)).not.toContain('secret-token');
	});

	it('delegated: an owner gets it to fill in, found by e-mail', async () => {
		const {sandbox, run} = await start();
		const {code, data} = await run('--new-app', 'Litmos', '--hosting', 'hosted', '--delegate-to', 'me', '--yes');
		expect(code).toBe(0);
		expect(data.notes.join(' ')).toContain('enter the Litmos API key');
		expect(setUpOf(sandbox).connectors[0]?.config).toEqual({});
	});

	it('carries chosen courses over as ids joined by commas, whatever they were named by', async () => {
		const {sandbox, run} = await start();
		const courses = sandbox.litmos.sample(2).courses;
		const chosen = `${courses[0]?.originalId},${courses[1]?.id}`;
		const {code, stderr} = await run(
			'--new-app',
			'Litmos',
			'--hosting',
			'hosted',
			'--limited-courses',
			chosen,
			'--yes',
		);
		expect(code, stderr).toBe(0);
		const ids = setUpOf(sandbox).connectors[0]?.config.litmos_course_ids?.split(',');
		expect(ids?.sort()).toEqual(courses.map(({id}) => id).sort());
	});

	it('carries what a rule matches over as ids where ConductorOne runs the connector, and says so', async () => {
		const {sandbox, run} = await start();
		const [one, two] = sandbox.litmos.sample(2).courses;
		const rule = ['--course-rule', `id is ${one!.id}`, '--course-rule', `id is ${two!.id}`];
		const {code, stderr} = await run('--new-app', 'Litmos', '--hosting', 'hosted', ...rule, '--yes');
		expect(code, stderr).toBe(0);
		const ids = setUpOf(sandbox).connectors[0]?.config.litmos_course_ids?.split(',');
		expect(ids?.sort()).toEqual([one!.id, two!.id].sort());
		expect(stderr).toContain('The course rule was resolved to 2 courses on ');
	});
});

describe('without being asked', () => {
	it('does nothing without --yes where nobody can agree', async () => {
		const {sandbox, run} = await start();
		const {code} = await run('--new-app', 'Litmos', '--hosting', 'hosted');
		expect(code).toBe(5);
		expect(setUpOf(sandbox).app).toBeUndefined();
	});

	it('names everything that is not answered', async () => {
		const {run} = await start();
		const {code, stderr} = await run('--yes');
		expect(code).toBe(2);
		expect(stderr).toMatch(/--new-app.*--hosting/);
	});

	it('takes the answers from JSON, too, and refuses unknown ones', async () => {
		const {run, place} = await start();
		const {writeFileSync} = await import('node:fs');
		const path = join(place, 'answers.json');
		writeFileSync(path, JSON.stringify({newApp: 'Litmos', hosting: 'hosted'}));
		expect(await run('--answers', path, '--yes')).toMatchObject({code: 0, data: {app: {name: 'Litmos'}}});
		writeFileSync(path, JSON.stringify({newApp: 'Litmos', hosted: true}));
		expect((await run('--answers', path, '--yes')).code).toBe(2);
	});

	it.each(['hosted', 'here', 'kubernetes', 'terraform', 'docker', 'systemd'])(
		'%s: a dry run prints requests and files, no secret, and changes nothing',
		async (hosting) => {
			const {sandbox, run, place} = await start();
			const before = sandbox.conductorOne.report().rest;
			const {code, data, stdout, stderr} = await run(
				'--new-app',
				'Litmos',
				'--hosting',
				hosting,
				'--folder',
				join(place, 'files'),
				'--dry-run',
			);
			expect(code, stderr).toBe(0);
			expect(data.requests.length + data.files.length).toBeGreaterThan(0);
			expect(stdout + stderr).not.toContain(sandbox.litmos.apiKey);
			expect(stdout + stderr).not.toContain('secret-token');
			expect(sandbox.conductorOne.report().rest.apps).toEqual(before.apps);
			expect(sandbox.conductorOne.report().rest.credentials).toEqual(before.credentials);
			expect(() => contentOf(join(place, 'files'))).toThrow('ENOENT');
		},
	);

	it('undoes the last set-up only once somebody agrees', async () => {
		const {sandbox, run} = await start();
		await run('--new-app', 'Litmos', '--hosting', 'here', '--yes');
		const dry = await run('--undo', '--dry-run');
		expect(dry).toMatchObject({code: 0, data: {wouldUndo: expect.arrayContaining(['the app “Litmos”'])}});
		const unasked = await run('--undo');
		expect(unasked.code).toBe(5);
		expect(unasked.stderr).toContain('the app “Litmos”');
		expect(unasked.stderr).toContain('--yes');
		expect(setUpOf(sandbox).connectors).toHaveLength(1);
		const {code, data} = await run('--undo', '--yes');
		expect(code).toBe(0);
		expect(data.undone).toEqual(dry.data.wouldUndo);
		expect(setUpOf(sandbox).app).toBeUndefined();
		expect((await run('--undo', '--yes')).code).toBe(2);
	});

	it('leaves files alone that hold something else, before anything is made', async () => {
		const {sandbox, run, place} = await start();
		const folder = join(place, 'files');
		const {mkdirSync, writeFileSync} = await import('node:fs');
		mkdirSync(folder);
		writeFileSync(join(folder, 'secret.yaml'), 'mine');
		const way = ['--new-app', 'Litmos', '--hosting', 'kubernetes', '--folder', folder, '--yes'];
		expect((await run(...way)).code).toBe(2);
		expect(setUpOf(sandbox).app).toBeUndefined();
		expect((await run(...way, '--overwrite')).code).toBe(0);
		expect(readFileSync(join(folder, 'secret.yaml'), 'utf8')).toContain('BATON_CLIENT_SECRET');
	});

	it('checks the Litmos key before anything is made', async () => {
		const {sandbox, env} = await start();
		const wrong = {...env, BATON_API_KEY: 'wrong-key-0123456789'};
		const {code} = await runCommand(connect, ['--new-app', 'Litmos', '--hosting', 'hosted', '--yes'], wrong);
		expect(code).toBe(3);
		expect(setUpOf(sandbox).app).toBeUndefined();
	});

	it('says what a role may not', async () => {
		const {run} = await start({conductorOne: {role: 'read-only-admin'}});
		const {code, stderr} = await run('--new-app', 'Litmos', '--hosting', 'hosted', '--yes');
		expect(code).toBe(3);
		expect(stderr).toContain('Administrator');
	});
});

/** A kubectl that knows two clusters, points to the second, and notes what it is asked. */
async function withKubectl(place: string): Promise<() => string[]> {
	const {chmodSync, mkdirSync, writeFileSync} = await import('node:fs');
	const bin = join(place, 'bin');
	mkdirSync(bin);
	const calls = join(place, 'calls');
	const view = JSON.stringify({
		'current-context': 'somebody-elses',
		contexts: ['prod', 'somebody-elses'].map((name) => ({name, context: {cluster: name}})),
		clusters: ['prod', 'somebody-elses'].map((name) => ({name, cluster: {server: `https://${name}.example.com`}})),
	});
	const answers = [
		`config) echo '${view}';;`,
		'get) [ "$2" = namespace ] && exit 1; echo "baton-litmos-1 1/1 Running";;',
	].join('\n');
	writeFileSync(join(bin, 'kubectl'), `#!/bin/sh\necho "$@" >> ${calls}\ncase "$1" in\n${answers}\nesac\nexit 0\n`);
	chmodSync(join(bin, 'kubectl'), 0o755);
	const {PATH} = process.env;
	process.env.PATH = `${bin}:${PATH}`;
	onTestFinished(() => {
		process.env.PATH = PATH;
	});
	return () => readFileSync(calls, 'utf8').trim().split('\n');
}

it('kubernetes: applies nothing to a cluster that nobody named', async () => {
	const {sandbox, place, env} = await start();
	const calls = await withKubectl(place);
	const way = ['--new-app', 'Litmos', '--hosting', 'kubernetes', '--apply', '--folder', join(place, 'files'), '--yes'];
	const {code, stderr} = await runCommand(connect, [...way, '--wait', '0'], env);
	expect(code).toBe(2);
	expect(stderr).toContain('--context: prod, somebody-elses');
	expect(calls().filter((line) => line.startsWith('apply'))).toEqual([]);
	expect(setUpOf(sandbox).connectors).toHaveLength(0);
});

it('kubernetes: applies the files with kubectl to a namespace, watches the pod, and waits until the connector reports in', async () => {
	const {sandbox, place, env} = await start();
	const calls = await withKubectl(place);
	const folder = join(place, 'files');
	const way = [
		'--new-app',
		'Litmos',
		'--hosting',
		'kubernetes',
		'--namespace',
		'baton',
		'--context',
		'prod',
		'--apply',
		'--folder',
		folder,
	];
	// No pod runs here, so nobody reports in: that is said, and told by the exit code.
	const {code, data, stderr} = await runCommand(connect, [...way, '--wait', '1s', '--yes'], env);
	expect(stderr).toContain('baton-litmos-1 1/1 Running');
	expect(code).toBe(4);
	expect(data).toMatchObject({
		stepsDone: ['app', 'connector', 'credential', 'files', 'apply'],
		state: {word: 'Not connected'},
	});
	expect(stderr).toContain('Kubernetes: context prod (https://prod.example.com), namespace baton');
	expect(calls()).toEqual(
		expect.arrayContaining([
			'create namespace baton --context prod',
			`apply --context prod --namespace baton --filename ${join(folder, 'secret.yaml')}`,
			`apply --context prod --namespace baton --filename ${join(folder, 'deployment-hardened.yaml')}`,
		]),
	);
	expect(setUpOf(sandbox).connectors).toHaveLength(1);
});

it('kubernetes: refuses a context that kubectl does not know', async () => {
	const {place, env} = await start();
	const calls = await withKubectl(place);
	const way = ['--new-app', 'Litmos', '--hosting', 'kubernetes', '--apply', '--folder', join(place, 'files'), '--yes'];
	const {code, stderr} = await runCommand(connect, [...way, '--context', 'prd'], env);
	expect(code).toBe(2);
	expect(stderr).toContain('prod, somebody-elses');
	expect(calls().filter((line) => line.startsWith('apply'))).toEqual([]);
});

it('does not wait for grants to people who are in no list, since nobody could show them', async () => {
	// The usual tenant has some: people who hold courses and were deleted since.
	const {sandbox, run} = await start({size: 'S'});
	const {code, data, stderr} = await run('--new-app', 'Litmos', '--hosting', 'here', '--yes');
	expect(code, stderr).toBe(0);
	expect(sandbox.litmos.report().expected.unlisted).toBeGreaterThan(0);
	expect(data.proof).toMatchObject({isComplete: true, rows: [{missing: 0}, {missing: 0}, {missing: 0}]});
});
