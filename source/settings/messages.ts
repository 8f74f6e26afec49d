import type {ProblemWords} from '../problem/problem.ts';

const likeLitmosAddress = 'Write it like https://api.litmos.com';

/** What is wrong with a value. */
export const valueWords = {
	empty: {what: 'The value is empty.'},
	notTruth: (value: string): ProblemWords => ({
		what: `“${value}” is neither true nor false.`,
		next: ['Write true or false.'],
	}),
	notNumber: (value: string, low: number, high: number): ProblemWords => ({
		what: `“${value}” is not a whole number from ${low} to ${high}.`,
	}),
	notChoice: (value: string, choices: readonly string[]): ProblemWords => ({
		what: `“${value}” is not one of ${choices.join(', ')}.`,
	}),
	notDuration: (value: string): ProblemWords => ({
		what: `“${value}” is not a length of time.`,
		next: ['Write a number and a unit, for example 90m, 24h or 2d.'],
	}),
	notTime: (value: string): ProblemWords => ({
		what: `“${value}” is not a time.`,
		next: ['Write it like 2026-12-31T12:00:00Z.'],
	}),
	quotationMark: (value: string): ProblemWords => ({
		what: `The list has a quotation mark in the wrong place: ${value}`,
	}),
	emptyList: {
		what: 'The list is empty.',
		next: ['Name at least one entry, or leave the setting out.'],
	},
	notAddress: (value: string): ProblemWords => ({
		what: `“${value}” is not a web address.`,
		next: [likeLitmosAddress],
	}),
	moreThanAddress: {
		what: 'The web address may hold only a host and a path.',
		next: [likeLitmosAddress],
	},
	unencryptedKey: (origin: string): ProblemWords => ({
		what: `${origin} would send the API key unencrypted.`,
		next: ['Use https://; plain http:// works for this machine only.'],
	}),
	notHost: (value: string): ProblemWords => ({
		what: `“${value}” is not a host name.`,
		next: ['Write it like acme.conductor.one, without https:// and path.'],
	}),
	notKey: {
		what: 'The API key holds characters that no key has.',
		next: ['Copy it again from My Profile & Settings in Litmos.'],
	},
	hostIdTooLong: {what: 'The instance name is longer than 256 characters.'},
	notSize: (value: string): ProblemWords => ({
		what: `“${value}” is not a size.`,
		next: [
			'Write S, M, L, XL, or accounts/courses/teams/enrolments such as 250/50/10/2000 (at most 150,000 accounts and 3,000,000 enrolments).',
		],
	}),
} as const;

/** A setting that is missing, cannot be used or does not go with another. */
export const inputWords = {
	secretOnCommandLine: (flag: string, variable: string) =>
		`${flag} was given on the command line, where other users of this machine can see it in the list of processes. ${variable} keeps it out of there.`,
	/** A value that cannot be used and is not worth stopping for. `problem` is a sentence. */
	usualInstead: (place: string, problem: string, usual: string) =>
		`${place} has no effect: ${problem} ${usual === '' ? '' : `Using ${usual}.`}`.trimEnd(),
	missing: (labels: readonly string[]) =>
		labels.length === 1 ? `A value is missing: ${labels[0]}` : `Values are missing: ${labels.join(', ')}`,
	give: (label: string, flag: string, variable: string, help: string) =>
		`${label}: give ${flag} or set ${variable}. ${help}`,
	notUsable: (place: string, what: string) => `${place} cannot be used: ${what}`,
	/** Where a value came from, besides flags and variables, which are called by their names. */
	places: {
		sandbox: 'the sandbox',
		configFile: (name: string) => `${name} in the config file`,
		answer: (label: string) => `the saved answer “${label}”`,
		secret: (label: string) => `the saved secret “${label}”`,
	},
	/** A web address of an account in one region, and another region or API address. `setting` such as `--region`. */
	otherRegion: (place: string, shown: string, setting: string, given: string): ProblemWords => ({
		what: `${place} is an account in region ${shown.toUpperCase()}, but ${setting} is ${given}.`,
		why: 'An API key works in its own region only, and would be sent to the wrong one.',
		next: [`Leave ${setting} out, or correct one of the two.`],
	}),
	insecureElsewhere: (host: string): ProblemWords => ({
		what: `--c1-insecure works for this machine only, not for ${host}.`,
		why: 'The connector’s credential would travel unencrypted.',
		next: ['Leave --c1-insecure out.'],
	}),
	insecureWithoutHost: {
		what: '--c1-insecure needs --c1-api-host with a host on this machine.',
		next: ['Leave --c1-insecure out, or add for example --c1-api-host 127.0.0.1:8443.'],
	},
} as const;

