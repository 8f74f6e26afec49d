import type {ProblemTexts} from '../../problem/problem.ts';

/** What the steps of a set-up in ConductorOne leave to be told. */
export const planMessages = {
	promoted: (name: string) =>
		`“${name}” is now a managed app. ConductorOne can’t reverse that, so undo leaves it as it is.`,
	/** What becomes of a connector that was there, for each way it is run. */
	reused: {
		hosted: 'The app already had a Litmos connector. Its settings were replaced with these.',
		delegated: 'The app already had a Litmos connector. It was left as it is.',
		'self-hosted':
			'The app already had a self-hosted Litmos connector, so that one is used. ConductorOne decides whether its earlier client secret keeps working.',
	},
	ownersByHand: 'Set the connector’s owners on its page in ConductorOne.',
	ownersPending: 'New owners may take a few minutes to appear in ConductorOne.',
	ownersRefused: (what: string, next: string) => `${what}. ${next} The connector itself has its owners.`,
	madeAnew:
		'ConductorOne may have issued a client secret that got lost. The connector was created again, so no unknown secret is left.',
	unknownCredential:
		'ConductorOne may have issued a client secret that got lost. If so, the connector’s page shows it.',
	credentialGone: {
		what: 'The connector’s client secret is no longer where it was saved',
		next: ['Run the same command again to get a new one.'],
	} satisfies ProblemTexts,
} as const;

/** What a set-up made, as parts of a list and around it. */
export const madeMessages = {
	app: (name: string) => `the app “${name}”`,
	connector: 'the connector',
	credential: 'its client ID and secret',
	files: (folder: string) => `files in ${folder}`,
	nothing: 'Nothing was created in ConductorOne.',
	soFar: (made: string) => [
		`Created so far: ${made}. Run the same command again to continue.`,
		'To delete what was created, run it with --undo.',
	],
} as const;

/** What undoing a set-up deletes, and what stays. */
export const undoneMessages = {
	credential: 'the connector’s client ID and secret, which stop working',
	connector: 'the connector and the data it synced',
	app: (name: string) => `the app “${name}”`,
	owners: 'the owners that were added',
	files: (names: readonly string[], folder: string) => `${names.join(', ')} in ${folder}`,
	stays: {
		applied: (command: string) => `What you applied to Kubernetes. To delete it: ${command}`,
		connector: 'The connector existed before, so it stays. Its earlier settings can’t be restored.',
		credential: 'A client secret may have been issued and lost. If so, the connector’s page in ConductorOne shows it.',
		app: (name: string) => `The app “${name}” existed before, so it stays.`,
	},
} as const;
