import {extraCosts} from '../extras.ts';

/** What a setting says of itself. A setting without words, and words without a setting, are a type error. */
export interface SettingMessages {
	label: string;
	/** One or two plain sentences for a person. */
	help: string;
}

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

const extrasWithCosts = Object.entries(extraCosts)
	.map(([extra, cost]) => `${extra} (${cost})`)
	.join('; ');

/** Where to read, and what. */
export const litmosSettingMessages = {
	region: {
		label: 'Region',
		help: 'Region of your Litmos account, such as us or eu.',
	},
	litmosUrl: {
		label: 'Litmos API address',
		help: 'Address of the Litmos API, if it isn’t the one of your region.',
	},
	source: {
		label: 'Litmos account name',
		help: 'First part of your Litmos web address, such as acme in acme.litmos.com.',
	},
	apiKey: {
		label: 'Litmos API key',
		help: 'API key of an Account Owner, from My Profile & Settings in Litmos.',
	},
	pageSize: {
		label: 'Rows per request',
		help: 'Rows to request at a time. More rows mean fewer requests.',
	},
	requestsPerMinute: {
		label: 'Requests per minute',
		help: 'Most requests to send to Litmos in a minute. Litmos allows about 100 per API key.',
	},
	limitedCourses: {
		label: 'Courses',
		help: 'Courses to sync, by ID, web-address number, code or name, separated by commas. Default: all courses, including ones added later.',
	},
	courseRules: {
		label: 'Course rule',
		help: 'Courses to sync, by a rule that new courses can match later, such as: code starts with "SEC" and active. Check it with the command “courses”.',
	},
	extras: {
		label: 'Optional data',
		help: `Data to read beyond the standard sync, separated by commas: ${extrasWithCosts}.`,
	},
	skipEmptyTeams: {
		label: 'Skip empty teams',
		help: 'Leave out teams that have no members.',
	},
	skipInactiveCourses: {
		label: 'Skip inactive courses',
		help: 'Leave out courses that are inactive in Litmos.',
	},
	delta: {
		label: 'Delta sync',
		help: 'auto updates the last sync from the changes Litmos reports, checks them by reading a part in full, and falls back to a full read.',
	},
	deltaInterval: {
		label: 'Delta sync interval',
		help: 'With --delta auto, read each list in full at least this often, from 1h to 7d. A change that Litmos doesn’t report is found by then.',
	},
	resumeWithin: {
		label: 'Resume within',
		help: 'Start over if an unfinished sync is older than this, such as 90m, 24h or 2d.',
	},
	fresh: {
		label: 'Start over',
		help: 'Discard an unfinished or unused sync and read everything again.',
	},
	skipEntitlementsAndGrants: {
		label: 'Skip entitlements and grants',
		help: 'Read accounts, teams and courses only.',
	},
	skipGrants: {
		label: 'Skip grants',
		help: 'Read no grants, but list what can be granted.',
	},
	syncResourceTypes: {
		label: 'Resource types',
		help: 'Resource types to sync, separated by commas: user, team, course.',
	},
} as const satisfies Record<string, SettingMessages>;

