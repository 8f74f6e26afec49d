import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {expect, it, onTestFinished, vi} from 'vitest';
import {applyWithKubectl, findClusters, hasKubectl} from '../../../../source/setup/conductorone/kubectl.ts';

/** A kubectl that notes what it is asked and answers by the first words of it; everything else succeeds in silence. */
function fakeKubectl(answers: Record<string, {out?: string; error?: string; code?: number}> = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
	const asked = join(folder, 'asked');
	writeFileSync(asked, '');
	const cases = Object.entries(answers).map(
		([words, {out = '', error = '', code = 0}]) =>
			`case "$*" in '${words}'*) printf '%s' '${out}'; printf '%s' '${error}' >&2; exit ${code};; esac`,
	);
	const program = join(folder, 'kubectl');
	writeFileSync(program, ['#!/bin/sh', `echo "$*" >> '${asked}'`, ...cases, ''].join('\n'));
	chmodSync(program, 0o755);
	vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
	onTestFinished(() => {
		vi.unstubAllEnvs();
		rmSync(folder, {recursive: true, force: true});
	});
	return () => readFileSync(asked, 'utf8').trim().split('\n');
}

async function apply(namespace: string | undefined, signal = new AbortController().signal) {
	const lines: string[] = [];
	const end = await applyWithKubectl({
		folder: '/files',
		context: 'prod',
		namespace,
		name: 'litmos-connector',
		signal,
		onLine: (line) => void lines.push(line),
	}).then(
		() => undefined,
		(error: unknown) => error,
	);
	return {lines, end};
}

it('makes the namespace, applies the secret before the deployment, and shows the pod', async () => {
	const asked = fakeKubectl({
		'get namespace': {error: 'Error from server (NotFound)', code: 1},
		'get pods': {out: 'NAME  READY\nlitmos-connector-1  1/1\n'},
	});
	const {lines, end} = await apply('apps');
	expect(end).toBeUndefined();
	expect(lines).toContain('litmos-connector-1  1/1');
	const order = asked().filter((line) => /^(create|apply|rollout)/.test(line));
	expect(order).toEqual([
		'create namespace apps --context prod',
		'apply --context prod --namespace apps --filename /files/secret.yaml',
		'apply --context prod --namespace apps --filename /files/deployment-hardened.yaml',
		expect.stringMatching(
			/^rollout status --context prod --namespace apps deployment\/litmos-connector --timeout=\d+s$/,
		),
	]);
});

it('leaves a namespace alone that is there, and names none when none was chosen', async () => {
	const there = fakeKubectl();
	await apply('apps');
	expect(there().join('\n')).not.toContain('create namespace');
	const current = fakeKubectl();
	await apply(undefined);
	expect(current().join('\n')).not.toContain('namespace');
	// Whatever kubectl points to at the moment, it is told which cluster.
	expect(current().filter((line) => !line.includes('--context prod'))).toEqual([]);
});

it('says in kubectl’s words why something was refused, and goes no further', async () => {
	const asked = fakeKubectl({apply: {error: 'error: You must be logged in to the server (Unauthorized)', code: 1}});
	expect((await apply('apps')).end).toMatchObject({why: expect.stringContaining('Unauthorized'), exit: 1});
	expect(asked().filter((line) => line.startsWith('apply'))).toHaveLength(1);
});

it('shows pods and log when the pod does not come up', async () => {
	fakeKubectl({
		rollout: {error: 'error: timed out waiting for the condition', code: 1},
		'get pods': {out: 'litmos-connector-1  0/1  ImagePullBackOff\n'},
		logs: {out: 'no such image\n'},
	});
	const {lines, end} = await apply('apps');
	expect(end).toMatchObject({message: expect.stringContaining('didn’t start')});
	expect(lines.join('\n')).toMatch(/ImagePullBackOff[\s\S]*no such image/);
});

it('ends kubectl when it is told to stop', async () => {
	const stop = new AbortController();
	stop.abort();
	const asked = fakeKubectl();
	expect((await apply('apps', stop.signal)).end).toMatchObject({code: 'cancelled'});
	expect(asked()).toEqual(['']);
});

it('knows whether kubectl is there', async () => {
	fakeKubectl();
	expect(await hasKubectl()).toBe(true);
	vi.stubEnv('PATH', '/nowhere');
	expect(await hasKubectl()).toBe(false);
	expect((await apply('apps')).end).toMatchObject({message: 'kubectl couldn’t be started'});
});

it('shows the rollout line by line while it goes on', async () => {
	const go = join(mkdtempSync(join(tmpdir(), 'rollout-')), 'go');
	onTestFinished(() => rmSync(join(go, '..'), {recursive: true, force: true}));
	const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const rollout = `echo 'Waiting for deployment'; while [ ! -e '${go}' ]; do sleep 0.05; done; echo 'successfully rolled out'`;
	writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\ncase "$1" in rollout) ${rollout};; esac\n`);
	chmodSync(join(folder, 'kubectl'), 0o755);
	vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
	onTestFinished(() => void vi.unstubAllEnvs());
	const lines: string[] = [];
	await applyWithKubectl({
		folder: '/files',
		context: 'prod',
		namespace: undefined,
		name: 'litmos-connector',
		signal: new AbortController().signal,
		onLine(line) {
			lines.push(line);
			// The rollout ends only once its first line has been heard.
			if (line === 'Waiting for deployment') writeFileSync(go, '');
		},
	});
	expect(lines).toEqual(['Waiting for deployment', 'successfully rolled out']);
});

it('lists the clusters of the kubectl configuration, and none where there is none', async () => {
	const view = {
		'current-context': 'prod',
		contexts: [
			{name: 'prod', context: {cluster: 'eu', namespace: 'learning'}},
			{name: 'lab', context: {cluster: 'local'}},
		],
		clusters: [{name: 'eu', cluster: {server: 'https://eu.example.com'}}],
	};
	fakeKubectl({'config view': {out: JSON.stringify(view)}});
	expect(await findClusters()).toEqual([
		{context: 'prod', cluster: 'eu', server: 'https://eu.example.com', namespace: 'learning', isCurrent: true},
		{context: 'lab', cluster: 'local', server: '', namespace: undefined, isCurrent: false},
	]);
	fakeKubectl({'config view': {out: '{"contexts":null,"clusters":null,"current-context":""}'}});
	expect(await findClusters()).toEqual([]);
	vi.stubEnv('PATH', '/nowhere');
	expect(await findClusters()).toEqual([]);
});
