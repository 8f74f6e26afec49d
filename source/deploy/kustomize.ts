import {type DeployAnswers, type DeployFile, imageName, images} from './answers.ts';
import {externalSecret} from './external-secret.ts';
import {hardenedDeployment, secretName, secretValues, yaml} from './kubernetes-parts.ts';

/** Where the overlay is, relative to the folder. */
export const overlay = 'overlays/production';

/**
 * A base that says what the connector is, and an overlay that says where it runs: namespace, image, secret. The secret is
 * generated from an env file, so its name changes with its content and the pod is replaced by itself.
 */
export function kustomize(answers: DeployAnswers): DeployFile[] {
	const plain = images[answers.image];
	const repository = plain.slice(0, plain.lastIndexOf(':'));
	const base = {
		apiVersion: 'kustomize.config.k8s.io/v1beta1',
		kind: 'Kustomization',
		resources: ['deployment.yaml'],
	};
	const store = answers.externalSecretStore;
	const top = {
		apiVersion: 'kustomize.config.k8s.io/v1beta1',
		kind: 'Kustomization',
		...(answers.namespace ? {namespace: answers.namespace} : {}),
		resources: ['../../base', ...(store === undefined ? [] : ['external-secret.yaml'])],
		images: [{name: repository, ...imageParts(imageName(answers))}],
		...(store === undefined ? {secretGenerator: [{name: secretName(answers), envs: ['secret.env']}]} : {}),
	};
	const secret: DeployFile =
		store === undefined
			? {name: `${overlay}/secret.env`, content: envFile(secretValues(answers)), secret: true}
			: {
					name: `${overlay}/external-secret.yaml`,
					content: yaml(externalSecret(answers, store, {name: secretName(answers)})),
				};
	const deployment = hardenedDeployment(answers, {image: plain, secret: secretName(answers)}, {});
	return [
		{name: 'base/kustomization.yaml', content: yaml(base)},
		{name: 'base/deployment.yaml', content: yaml(deployment)},
		{name: `${overlay}/kustomization.yaml`, content: yaml(top)},
		secret,
	];
}

/** An image reference as kustomize and Helm want it; without a tag or digest, the newest. */
export function imageParts(reference: string): {newName: string; newTag?: string; digest?: string} {
	const [name = '', digest] = reference.split('@');
	const colon = name.lastIndexOf(':');
	const hasTag = colon > name.lastIndexOf('/');
	const newName = hasTag ? name.slice(0, colon) : name;
	if (digest !== undefined) return {newName, digest};
	return {newName, newTag: hasTag ? name.slice(colon + 1) : 'latest'};
}

// Kustomize takes what is behind the equal sign as it is, quotes included.
const envFile = (values: Record<string, string>) =>
	Object.entries(values)
		.map(([name, value]) => `${name}=${value}\n`)
		.join('');
