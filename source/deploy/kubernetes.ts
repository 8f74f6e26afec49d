import {stringify} from 'yaml';
import {type DeployAnswers, type DeployFile, type Deployment, imageName, images} from './answers.ts';
import {kubernetesWords as words} from './kubernetes-messages.ts';
import {hardenedPod, plainContainer, podLabels, secretName, secretValues} from './kubernetes-parts.ts';

/**
 * Secret and Deployment as ConductorOne's page for the Litmos connector shows them, and a hardened Deployment beside it
 * (C1 fact sheet, sections 4.1, 4.2 and 4.4). Every label and secret value is a quoted string: an unquoted `true` is a
 * YAML boolean, which Kubernetes refuses there.
 */
export function kubernetes(answers: DeployAnswers): Deployment {
	const files: DeployFile[] = [
		{name: 'secret.yaml', content: yaml(secret(answers)), secret: true},
		{name: 'deployment.yaml', content: yaml(deployment(answers)), secret: false},
		{name: 'deployment-hardened.yaml', content: yaml(hardened(answers)), secret: false},
	];
	const space = answers.namespace ? ` --namespace ${answers.namespace}` : '';
	const steps: Deployment['steps'] = [];
	if (answers.image === 'litmos-connector') {
		steps.push({
			words: words.build(images['litmos-connector']),
			command: `docker build --tag ${images['litmos-connector']} .`,
		});
	}
	if (answers.namespace) {
		steps.push({words: words.namespace, command: `kubectl create namespace ${answers.namespace}`});
	}
	steps.push(
		{words: words.credentials, command: `kubectl apply${space} --filename secret.yaml`},
		{words: words.start, command: `kubectl apply${space} --filename deployment-hardened.yaml`},
		{words: words.watch, command: `kubectl get pods${space} --selector app=${name(answers)} --watch`},
		{words: words.read, command: `kubectl logs${space} deployment/${name(answers)} --follow`},
		{words: words.remove, command: 'rm secret.yaml'},
	);
	return {files, steps};
}

const yaml = (value: unknown) =>
	stringify(value, {defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0});

// ConductorOne's image keeps the names of its documentation.
const name = (answers: DeployAnswers) => answers.image;
const namesOf = (answers: DeployAnswers) => ({image: imageName(answers), secret: secretName(answers)});

function metadata(answers: DeployAnswers, own: string) {
	return {
		name: own,
		...(answers.namespace ? {namespace: answers.namespace} : {}),
	};
}

function secret(answers: DeployAnswers) {
	return {
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: metadata(answers, secretName(answers)),
		type: 'Opaque',
		stringData: secretValues(answers),
	};
}

function deployment(answers: DeployAnswers) {
	const labels = {app: name(answers)};
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {...metadata(answers, name(answers)), labels: {...labels}},
		spec: {
			selector: {matchLabels: {...labels}},
			template: {
				metadata: {labels: podLabels(answers)},
				spec: {containers: [plainContainer(answers, namesOf(answers))]},
			},
		},
	};
}

function hardened(answers: DeployAnswers) {
	const base = deployment(answers);
	return {
		...base,
		spec: {
			...base.spec,
			// One sync at a time per connector, so the old pod must end before the new one starts.
			replicas: 1,
			strategy: {type: 'Recreate'},
			template: {...base.spec.template, spec: hardenedPod(answers, namesOf(answers))},
		},
	};
}
