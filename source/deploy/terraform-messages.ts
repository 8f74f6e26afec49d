/** What the Terraform files say, and what to do with them. */
export const terraformWords = {
	steps: {
		values: 'Copy the example values and look them over.',
		litmosKey: 'Give the Litmos API key for this shell only; it is not shown and not kept in the history.',
		personalKey: 'Give a personal API key of ConductorOne in the same way.',
		init: 'Fetch the provider.',
		plan: 'Look at what would be made.',
		apply: 'Make it.',
		credential:
			'Hand the credential to the place that runs the connector; it is shown only this once by ConductorOne and stays in the Terraform state.',
	},
	remarks: {
		provider: 'Reads CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET from the environment.',
		owners: 'Replaces the list of owners of the app, you included: name yourself among them.',
		hosted:
			'ConductorOne runs the connector. The API key stays in the Terraform state in clear text: protect the state.',
		hostedAddress: (url: string) => `Note: whether the hosted connector reaches ${url} is not documented.`,
		selfHosted: 'The connector runs at your side and signs in with the credential below.',
		values: 'Values for variables.tf. Secrets do not belong here: give them as TF_VAR_… in the environment.',
	},
	variables: {
		appName: 'Name of the app in ConductorOne',
		ownerEmails: 'E-mail addresses of the owners of the app',
		source: 'Litmos account name',
		apiKey: 'API key of a Litmos Account Owner',
		courseIds: 'Encrypted ids of the courses to sync; leave empty for all',
	},
	/** Of the app that Terraform makes. */
	appDescription: (source: string) => `Litmos account ${source}`,
} as const;
