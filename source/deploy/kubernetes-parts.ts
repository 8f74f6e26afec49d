import {stringify} from 'yaml';
import {connectorVariables, type DeployAnswers, stateFolder} from './answers.ts';

/*
 * The parts that every way to Kubernetes shares: plain manifests, the kustomize base, the Helm chart and Terraform.
 */

/** A manifest as text: every value that is a string is quoted, and every map is written out where it belongs. */
export const yaml = (value: unknown): string =>
	stringify(value, {
		defaultStringType: 'QUOTE_DOUBLE',
		defaultKeyType: 'PLAIN',
		lineWidth: 0,
		aliasDuplicateObjects: false,
	});

export const secretName = ({image}: Pick<DeployAnswers, 'image'>) => `${image}-secrets`;

/** Labels of the pod, as ConductorOne documents them. Every value is a string: Kubernetes refuses a YAML boolean there. */
export const podLabels = ({image}: Pick<DeployAnswers, 'image'>) => ({
	app: image,
	baton: 'true',
	'baton-app': 'litmos',
});

/** Names and values that the secret holds. */
export function secretValues(answers: DeployAnswers): Record<string, string> {
	const {plain, secret} = connectorVariables(answers);
	return Object.fromEntries([...secret, ...plain]);
}

/** The container as ConductorOne's page shows it. `Text` is a string, or what stands for one in a template language. */
export function plainContainer<Text>(answers: DeployAnswers, {image, secret}: {image: Text; secret: Text}) {
	return {
		name: answers.image,
		image,
		imagePullPolicy: 'IfNotPresent',
		env: [{name: 'BATON_HOST_ID', value: answers.hostId ?? answers.image}],
		envFrom: [{secretRef: {name: secret}}],
	};
}

/** The pod with nothing writable but one folder and no rights. */
export function hardenedPod<Text>(answers: DeployAnswers, names: {image: Text; secret: Text}) {
	const own = answers.image === 'litmos-connector';
	const plain = plainContainer(answers, names);
	return {
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

/** A deployment of one pod. `place` goes into its metadata, such as a namespace; `once`: an old pod ends before a new one starts. */
export function deploymentOf<Pod>({image: name}: DeployAnswers, place: object, pod: Pod, once: object = {}) {
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name, ...place, labels: {app: name}},
		spec: {
			selector: {matchLabels: {app: name}},
			...once,
			template: {metadata: {labels: podLabels({image: name})}, spec: pod},
		},
	};
}

/** The deployment of the hardened pod. One sync at a time for each connector, so the old pod has to end first. */
export function hardenedDeployment<Text>(answers: DeployAnswers, names: {image: Text; secret: Text}, place: object) {
	return deploymentOf(answers, place, hardenedPod(answers, names), {replicas: 1, strategy: {type: 'Recreate'}});
}
