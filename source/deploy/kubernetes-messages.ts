/** What to do with the files for Kubernetes. */
export const kubernetesMessages = {
	build: (image: string) =>
		`Build the image from this project’s Dockerfile and push it to a registry that the cluster can pull from. Then replace ${image} with its name, or export again with --image.`,
	context: (placeholder: string) => `Replace ${placeholder} with the kubectl context of your cluster.`,
	namespace: 'Create the namespace if it doesn’t exist yet.',
	credentials: 'Store the credentials in the cluster.',
	store: (key: string) => `Put the three secrets into your secret store under the key ${key}.`,
	external: 'Let the External Secrets Operator create the secret.',
	start: 'Start the connector. This is the hardened version; deployment.yaml is the one ConductorOne documents.',
	kustomize: 'Check what would be applied, then start the connector.',
	helm: 'Check the chart, then start the connector.',
	watch: 'Wait until it’s running.',
	read: 'Follow its log.',
	remove: 'Once the credentials are in the cluster, delete the local copy.',
} as const;

/** What the Helm chart says of itself. */
export const helmMessages = {
	description: 'Litmos connector for ConductorOne',
	values: 'Don’t put secrets here: the deployment reads them from the Kubernetes secret named below.',
} as const;

/** What a person is told of this way to run the connector. */
export const kubernetesWay = {
	name: 'Kubernetes',
	short: 'files for your cluster',
	long: 'The key stays in your cluster, and provisioning works. You operate the pod.',
} as const;
