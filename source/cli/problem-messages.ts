import type {ProblemWords} from '../problem/problem.ts';

/** A command line that cannot be understood. */
export const usageWords = {
	wrong: (what: string): ProblemWords => ({
		what,
		next: ['Use --help to see the commands and flags there are.'],
	}),
	tooManyWords:
		'There are more words than this command takes. Put a value that holds spaces in quotes, and write --switch=false for a switch.',
	noCommand: (name: string) => `There is no command “${name}”.`,
	notInThisBuild: (mode: string): ProblemWords => ({
		what: `A client ID and a client secret ask for “${mode}”, which this build does not have.`,
		next: ['Use “litmos-connector push” to send the data once.'],
	}),
	noList: (given: string, lists: readonly string[]): ProblemWords => ({
		what: `--show cannot be used: “${given}” is not one of ${lists.join(', ')}.`,
	}),
	noLimit: (given: string): ProblemWords => ({
		what: `--limit cannot be used: “${given}” is not a number of rows.`,
	}),
} as const;

/** Where the command `sync` is to put its file. */
export const syncTargetWords = {
	terminal: {
		what: 'The file cannot be written to a terminal',
		next: ['Send standard output into a file or a pipe, or give a path with --file.'],
	},
	notAFile: (path: string, kind: 'folder' | 'other'): ProblemWords => ({
		what: `The file cannot be written: ${path} is ${kind === 'folder' ? 'a folder' : 'a pipe, a socket or a device'}`,
		next: ['Give the path of a file with --file, or --file - for standard output.'],
	}),
	notReplaceable: (path: string, form: 'newer' | 'other'): ProblemWords => ({
		what: `${path} exists and is not a sync file that can be replaced`,
		why:
			form === 'newer'
				? 'It is in the newer form of ConductorOne’s own programs, which this program does not write.'
				: 'It holds something else, so nothing was read or overwritten.',
		next: ['Give another path with --file, or remove that file.'],
	}),
	noFolder: (folder: string): ProblemWords => ({
		what: `The file cannot be written: there is no folder ${folder}`,
		next: ['Make that folder, or give another path with --file.'],
	}),
	folderDenied: (folder: string): ProblemWords => ({
		what: `The file cannot be written: this program may not write in ${folder}`,
		next: ['Change the permissions of the folder, or give another path with --file.'],
	}),
} as const;

/** Writing results to standard output. */
export const outputWords = {
	notWritten: (why: string): ProblemWords => ({what: `The output could not be written (${why})`}),
} as const;

/** The log file. */
export const logWords = {
	denied: (path: string, why: string | undefined): ProblemWords => ({
		what: `The log cannot be written to ${path}`,
		why,
		next: ['Change the permissions, or give another place with --log-path or --state-folder.'],
	}),
} as const;

/** Which account and course to grant or revoke. */
export const assignmentWords = {
	missing: (flags: readonly string[]): ProblemWords => ({
		what: `Values are missing: ${flags.join(', ')}`,
		next: ['Name the account by its id, user name or e-mail, the course by its id, number or code.'],
	}),
	noAccount: (wanted: string): ProblemWords => ({
		what: `Litmos knows no account “${wanted}”`,
		why: 'It is no id, no user name and no e-mail of an account.',
		next: ['Look it up with “litmos-connector preview --show accounts --search …”.'],
	}),
	noGrantId: (given: string): ProblemWords => ({
		what: `“${given}” is not the id of a grant`,
		why: 'It looks like course:ID:assigned:user:ID.',
	}),
	noPrincipal: (flag: string, variable: string): ProblemWords => ({
		what: 'The account to grant to is missing',
		next: [`Give ${flag} or set ${variable}.`],
	}),
} as const;

/** Who is signed in to ConductorOne. */
export const signedInWords = {
	otherTenant: (host: string, wanted: string): ProblemWords => ({
		what: `The key is for ${host}, not for ${wanted}`,
		next: ['Leave --tenant out, or sign in to that tenant: litmos-connector login'],
	}),
	halfKey: (missing: 'clientId' | 'clientSecret'): ProblemWords => ({
		what: `There is no ${missing === 'clientId' ? 'client ID' : 'client secret'} in what was given`,
		next: ['Copy both, client ID and client secret, and paste them together.'],
	}),
} as const;

