import {connectorVariables, type DeployAnswers} from './answers.ts';
import {secretName} from './kubernetes-parts.ts';

/**
 * The secret as the External Secrets Operator makes it (`external-secrets.io/v1`): the three secrets come from a store under
 * one key, everything else stands here. `store` names a ClusterSecretStore.
 */
export function externalSecret(answers: DeployAnswers, store: string, metadata: object) {
	const {plain, secret} = connectorVariables(answers);
	return {
		apiVersion: 'external-secrets.io/v1',
		kind: 'ExternalSecret',
		metadata,
		spec: {
			refreshInterval: '1h',
			secretStoreRef: {kind: 'ClusterSecretStore', name: store},
			target: {
				name: secretName(answers),
				creationPolicy: 'Owner',
				template: {
					engineVersion: 'v2',
					mergePolicy: 'Merge',
					// The operator reads these as templates.
					data: Object.fromEntries(plain.map(([name, value]) => [name, value.replaceAll('{{', '{{ "{{" }}')])),
				},
			},
			data: secret.map(([name]) => ({secretKey: name, remoteRef: {key: answers.image, property: name}})),
		},
	};
}
