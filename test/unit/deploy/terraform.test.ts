import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse as parseHcl} from '@cdktn/hcl2json';
import {describe, expect, it} from 'vitest';
import type {DeployAnswers} from '../../../source/deploy/answers.ts';
import {terraform} from '../../../source/deploy/terraform.ts';
import {runners} from '../../../source/deploy/terraform-hosting.ts';

type Body = Record<string, unknown>;
type Parsed = Record<string, Record<string, Record<string, Body[]>>>;

/** No courses chosen and no owners named: the person may fill both in later, in the variables. */
const open: DeployAnswers = {
	source: 'acme',
	litmosUrl: 'https://api.litmos.com',
	courses: null,
	provisioning: true,
	image: 'litmos-connector',
	appName: 'Litmos',
	ownerEmails: [],
};
// biome-ignore lint/suspicious/noTemplateCurlyInString: must survive
const odd = 'a "b" ${c} %{d} \\ é';

async function parsed(files: {name: string; content: string}[]): Promise<Map<string, Parsed>> {
	const entries = files.map(async ({name, content}) => [name, (await parseHcl(name, content)) as Parsed] as const);
	return new Map(await Promise.all(entries));
}

const configuration = (files: {name: string; content: string}[]) => files.filter(({name}) => name.endsWith('.tf'));

describe.each(Object.values(runners))('Terraform files, %s', (hosting) => {
	it('use every variable that they declare', async () => {
		const {files} = terraform(open, hosting);
		const declared = Object.keys((await parsed(files)).get('variables.tf')?.variable ?? {});
		const text = configuration(files)
			.map(({content}) => content)
			.join('\n');
		const used = new Set([...text.matchAll(/var\.(\w+)/g)].map(([, name]) => name));
		expect(declared.length).toBeGreaterThan(1);
		expect(declared.filter((name) => !used.has(name))).toEqual([]);
	});

	it('keep quotes, backslashes and template marks of every answer', async () => {
		const {files} = terraform({...open, source: odd, appName: odd, ownerEmails: [odd], courses: [odd]}, hosting);
		const values = (await parsed(files)).get('terraform.tfvars.example') as unknown as Body;
		const plain = (text: unknown) => String(text).replaceAll('$${', '${').replaceAll('%%{', '%{');
		expect(plain(values.app_name)).toBe(odd);
		expect((values.owner_emails as string[]).map(plain)).toEqual([odd]);
		if (hosting !== 'self-hosted') {
			expect(plain(values.litmos_source)).toBe(odd);
			expect((values.litmos_course_ids as string[]).map(plain)).toEqual([odd]);
		}
	});
});

describe('the steps of Terraform', () => {
	const told = (hosting: (typeof runners)[keyof typeof runners], change: Partial<DeployAnswers> = {}) =>
		terraform({...open, ...change}, hosting).steps.map(({text, command = ''}) => `${text} ${command}`);

	it('refer to no step that is not there', () => {
		const [, key] = told('self-hosted');
		expect(key).toMatch(/^Enter a ConductorOne personal API key for this shell only\./);
		expect(told('hosted').join()).toContain('API key in the same way.');
	});

	it('bring image, cluster and namespace, which the files expect to be there', () => {
		const steps = told('kubernetes').join('\n');
		expect(steps).toContain('Replace REPLACE-WITH-CONTEXT with');
		expect(steps).toContain('kubectl --context REPLACE-WITH-CONTEXT create namespace litmos-connector');
		expect(steps).toContain('docker build --tag litmos-connector:latest .');
		const named = told('kubernetes', {context: 'prod', namespace: 'hr', image: 'baton-litmos'}).join('\n');
		expect(named).toContain('kubectl --context prod create namespace hr');
		expect(named).not.toMatch(/REPLACE|docker build/);
		expect(told('hosted').join('\n')).not.toMatch(/kubectl|docker/);
	});
});

const hasTerraform = spawnSync('terraform', ['version'], {stdio: 'ignore'}).status === 0;
if (!hasTerraform) console.log('Skipped: Terraform is not installed, so the layout of its files is not checked.');

it.skipIf(!hasTerraform)('are laid out as terraform fmt would lay them out', () => {
	for (const hosting of Object.values(runners)) {
		for (const {name, content} of terraform(
			{...open, source: odd, courses: ['a', 'b'], ownerEmails: ['a@b.c']},
			hosting,
		).files) {
			const laidOut = spawnSync('terraform', ['fmt', '-'], {input: content, encoding: 'utf8'});
			expect(laidOut.stdout, `${hosting}: ${name}`).toBe(content);
		}
	}
});

it('keep the secret of a self-hosted connector when the provider reads the credential without it', async () => {
	const {files} = terraform(open, 'self-hosted');
	const main = (await parsed(files)).get('main.tf');
	const [copy] = main?.resource?.terraform_data?.credential ?? [];
	// biome-ignore lint/suspicious/noTemplateCurlyInString: so the parser gives expressions
	expect(copy?.input).toMatchObject({client_secret: '${conductorone_connector_credential.litmos.client_secret}'});
	expect(copy?.lifecycle).toEqual([
		// biome-ignore lint/suspicious/noTemplateCurlyInString: so the parser gives expressions
		{ignore_changes: ['${input}'], replace_triggered_by: ['${conductorone_connector_credential.litmos.id}']},
	]);
	const output = main?.output as unknown as Record<string, Body[]>;
	// biome-ignore lint/suspicious/noTemplateCurlyInString: so the parser gives expressions
	expect(output.connector_client_secret?.[0]?.value).toBe('${terraform_data.credential.output.client_secret}');
});

