import {type DeployAnswers, type Deployment, fallbackHost} from './answers.ts';
import {expression, type HclBlock, type HclValue, quote, renderHcl} from './hcl.ts';
import {terraformWords as words} from './terraform-messages.ts';

export type TerraformHosting = 'hosted' | 'self-hosted';

/**
 * App, integration and owners for ConductorOne's Terraform provider. Attribute names follow the provider's real schema,
 * not the examples of its generated documentation, some of which name things that do not exist (C1 fact sheet, section
 * 3). No secret is in any file: they are sensitive variables, given by the environment.
 */
export function terraform(answers: DeployAnswers, hosting: TerraformHosting): Deployment {
	const blocks = [provider(), ...appBlocks(answers), ...owners(answers)];
	if (hosting === 'hosted') blocks.push(hosted(answers));
	else blocks.push(...selfHosted(answers));
	const steps: Deployment['steps'] = [
		{words: words.steps.values, command: 'cp terraform.tfvars.example terraform.tfvars'},
	];
	if (hosting === 'hosted') {
		steps.push({
			words: words.steps.litmosKey,
			command: 'read -rs TF_VAR_litmos_api_key && export TF_VAR_litmos_api_key',
		});
	}
	steps.push(
		{
			words: words.steps.personalKey,
			command:
				'export CONDUCTORONE_CLIENT_ID=…; read -rs CONDUCTORONE_CLIENT_SECRET && export CONDUCTORONE_CLIENT_SECRET',
		},
		{words: words.steps.init, command: 'terraform init'},
		{words: words.steps.plan, command: 'terraform plan'},
		{words: words.steps.apply, command: 'terraform apply'},
	);
	if (hosting === 'self-hosted') {
		steps.push({
			words: words.steps.credential,
			command: 'terraform output -raw connector_client_secret',
		});
	}
	return {
		files: [
			{name: 'main.tf', content: renderHcl(blocks), secret: false},
			{name: 'variables.tf', content: renderHcl(variables(hosting)), secret: false},
			{name: 'terraform.tfvars.example', content: example(answers, hosting), secret: false},
		],
		steps,
	};
}

function provider(): HclBlock {
	return {
		type: 'terraform',
		blocks: [
			{
				type: 'required_providers',
				attributes: {
					conductorone: expression('{\n      source  = "conductorone/conductorone"\n      version = ">= 1.5.0"\n    }'),
				},
			},
		],
	};
}

function appBlocks(answers: DeployAnswers): HclBlock[] {
	return [
		{
			type: 'provider',
			labels: ['conductorone'],
			comment: words.remarks.provider,
		},
		{
			type: 'resource',
			labels: ['conductorone_app', 'litmos'],
			attributes: {display_name: expression('var.app_name'), description: words.appDescription(answers.source)},
		},
	];
}

function owners(answers: DeployAnswers): HclBlock[] {
	if (answers.ownerEmails.length === 0) return [];
	return [
		{
			type: 'data',
			labels: ['conductorone_user', 'owner'],
			attributes: {for_each: expression('toset(var.owner_emails)'), email: expression('each.value')},
		},
		{
			type: 'resource',
			labels: ['conductorone_app_owner', 'litmos'],
			comment: words.remarks.owners,
			attributes: {
				app_id: expression('conductorone_app.litmos.id'),
				user_ids: expression('[for owner in data.conductorone_user.owner : owner.id]'),
			},
		},
	];
}

function hosted(answers: DeployAnswers): HclBlock {
	const attributes: Record<string, HclValue> = {
		app_id: expression('conductorone_app.litmos.id'),
		litmos_source: expression('var.litmos_source'),
		litmos_api_key: expression('var.litmos_api_key'),
	};
	if (answers.courses !== null) attributes.litmos_course_ids = expression('var.litmos_course_ids');
	return {
		type: 'resource',
		labels: ['conductorone_integration_litmos', 'litmos'],
		comment: [
			words.remarks.hosted,
			...(answers.litmosUrl === fallbackHost ? [] : [words.remarks.hostedAddress(answers.litmosUrl)]),
		].join('\n'),
		attributes,
		blocks: [ignoreOwnerDrift()],
	};
}

// user_ids is documented as no longer returned since provider 1.4.0, so every plan would show a difference.
const ignoreOwnerDrift = (): HclBlock => ({type: 'lifecycle', attributes: {ignore_changes: expression('[user_ids]')}});

function selfHosted(_answers: DeployAnswers): HclBlock[] {
	return [
		{
			type: 'resource',
			labels: ['conductorone_integration_baton', 'litmos'],
			comment: words.remarks.selfHosted,
			attributes: {app_id: expression('conductorone_app.litmos.id')},
			blocks: [ignoreOwnerDrift()],
		},
		{
			type: 'resource',
			labels: ['conductorone_connector_credential', 'litmos'],
			attributes: {
				app_id: expression('conductorone_app.litmos.id'),
				connector_id: expression('conductorone_integration_baton.litmos.id'),
			},
		},
		{
			type: 'output',
			labels: ['connector_client_id'],
			attributes: {value: expression('conductorone_connector_credential.litmos.client_id')},
		},
		{
			type: 'output',
			labels: ['connector_client_secret'],
			attributes: {value: expression('conductorone_connector_credential.litmos.client_secret'), sensitive: true},
		},
	];
}

function variables(hosting: TerraformHosting): HclBlock[] {
	const text = (name: string, description: string, more: Record<string, HclValue> = {}): HclBlock => ({
		type: 'variable',
		labels: [name],
		attributes: {type: expression('string'), description, ...more},
	});
	const list = (name: string, description: string): HclBlock => ({
		type: 'variable',
		labels: [name],
		attributes: {type: expression('list(string)'), description, default: []},
	});
	const common = [
		text('app_name', words.variables.appName, {default: 'Litmos'}),
		list('owner_emails', words.variables.ownerEmails),
	];
	if (hosting === 'self-hosted') return common;
	return [
		...common,
		text('litmos_source', words.variables.source),
		text('litmos_api_key', words.variables.apiKey, {sensitive: true}),
		list('litmos_course_ids', words.variables.courseIds),
	];
}

function example(answers: DeployAnswers, hosting: TerraformHosting): string {
	const lines = [
		`# ${words.remarks.values}`,
		`app_name     = ${quote(answers.appName)}`,
		`owner_emails = [${answers.ownerEmails.map(quote).join(', ')}]`,
	];
	if (hosting === 'hosted') {
		lines.push(`litmos_source = ${quote(answers.source)}`);
		if (answers.courses !== null) lines.push(`litmos_course_ids = [${answers.courses.map(quote).join(', ')}]`);
	}
	return `${lines.join('\n')}\n`;
}