/** Settings of ConductorOne's connectors that this program knows and does not have, and why not. */
export const foreignWords = {
	refused: (name: string, reason: string): ProblemWords => ({
		what: `${name} is not supported.`,
		why: `The reason: ${reason}`,
		next: [`Leave ${name} out.`],
	}),
	/** `reason` is a sentence that begins with a small letter. */
	ignored: (name: string, reason: string) => `${name} has no effect here: ${reason}`,
	reasons: {
		tickets: 'Litmos has no tickets.',
		newAccounts: 'accounts are created in Litmos itself.',
		deletion: 'nothing is deleted in Litmos by this program.',
		rotation: 'Litmos’ API cannot change a password or a key.',
		events: 'Litmos’ API has no feed of events.',
		compaction: 'each sync is whole, so there is nothing to put together.',
		differences: 'differences of two syncs are made by “baton diff”.',
		sessionStore: 'nothing is kept in memory between two syncs.',
		singleResources: 'single resources cannot be read by themselves; use --limited-courses or --sync-resource-types.',
		pace: 'Litmos’ request limit sets the pace; see --requests-per-minute.',
		concurrency: 'syncs run one at a time.',
		storage: 'the file is always written as SQLite, which old and new programs read.',
		lastFile: 'the last pushed file is always kept, in the state folder.',
		timeLimits: 'time limits are set per kind of request.',
		otherSystems: 'accounts of other systems are matched by ConductorOne.',
		telemetry: 'this program sends no telemetry.',
		authMethod: 'Litmos takes an API key only.',
		eventLog: 'the log goes to standard error and to a file; see --log-path.',
		hosting: 'ConductorOne hosts its own build of the connector.',
		actions: 'this connector has no actions.',
	},
} as const;

/** The configuration file. */
export const configFileWords = {
	unreadable: (path: string, why: string | undefined): ProblemWords => ({
		what: `The configuration file cannot be read: ${path}`,
		why,
		next: ['Check the path given by --config-file or BATON_CONFIG_PATH.'],
	}),
	damaged: (path: string, why: string): ProblemWords => ({
		what: `The configuration file cannot be understood: ${path}`,
		why,
		next: ['Correct the file, or give another one with --config-file.'],
	}),
	notYaml: 'It is not valid YAML.',
	notLines: 'It must hold lines like “source: acme”.',
	notText: (key: string) => `“${key}” must be text, not a group.`,
	unknownLine: (path: string, key: string) => `${key} in ${path} is no setting of this program and has no effect.`,
} as const;

const folderReasons: Readonly<Record<string, string>> = {
	EEXIST: 'There is a file of that name.',
	ENOTDIR: 'A part of the path is a file.',
	EROFS: 'It lies on a disk that is read-only.',
	ENOSPC: 'The disk is full.',
};

/** The state folder, and the answers kept in it. */
export const stateFolderWords = {
	/** @param code what the operating system calls it, such as `EEXIST` */
	notUsable: (folder: string, code: string): ProblemWords => ({
		what: `The state folder cannot be used: ${folder}`,
		why: folderReasons[code] ?? `This program may not write there (${code}).`,
		next: ['Change its permissions, or choose another folder with --state-folder or BATON_STATE_FOLDER.'],
	}),
	notOurs: (folder: string, owner: number): ProblemWords => ({
		what: `The state folder belongs to somebody else: ${folder}`,
		why: `Its owner is user ${owner}, who could change what this program reads and overwrites there.`,
		next: ['Choose another folder with --state-folder or BATON_STATE_FOLDER, or run this program as that user.'],
	}),
	closed: (folder: string) => `Other users of this computer were able to change files in ${folder}. Now only you can.`,
	open: (folder: string) => `Other users of this computer can change files in ${folder}. Choose a folder of your own.`,
	ownFolder: (folder: string, own: string) => `Others can change files in ${folder}, so ${own} is used.`,
	notAFile: (path: string): ProblemWords => ({
		what: `${path} is not a file`,
		why: 'A link, a folder or a device is in its place. It is not followed, so that nobody else decides what is read.',
		next: ['Remove it, or choose another folder with --state-folder or BATON_STATE_FOLDER.'],
	}),
	answersMovedAside: (path: string) =>
		`The saved answers could not be read and were moved to ${path}. Starting without them.`,
} as const;
