import type {ProblemWords} from '../../problem/problem.ts';

/** What the steps of a set-up in ConductorOne leave to be told. */
export const planWords = {
	promoted: (name: string) =>
		`“${name}” is a managed app now. ConductorOne has no way back from that, so undoing leaves it as it is.`,
	/** What becomes of a connector that was there, for each way it is run. */
	reused: {
		hosted: 'The app had a Litmos connector already; it was given these settings in place of its own.',
		delegated: 'The app had a Litmos connector already; it was left as it is.',
		'self-hosted':
			'The app had a self-hosted Litmos connector already; it is used. Whether its earlier credential goes on working is up to ConductorOne.',
	},
	ownersByHand: 'The owners of the connector have to be set on its page in ConductorOne.',
	ownersPending: 'The new owners may take some minutes to show in ConductorOne.',
	ownersRefused: (what: string, next: string) => `${what}. ${next} The connector itself has its owners.`,
	madeAnew:
		'It was unclear whether ConductorOne had issued a credential whose secret was lost. The new connector was made once more, so that none is left.',
	unknownCredential:
		'It was unclear whether ConductorOne had issued a credential whose secret was lost. It may have one more that nobody knows; the connector’s page shows it.',
	credentialGone: {
		what: 'The credential of the connector is no longer where it was kept',
		next: ['Run the same command again: a new one is issued.'],
	} satisfies ProblemWords,
} as const;

/** What a set-up made, as parts of a list and around it. */
export const madeWords = {
	app: (name: string) => `the app “${name}”`,
	connector: 'the connector',
	credential: 'its credential',
	files: (folder: string) => `files in ${folder}`,
	nothing: 'Nothing was made in ConductorOne.',
	soFar: (made: string) => [
		`Made so far: ${made}. Run the same command again to go on from there.`,
		'To delete what was made, run it with --undo.',
	],
} as const;

/** What undoing a set-up deletes, and what stays. */
export const undoneWords = {
	credential: 'the connector’s credential, which stops working, and its secret on this computer',
	connector: 'the connector, with the data it brought',
	app: (name: string) => `the app “${name}”`,
	owners: 'the owners that were added',
	files: (names: readonly string[], folder: string) => `${names.join(', ')} in ${folder}`,
	stays: {
		applied: (command: string) => `What was applied to Kubernetes: ${command}`,
		connector: 'The connector was there before and stays; its earlier settings are not known.',
		credential:
			'A credential may have been issued whose secret was lost; the connector’s page in ConductorOne shows it.',
		app: (name: string) => `The app “${name}” was there before and stays.`,
	},
} as const;
