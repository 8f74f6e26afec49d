/** What to do with the files for Kubernetes. */
export const kubernetesWords = {
	build: (image: string) =>
		`Build the image from this project's Dockerfile and push it where the cluster can pull it; then write its name in the place of ${image}.`,
	namespace: 'Create the namespace, unless it is there.',
	credentials: 'Store the credentials in the cluster.',
	start: 'Start the connector (the hardened variant; deployment.yaml is the one ConductorOne documents).',
	watch: 'Watch it come up.',
	read: 'Read what it says.',
	remove: 'Delete the local copy of the credentials once they are in the cluster.',
} as const;
