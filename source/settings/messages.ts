import {systemReason} from '../problem/messages.ts';
import type {ProblemTexts} from '../problem/problem.ts';

const likeLitmosAddress = 'Write it like this: https://api.litmos.com';

/** Headings of the flags in the help. */
export const settingHeadings = {
	litmos: 'Litmos:',
	reading: 'What to read:',
	conductorone: 'ConductorOne:',
	service: 'Service:',
	output: 'Output:',
	sandbox: 'Sandbox:',
	program: 'This program:',
} as const;

/** What is wrong with a value. */
export const valueMessages = {
	empty: {what: 'The value is empty.'},
	notTruth: (value: string): ProblemTexts => ({
		what: `“${value}” must be true or false.`,
		next: ['Use true or false.'],
	}),
	notNumber: (value: string, low: number, high: number): ProblemTexts => ({
		what: `“${value}” is not a whole number from ${low} to ${high}.`,
	}),
	notChoice: (value: string, choices: readonly string[]): ProblemTexts => ({
		what: `“${value}” is not one of ${choices.join(', ')}.`,
	}),
	notDuration: (value: string): ProblemTexts => ({
		what: `“${value}” is not a duration.`,
		next: ['Use a number and a unit, such as 90m, 24h or 2d.'],
	}),
	notWithin: (value: string, low: string, high: string): ProblemTexts => ({
		what: `“${value}” is not a duration from ${low} to ${high}.`,
	}),
	notTime: (value: string): ProblemTexts => ({
		what: `“${value}” is not a date and time.`,
		next: ['Use this form: 2026-12-31T12:00:00Z.'],
	}),
	quotationMark: (value: string): ProblemTexts => ({
		what: `The list has a quotation mark in the wrong place: ${value}`,
	}),
	notProfile: (value: string): ProblemTexts => ({
		what: `“${value}” is not a profile name.`,
		next: ['Use letters, digits and dashes, at most 40, beginning with a letter or a digit, such as acme-eu.'],
	}),
	emptyList: {
		what: 'The list is empty.',
		next: ['Add at least one entry, or leave the setting out.'],
	},
	notWebhook: {
		what: 'the address of a webhook begins with https:// and has no password in it.',
		next: ['Use the address that your chat or alerting service shows.'],
	},
	notAddress: (value: string): ProblemTexts => ({
		what: `“${value}” is not a web address.`,
		next: [likeLitmosAddress],
	}),
	moreThanAddress: {
		what: 'The web address can only have a host and a path.',
		next: [likeLitmosAddress],
	},
	unencryptedKey: (origin: string): ProblemTexts => ({
		what: `${origin} would send the API key unencrypted.`,
		next: ['Use https://. Plain http:// works for this computer only.'],
	}),
	notHost: (value: string): ProblemTexts => ({
		what: `“${value}” is not a host name.`,
		next: ['Write it like acme.conductor.one, without https:// or a path.'],
	}),
	notKey: {
		what: 'The API key contains characters that no key has.',
		next: ['Copy it again from My Profile & Settings in Litmos.'],
	},
	hostIdTooLong: {what: 'The instance name is longer than 256 characters.'},
	notSize: (value: string): ProblemTexts => ({
		what: `“${value}” is not a size.`,
		next: [
			'Use S, M, L, XL, or accounts/courses/teams/enrollments such as 250/50/10/2000. The limits are 150,000 accounts and 3,000,000 enrollments.',
		],
	}),
} as const;

/** A setting that is missing, cannot be used or does not go with another. */
export const inputMessages = {
	secretOnCommandLine: (flag: string, variable: string) =>
		`${flag} was given on the command line, where other users of this computer can see it in the process list. Use ${variable} instead.`,
	/** A value that cannot be used and is not worth stopping for. `problem` is a sentence. */
	usualInstead: (place: string, problem: string, usual: string) =>
		`${place} was ignored: ${problem} ${usual === '' ? '' : `Using ${usual}.`}`.trimEnd(),
	missing: (labels: readonly string[]) =>
		labels.length === 1 ? `Missing setting: ${labels[0]}` : `Missing settings: ${labels.join(', ')}`,
	give: (label: string, flag: string, variable: string, help: string) =>
		`${label}: use ${flag} or set ${variable}. ${help}`,
	notUsable: (place: string, what: string) => `${place} isn’t valid: ${what}`,
	/** Where a value came from, besides flags and variables, which are called by their names. */
	places: {
		sandbox: 'the sandbox',
		configFile: (name: string) => `${name} in the config file`,
		answer: (label: string) => `the saved answer “${label}”`,
		secret: (label: string) => `the saved secret “${label}”`,
	},
	/** A web address of an account in one region, and another region or API address. `setting` such as `--region`. */
	otherRegion: (place: string, shown: string, setting: string, given: string): ProblemTexts => ({
		what: `${place} is a Litmos account in the ${shown.toUpperCase()} region, but ${setting} is ${given}.`,
		why: 'An API key works in its own region only, and would have been sent to the wrong one.',
		next: [`Remove ${setting}, or correct one of the two.`],
	}),
	twoSelections: (named: string, ruled: string): ProblemTexts => ({
		what: `${named} and ${ruled} can’t be used together.`,
		why: 'Courses are selected either by name or by a rule.',
		next: [`Remove one of the two, or add the courses to the rule, such as: code is "SAFE-1" or id is TimFniOt0ZQ1`],
	}),
	membersNotRead: {
		what: 'The course rule asks for members, but grants aren’t read.',
		why: 'Litmos’ list of courses doesn’t tell which of them have members. That is known once the members are read.',
		next: ['Take “with members” or “without members” out of the rule, or read grants too.'],
	},
	insecureElsewhere: (host: string): ProblemTexts => ({
		what: `--c1-insecure works for this computer only, not for ${host}.`,
		why: 'The connector’s sign-in would travel unencrypted.',
		next: ['Remove --c1-insecure.'],
	}),
	insecureWithoutHost: {
		what: '--c1-insecure needs --c1-api-host with a host on this computer.',
		next: ['Remove --c1-insecure, or add a host, such as --c1-api-host 127.0.0.1:8443.'],
	},
} as const;

