import type {DeployAnswers, Deployment} from './answers.ts';
import {dockerWay} from './docker-messages.ts';
import type {Packaging} from './kubernetes.ts';
import {kubernetesWay} from './kubernetes-messages.ts';
import {hereWay, hostedWay} from './messages.ts';
import {systemdWay} from './systemd-messages.ts';
import type {TerraformHosting} from './terraform-hosting.ts';
import {terraformWay} from './terraform-messages.ts';

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
	hosted: {texts: hostedWay, usualImage: 'baton-litmos', makesObjects: true},
	here: {texts: hereWay, usualImage: 'litmos-connector', makesObjects: true},
	kubernetes: {
		texts: kubernetesWay,
		usualImage: 'baton-litmos',
		makesObjects: true,
		deployment: async (answers, {packaging}) => (await import('./kubernetes.ts')).kubernetes(answers, packaging),
	},
	terraform: {
		texts: terraformWay,
		usualImage: 'baton-litmos',
		makesObjects: false,
		deployment: async (answers, form) => (await import('./terraform.ts')).terraform(answers, form.terraform),
	},
	docker: {
		texts: dockerWay,
		usualImage: 'baton-litmos',
		makesObjects: true,
		deployment: async (answers) => (await import('./docker.ts')).compose(answers),
	},
	systemd: {
		texts: systemdWay,
		usualImage: 'litmos-connector',
		makesObjects: true,
		deployment: async (answers) => (await import('./systemd.ts')).systemd(answers),
	},
} satisfies Record<string, HostingWay>;

export type Hosting = keyof typeof ways;
export const hostings = Object.keys(ways) as [Hosting, ...Hosting[]];

export const wayOf = (hosting: Hosting): HostingWay => ways[hosting];

export function hasFiles(hosting: Hosting): boolean {
	return wayOf(hosting).deployment !== undefined;
}
