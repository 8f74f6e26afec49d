import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Deployment} from 'kubernetes-models/apps/v1';
import {Secret} from 'kubernetes-models/v1';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {parseAllDocuments} from 'yaml';
import type {DeployAnswers} from '../../source/deploy/answers.ts';
import {kubernetes} from '../../source/deploy/kubernetes.ts';
import {terraform} from '../../source/deploy/terraform.ts';
import {runners} from '../../source/deploy/terraform-hosting.ts';
import {writeDeployment} from '../../source/deploy/write-files.ts';
import {buildInBackground, builtProgram, missingPrograms, programVersion} from './programs.ts';

/*
 * What we generate, checked with the programs that read it: kubectl (kustomize), Helm and Terraform. Each is skipped, with the
 * reason printed, where the program is not installed. The long form builds Helm from its Go module then.
 */
const answers: DeployAnswers = {
	source: `acme "north" 'x' \${y} {{ z }} \\`,
	litmosUrl: 'https://api.litmos.com',
	apiKey: 'litmos-key-0000',
	courses: ['TimFniOt0ZQ1', '-Zk3tHlJPsA1'],
	clientId: 'spiffy-otter-1@acme.conductor.one/ccc',
	clientSecret: 'secret-token:conductorone.com:v1:c2VjcmV0',
	provisioning: true,
	image: 'litmos-connector',
	imageReference: `registry.example.com/team/litmos-connector:1.2@sha256:${'4f'.repeat(32)}`,
	namespace: 'learning',
	context: 'prod',
	appName: 'Litmos',
	ownerEmails: ['ann@example.com'],
};

function versionOf(program: string, args: readonly string[]): string | null {
	const {status, stdout} = spawnSync(program, args, {encoding: 'utf8'});
	return status === 0 ? (stdout.trim().split('\n')[0] ?? '') : null;
}
const versions = {
	kubectl: versionOf('kubectl', ['version', '--client']),
	helm: versionOf('helm', ['version', '--short']),
	terraform: versionOf('terraform', ['version']),
};
const buildsHelm = versions.helm === null && missingPrograms() === null;
if (buildsHelm) versions.helm = programVersion('helm');
for (const [program, version] of Object.entries(versions)) {
	if (version === null) console.log(`Skipped: ${program} is not installed, so what we generate for it is not tried.`);
}

async function written(files: Parameters<typeof writeDeployment>[1]): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'generated-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	await writeDeployment(folder, files);
	return folder;
}

type Manifest = {kind: string; metadata: Record<string, unknown>} & Record<string, unknown>;
const manifests = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as Manifest);

describe.skipIf(versions.kubectl === null)(`kustomize of ${versions.kubectl}`, () => {
	test('builds the overlay: namespace, image, and a secret whose values are as they were given', async () => {
		const folder = await written(kubernetes(answers, 'kustomize').files);
		const built = execFileSync('kubectl', ['kustomize', join(folder, 'overlays/production')], {encoding: 'utf8'});
		const [secret, deployment] = ['Secret', 'Deployment'].map((kind) =>
			manifests(built).find((one) => one.kind === kind),
		);
		new Secret(secret as never).validate();
		new Deployment(deployment as never).validate();
		const values = Object.entries(secret?.data as Record<string, string>);
		const decoded = Object.fromEntries(values.map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]));
		expect(decoded).toMatchObject({BATON_SOURCE: answers.source, BATON_CLIENT_SECRET: answers.clientSecret});
		expect(deployment?.metadata.namespace).toBe('learning');
		const text = JSON.stringify(deployment);
		expect(text).toContain(`registry.example.com/team/litmos-connector@sha256:${'4f'.repeat(32)}`);
		// The pod refers to the generated name, so a changed secret starts a new pod.
		expect(text).toContain(String(secret?.metadata.name));
	});

	test('builds it with External Secrets too', async () => {
		const folder = await written(kubernetes({...answers, externalSecretStore: 'vault'}, 'kustomize').files);
		const built = execFileSync('kubectl', ['kustomize', join(folder, 'overlays/production')], {encoding: 'utf8'});
		expect(
			manifests(built)
				.map(({kind}) => kind)
				.sort(),
		).toEqual(['Deployment', 'ExternalSecret']);
	});
});

describe.skipIf(versions.helm === null)(`Helm: ${versions.helm}`, () => {
	beforeAll(async () => {
		if (buildsHelm) await buildInBackground('helm');
	}, 1_200_000);
	const helm = (...args: string[]) => spawnSync(buildsHelm ? builtProgram('helm') : 'helm', args, {encoding: 'utf8'});

	test.each([undefined, 'vault'])('lints the chart, and its manifests fit the schema (store: %s)', async (store) => {
		const folder = await written(kubernetes({...answers, externalSecretStore: store}, 'helm').files);
		const chart = join(folder, 'chart');
		const linted = helm('lint', '--strict', chart);
		expect(linted.status, linted.stdout + linted.stderr).toBe(0);
		const {stdout, stderr} = helm('template', 'litmos', chart, '--namespace', 'learning');
		const [deployment] = manifests(stdout).filter(({kind}) => kind === 'Deployment');
		expect(deployment, stderr).toBeDefined();
		new Deployment(deployment as never).validate();
		expect(JSON.stringify(deployment)).toContain(JSON.stringify(answers.source).slice(1, -1));
		expect(manifests(stdout).some(({kind}) => kind === 'ExternalSecret')).toBe(store !== undefined);
	});

	test('refuses values that the schema does not know', async () => {
		const folder = await written(kubernetes(answers, 'helm').files);
		const {status, stderr} = helm('template', 'litmos', join(folder, 'chart'), '--set', 'image.repositry=x');
		expect(status).not.toBe(0);
		expect(stderr).toContain('repositry');
	});
});

describe.skipIf(versions.terraform === null)(`${versions.terraform}`, () => {
	test.each(Object.values(runners))(
		'%s: laid out as fmt would, and valid where the providers can be had',
		async (hosting) => {
			const folder = await written(terraform(answers, hosting).files);
			const run = (...args: string[]) => spawnSync('terraform', args, {cwd: folder, encoding: 'utf8'});
			const laidOut = run('fmt', '-check', '-diff');
			expect(laidOut.status, laidOut.stdout).toBe(0);
			if (run('init', '-backend=false', '-input=false').status !== 0) {
				console.log(`Not validated (${hosting}): the providers cannot be had here.`);
				return;
			}
			const valid = run('validate', '-no-color');
			expect(valid.status, valid.stdout + valid.stderr).toBe(0);
		},
	);
});