/** The answers that a set-up is made with. */
export const answersWords = {
	/** @param file undefined = standard input; @param why undefined = it is not JSON */
	notReadable: (file: string | undefined, why: string | undefined): ProblemWords => ({
		what: `The answers could not be read from ${file ?? 'standard input'}`,
		why: why ?? 'It is not JSON.',
		next: ['Give a JSON object such as {"newApp": "Litmos", "hosting": "here"}.'],
	}),
	/** @param mistakes `name` is empty for the answers as a whole */
	notUsable: (mistakes: readonly {name: string; message: string}[]): ProblemWords => ({
		what: 'The answers cannot be used',
		why: mistakes.map(({name, message}) => `${name || 'answers'}: ${message}`).join('; '),
		next: ['See connect --help for the answers there are.'],
	}),
	namespace: 'a Kubernetes namespace has small letters, digits and - only',
	store: 'the name of a ClusterSecretStore has small letters, digits, - and . only',
	context: 'a context has no spaces and doesn’t begin with -',
	image: 'give an image such as registry.example.com/team/litmos-connector:1.0, litmos-connector or baton-litmos',
	missing: (missing: readonly string[]): ProblemWords => ({
		what: 'Not everything is answered',
		next: [...missing, 'Or answer one by one: litmos-connector setup'],
	}),
	missingApp: 'Where the data goes: --new-app, --app or --promote.',
	missingHosting: (hostings: readonly string[]) => `How it is hosted: --hosting ${hostings.join(', ')}.`,
	notTogether: (what: string): ProblemWords => ({what, next: ['Leave one of them out.']}),
	severalApps: '--app, --new-app and --promote exclude one another',
	delegatedElsewhere: '--delegate-to is for --hosting hosted only',
	appliedElsewhere: '--apply is for --hosting kubernetes only',
	appliedPackaging: '--apply takes plain manifests; kustomize and Helm files come with the commands to apply them',
	appliedExternal: '--apply stores the secrets itself, so it does not go with --external-secrets',
	terraformWithoutApp: {
		what: 'Terraform creates the app itself, so it needs --new-app',
		next: ['Give --new-app with the name it shall have.'],
	},
} as const;

/** What keeps a set-up in ConductorOne from being begun. */
export const beginWords = {
	folderInUse: (folder: string, files: readonly string[]): ProblemWords => ({
		what: `${folder} already holds ${files.join(', ')}`,
		why: 'They may have been edited by hand, so nothing was written, and nothing was made in ConductorOne.',
		next: ['Choose another folder with --folder, or give --overwrite to replace them.'],
	}),
	noCluster: (contexts: readonly string[]): ProblemWords => ({
		what: 'Which cluster to apply to isn’t named',
		next: [
			contexts.length === 0
				? 'kubectl knows no cluster here. Add one to its configuration, then name it with --context.'
				: `Name it with --context: ${contexts.join(', ')}.`,
		],
	}),
	unknownCluster: (context: string, contexts: readonly string[]): ProblemWords => ({
		what: `kubectl has no context “${context}”`,
		next: [contexts.length === 0 ? 'kubectl knows no cluster here.' : `Choose one of these: ${contexts.join(', ')}.`],
	}),
	noKubectl: {
		what: 'kubectl is not installed here, so nothing can be applied',
		next: ['Leave --apply out and apply the files from a machine that has kubectl.'],
	},
	nobodyAgrees: {
		what: 'This would change ConductorOne, and nobody is here to agree',
		next: ['Add --yes to do it, or --dry-run to see every request first.'],
	},
	notAgreed: {what: 'Nothing was changed in ConductorOne'},
} as const;

/** Which set-up to undo. */
export const undoProblemWords = {
	nothingKnown: {
		what: 'There is no set-up to undo',
		next: ['Name it by the answers it was made with, and use the same state folder.'],
	},
	otherTenant: (madeIn: string, host: string): ProblemWords => ({
		what: `The last set-up was made in ${madeIn}, but you are signed in to ${host}`,
		next: [`Sign in there: litmos-connector login --tenant ${madeIn}`],
	}),
} as const;

/** Which connector a command is about. */
export const targetWords = {
	nothingKnown: {
		what: 'No connector in this tenant was set up from here yet',
		next: ['Name its app: --app Litmos', 'Or set one up: litmos-connector connect, or litmos-connector setup'],
	},
	noConnector: (app: string): ProblemWords => ({
		what: `The app “${app}” has no Litmos connector`,
		next: ['Set one up: litmos-connector connect'],
	}),
	severalConnectors: (app: string, connectors: number): ProblemWords => ({
		what: `The app “${app}” has ${connectors} Litmos connectors`,
		next: ['Name one: --connector-id'],
	}),
} as const;