it('take along the settings that the cluster needs, and name the cluster', async () => {
	const carried = [{name: 'BATON_REQUESTS_PER_MINUTE', value: '50', flag: '--requests-per-minute', isShared: false}];
	const {files} = terraform(
		{...open, carried, context: 'prod', namespace: 'litmos', imageReference: 'r.io/x:1'},
		'kubernetes',
	);
	const all = await parsed(files);
	expect(all.get('terraform.tfvars.example')).toMatchObject({
		kube_context: 'prod',
		namespace: 'litmos',
		image: 'r.io/x:1',
		settings: {BATON_PROVISIONING: 'true', BATON_REQUESTS_PER_MINUTE: '50'},
	});
	// No default: Terraform asks rather than deploying to wherever kubectl points today.
	expect(all.get('variables.tf')?.variable?.kube_context?.[0]).not.toHaveProperty('default');
});

it('deploy what the hardened manifest deploys', async () => {
	const {files} = terraform(open, 'kubernetes');
	const {resource} = (await parsed(files)).get('kubernetes.tf') ?? {};
	const [deployment] = (resource?.kubernetes_deployment_v1?.litmos ?? []) as unknown as Spec[];
	const pod = deployment?.spec[0]?.template[0]?.spec[0];
	const container = pod?.container[0];
	expect(pod).toMatchObject({
		automount_service_account_token: false,
		security_context: [{run_as_non_root: true, run_as_user: 65_532, seccomp_profile: [{type: 'RuntimeDefault'}]}],
		volume: [{name: 'state', empty_dir: [{}]}],
	});
	// Attributes and blocks of the provider's container schema (hashicorp/kubernetes 2.x).
	expect(Object.keys(container ?? {}).sort()).toEqual([
		'env',
		'env_from',
		'image',
		'image_pull_policy',
		'liveness_probe',
		'name',
		'readiness_probe',
		'resources',
		'security_context',
		'startup_probe',
		'volume_mount',
		'working_dir',
	]);
	// biome-ignore lint/suspicious/noTemplateCurlyInString: so the parser gives expressions
	expect(container?.image).toBe('${var.image}');
	expect(container?.resources).toEqual([
		{limits: {cpu: '1', memory: '512Mi'}, requests: {cpu: '100m', memory: '256Mi'}},
	]);
});

describe('of the Kubernetes provider', () => {
	const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'kubernetes-provider.json'), 'utf8')) as Record<
		string,
		ProviderBlock
	>;
	const full = {...open, namespace: 'litmos', context: 'prod', courses: ['a'], hostId: 'here'};

	it.each([
		['plain', full],
		[
			'with a health port',
			{...full, carried: [{name: 'BATON_HEALTH_CHECK_PORT', value: '9000', flag: '', isShared: true}]},
		],
	])(
		'every name that is used is an attribute or a block that it has, and what it requires is there (%s)',
		async (_, answers) => {
			const all = await parsed(terraform(answers, 'kubernetes').files);
			const {resource} = all.get('kubernetes.tf') ?? {};
			const found = Object.entries(resource ?? {}).flatMap(([type, named]) =>
				Object.values(named as unknown as Record<string, Body[]>).flatMap((bodies) =>
					bodies.flatMap((body) => unknownIn(type, body, schema[type])),
				),
			);
			const providers = all.get('main.tf')?.provider as unknown as Record<string, Body[]>;
			expect(providers.kubernetes).toHaveLength(1);
			for (const body of providers.kubernetes ?? []) found.push(...unknownIn('provider', body, schema.provider));
			expect(Object.keys(resource ?? {}).sort()).toEqual(['kubernetes_deployment_v1', 'kubernetes_secret_v1']);
			expect(found).toEqual([]);
		},
	);

	it('a wrong name, a block written as an attribute and a missing name would be found', () => {
		const container = [{image: 'x', ports: 1, resources: {limits: {}}}];
		const body = {metadata: [{}], spec: [{template: [{metadata: [{}], spec: [{container}]}]}]};
		const at = 'd.spec.template.spec.container';
		expect(unknownIn('d', body, schema.kubernetes_deployment_v1)).toEqual([
			`${at} lacks name`,
			`${at}.ports`,
			`${at}.resources is a block`,
		]);
	});
});

interface ProviderBlock {
	required: string[];
	attributes: string[];
	blocks: Record<string, ProviderBlock | null>;
}

/** What the provider would not take, as paths. `body` is a block as the parser gives it: the blocks in it are lists. */
function unknownIn(path: string, body: Body, schema: ProviderBlock | null | undefined): string[] {
	if (!schema) return [path];
	// What Terraform itself takes in every resource.
	const own = Object.entries(body).filter(([name]) => !/^(depends_on|lifecycle|count|for_each)$/.test(name));
	return [
		...schema.required.filter((name) => !(name in body)).map((name) => `${path} lacks ${name}`),
		...own.flatMap(([name, value]) => {
			const place = `${path}.${name}`;
			const isBlock = Array.isArray(value) && value.every((one) => typeof one === 'object');
			if (schema.attributes.includes(name)) return isBlock && value.length > 0 ? [`${place} is an attribute`] : [];
			if (!(name in schema.blocks)) return [place];
			return isBlock
				? (value as Body[]).flatMap((one) => unknownIn(place, one, schema.blocks[name]))
				: [`${place} is a block`];
		}),
	];
}

interface Spec {
	spec: {template: {spec: (Body & {container: Body[]})[]}[]}[];
}