/** Settings of ConductorOne's connectors that this program knows and does not have, and why not. */
export const foreignMessages = {
	refused: (name: string, reason: string): ProblemTexts => ({
		what: `${name} is not supported.`,
		why: `Reason: ${reason}`,
		next: [`Remove ${name}.`],
	}),
	/** `reason` is a sentence that begins with a small letter. */
	ignored: (name: string, reason: string) => `${name} has no effect here: ${reason}`,
	unknown: (name: string) => `${name} was ignored: this program has no such setting.`,
	reasons: {
		tickets: 'Litmos has no tickets.',
		newAccounts: 'accounts are created in Litmos.',
		deletion: 'this program never deletes anything in Litmos.',
		rotation: 'the Litmos API can’t change a password or a key.',
		events: 'the Litmos API has no event feed.',
		compaction: 'each sync is complete, so there is nothing to merge.',
		differences: 'use “baton diff” to compare two syncs.',
		sessionStore: 'this program has no session store.',
		singleResources: 'single resources can’t be read on their own; use --limited-courses or --sync-resource-types.',
		pace: 'the Litmos rate limit sets the pace; see --requests-per-minute.',
		concurrency: 'syncs run one at a time.',
		storage: 'the file is always SQLite inside, which old and new programs can read.',
		lastFile: 'the last pushed file is always kept in the state folder.',
		timeLimits: 'each kind of request has its own time limit.',
		otherSystems: 'ConductorOne matches accounts of other systems.',
		telemetry: 'this program sends no telemetry.',
		authMethod: 'Litmos accepts an API key only.',
		eventLog: 'the log goes to standard error and to a file; see --log-path.',
		hosting: 'ConductorOne hosts its own build of the connector.',
		actions: 'this connector has no actions.',
	},
} as const;

/** The configuration file. */
export const configFileMessages = {
	unreadable: (path: string, why: string): ProblemTexts => ({
		what: `Can’t read the configuration file ${path}`,
		why,
		next: ['Check the path in --config-file or BATON_CONFIG_PATH.'],
	}),
	damaged: (path: string, why: string): ProblemTexts => ({
		what: `The configuration file ${path} isn’t valid`,
		why,
		next: ['Fix the file, or use another one with --config-file.'],
	}),
	notYaml: 'It is not valid YAML.',
	notLines: 'It needs lines such as “source: acme”.',
	notText: (key: string) => `“${key}” needs a value, not a group of lines.`,
	unknownLine: (path: string, key: string) => `${key} in ${path} was ignored: this program has no such setting.`,
} as const;

/** The state folder, and the answers kept in it. */
export const stateFolderMessages = {
	/** @param code what the operating system calls it, such as `EEXIST` */
	notUsable: (folder: string, code: string): ProblemTexts => ({
		what: `Can’t use the state folder ${folder}`,
		why: systemReason(code),
		next: ['Change its permissions, or use another folder with --state-folder or BATON_STATE_FOLDER.'],
	}),
	notOurs: (folder: string, owner: number): ProblemTexts => ({
		what: `The state folder belongs to another user: ${folder}`,
		why: `Its owner is user ${owner}, who could change what this program reads and writes there.`,
		next: ['Use another folder with --state-folder or BATON_STATE_FOLDER, or run this program as that user.'],
	}),
	closed: (folder: string) => `Other users of this computer could change files in ${folder}. Now only you can.`,
	open: (folder: string) =>
		`Other users of this computer can change files in ${folder}. Use a folder that only you can change.`,
	ownFolder: (folder: string, own: string) => `Other users can change files in ${folder}, so ${own} is used instead.`,
	notAFile: (path: string): ProblemTexts => ({
		what: `${path} is not a file`,
		why: 'It’s a link, a folder or a device, and this program doesn’t follow those, for your security.',
		next: ['Remove it, or use another folder with --state-folder or BATON_STATE_FOLDER.'],
	}),
	answersDamaged: (path: string): ProblemTexts => ({
		what: `The saved answers in ${path} can’t be read`,
		next: ['Run litmos-connector setup: it moves that file aside and asks again.'],
	}),
	answersMovedAside: (path: string) =>
		`Your saved answers couldn’t be read, so they were moved to ${path}. Starting without them.`,
} as const;
