/** The questions of the set-up in ConductorOne: app, owners, who runs it, where files go. */
export const connectAnswersMessages = {
	app: {
		notes: {
			managed: 'managed',
			seen: 'found in a directory; becomes managed',
			'has-connector': 'has a Litmos connector; it can be reused',
		},
	},
	newApp: {
		usual: 'Litmos',
	},
	owners: {
		title: 'Who should own the app?',
	},
	hosting: {
		/** A variation of the way hosted by ConductorOne; the ways themselves are in `deploy/ways.ts`. */
		delegated: {
			name: 'Hosted, key added later',
			short: 'an owner enters the Litmos key',
			long: 'You don’t need the Litmos key here. An owner gets an email and enters it in ConductorOne.',
		},
	},
	folder: {
		questions: {
			folder: {
				title: 'Where do you want to write the files?',
				help: 'Only you can read them. Files with secrets say so; keep those out of version control.',
			},
			namespace: {title: 'Which namespace should the connector run in?', help: ''},
			image: {
				title: 'Which image should it run?',
				help: 'Include the registry, and a tag or digest, if you keep images in your own registry.',
			},
			packaging: {title: 'How should the files be packaged?', help: ''},
			store: {
				title: 'Do you use the External Secrets Operator?',
				help: 'Enter the name of its ClusterSecretStore, and no file contains secrets. Otherwise leave this empty.',
			},
			cluster: {
				title: 'Apply the files now?',
				help: 'These are the clusters that kubectl knows on this computer.',
			},
		},
		fields: {
			folder: {label: 'Folder'},
			namespace: {label: 'Namespace', placeholder: 'your context’s namespace'},
			image: {label: 'Image', placeholder: 'the image ConductorOne publishes'},
			store: {label: 'Secret store', placeholder: 'none: write the secrets to a file'},
		},
		refusals: {
			folder: 'Enter a folder.',
			namespace: 'Use only lowercase letters, digits and hyphens.',
			image: 'Enter an image such as registry.example.com/team/litmos-connector:1.0.',
			store: 'Enter the name of a ClusterSecretStore: lowercase letters, digits, hyphens and dots.',
		},
		packagings: {
			manifests: {label: 'Plain manifests', description: 'for kubectl apply'},
			kustomize: {label: 'Kustomize', description: 'a base and an overlay'},
			helm: {label: 'Helm chart', description: 'with a schema for its values'},
		},
	},
} as const;
