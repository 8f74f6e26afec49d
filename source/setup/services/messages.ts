import type {ProblemTexts} from '../../problem/problem.ts';

/** What a command waits for, said after two seconds. */
export const waitMessages = {
	keychain:
		'Waiting for your keychain. It may be showing an unlock window, perhaps on another screen. To continue without it, press Ctrl-C and set BATON_API_KEY and BATON_CLIENT_SECRET, or use --secret-store file or none.',
	litmos: (host: string) => `Waiting for a response from Litmos (${host}).`,
	conductorOne: (host: string) => `Waiting for a response from ConductorOne (${host}).`,
} as const;

/** A call to ConductorOne that is tried again. */
export const againMessages = {
	waiting: (reason: string, seconds: number) => `${reason}. Trying again in ${seconds} s.`,
} as const;

/** Who is signed in to ConductorOne. */
export const signedInMessages = {
	/** What a new personal API key is called in ConductorOne's list of keys: what it is for, and where it is. */
	keyName: (computer: string) => `litmos-connector on ${computer}`,
	otherTenant: (host: string, wanted: string): ProblemTexts => ({
		what: `The API key is for ${host}, not for ${wanted}`,
		next: ['Remove --tenant, or sign in to that tenant: litmos-connector login'],
	}),
	halfKey: (missing: 'clientId' | 'clientSecret'): ProblemTexts => ({
		what: `The ${missing === 'clientId' ? 'client ID' : 'client secret'} is missing`,
		next: ['Copy the client ID and the client secret, and paste both.'],
	}),
} as const;

/** What stands in the way of a set-up before it begins. */
export const beforeProblemMessages = {
	folderInUse: (folder: string, files: readonly string[]): ProblemTexts => ({
		what: `${folder} already holds ${files.join(', ')}`,
		why: 'You may have edited them, so nothing was written and nothing was created in ConductorOne.',
		next: ['Use another folder with --folder, or add --overwrite to replace them.'],
	}),
	noCluster: (contexts: readonly string[]): ProblemTexts => ({
		what: 'No Kubernetes cluster is selected',
		next: [
			contexts.length === 0
				? 'Add a cluster to your kubectl configuration, then select it with --context.'
				: `Select one with --context: ${contexts.join(', ')}.`,
		],
	}),
	noKubectl: {
		what: 'kubectl isn’t installed on this computer',
		next: ['Install kubectl, or remove --apply and apply the files from a computer that has it.'],
	},
} as const;
