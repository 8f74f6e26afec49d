import {
	connectorVariables,
	contextPlaceholder,
	type DeployAnswers,
	type DeployFile,
	type Deployment,
	imageName,
} from './answers.ts';
import {clusterSteps, imageSteps} from './cluster-steps.ts';
import {externalSecret} from './external-secret.ts';
import {chartFolder, helmChart} from './helm-chart.ts';
import {deploymentOf, hardenedDeployment, plainContainer, secretName, secretValues, yaml} from './kubernetes-parts.ts';
import {kustomize, overlay} from './kustomize.ts';

/** In which form the files for Kubernetes come. */
export const packagings = ['manifests', 'kustomize', 'helm'] as const;
export type Packaging = (typeof packagings)[number];

/**
 * The connector for a cluster: secret and deployment as ConductorOne's page for the Litmos connector shows them with a
 * hardened deployment beside it (C1 fact sheet, sections 4.1, 4.2 and 4.4), or that deployment with kustomize or as a chart.
 */
export function kubernetes(answers: DeployAnswers, packaging: Packaging = 'manifests'): Deployment {
	const store = answers.externalSecretStore;
	const secretFile: DeployFile =
		store === undefined
			? {name: 'secret.yaml', content: yaml(secret(answers, packaging)), secret: true}
			: {
					name: 'external-secret.yaml',
					content: yaml(externalSecret(answers, store, metadata(answers, secretName(answers)))),
				};
	const names = {image: imageName(answers), secret: secretName(answers)};
	// ConductorOne's image keeps the names of its documentation.
	const plain = deploymentOf(answers, placeOf(answers), {containers: [plainContainer(answers, names)]});
	const files: Record<Packaging, () => DeployFile[]> = {
		manifests: () => [
			secretFile,
			{name: 'deployment.yaml', content: yaml(plain)},
			{
				name: 'deployment-hardened.yaml',
				content: yaml(hardenedDeployment(answers, names, placeOf(answers))),
			},
		],
		kustomize: () => kustomize(answers),
		helm: () => (store === undefined ? [secretFile, ...helmChart(answers)] : helmChart(answers)),
	};
	return {files: files[packaging](), steps: stepsOf(answers, packaging)};
}

function stepsOf(answers: DeployAnswers, packaging: Packaging): Deployment['steps'] {
	const {namespace, image, context = contextPlaceholder, externalSecretStore: store} = answers;
	const kubectl = `kubectl --context ${context}`;
	const space = namespace ? ` --namespace ${namespace}` : '';
	const putSecrets = {text: `Put the three secrets into your secret store under the key ${image}.`};
	const secretSteps: Deployment['steps'] =
		store === undefined
			? [
					{
						text: 'Store the credentials in the cluster.',
						command: `${kubectl} apply${space} --filename secret.yaml`,
					},
				]
			: [
					putSecrets,
					{
						text: 'Let the External Secrets Operator create the secret.',
						command: `${kubectl} apply${space} --filename external-secret.yaml`,
					},
				];
	const start: Record<Packaging, Deployment['steps']> = {
		manifests: [
			...secretSteps,
			{
				text: 'Start the connector. This is the hardened version; deployment.yaml is the one ConductorOne documents.',
				command: `${kubectl} apply${space} --filename deployment-hardened.yaml`,
			},
		],
		kustomize: [
			...(store === undefined ? [] : [putSecrets]),
			{
				text: 'Check what would be applied, then start the connector.',
				command: `kubectl kustomize ${overlay} && ${kubectl} apply --kustomize ${overlay}`,
			},
		],
		helm: [
			...(store === undefined ? secretSteps : [putSecrets]),
			{
				text: 'Check the chart, then start the connector.',
				command: `helm lint ${chartFolder} && helm upgrade --install ${image} ${chartFolder} --kube-context ${context}${space}`,
			},
		],
	};
	const left = packaging === 'kustomize' ? `${overlay}/secret.env` : 'secret.yaml';
	return [
		...imageSteps(answers),
		...clusterSteps(answers, namespace),
		...start[packaging],
		{
			text: 'Wait until it’s running.',
			command: `${kubectl} get pods${space} --selector app=${image} --watch`,
		},
		{text: 'Follow its log.', command: `${kubectl} logs${space} deployment/${image} --follow`},
		...(store === undefined
			? [{text: 'Once the credentials are in the cluster, delete the local copy.', command: `rm ${left}`}]
			: []),
	];
}

const placeOf = ({namespace}: DeployAnswers) => (namespace ? {namespace} : {});
const metadata = (answers: DeployAnswers, name: string) => ({name, ...placeOf(answers)});

/** A chart has the settings among its values, so its secret holds secrets only. */
function secret(answers: DeployAnswers, packaging: Packaging) {
	return {
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: metadata(answers, secretName(answers)),
		type: 'Opaque',
		stringData: packaging === 'helm' ? Object.fromEntries(connectorVariables(answers).secret) : secretValues(answers),
	};
}
