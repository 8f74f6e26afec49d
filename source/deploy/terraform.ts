import {
	connectorVariables,
	contextPlaceholder,
	type DeployAnswers,
	type DeployFile,
	type Deployment,
	imageName,
} from './answers.ts';
import {expression, type HclBlock, type HclMap, type HclValue, renderAttributes, renderHcl} from './hcl.ts';
import {appBlocks, hostedBlocks, providerBlocks, selfHostedBlocks} from './terraform-blocks.ts';
import type {TerraformHosting} from './terraform-hosting.ts';
import {kubernetesBlocks, usualNamespace} from './terraform-kubernetes.ts';
import {terraformMessages} from './terraform-messages.ts';

/**
 * App, owners and connector for ConductorOne's Terraform provider, and the deployment where that is wanted too. Attribute
 * names follow the provider's real schema, not the examples of its generated documentation, some of which name things that
 * do not exist (C1 fact sheet, section 3). No secret is in any file: they are sensitive variables, given by the environment.
 */
export function terraform(answers: DeployAnswers, hosting: TerraformHosting): Deployment {
	const connector = hosting === 'hosted' ? hostedBlocks(answers) : selfHostedBlocks();
	const main = [...providerBlocks(hosting), ...appBlocks(answers), ...connector];
	const files: DeployFile[] = [
		{name: 'main.tf', content: renderHcl(main), secret: false},
		{name: 'variables.tf', content: renderHcl(variables(hosting)), secret: false},
		{name: 'terraform.tfvars.example', content: example(answers, hosting), secret: false},
	];
	if (hosting === 'kubernetes') {
		files.push({name: 'kubernetes.tf', content: renderHcl(kubernetesBlocks(answers)), secret: false});
	}
	return {files, steps: steps(hosting)};
}

function steps(hosting: TerraformHosting): Deployment['steps'] {
	const needsKey = hosting !== 'self-hosted';
	return [
		{text: terraformMessages.steps.values, command: 'cp terraform.tfvars.example terraform.tfvars'},
		...(needsKey
			? [
					{
						text: terraformMessages.steps.litmosKey,
						command: 'read -rs TF_VAR_litmos_api_key && export TF_VAR_litmos_api_key',
					},
				]
			: []),
		{
			text: terraformMessages.steps.personalKey,
			command:
				'export CONDUCTORONE_CLIENT_ID=…; read -rs CONDUCTORONE_CLIENT_SECRET && export CONDUCTORONE_CLIENT_SECRET',
		},
		{text: terraformMessages.steps.init, command: 'terraform init'},
		{text: terraformMessages.steps.plan, command: 'terraform plan'},
		{text: terraformMessages.steps.apply, command: 'terraform apply'},
		...(hosting === 'self-hosted'
			? [
					{
						text: terraformMessages.steps.credential,
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
		variable('app_name', 'string', terraformMessages.variables.appName, {default: 'Litmos'}),
		list('owner_emails', terraformMessages.variables.ownerEmails),
	];
	if (hosting === 'self-hosted') return common;
	const litmos = [
		variable('litmos_source', 'string', terraformMessages.variables.source),
		variable('litmos_api_key', 'string', terraformMessages.variables.apiKey, {sensitive: true}),
		list('litmos_course_ids', terraformMessages.variables.courseIds),
	];
	if (hosting === 'hosted') return [...common, ...litmos];
	return [
		...common,
		...litmos,
		variable('kube_config_path', 'string', terraformMessages.variables.kubeConfig, {default: '~/.kube/config'}),
		// Without a default on purpose: the cluster is named, never taken from wherever kubectl points today.
		variable('kube_context', 'string', terraformMessages.variables.kubeContext),
		variable('namespace', 'string', terraformMessages.variables.namespace),
		variable('image', 'string', terraformMessages.variables.image),
		variable('settings', 'map(string)', terraformMessages.variables.settings, {default: {}}),
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
		terraformMessages.remarks.values,
		...(resolvedRule !== undefined && hosting !== 'self-hosted' ? [resolvedRule] : []),
	];
	return `${remarks.map((line) => `# ${line}\n`).join('')}${renderAttributes(values)}`;
}
