import {connectorVariables, type DeployAnswers, type DeployFile, imageName} from './answers.ts';
import {externalSecretTemplate, imageTemplate, settingsLoop} from './helm-templates.ts';
import {hardenedDeployment, secretName, yaml} from './kubernetes-parts.ts';
import {imageParts} from './kustomize.ts';

/** Folder of the chart, relative to the folder of the files. */
export const chartFolder = 'chart';

const helper = '{{ include `connector.image` . }}';
const settingsMark = 'SETTINGS';
const resourcesMark = 'RESOURCES';

/** A small chart: the hardened deployment, with image, settings, resources and the name of the secret as values. */
export function helmChart(answers: DeployAnswers): DeployFile[] {
	const {newName: repository, newTag: tag = '', digest = ''} = imageParts(imageName(answers));
	const store = answers.externalSecretStore;
	const values = {
		image: {repository, tag, digest},
		secretName: secretName(answers),
		settings: Object.fromEntries(connectorVariables(answers).plain),
		resources: {requests: {cpu: '100m', memory: '256Mi'}, limits: {cpu: '1', memory: '512Mi'}},
		externalSecret: {enabled: store !== undefined, store: store ?? '', key: answers.image},
	};
	const chart = {
		apiVersion: 'v2',
		name: answers.image,
		description: 'Litmos connector for ConductorOne',
		type: 'application',
		version: '0.1.0',
	};
	const file = (name: string, content: string): DeployFile => ({
		name: `${chartFolder}/${name}`,
		content,
	});
	return [
		file('Chart.yaml', yaml(chart)),
		file(
			'values.yaml',
			`# Don’t put secrets here: the deployment reads them from the Kubernetes secret named below.\n${yaml(values)}`,
		),
		file('values.schema.json', `${JSON.stringify(schema, null, 2)}\n`),
		file('templates/_image.tpl', imageTemplate),
		file('templates/deployment.yaml', deploymentTemplate(answers)),
		file('templates/external-secret.yaml', externalSecretTemplate(answers)),
	];
}

/** The manifest with Helm's templates where values go. */
function deploymentTemplate(answers: DeployAnswers): string {
	const names = {image: helper, secret: '{{ .Values.secretName }}'};
	const manifest = hardenedDeployment(answers, names, {namespace: '{{ .Release.Namespace }}'});
	const [container] = manifest.spec.template.spec.containers;
	if (container !== undefined) {
		Object.assign(container, {env: [...container.env, {name: settingsMark, value: ''}], resources: resourcesMark});
	}
	return yaml(manifest)
		.replace(new RegExp(`^( *)- name: "${settingsMark}"\\n *value: ""\\n`, 'm'), (_all, indent: string) =>
			settingsLoop(indent),
		)
		.replace(
			new RegExp(`^( *)resources: "${resourcesMark}"$`, 'm'),
			(_all, indent: string) =>
				`${indent}resources:\n${indent}  {{- toYaml .Values.resources | nindent ${indent.length + 2} }}`,
		);
}

const text = {type: 'string'} as const;
const schema = {
	$schema: 'https://json-schema.org/draft-07/schema#',
	type: 'object',
	additionalProperties: false,
	required: ['image', 'secretName', 'settings', 'resources', 'externalSecret'],
	properties: {
		image: {
			type: 'object',
			additionalProperties: false,
			required: ['repository'],
			properties: {
				repository: {type: 'string', minLength: 1},
				tag: text,
				digest: {type: 'string', pattern: '^([a-z0-9]+:[0-9a-f]{32,})?$'},
			},
		},
		secretName: {type: 'string', minLength: 1},
		settings: {type: 'object', additionalProperties: text, propertyNames: {pattern: '^[A-Z][A-Z0-9_]*$'}},
		resources: {type: 'object'},
		externalSecret: {
			type: 'object',
			additionalProperties: false,
			properties: {enabled: {type: 'boolean'}, store: text, key: text},
		},
		global: {type: 'object'},
	},
};
