/** What the Terraform files say, and what to do with them. */
export const terraformMessages = {
	steps: {
		values: 'Copy the example values and check them.',
		litmosKey: 'Enter the Litmos API key for this shell only. It stays hidden and out of the shell history.',
		personalKey: 'Enter a ConductorOne personal API key in the same way.',
		init: 'Download the providers.',
		plan: 'Check what Terraform would create.',
		apply: 'Create it.',
		credential:
			'Pass the client ID and secret to the connector. ConductorOne shows the secret only once. Terraform keeps it as plain text in its state, so protect the state.',
	},
	remarks: {
		provider: 'Reads CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET from the environment.',
		owners: 'Replaces all owners of the app, including you: add yourself to the list.',
		hosted: 'ConductorOne runs the connector. The API key is in the Terraform state as plain text: protect the state.',
		hostedAddress: (url: string) =>
			`Note: the hosted connector may not reach ${url}; ConductorOne doesn’t document it.`,
		selfHosted: 'You run the connector. It signs in with the client ID and secret below.',
		keptCredential:
			'A copy of the client ID and secret. The provider reads them back without the secret, so the next refresh clears\nthe secret above. This copy keeps it until they are replaced. It is in the state as plain text, and\nterraform show prints it: protect both.',
		secret: 'Keeps the secrets as plain text in the Terraform state, like every Kubernetes secret in Terraform.',
		values: 'Values for variables.tf. Don’t put secrets here: set them as TF_VAR_… in the environment.',
	},
	variables: {
		appName: 'Name of the app in ConductorOne',
		ownerEmails: 'Email addresses of the app owners; leave empty to own it yourself',
		source: 'Litmos account name',
		apiKey: 'API key of a Litmos Account Owner',
		courseIds: 'Encrypted IDs of the courses to sync; leave empty for all',
		kubeConfig: 'Path of the kubectl configuration',
		kubeContext: 'Context in it that names the cluster to deploy to',
		namespace: 'Namespace to deploy to; it must exist',
		image: 'Image of the connector',
		settings: 'More environment variables of the connector',
	},
	/** Of the app that Terraform makes. */
	appDescription: (source: string) => `Litmos account ${source}`,
} as const;

/** What a person is told of this way to run the connector. */
export const terraformWay = {
	name: 'Terraform',
	short: 'files; Terraform creates everything',
	long: 'Everything is code you can review. The Litmos key ends up in the Terraform state.',
} as const;
