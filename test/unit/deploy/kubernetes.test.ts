import {Deployment, type DeploymentSpec} from 'kubernetes-models/apps/v1';
import {Secret} from 'kubernetes-models/v1';
import {describe, expect, it} from 'vitest';
import {isAlias, parse, parseAllDocuments, visit} from 'yaml';
import type {DeployAnswers} from '../../../source/deploy/answers.ts';
import {kubernetes, packagings} from '../../../source/deploy/kubernetes.ts';
import {imageParts} from '../../../source/deploy/kustomize.ts';

const digest = `sha256:${'4f'.repeat(32)}`;
const answers: DeployAnswers = {
	// biome-ignore lint/suspicious/noTemplateCurlyInString: must survive
	source: 'acme "north" ${x}',
	litmosUrl: 'https://api.litmoseu.com',
	apiKey: 'litmos-key-0000',
	courses: ['TimFniOt0ZQ1', '-Zk3tHlJPsA1'],
	clientId: 'spiffy-otter-1@acme.conductor.one/ccc',
	clientSecret: 'secret-token:conductorone.com:v1:c2VjcmV0',
	provisioning: true,
	image: 'litmos-connector',
	imageReference: `registry.example.com:5000/team/litmos-connector:1.2@${digest}`,
	namespace: 'learning',
	context: 'prod-eu',
	hostId: 'litmos-eu',
	carried: [
		{name: 'BATON_REQUESTS_PER_MINUTE', value: '50', flag: '--requests-per-minute', isShared: false},
		{name: 'BATON_HEALTH_CHECK_PORT', value: '9000', flag: '--health-check-port', isShared: true},
	],
	appName: 'Litmos',
	ownerEmails: [],
};
const secrets = [answers.apiKey ?? '', answers.clientSecret ?? ''];

const byName = (given: DeployAnswers, packaging: (typeof packagings)[number]) =>
	new Map(kubernetes(given, packaging).files.map(({name, content}) => [name, content]));

describe.each(packagings)('files for Kubernetes as %s', (packaging) => {
	it('write every map where it belongs, without aliases', () => {
		for (const [name, content] of byName(answers, packaging)) {
			if (!/\.yaml$/.test(name) || name.includes('templates/')) continue;
			for (const document of parseAllDocuments(content)) {
				expect(document.errors, name).toEqual([]);
				visit(document, (_key, node) => {
					expect(isAlias(node), name).toBe(false);
					expect((node as {anchor?: string} | null)?.anchor, name).toBeUndefined();
				});
			}
		}
	});

	it('name the cluster in every command that changes one', () => {
		const commands = kubernetes(answers, packaging).steps.flatMap(({command}) => command ?? []);
		const changing = commands.filter((command) => /apply|upgrade|create/.test(command));
		expect(changing.length).toBeGreaterThan(1);
		for (const command of changing) expect(command).toMatch(/--(kube-)?context prod-eu\b/);
		const open = kubernetes({...answers, context: undefined}, packaging).steps;
		expect(JSON.stringify(open)).toContain(
			'--context REPLACE-WITH-CONTEXT'.replace('--', packaging === 'helm' ? '' : '--'),
		);
	});

	it('hold the secrets in files for secrets only, and in none with External Secrets', () => {
		for (const {content, secret} of kubernetes(answers, packaging).files) {
			for (const text of secrets) expect(content.includes(text)).toBe(secret === true);
		}
		const external = kubernetes({...answers, externalSecretStore: 'vault'}, packaging).files;
		for (const {content, secret} of external) {
			expect(secret).toBeUndefined();
			for (const text of secrets) expect(content).not.toContain(text);
		}
	});

	it('take along image, instance name and settings', () => {
		const all = [...byName(answers, packaging).values()].join('\n');
		expect(all).toContain('registry.example.com:5000/team/litmos-connector');
		expect(all).toContain(digest);
		expect(all).toContain('litmos-eu');
		expect(all).toMatch(/BATON_REQUESTS_PER_MINUTE[:=] ?"?50/);
		expect(all).toMatch(/BATON_HEALTH_CHECK_PORT[:=] ?"?9000/);
	});
});

it('manifests fit the schema of Kubernetes and hold image and instance', () => {
	const files = byName(answers, 'manifests');
	new Secret(parse(files.get('secret.yaml') ?? '')).validate();
	for (const name of ['deployment.yaml', 'deployment-hardened.yaml']) {
		const manifest = parse(files.get(name) ?? '') as {spec: DeploymentSpec};
		new Deployment(manifest as never).validate();
		const [container] = (manifest.spec as unknown as Pod).template.spec.containers;
		expect(container).toMatchObject({
			image: answers.imageReference,
			env: expect.arrayContaining([{name: 'BATON_HOST_ID', value: 'litmos-eu'}]),
		});
	}
});

interface Pod {
	template: {spec: {containers: object[]}};
}

it('External Secrets: the secrets come from the store, the rest is in the template', () => {
	const odd = {...answers, source: 'a {{ b', externalSecretStore: 'vault'};
	const {spec} = parse(byName(odd, 'manifests').get('external-secret.yaml') ?? '');
	expect(spec.secretStoreRef).toEqual({kind: 'ClusterSecretStore', name: 'vault'});
	expect(spec.target).toMatchObject({
		name: 'litmos-connector-secrets',
		template: {mergePolicy: 'Merge', data: {BATON_SOURCE: 'a {{ "{{" }} b', BATON_PROVISIONING: 'true'}},
	});
	expect(spec.data.map(({secretKey}: {secretKey: string}) => secretKey)).toEqual([
		'BATON_CLIENT_ID',
		'BATON_CLIENT_SECRET',
		'BATON_API_KEY',
	]);
});

it.each([
	['litmos-connector:latest', {newName: 'litmos-connector', newTag: 'latest'}],
	['localhost:5000/litmos', {newName: 'localhost:5000/litmos', newTag: 'latest'}],
	[`r.io:1/a/b:2@${digest}`, {newName: 'r.io:1/a/b', digest}],
])('%s in the parts that kustomize and Helm take', (reference, parts) => {
	expect(imageParts(reference)).toEqual(parts);
});
