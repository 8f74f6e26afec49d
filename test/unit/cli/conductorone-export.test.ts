import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse as parseHcl} from '@cdktn/hcl2json';
import {Deployment} from 'kubernetes-models/apps/v1';
import {Secret} from 'kubernetes-models/v1';
import {expect, it, onTestFinished} from 'vitest';
import {parse as parseYaml} from 'yaml';
import {exportFiles} from '../../../source/cli/commands/export.ts';
import {startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {contentOf, runCommand, temporaryFolder} from './in-process.ts';

const secrets = {
	BATON_API_KEY: 'litmos-key-0123456789',
	BATON_CLIENT_SECRET: 'secret-token:conductorone.com:v1:AbCdEf',
};

/** Runs `export` with nothing but what is given here. */
async function run(argv: readonly string[], env: Record<string, string> = {}) {
	const place = temporaryFolder();
	const folder = join(place, 'files');
	const ended = await runCommand(exportFiles, ['--folder', folder, ...argv], {
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'none',
		BATON_SOURCE: 'acme',
		...env,
	});
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	return {
		...ended,
		folder,
		read,
		again: (more: string[]) =>
			runCommand(exportFiles, ['--folder', folder, ...argv, ...more], {
				BATON_STATE_FOLDER: join(place, 'state'),
				BATON_SECRET_STORE: 'none',
				BATON_SOURCE: 'acme',
				...env,
			}),
	};
}

it.each([
	['kubernetes', ['deployment-hardened.yaml', 'deployment.yaml', 'secret.yaml']],
	['terraform', ['main.tf', 'terraform.tfvars.example', 'variables.tf']],
	[
		'docker',
		['.dockerignore', 'Dockerfile', 'compose.yaml', 'connector.env', 'litmos-connector.tgz'],
		['--image', 'litmos-connector'],
	],
	['docker', ['compose.yaml', 'connector.env'], ['--image', 'registry.example.com/litmos-connector:1']],
	[
		'systemd',
		[
			'install.sh',
			'litmos-connector-push.service',
			'litmos-connector-push.timer',
			'litmos-connector.service',
			'litmos-connector.tgz',
			'litmos.env',
		],
	],
])(
	'writes the files for %s, readable by their owner only, and says the steps',
	async (to, names, more: string[] = []) => {
		const {code, data, folder} = await run(['--to', to, ...more]);
		expect(code).toBe(0);
		expect(readdirSync(folder).sort()).toEqual(names);
		for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
		expect(data.steps.length).toBeGreaterThan(1);
		expect(data.files.map(({path}: {path: string}) => path).sort()).toEqual(names.map((name) => join(folder, name)));
	},
);

it('writes manifests that fit the schema, with the secrets that are known and none in what is printed', async () => {
	const {stdout, stderr, data, read} = await run(['--to', 'kubernetes', '--namespace', 'baton'], {
		...secrets,
		BATON_CLIENT_ID: 'name@acme.conductor.one/ccc',
	});
	const secret = parseYaml(read('secret.yaml'));
	new Secret(secret).validate();
	new Deployment(parseYaml(read('deployment.yaml'))).validate();
	expect(secret.stringData).toMatchObject({...secrets, BATON_CLIENT_ID: 'name@acme.conductor.one/ccc'});
	expect(secret.metadata.namespace).toBe('baton');
	expect(data.placeholders).toEqual([]);
	expect(data.notes.join(' ')).toContain('secret.yaml contains secrets');
	for (const text of Object.values(secrets)) expect(stdout + stderr).not.toContain(text);
});

it('puts placeholders where a secret is not known, and says which', async () => {
	const {data, read} = await run(['--to', 'docker'], {BATON_CLIENT_ID: 'name@acme.conductor.one/ccc'});
	expect(data.placeholders).toEqual([
		'REPLACE-WITH-CLIENT-ID',
		'REPLACE-WITH-CLIENT-SECRET',
		'REPLACE-WITH-LITMOS-API-KEY',
	]);
	expect(read('connector.env')).toContain('BATON_API_KEY=REPLACE-WITH-LITMOS-API-KEY');
});

it.each(['conductorone', 'here'])('writes no secret into Terraform files (run by %s)', async (who) => {
	const {folder, data, read} = await run(
		['--to', 'terraform', '--run-by', who, '--owner', 'ann@example.com', 'ben@example.com'],
		{
			...secrets,
			BATON_CLIENT_ID: 'name@acme.conductor.one/ccc',
			BATON_LIMITED_COURSES: 'TimFniOt0ZQ1',
		},
	);
	for (const text of Object.values(secrets)) expect(contentOf(folder)).not.toContain(text);
	expect(data.placeholders).toEqual([]);
	const {resource} = await parseHcl('main.tf', read('main.tf'));
	expect(Object.keys(resource)).toEqual(
		expect.arrayContaining([
			'conductorone_app',
			'conductorone_app_owner',
			who === 'here' ? 'conductorone_integration_baton' : 'conductorone_integration_litmos',
		]),
	);
	expect(read('terraform.tfvars.example')).toMatch(/^owner_emails += \["ann@example.com", "ben@example.com"\]$/m);
});

it('gives courses by the ids that ConductorOne knows, whatever they were called', async () => {
	const litmos = await startLitmosSandbox({size: {accounts: 3, courses: 3, teams: 1, enrolments: 3}});
	onTestFinished(() => litmos.close());
	const [one, two] = litmos.sample().courses;
	const {code, read} = await run(['--to', 'docker', '--limited-courses', `${one!.originalId},${two!.code}`], {
		BATON_API_KEY: litmos.apiKey,
		BATON_SOURCE: litmos.source,
		BATON_LITMOS_BASE_URL: litmos.url,
	});
	expect(code).toBe(0);
	expect(read('connector.env')).toContain(`BATON_LIMITED_COURSES=${one!.id},${two!.id}`);
});

it('says when courses could not be looked up', async () => {
	const {data} = await run(['--to', 'kubernetes', '--image', 'baton-litmos', '--limited-courses', 'SAFE-1']);
	expect(data.notes.join(' ')).toContain('course IDs only');
});

it('keeps a file that was edited, until it is told to replace it', async () => {
	const {folder, again, read} = await run(['--to', 'docker']);
	writeFileSync(join(folder, 'compose.yaml'), 'edited');
	const refused = await again([]);
	expect([refused.code, read('compose.yaml')]).toEqual([2, 'edited']);
	expect(refused.stderr).toContain('--overwrite');
	expect((await again(['--overwrite'])).code).toBe(0);
	expect(read('compose.yaml')).toContain('services');
});

it('asks for what is missing or wrong', async () => {
	expect(await run([])).toMatchObject({code: 2, stderr: expect.stringContaining('--to kubernetes')});
	expect(await run(['--to', 'mainframe'])).toMatchObject({code: 2, stderr: expect.stringContaining('mainframe')});
	expect(await run(['--to', 'kubernetes', '--namespace', 'No Good'])).toMatchObject({code: 2});
	expect(await run(['--to', 'docker'], {BATON_SOURCE: ''})).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('--source'),
	});
});

