import type {DeployAnswers} from './answers.ts';
import {expression, type HclBlock, HclExpression, type HclMap, type HclValue, resource} from './hcl.ts';
import {hardenedPod, podLabels, secretName} from './kubernetes-parts.ts';

/** Where the connector goes unless somebody says otherwise. */
export const usualNamespace = 'litmos-connector';

/** The secret and the hardened deployment, as resources of Terraform's Kubernetes provider. */
export function kubernetesBlocks(answers: DeployAnswers): HclBlock[] {
	const name = answers.image;
	const metadata = (own: string) => ({name: own, namespace: expression('var.namespace'), labels: podLabels(answers)});
	const pod = hardenedPod(answers, {
		image: expression('var.image'),
		secret: expression('kubernetes_secret_v1.litmos.metadata[0].name'),
	});
	return [
		resource(
			'kubernetes_secret_v1',
			{data: expression('local.connector')},
			{
				comment: 'Keeps the secrets as plain text in the Terraform state, like every Kubernetes secret in Terraform.',
				blocks: [{type: 'metadata', attributes: metadata(secretName(answers))}],
			},
		),
		{
			type: 'locals',
			attributes: {
				courses: expression('length(var.litmos_course_ids) > 0 ? join(",", var.litmos_course_ids) : null'),
				connector: new HclExpression(
					[
						'merge(var.settings, local.courses == null ? {} : { BATON_LIMITED_COURSES = local.courses }, {',
						'    BATON_CLIENT_ID     = terraform_data.credential.output.client_id',
						'    BATON_CLIENT_SECRET = terraform_data.credential.output.client_secret',
						'    BATON_API_KEY       = var.litmos_api_key',
						'    BATON_SOURCE        = var.litmos_source',
						'  })',
					].join('\n'),
				),
			},
		},
		resource('kubernetes_deployment_v1', undefined, {
			blocks: [
				{type: 'metadata', attributes: metadata(name)},
				{
					type: 'spec',
					// One sync at a time for each connector, so the old pod has to end before the new one starts.
					attributes: {replicas: 1},
					blocks: [
						{type: 'strategy', attributes: {type: 'Recreate'}},
						{type: 'selector', attributes: {match_labels: {app: name}}},
						{
							type: 'template',
							blocks: [
								{
									type: 'metadata',
									attributes: {
										labels: podLabels(answers),
										// A pod reads its secret when it starts: a new secret has to make a new pod.
										annotations: {'checksum/secret': expression('nonsensitive(sha256(jsonencode(local.connector)))')},
									},
								},
								blockOf('spec', pod),
							],
						},
					],
				},
			],
		}),
	];
}

/** Names of a list in a manifest, as the provider names one entry of it. */
const single: Record<string, string> = {
	containers: 'container',
	volumes: 'volume',
	volumeMounts: 'volume_mount',
	env: 'env',
	envFrom: 'env_from',
};
/** Maps of free keys, which are attributes of the provider and not blocks. */
const maps = ['labels', 'requests', 'limits', 'annotations'];

/** A part of a manifest as the block of the same name in the provider: snake case, one block for each entry of a list. */
function blockOf(type: string, manifest: object): HclBlock {
	const attributes: Record<string, HclValue> = {};
	const blocks: HclBlock[] = [];
	for (const [key, value] of Object.entries(manifest) as [string, unknown][]) {
		const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
		if (key in single) for (const entry of value as object[]) blocks.push(blockOf(single[key] ?? name, entry));
		else if (isObject(value) && !maps.includes(key)) blocks.push(blockOf(name, value));
		else attributes[name] = value as HclValue;
	}
	return {type, attributes: attributes as HclMap, blocks};
}

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof HclExpression);
