import type {Hosting} from '../../../setup/conductorone/answers.ts';

/** A way to host as a person chooses it; a delegated connector is a way of its own. */
export type Way = Hosting | 'delegated';

/** The questions of the guided part: app, owners, who runs it, where files go. */
export const guidedAnswersWords = {
	app: {
		title: 'Which app in ConductorOne gets the data?',
		create: 'Create a new app',
		createHint: 'press Enter',
		columns: {name: 'App', note: 'What it is'},
		notes: {
			managed: 'managed',
			seen: 'seen in a directory; is made a managed app',
			'has-connector': 'has a Litmos connector, which is used again',
		},
		choose: 'choose',
		failed: (why: string) => `The list is not complete: ${why}`,
	},
	newApp: {
		title: 'What shall the new app be called?',
		label: 'Name',
		usual: 'Litmos',
		need: 'Please type a name.',
		taken: (name: string) => `There is an app named “${name}” already. Go back and choose it, or take another name.`,
	},
	owners: {
		title: 'Who owns it?',
		title2: 'Tick owners, or press Enter to own it yourself.',
		columns: {name: 'Person'},
		forbidden: 'Your role may not list people, so you will be the owner. It can be handed over in ConductorOne.',
		me: 'Continue: I own it',
		choose: 'continue',
	},
	hosting: {
		title: 'Who runs the connector from now on?',
		ways: {
			hosted: 'ConductorOne runs it',
			delegated: 'ConductorOne, key later',
			here: 'This computer pushes',
			kubernetes: 'Kubernetes',
			terraform: 'Terraform',
			docker: 'Docker compose',
			systemd: 'A systemd service',
		} satisfies Record<Way, string>,
		short: {
			hosted: 'nothing to keep alive',
			delegated: 'an owner fills in the Litmos key',
			here: 'now, and whenever you say',
			kubernetes: 'files for your cluster',
			terraform: 'files; Terraform makes all of it',
			docker: 'files for any machine with Docker',
			systemd: 'files for a Linux machine',
		} satisfies Record<Way, string>,
		long: {
			hosted: 'ConductorOne keeps the Litmos key and reads by itself. Litmos must let ConductorOne’s addresses in.',
			delegated: 'Nobody here needs to give the key away: an owner gets an e-mail and fills it in there.',
			here: 'The Litmos key stays on this computer. Fresh data needs a push: by hand, or by a timer you set up.',
			kubernetes: 'The key stays in your cluster, and provisioning works. Somebody has to look after the pod.',
			terraform: 'All is code and can be reviewed. The Litmos key ends up in the Terraform state.',
			docker: 'Keeps running on a machine of yours with Docker. Somebody has to look after it.',
			systemd: 'Keeps running on a Linux machine of yours, without containers. Somebody has to look after it.',
		} satisfies Record<Way, string>,
		address: (url: string) => `Whether ConductorOne’s own connector reaches ${url} is not documented.`,
	},
	folder: {
		titles: {
			folder: 'Where do you want to write the files?',
			namespace: 'Which namespace should the connector run in?',
			image: 'Which image should run?',
			cluster: 'Apply the files now?',
		},
		label: 'Folder',
		need: 'Type a folder.',
		help: 'Only you can read them. Files with secrets say so; keep those out of version control.',
		namespace: 'Namespace',
		namespacePlaceholder: 'the one of your context',
		namespaceForm: 'A namespace has small letters, digits and - only.',
		image: 'Image',
		imagePlaceholder: 'the one ConductorOne publishes',
		imageForm: 'Type an image such as registry.example.com/team/litmos-connector:1.0.',
		imageHelp: 'A name with registry, tag or digest, if you keep images in a registry of your own.',
		applyNo: 'No, only write them',
		applyTo: (context: string) => `Apply them to ${context}`,
		applyHelp: 'These are the clusters that kubectl knows on this computer.',
	},
} as const;