it('takes the settings of reading and operation along, and names those that ConductorOne’s image doesn’t know', async () => {
	const flags = ['--requests-per-minute', '50', '--send-messages', '--refuse-drops', '--host-id', 'litmos-eu'];
	const ownImage = 'registry.example.com/team/litmos-connector:1.2';
	const own = await run(['--to', 'kubernetes', '--image', ownImage, '--health-check-port', '9000', ...flags]);
	expect(parseYaml(own.read('secret.yaml')).stringData).toMatchObject({
		BATON_REQUESTS_PER_MINUTE: '50',
		BATON_SEND_MESSAGES: 'true',
		BATON_REFUSE_DROPS: 'true',
		BATON_HEALTH_CHECK_PORT: '9000',
	});
	const [container] = parseYaml(own.read('deployment-hardened.yaml')).spec.template.spec.containers;
	expect(container.image).toBe(ownImage);
	expect(container.env).toContainEqual({name: 'BATON_HOST_ID', value: 'litmos-eu'});
	expect(own.data.notes.join(' ')).not.toContain('Not in the files');

	const theirs = await run(['--to', 'kubernetes', '--image', 'baton-litmos', ...flags, '--skip-empty-teams']);
	const note = theirs.data.notes.find((text: string) => text.startsWith('Not in the files'));
	for (const flag of ['--requests-per-minute', '--send-messages', '--refuse-drops', '--skip-empty-teams']) {
		expect(note).toContain(flag);
	}
	expect(note).not.toContain('--host-id');
	expect(theirs.read('secret.yaml')).not.toContain('BATON_SEND_MESSAGES');

	const webhook = 'https://hooks.example.com/services/key-of-the-hook';
	const told = await run(['--to', 'docker', '--image', ownImage], {BATON_NOTIFY: webhook});
	expect(told.data.notes.join(' ')).toContain('BATON_NOTIFY');
	expect(contentOf(told.folder)).not.toContain('key-of-the-hook');
});

it('writes a kustomize base with its overlay, a chart, or files without a secret', async () => {
	const kustomize = await run(['--to', 'kubernetes', '--packaging', 'kustomize']);
	expect(readdirSync(join(kustomize.folder, 'overlays', 'production')).sort()).toEqual([
		'kustomization.yaml',
		'secret.env',
	]);
	expect(statSync(join(kustomize.folder, 'overlays', 'production', 'secret.env')).mode & 0o777).toBe(0o600);
	const helm = await run(['--to', 'kubernetes', '--packaging', 'helm', '--external-secrets', 'vault'], secrets);
	expect(readdirSync(helm.folder)).toEqual(['chart']);
	expect(contentOf(helm.folder)).not.toContain(secrets.BATON_API_KEY);
	const refused = await run(['--to', 'kubernetes', '--image', 'a b']);
	expect(refused.code).toBe(2);
	expect(refused.stderr).toContain('registry.example.com');
});
