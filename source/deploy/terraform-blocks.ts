import {type DeployAnswers, fallbackHost} from './answers.ts';
import {expression, type HclBlock, type HclMap, resource} from './hcl.ts';
import type {TerraformHosting} from './terraform-hosting.ts';

/** Which providers, and where they find their credentials. */
export function providerBlocks(hosting: TerraformHosting): HclBlock[] {
	const isInCluster = hosting === 'kubernetes';
	const needed: Record<string, HclMap> = {
		conductorone: {source: 'conductorone/conductorone', version: '>= 1.5.0'},
		...(isInCluster ? {kubernetes: {source: 'hashicorp/kubernetes', version: '>= 2.30.0'}} : {}),
	};
	const cluster = {
		config_path: expression('var.kube_config_path'),
		config_context: expression('var.kube_context'),
	};
	return [
		{
			type: 'terraform',
			// terraform_data and its replace_triggered_by are there from 1.4 on.
			attributes: {required_version: '>= 1.4.0'},
			blocks: [{type: 'required_providers', attributes: needed}],
		},
		{
			type: 'provider',
			labels: ['conductorone'],
			comment: 'Reads CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET from the environment.',
		},
		...(isInCluster ? [{type: 'provider', labels: ['kubernetes'], attributes: cluster}] : []),
	];
}

/** The app and its owners; owners only where some are named, since naming them replaces the list. */
export function appBlocks(answers: DeployAnswers): HclBlock[] {
	return [
		resource('conductorone_app', {
			display_name: expression('var.app_name'),
			description: `Litmos account ${answers.source}`,
		}),
		{
			type: 'data',
			labels: ['conductorone_user', 'owner'],
			attributes: {for_each: expression('toset(var.owner_emails)'), email: expression('each.value')},
		},
		resource(
			'conductorone_app_owner',
			{
				count: expression('length(var.owner_emails) > 0 ? 1 : 0'),
				app_id: expression('conductorone_app.litmos.id'),
				user_ids: expression('[for email in var.owner_emails : data.conductorone_user.owner[email].id]'),
			},
			{comment: 'Replaces all owners of the app, including you: add yourself to the list.'},
		),
	];
}

/** The connector that ConductorOne runs. */
export function hostedBlocks(answers: DeployAnswers): HclBlock[] {
	const comment = [
		'ConductorOne runs the connector. The API key is in the Terraform state as plain text: protect the state.',
		...(answers.litmosUrl === fallbackHost
			? []
			: [`Note: the hosted connector may not reach ${answers.litmosUrl}; ConductorOne doesn’t document it.`]),
	].join('\n');
	return [
		resource(
			'conductorone_integration_litmos',
			{
				app_id: expression('conductorone_app.litmos.id'),
				litmos_source: expression('var.litmos_source'),
				litmos_api_key: expression('var.litmos_api_key'),
				litmos_course_ids: expression('length(var.litmos_course_ids) > 0 ? var.litmos_course_ids : null'),
			},
			{comment, blocks: [ignoreOwnerDrift]},
		),
	];
}

// user_ids is documented as no longer returned since provider 1.4.0, so every plan would show a difference.
const ignoreOwnerDrift: HclBlock = {type: 'lifecycle', attributes: {ignore_changes: expression('[user_ids]')}};

/**
 * A connector that runs elsewhere, and its credential. ConductorOne shows the secret once, in the answer to its creation;
 * when the provider refreshes, it reads the credential without the secret and clears it in the state (seen with provider
 * 1.5.0). So the pair is copied into a terraform_data, which nothing refreshes and which is made anew with a new credential.
 */
export function selfHostedBlocks(): HclBlock[] {
	const credential = 'conductorone_connector_credential.litmos';
	return [
		resource(
			'conductorone_integration_baton',
			{app_id: expression('conductorone_app.litmos.id')},
			{
				comment: 'You run the connector. It signs in with the client ID and secret below.',
				blocks: [ignoreOwnerDrift],
			},
		),
		resource('conductorone_connector_credential', {
			app_id: expression('conductorone_app.litmos.id'),
			connector_id: expression('conductorone_integration_baton.litmos.id'),
		}),
		{
			type: 'resource',
			labels: ['terraform_data', 'credential'],
			comment:
				'A copy of the client ID and secret. The provider reads them back without the secret, so the next refresh clears\nthe secret above. This copy keeps it until they are replaced. It is in the state as plain text, and\nterraform show prints it: protect both.',
			attributes: {
				input: {
					client_id: expression(`${credential}.client_id`),
					client_secret: expression(`${credential}.client_secret`),
				},
			},
			blocks: [
				{
					type: 'lifecycle',
					attributes: {
						ignore_changes: expression('[input]'),
						replace_triggered_by: expression(`[${credential}.id]`),
					},
				},
			],
		},
		{
			type: 'output',
			labels: ['connector_client_id'],
			attributes: {value: expression(`${credential}.client_id`)},
		},
		{
			type: 'output',
			labels: ['connector_client_secret'],
			attributes: {value: expression('terraform_data.credential.output.client_secret'), sensitive: true},
		},
	];
}
