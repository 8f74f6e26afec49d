import {
	connectorVariables,
	contextPlaceholder,
	type DeployAnswers,
	type DeployFile,
	type Deployment,
	imageName,
} from './answers.ts';
import {clusterSteps, imageSteps} from './cluster-steps.ts';
import {expression, type HclBlock, type HclMap, type HclValue, renderAttributes, renderHcl} from './hcl.ts';
import {appBlocks, hostedBlocks, providerBlocks, selfHostedBlocks} from './terraform-blocks.ts';
import type {TerraformHosting} from './terraform-hosting.ts';
import {kubernetesBlocks, usualNamespace} from './terraform-kubernetes.ts';

/**
 * App, owners and connector for ConductorOne's Terraform provider, and the deployment where that is wanted too. Attribute
 * names follow the provider's real schema, not the examples of its generated documentation, some of which name things that
 * do not exist (C1 fact sheet, section 3). No secret is in any file: they are sensitive variables, given by the environment.
 */
export function terraform(answers: DeployAnswers, hosting: TerraformHosting): Deployment {
	const connector = hosting === 'hosted' ? hostedBlocks(answers) : selfHostedBlocks();
	const main = [...providerBlocks(hosting), ...appBlocks(answers), ...connector];
	const files: DeployFile[] = [
		{name: 'main.tf', content: renderHcl(main)},
		{name: 'variables.tf', content: renderHcl(variables(hosting))},
		{name: 'terraform.tfvars.example', content: example(answers, hosting)},
	];
	if (hosting === 'kubernetes') {
		files.push({name: 'kubernetes.tf', content: renderHcl(kubernetesBlocks(answers))});
	}
	return {files, steps: steps(answers, hosting)};
}

function steps(answers: DeployAnswers, hosting: TerraformHosting): Deployment['steps'] {
	const needsKey = hosting !== 'self-hosted';
	return [
		...(hosting === 'kubernetes' ? imageSteps(answers) : []),
		{text: 'Copy the example values and check them.', command: 'cp terraform.tfvars.example terraform.tfvars'},
		...(hosting === 'kubernetes' ? clusterSteps(answers, answers.namespace ?? usualNamespace) : []),
		...(needsKey
			? [
					{
						text: 'Enter the Litmos API key for this shell only. It stays hidden and out of the shell history.',
						command: 'read -rs TF_VAR_litmos_api_key && export TF_VAR_litmos_api_key',
					},
				]
			: []),
		{
			text: needsKey
				? 'Enter a ConductorOne personal API key in the same way.'
				: 'Enter a ConductorOne personal API key for this shell only. It stays hidden and out of the shell history.',
			command:
				'export CONDUCTORONE_CLIENT_ID=…; read -rs CONDUCTORONE_CLIENT_SECRET && export CONDUCTORONE_CLIENT_SECRET',
		},
		{text: 'Download the providers.', command: 'terraform init'},
		{text: 'Check what Terraform would create.', command: 'terraform plan'},
		{text: 'Create it.', command: 'terraform apply'},
		...(hosting === 'self-hosted'
			? [
					{
						text: 'Pass the client ID and secret to the connector. ConductorOne shows the secret only once. Terraform keeps it as plain text in its state, so protect the state.',
						command: 'terraform output -raw connector_client_secret',
					},
				]
			: []),
	];
}

function variable(name: string, type: string, description: string, more: HclMap = {}): HclBlock {
	return {type: 'variable', labels: [name], attributes: {type: expression(type), description, ...more}};
}

function variables(hosting: TerraformHosting): HclBlock[] {
	const list = (name: string, description: string) => variable(name, 'list(string)', description, {default: []});
	const common = [
		variable('app_name', 'string', 'Name of the app in ConductorOne', {default: 'Litmos'}),
		list('owner_emails', 'Email addresses of the app owners; leave empty to own it yourself'),
	];
	if (hosting === 'self-hosted') return common;
	const litmos = [
		variable('litmos_source', 'string', 'Litmos account name'),
		variable('litmos_api_key', 'string', 'API key of a Litmos Account Owner', {sensitive: true}),
		list('litmos_course_ids', 'Encrypted IDs of the courses to sync; leave empty for all'),
	];
	if (hosting === 'hosted') return [...common, ...litmos];
	return [
		...common,
		...litmos,
		variable('kube_config_path', 'string', 'Path of the kubectl configuration', {default: '~/.kube/config'}),
		// Without a default on purpose: the cluster is named, never taken from wherever kubectl points today.
		variable('kube_context', 'string', 'Context in it that names the cluster to deploy to'),
		variable('namespace', 'string', 'Namespace to deploy to; it must exist'),
		variable('image', 'string', 'Image of the connector'),
		variable('settings', 'map(string)', 'More environment variables of the connector', {default: {}}),
	];
}

function example(answers: DeployAnswers, hosting: TerraformHosting): string {
	const values: Record<string, HclValue> = {app_name: answers.appName, owner_emails: [...answers.ownerEmails]};
	if (hosting !== 'self-hosted') {
		values.litmos_source = answers.source;
		values.litmos_course_ids = [...(answers.courses ?? [])];
	}
	if (hosting === 'kubernetes') {
		values.kube_context = answers.context ?? contextPlaceholder;
		values.namespace = answers.namespace ?? usualNamespace;
		values.image = imageName(answers);
		const own = ['BATON_SOURCE', 'BATON_LIMITED_COURSES'];
		values.settings = Object.fromEntries(connectorVariables(answers).plain.filter(([name]) => !own.includes(name)));
	}
	const {resolvedRule} = answers;
	const remarks = [
		'Values for variables.tf. Don’t put secrets here: set them as TF_VAR_… in the environment.',
		...(resolvedRule !== undefined && hosting !== 'self-hosted' ? [resolvedRule] : []),
	];
	return `${remarks.map((line) => `# ${line}\n`).join('')}${renderAttributes(values)}`;
}
