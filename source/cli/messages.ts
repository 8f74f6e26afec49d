import type {Tab} from '../c1z/working-file.types.ts';
import {age} from '../text/amounts.ts';

/** The help of the program as a whole, and what stands around that of each command and setting. */
export const helpWords = {
	program: 'Brings Litmos accounts, teams and courses into ConductorOne. Without a command: the guided set-up.',
	versionLine: (version: string) => `litmos-connector ${version}`,
	version: 'Print the version.',
	help: 'Print this help.',
	usual: (value: string) => `default ${value}`,
	examples: 'Examples:',
	precedence:
		'Each flag has an environment variable; flags win over variables, variables over the YAML file, that over saved answers.',
	exitCodes:
		'Exit codes: 0 done, 1 failed, 2 wrong or missing input, 3 credentials refused, 4 not reachable, 5 needs confirmation, 130 interrupted (143 by SIGTERM, 129 by SIGHUP).',
	demo: 'Try it with make-believe data',
	file: 'Write a file for ConductorOne, without asking anything',
} as const;

/** Help of the options that several commands share. */
export const optionWords = {
	assignment: {
		account: 'The account, by its id, user name or e-mail.',
		course: 'The course, by its id, its number in the web address, or its code.',
		dryRun: 'Say what would be done, and do nothing.',
	},
	target: {
		app: 'The app, by name or id (default: the one set up last).',
		connectorId: 'The connector, when the app has several.',
	},
	files: {
		folder: 'Where to write files (default: ./litmos-connector-<way>).',
		overwrite: 'Replace files that hold something else.',
		namespace: 'Kubernetes namespace.',
		context: 'Kubernetes: context of your kubectl configuration that names the cluster.',
		image:
			'This program’s image, the one ConductorOne publishes (baton-litmos, the default except for systemd), or any image of either, such as registry.example.com/team/litmos-connector:1.0@sha256:….',
		packaging: 'Kubernetes: plain manifests (the default), a kustomize base with an overlay, or a Helm chart.',
		externalSecrets:
			'Kubernetes: let the External Secrets Operator read the secrets from this ClusterSecretStore, so that no file holds one.',
		runBy:
			'Terraform: who runs the connector: ConductorOne (the default), you, or a Kubernetes cluster that the same files deploy it to.',
	},
	connect: {
		app: 'An app that ConductorOne manages already, by name or id.',
		newApp: 'Create an app of this name.',
		promote: 'Manage an app that a directory shows and nobody manages yet.',
		owner: 'Owners: e-mail addresses, user ids or “me” (default: you).',
		hosting: 'Who runs the connector: ConductorOne, this program, or another place of yours.',
		delegateTo: 'Hosted: let this person fill in the Litmos key in ConductorOne.',
		connector: 'What to do when the app has a Litmos connector (default reuse).',
		connectorName: 'Name of a self-hosted connector (default Litmos).',
		apply: 'Kubernetes: apply the files with kubectl and watch the pod.',
		answers:
			'A JSON file with these answers, such as {"newApp": "Litmos", "hosting": "here"}; - reads standard input. Flags win.',
	},
} as const;

/** The lists that are printed of what was read. */
export const listWords = {
	columns: {
		accounts: {name: 'Name', login: 'Login', email: 'E-mail', active: 'Active', level: 'Level', grants: 'Grants'},
		teams: {name: 'Name', id: 'Id', members: 'Members'},
		courses: {
			name: 'Name',
			code: 'Code',
			active: 'Active',
			assigned: 'Assigned',
			completed: 'Completed',
			inProgress: 'In progress',
		},
		grants: {account: 'Account', login: 'Login', holds: 'Holds', of: 'Of', name: 'Name'},
		changes: {change: 'Change', what: 'What', name: 'Name', detail: 'Detail'},
		warnings: {kind: 'Kind', subject: 'Subject', detail: 'Detail'},
	},
	active: (isActive: boolean) => (isActive ? 'yes' : 'no'),
	names: {
		accounts: 'accounts',
		teams: 'teams',
		courses: 'courses',
		grants: 'grants',
		changes: 'changes',
		warnings: 'warnings',
	} satisfies Record<Tab, string>,
	shown: (shown: number, total: number, list: string) => `${shown} of ${total} ${list}.`,
} as const;

/** What is said when somebody stops the program, unless the command knows better. */
export const interruptionWords = {
	stopped: 'Stopped',
	unchanged: 'Nothing was changed.',
} as const;

/** A question before something is done. */
export const agreeWords = {
	choice: '[y/N]',
	/** Answers that mean yes. */
	yes: /^y(es)?$/i,
} as const;

/** What a command waits for, said after two seconds. */
export const waitWords = {
	keychain:
		'Waiting for your keychain. It may be showing an unlock window, perhaps on another screen. To do without it, stop with Ctrl-C and give the secrets in environment variables (BATON_API_KEY, BATON_CLIENT_SECRET), or use --secret-store file or none.',
	litmos: (host: string) => `Waiting for Litmos (${host}) to answer.`,
	conductorOne: (host: string) => `Waiting for ConductorOne (${host}) to answer.`,
} as const;

/** What is added to a problem that is printed. */
export const reportWords = {
	log: (path: string) => `The log is in ${path}`,
} as const;

/** Reading Litmos and sending what was read. */
export const sessionWords = {
	stoppedReading:
		'Nothing was sent to ConductorOne, and nothing was changed in Litmos. What was read so far is kept; the same command goes on from there.',
	stoppedSending:
		'ConductorOne takes data only as a whole, so it has either all of it or none. What was read is kept; the same command goes on from there.',
	tooOld: (milliseconds: number) =>
		`The last sync was not used yet, but it was read ${age(milliseconds)} ago. Reading Litmos again.`,
	warnings: (kinds: readonly (readonly [kind: string, count: number])[]) =>
		`Warnings: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')}.`,
	/** How a push that wants to be confirmed goes on. */
	confirm: {
		push: ['To read Litmos again, add --fresh.', 'To push this data all the same, add --yes.'],
		sync: ['To read Litmos again, add --fresh.', 'To write the file all the same, add --yes.'],
	},
	wouldAsk: (what: string) => `${what}. A push will ask you to confirm this (--yes).`,
	kept: 'What was read is kept: within an hour the same command goes on without reading Litmos again.',
} as const;

/** Acting in a ConductorOne tenant. */
export const conductorOneWords = {
	waiting: (reason: string, seconds: number) => `${reason}. Trying again in ${seconds} s.`,
	who: (host: string, person: string, roles: readonly string[]) =>
		`${host} as ${person}${roles.length === 0 ? '' : ` (${roles.join(', ')})`}`,
} as const;
