import type {Hosting} from '../../../setup/conductorone/answers.ts';

/** A way to host as a person chooses it; a delegated connector is a way of its own. */
export type Way = Hosting | 'delegated';

/** The questions of the guided part: app, owners, who runs it, where files go. */
export const guidedAnswersWords = {
	app: {
		title: 'Which ConductorOne app should get the data?',
		create: 'Create a new app',
		createHint: 'press Enter',
		columns: {name: 'App', note: 'Status'},
		notes: {
			managed: 'managed',
			seen: 'found in a directory; becomes a managed app',
			'has-connector': 'has a Litmos connector; it can be reused',
		},
		choose: 'select',
		failed: (why: string) => `The list isn’t complete: ${why}`,
	},
	newApp: {
		title: 'What do you want to call the new app?',
		label: 'Name',
		usual: 'Litmos',
		need: 'Enter a name.',
		taken: (name: string) => `There is already an app named “${name}”. Go back and select it, or enter another name.`,
	},
	owners: {
		title: 'Who should own it?',
		title2: 'Select owners, or press Enter to own it yourself.',
		columns: {name: 'User'},
		forbidden: 'Your role can’t list users, so you will be the owner. You can hand it over in ConductorOne.',
		me: 'Continue as the owner',
		choose: 'continue',
	},
	hosting: {
		title: 'How should the connector run?',
		ways: {
			hosted: 'Hosted by ConductorOne',
			delegated: 'Hosted, key added later',
			here: 'From this computer',
			kubernetes: 'Kubernetes',
			terraform: 'Terraform',
			docker: 'Docker Compose',
			systemd: 'systemd service',
		} satisfies Record<Way, string>,
		short: {
			hosted: 'nothing to operate',
			delegated: 'an owner enters the Litmos key',
			here: 'push now, and again whenever you like',
			kubernetes: 'files for your cluster',
			terraform: 'files; Terraform creates everything',
			docker: 'files for any machine with Docker',
			systemd: 'files for a Linux machine',
		} satisfies Record<Way, string>,
		long: {
			hosted: 'ConductorOne stores the Litmos key and syncs on its own. Litmos must allow ConductorOne’s addresses.',
			delegated: 'You don’t need the Litmos key here. An owner gets an email and enters it in ConductorOne.',
			here: 'The Litmos key stays on this computer. For fresh data, push by hand or with a timer you set up.',
			kubernetes: 'The key stays in your cluster, and provisioning works. You operate the pod.',
			terraform: 'Everything is code you can review. The Litmos key ends up in the Terraform state.',
			docker: 'Keeps running on your own machine with Docker. You operate it.',
			systemd: 'Keeps running on your own Linux machine, without containers. You operate it.',
		} satisfies Record<Way, string>,
		address: (url: string) => `ConductorOne doesn’t document whether its own connector can reach ${url}.`,
	},
	folder: {
		titles: {
			folder: 'Where do you want to write the files?',
			namespace: 'Which namespace should the connector run in?',
			image: 'Which image should it run?',
			packaging: 'How should the files be packaged?',
			store: 'Do you use the External Secrets Operator?',
			cluster: 'Apply the files now?',
		},
		label: 'Folder',
		need: 'Enter a folder.',
		help: 'Only you can read them. Files with secrets say so; keep those out of version control.',
		namespace: 'Namespace',
		namespacePlaceholder: 'your context’s namespace',
		namespaceForm: 'Use only lowercase letters, digits and hyphens.',
		image: 'Image',
		imagePlaceholder: 'the image ConductorOne publishes',
		imageForm: 'Enter an image such as registry.example.com/team/litmos-connector:1.0.',
		imageHelp: 'Include the registry, and a tag or digest, if you keep images in your own registry.',
		packagings: {
			manifests: {label: 'Plain manifests', description: 'for kubectl apply'},
			kustomize: {label: 'Kustomize', description: 'a base and an overlay'},
			helm: {label: 'Helm chart', description: 'with a schema for its values'},
		},
		store: 'Secret store',
		storePlaceholder: 'none: write the secrets to a file',
		storeForm: 'Enter the name of a ClusterSecretStore: lowercase letters, digits, hyphens and dots.',
		storeHelp: 'Enter the name of its ClusterSecretStore, and no file contains secrets. Otherwise leave this empty.',
		applyNo: 'No, just write them',
		applyTo: (context: string) => `Apply them to ${context}`,
		applyHelp: 'These are the clusters that kubectl knows on this computer.',
	},
} as const;
