import {type DeployAnswers, type Deployment, fallbackHost} from './answers.ts';
import {expression, type HclBlock, type HclValue, quote, renderHcl} from './hcl.ts';

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
		{words: 'Copy the example values and look them over.', command: 'cp terraform.tfvars.example terraform.tfvars'},
	];
	if (hosting === 'hosted') {
		steps.push({
			words: 'Give the Litmos API key for this shell only; it is not shown and not kept in the history.',
			command: 'read -rs TF_VAR_litmos_api_key && export TF_VAR_litmos_api_key',
		});
	}
	steps.push(
		{
			words: 'Give a personal API key of ConductorOne in the same way.',
			command:
				'export CONDUCTORONE_CLIENT_ID=…; read -rs CONDUCTORONE_CLIENT_SECRET && export CONDUCTORONE_CLIENT_SECRET',
		},
		{words: 'Fetch the provider.', command: 'terraform init'},
		{words: 'Look at what would be made.', command: 'terraform plan'},
		{words: 'Make it.', command: 'terraform apply'},
	);
	if (hosting === 'self-hosted') {
		steps.push({
			words:
				'Hand the credential to the place that runs the connector; it is shown only this once by ConductorOne and stays in the Terraform state.',
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
			comment: 'Reads CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET from the environment.',
		},
		{
			type: 'resource',
			labels: ['conductorone_app', 'litmos'],
			attributes: {display_name: expression('var.app_name'), description: `Litmos account ${answers.source}`},
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
			comment: 'Replaces the list of owners of the app, you included: name yourself among them.',
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
		comment:
			'ConductorOne runs the connector. The API key stays in the Terraform state in clear text: protect the state.' +
			(answers.litmosUrl === fallbackHost
				? ''
				: `\nNote: whether the hosted connector reaches ${answers.litmosUrl} is not documented.`),
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
			comment: 'The connector runs at your side and signs in with the credential below.',
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
		text('app_name', 'Name of the app in ConductorOne', {default: 'Litmos'}),
		list('owner_emails', 'E-mail addresses of the owners of the app'),
	];
	if (hosting === 'self-hosted') return common;
	return [
		...common,
		text('litmos_source', 'Litmos account name'),
		text('litmos_api_key', 'API key of a Litmos Account Owner', {sensitive: true}),
		list('litmos_course_ids', 'Encrypted ids of the courses to sync; leave empty for all'),
	];
}

function example(answers: DeployAnswers, hosting: TerraformHosting): string {
	const lines = [
		'# Values for variables.tf. Secrets do not belong here: give them as TF_VAR_… in the environment.',
		`app_name     = ${quote(answers.appName)}`,
		`owner_emails = [${answers.ownerEmails.map(quote).join(', ')}]`,
	];
	if (hosting === 'hosted') {
		lines.push(`litmos_source = ${quote(answers.source)}`);
		if (answers.courses !== null) lines.push(`litmos_course_ids = [${answers.courses.map(quote).join(', ')}]`);
	}
	return `${lines.join('\n')}\n`;
}