/** Where to send it, and work as a service. */
export const conductorOneSettingMessages = {
	clientId: {
		label: 'Client ID',
		help: 'Client ID of the connector, shown by “Rotate” in ConductorOne.',
	},
	clientSecret: {
		label: 'Client secret',
		help: 'Client secret of the connector, shown once by “Rotate” in ConductorOne.',
	},
	c1ApiHost: {
		label: 'ConductorOne host',
		help: 'Host (and port) to use instead of the one in the client ID.',
	},
	c1Insecure: {
		label: 'Unencrypted connection',
		help: 'Connect without encryption. Works only for a host on this computer.',
	},
	tenant: {
		label: 'Tenant',
		help: 'Address you sign in to ConductorOne at, such as acme.conductor.one or acme.c1eu.ai.',
	},
	personalKeyId: {
		label: 'Personal key ID',
		help: 'Client ID of a ConductorOne personal API key, instead of “login”.',
	},
	personalKeySecret: {
		label: 'Personal key secret',
		help: 'Client secret of that personal API key.',
	},
	hostId: {
		label: 'Instance name',
		help: 'Name of this instance in ConductorOne. Default: the name of this computer.',
	},
	dropGuard: {
		label: 'Drop guard',
		help: 'Ask before a push that drops more than this percentage of accounts or grants. ConductorOne pauses a connector on a large drop. 100 turns this off.',
	},
	provisioning: {
		label: 'Provisioning',
		help: 'Let ConductorOne assign and remove courses.',
	},
	sendMessages: {
		label: 'Send emails',
		help: 'Let Litmos email people when you assign them a course.',
	},
	grantEntitlement: {
		label: 'Entitlement to grant',
		help: 'Grant this entitlement to --grant-principal and exit, such as course:ID:assigned.',
	},
	grantPrincipal: {
		label: 'Account to grant to',
		help: 'ID of the account that gets --grant-entitlement.',
	},
	grantPrincipalType: {
		label: 'Principal type',
		help: 'Resource type of --grant-principal. For Litmos it’s always user.',
	},
	revokeGrant: {
		label: 'Grant to revoke',
		help: 'Revoke this grant and exit, such as course:ID:assigned:user:ID.',
	},
	refuseDrops: {
		label: 'Refuse drops',
		help: 'As a service, fail a sync that exceeds the drop guard or has many grants to accounts that Litmos no longer lists. Default: send it and log a warning.',
	},
	notify: {
		label: 'Webhook',
		help: 'Address that gets a small JSON message when a push or sync fails, exceeds the drop guard, or works again. Also when delta sync loses trust, and before your ConductorOne API key expires. It names no person.',
	},
	skipFullSync: {
		label: 'Skip full sync',
		help: 'Read nothing, and answer a full sync with an empty one, like baton-litmos.',
	},
	healthCheck: {
		label: 'Health check',
		help: 'Serve a health check over HTTP.',
	},
	healthCheckPort: {
		label: 'Health check port',
		help: 'Port of the health check.',
	},
	healthCheckBindAddress: {
		label: 'Health check address',
		help: 'Address the health check listens on.',
	},
} as const satisfies Record<string, SettingMessages>;

/** The program itself. */
export const programSettingMessages = {
	file: {
		label: 'File',
		help: 'Where to write the sync file. Use - for standard output.',
	},
	output: {
		label: 'Output format',
		help: 'table to read, json for scripts (errors too), csv for spreadsheets (findings).',
	},
	failOn: {
		label: 'Fail on findings',
		help: 'End with exit code 6 when there is a finding of this severity or higher, and leave out the push or the file. A service (run) goes on: see its reports, metrics and log.',
	},
	logLevel: {
		label: 'Log level',
		help: 'How much to log: debug, info, warn or error.',
	},
	logLevelDebugExpiresAt: {
		label: 'Debug until',
		help: 'When to go back from log level debug to info.',
	},
	logFormat: {
		label: 'Log format',
		help: 'json or console.',
	},
	logPath: {
		label: 'Log file',
		help: 'Also write the log to this file.',
	},
	demo: {
		label: 'Demo data',
		help: 'Use demo data from a Litmos and ConductorOne sandbox on this computer. You need no account, and nothing leaves this computer.',
	},
	demoSize: {
		label: 'Demo data size',
		help: 'S, M, L, XL, or accounts/courses/teams/enrollments.',
	},
	demoSeed: {
		label: 'Demo data seed',
		help: 'The same number gives the same data.',
	},
	demoScenario: {
		label: 'Demo behavior',
		help: 'How the sandbox’s Litmos behaves. usual: like most accounts. odd: pages capped at 100 rows, HTML entities in names, missing values, a course whose members can’t be read, a course that disappears, rows that move between pages, slow responses. slow: half a second per response. flaky: one response in twelve fails and works on the next try.',
	},
	profile: {
		label: 'Profile',
		help: 'Name of a profile: a Litmos account with answers, syncs and secrets of its own.',
	},
	stateFolder: {
		label: 'State folder',
		help: 'Folder for your answers, unfinished syncs and the last pushed file.',
	},
	configFile: {
		label: 'Configuration file',
		help: 'YAML file with settings, named like the flags. Default: .baton.yaml in the current folder, if there is one.',
	},
	temporaryFolder: {
		label: 'Temporary folder',
		help: 'Where to build files before they’re pushed. Default: the state folder.',
	},
	secretStore: {
		label: 'Where to save secrets',
		help: 'keychain, file (plain text that only you can read) or none.',
	},
	yes: {
		label: 'Yes',
		help: 'Answer yes to every confirmation.',
	},
	theme: {
		label: 'Colors',
		help: 'auto, dark, light or none. NO_COLOR works too.',
	},
	motion: {
		label: 'Motion',
		help: 'auto, or none for screens without spinners.',
	},
	symbols: {
		label: 'Symbols',
		help: 'auto, unicode or ascii.',
	},
	screenReader: {
		label: 'Screen reader',
		help: 'Use plain lines that a screen reader can follow.',
	},
} as const satisfies Record<string, SettingMessages>;
