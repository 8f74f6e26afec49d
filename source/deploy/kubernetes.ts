import {stringify} from 'yaml';
import {
	connectorVariables,
	type DeployAnswers,
	type DeployFile,
	type Deployment,
	images,
	stateFolder,
} from './answers.ts';
import {kubernetesWords as words} from './kubernetes-messages.ts';

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
const secretName = (answers: DeployAnswers) => `${answers.image}-secrets`;

function metadata(answers: DeployAnswers, own: string) {
	return {
		name: own,
		...(answers.namespace ? {namespace: answers.namespace} : {}),
	};
}

function secret(answers: DeployAnswers) {
	const {plain, secret} = connectorVariables(answers);
	return {
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: metadata(answers, secretName(answers)),
		type: 'Opaque',
		stringData: Object.fromEntries([...secret, ...plain]),
	};
}

function deployment(answers: DeployAnswers) {
	const labels = {app: name(answers)};
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {...metadata(answers, name(answers)), labels},
		spec: {
			selector: {matchLabels: labels},
			template: {
				metadata: {labels: {...labels, baton: 'true', 'baton-app': 'litmos'}},
				spec: {containers: [container(answers)]},
			},
		},
	};
}

function container(answers: DeployAnswers) {
	return {
		name: name(answers),
		image: images[answers.image],
		imagePullPolicy: 'IfNotPresent',
		env: [{name: 'BATON_HOST_ID', value: name(answers)}],
		envFrom: [{secretRef: {name: secretName(answers)}}],
	};
}

function hardened(answers: DeployAnswers) {
	const base = deployment(answers);
	const own = answers.image === 'litmos-connector';
	const plain = container(answers);
	return {
		...base,
		spec: {
			...base.spec,
			// One sync at a time per connector, so the old pod must end before the new one starts.
			replicas: 1,
			strategy: {type: 'Recreate'},
			template: {
				...base.spec.template,
				spec: {
					automountServiceAccountToken: false,
					terminationGracePeriodSeconds: 30,
					securityContext: {
						runAsNonRoot: true,
						runAsUser: 65532,
						runAsGroup: 65532,
						fsGroup: 65532,
						seccompProfile: {type: 'RuntimeDefault'},
					},
					containers: [
						{
							...plain,
							workingDir: stateFolder,
							env: [
								...plain.env,
								{name: 'BATON_FILE', value: `${stateFolder}/sync.c1z`},
								{name: 'BATON_C1Z_TEMP_DIR', value: stateFolder},
								...(own
									? [
											{name: 'BATON_STATE_FOLDER', value: stateFolder},
											{name: 'BATON_HEALTH_CHECK', value: 'true'},
										]
									: []),
							],
							securityContext: {
								allowPrivilegeEscalation: false,
								readOnlyRootFilesystem: true,
								capabilities: {drop: ['ALL']},
							},
							resources: {requests: {cpu: '100m', memory: '256Mi'}, limits: {cpu: '1', memory: '512Mi'}},
							...(own ? probes() : {}),
							volumeMounts: [{name: 'state', mountPath: stateFolder}],
						},
					],
					volumes: [{name: 'state', emptyDir: {}}],
				},
			},
		},
	};
}

// Only for this program's image: which ConductorOne images answer health checks is not documented.
function probes() {
	const check = (endpoint: string) => ({
		exec: {command: ['/usr/local/bin/litmos-connector', 'health-check', `--endpoint=${endpoint}`]},
		timeoutSeconds: 10,
	});
	return {
		startupProbe: {...check('live'), periodSeconds: 5, failureThreshold: 24},
		livenessProbe: {...check('live'), periodSeconds: 60, failureThreshold: 3},
		readinessProbe: {...check('ready'), periodSeconds: 60, failureThreshold: 3},
	};
}
