/** What to do with the files for Kubernetes. */
export const kubernetesWords = {
	build: (image: string) =>
		`Build the image from this project's Dockerfile, push it to a registry that the cluster can pull from, and put its name in place of ${image} (or export again with --image).`,
	context: (placeholder: string) => `Replace ${placeholder} with the kubectl context of your cluster.`,
	namespace: 'Create the namespace, unless it already exists.',
	credentials: 'Store the credentials in the cluster.',
	store: (key: string) => `Put the three secrets into your secret store under the key ${key}.`,
	external: 'Let the External Secrets Operator create the secret.',
	start: 'Start the connector (the hardened variant; deployment.yaml is the one ConductorOne documents).',
	kustomize: 'See what would be applied, then start the connector.',
	helm: 'Check the chart, then start the connector.',
	watch: 'Watch it come up.',
	read: 'Read what it says.',
	remove: 'Delete the local copy of the credentials once they are in the cluster.',
} as const;

/** What the Helm chart says of itself. */
export const helmWords = {
	description: 'Litmos connector for ConductorOne',
	values: 'No secret belongs here: the deployment reads them from the Kubernetes secret named below.',
} as const;
