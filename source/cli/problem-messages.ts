import type {ProblemTexts} from '../problem/problem.ts';

/** A command line that cannot be understood. */
export const usageMessages = {
	/** @param near what may have been meant */
	wrong: (what: string, near?: string): ProblemTexts => ({
		what,
		next: [
			...(near === undefined ? [] : [`Did you mean ${near}?`]),
			'Run litmos-connector --help --all to see all commands and flags.',
		],
	}),
	noFlag: (flag: string) => `There is no flag “${flag}” here.`,
	noValue: (flag: string) => `The flag ${flag} needs a value.`,
	tooManyWords:
		'This command takes fewer values than you gave. Put a value with spaces in quotes, and write --flag=false to turn a flag off.',
	noCommand: (name: string) => `There is no command “${name}”.`,
	noList: (given: string, lists: readonly string[]): ProblemTexts => ({
		what: `--show isn’t valid: “${given}” is not one of ${lists.join(', ')}.`,
	}),
	noCsv: (command: string): ProblemTexts => ({
		what: `“${command}” doesn’t print CSV`,
		next: ['Use --output json or --output table.'],
	}),
	noFinding: (given: string, kinds: readonly string[]): ProblemTexts => ({
		what: `--kind isn’t valid: there is no kind of finding “${given}”.`,
		next: [`Use ${kinds.join(', ')}.`],
	}),
	noLimit: (given: string): ProblemTexts => ({
		what: `--limit isn’t valid: “${given}” is not a number of rows.`,
	}),
} as const;

/** Where the command `sync` is to put its file. */
export const syncTargetMessages = {
	terminal: {
		what: 'Can’t write the file to a terminal',
		next: ['Redirect standard output to a file or a pipe, or use --file with a path.'],
	},
	notAFile: (path: string, kind: 'folder' | 'other'): ProblemTexts => ({
		what: `Can’t write the file: ${path} is ${kind === 'folder' ? 'a folder' : 'a pipe, a socket or a device'}`,
		next: ['Use --file with the path of a file, or --file - for standard output.'],
	}),
	notReplaceable: (path: string, form: 'newer' | 'other'): ProblemTexts => ({
		what: `Can’t replace ${path}`,
		why:
			form === 'newer'
				? 'It has the newer format of ConductorOne’s own programs, which this program can’t write.'
				: 'It isn’t a sync file, so nothing was read or overwritten.',
		next: ['Use another path with --file, or remove that file.'],
	}),
	noFolder: (folder: string): ProblemTexts => ({
		what: `Can’t write the file: there is no folder ${folder}`,
		next: ['Create that folder, or use another path with --file.'],
	}),
	folderDenied: (folder: string): ProblemTexts => ({
		what: `Can’t write the file: no permission to write in ${folder}`,
		next: ['Change the permissions of the folder, or use another path with --file.'],
	}),
} as const;

/** Writing results to standard output. */
export const outputMessages = {
	notWritten: (why: string): ProblemTexts => ({what: `Can’t write the output (${why})`}),
} as const;

/** The log file. */
export const logMessages = {
	denied: (path: string, why: string | undefined): ProblemTexts => ({
		what: `Can’t write the log to ${path}`,
		why,
		next: ['Change the permissions, or use another place with --log-path or --state-folder.'],
	}),
} as const;

/** Which account and course to grant or revoke. */
export const assignmentMessages = {
	missing: (flags: readonly string[]): ProblemTexts => ({
		what: `Missing: ${flags.join(', ')}`,
		next: ['Enter the account’s ID, user name or email, and the course’s ID, number, code or name.'],
	}),
	noAccount: (wanted: string): ProblemTexts => ({
		what: `Litmos has no account “${wanted}”`,
		why: 'No account has this ID, user name or email address.',
		next: ['Look it up with “litmos-connector preview --show accounts --search …”.'],
	}),
	noGrantId: (given: string): ProblemTexts => ({
		what: `“${given}” isn’t a grant ID`,
		why: 'A grant ID looks like course:ID:assigned:user:ID.',
	}),
	noPrincipal: (flag: string, variable: string): ProblemTexts => ({
		what: 'The account to grant to is missing',
		next: [`Use ${flag} or set ${variable}.`],
	}),
} as const;

/** Which connector a command is about. */
export const targetMessages = {
	nothingKnown: {
		what: 'No connector was set up in this tenant from this computer',
		next: [
			'Name the app of the connector: --app Litmos',
			'Or set up a connector: litmos-connector setup, or litmos-connector connect',
		],
	},
	noConnector: (app: string): ProblemTexts => ({
		what: `The app “${app}” has no Litmos connector`,
		next: ['Set up a connector: litmos-connector connect'],
	}),
	severalConnectors: (app: string, connectors: number): ProblemTexts => ({
		what: `The app “${app}” has ${connectors} Litmos connectors`,
		next: ['Select one with --connector-id.'],
	}),
} as const;

/** A rule for courses that a connector can't take, and that can't be looked up. */
export const courseRuleMessages = {
	needsKey: (help: string): ProblemTexts => ({
		what: 'The course rule can’t be resolved without a Litmos API key',
		why: 'ConductorOne’s connector accepts course IDs only, so the rule has to be looked up in Litmos.',
		next: [`Set BATON_API_KEY. ${help}`],
	}),
} as const;
