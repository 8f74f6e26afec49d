import {resolve} from 'node:path';
import type {DeployAnswers, Deployment} from './answers.ts';
import type {Packaging} from './kubernetes.ts';
import type {TerraformHosting} from './terraform-hosting.ts';

/** The form that the files of some ways can have. */
export interface FileForm {
	/** Kubernetes; absent = manifests. */
	packaging?: Packaging | undefined;
	/** Who runs the connector that Terraform makes. */
	terraform: TerraformHosting;
}

/** A way to run the connector. */
export interface HostingWay {
	/** What a person is told: its name, what it is good for in a few words, and in a sentence or two. */
	texts: {name: string; short: string; long: string};
	/** Whose program runs there unless somebody says otherwise. */
	usualImage: DeployAnswers['image'];
	/** False: its files make app and connector in ConductorOne, so that this program makes neither. */
	makesObjects: boolean;
	/** The files and commands for it; absent where there are none. */
	deployment?: (answers: DeployAnswers, form: FileForm) => Promise<Deployment>;
}

/** Every way, by the name that flags and saved answers know it by, in the order a person is shown them. */
export const ways = {
	hosted: {
		texts: {
			name: 'Hosted by ConductorOne',
			short: 'nothing to operate',
			long: 'ConductorOne stores the Litmos key and syncs on its own. Litmos must allow ConductorOne’s addresses.',
		},
		usualImage: 'baton-litmos',
		makesObjects: true,
	},
	here: {
		texts: {
			name: 'From this computer',
			short: 'push now, and again whenever you like',
			long: 'The Litmos key stays on this computer. For fresh data, push by hand or with a timer you set up.',
		},
		usualImage: 'litmos-connector',
		makesObjects: true,
	},
	kubernetes: {
		texts: {
			name: 'Kubernetes',
			short: 'files for your cluster',
			long: 'The key stays in your cluster, and provisioning works. You operate the pod.',
		},
		usualImage: 'baton-litmos',
		makesObjects: true,
		deployment: async (answers, {packaging}) => (await import('./kubernetes.ts')).kubernetes(answers, packaging),
	},
	terraform: {
		texts: {
			name: 'Terraform',
			short: 'files; Terraform creates everything',
			long: 'Everything is code you can review. The Litmos key ends up in the Terraform state.',
		},
		usualImage: 'baton-litmos',
		makesObjects: false,
		deployment: async (answers, form) => (await import('./terraform.ts')).terraform(answers, form.terraform),
	},
	docker: {
		texts: {
			name: 'Docker Compose',
			short: 'files for any machine with Docker',
			long: 'Keeps running on your own machine with Docker. You operate it.',
		},
		usualImage: 'baton-litmos',
		makesObjects: true,
		deployment: async (answers) => (await import('./docker.ts')).compose(answers),
	},
	systemd: {
		texts: {
			name: 'systemd service',
			short: 'files for a Linux machine',
			long: 'Keeps running on your own Linux machine, without containers. You operate it.',
		},
		usualImage: 'litmos-connector',
		makesObjects: true,
		deployment: async (answers) => (await import('./systemd.ts')).systemd(answers),
	},
} satisfies Record<string, HostingWay>;

export type Hosting = keyof typeof ways;
export const hostings = Object.keys(ways) as [Hosting, ...Hosting[]];

export const wayOf = (hosting: Hosting): HostingWay => ways[hosting];

/** Where files for another place are written: the chosen folder, or one named after that place. */
export function folderOf({folder}: {folder?: string | undefined}, hosting: Hosting): string {
	return resolve(folder ?? `litmos-connector-${hosting}`);
}

export function hasFiles(hosting: Hosting): boolean {
	return wayOf(hosting).deployment !== undefined;
}
