/** What the Terraform files say, and what to do with them. */
export const terraformWords = {
	steps: {
		values: 'Copy the example values and look them over.',
		litmosKey: 'Give the Litmos API key for this shell only; it isn’t shown and isn’t kept in the history.',
		personalKey: 'Give a personal API key of ConductorOne in the same way.',
		init: 'Fetch the providers.',
		plan: 'See what Terraform would create.',
		apply: 'Create it.',
		credential:
			'Give the credential to whatever runs the connector. ConductorOne shows the secret only once; Terraform keeps it in its state in clear text, so protect the state.',
	},
	remarks: {
		provider: 'Reads CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET from the environment.',
		owners: 'Replaces the list of owners of the app, you included: name yourself among them.',
		hosted:
			'ConductorOne runs the connector. The API key stays in the Terraform state in clear text: protect the state.',
		hostedAddress: (url: string) => `Note: whether the hosted connector reaches ${url} is not documented.`,
		selfHosted: 'You run the connector. It signs in with the credential below.',
		keptCredential:
			'A copy of the credential. The provider reads a credential without its secret, so the next refresh clears the\nsecret above; this copy keeps it until the credential is replaced. It is in the state in clear text, and\nterraform show prints it: protect both.',
		secret: 'Holds the secrets in the Terraform state in clear text, as every Kubernetes secret in Terraform does.',
		values: 'Values for variables.tf. Secrets do not belong here: give them as TF_VAR_… in the environment.',
	},
	variables: {
		appName: 'Name of the app in ConductorOne',
		ownerEmails: 'Email addresses of the owners of the app; leave empty to own it yourself',
		source: 'Litmos account name',
		apiKey: 'API key of a Litmos Account Owner',
		courseIds: 'Encrypted IDs of the courses to sync; leave empty for all',
		kubeConfig: 'Path of the kubectl configuration',
		kubeContext: 'Context in it that names the cluster to deploy to',
		namespace: 'Namespace to deploy to; it has to exist',
		image: 'Image of the connector',
		settings: 'More environment variables of the connector',
	},
	/** Of the app that Terraform makes. */
	appDescription: (source: string) => `Litmos account ${source}`,
} as const;
