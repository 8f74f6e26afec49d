import type {SettingWords} from '../contract.ts';
import type {Extra} from '../extras.ts';

/** What each extra costs beside its number of requests. */
export const extraCostWords = {
	'access-levels': 'no extra request',
	'team-roles': 'two requests per team',
	'nested-teams': 'no extra request',
	'learning-paths': 'one request per learning path, and one for their list',
	'course-modules': 'one request per course',
	'account-details': 'no extra request, but answers are 10 to 20 times as large',
} as const satisfies Record<Extra, string>;

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

const extrasWithCosts = Object.entries(extraCostWords)
	.map(([extra, cost]) => `${extra} (${cost})`)
	.join('; ');

/** Where to read, and what. */
export const litmosSettingWords = {
	region: {
		label: 'Region',
		help: 'Where the Litmos account lives: us, eu or au.',
	},
	litmosUrl: {
		label: 'Litmos API address',
		help: 'Another address of the Litmos API, used instead of the region’s.',
	},
	source: {
		label: 'Litmos account name',
		help: 'The name of the Litmos account: the first part of its web address, such as acme in acme.litmos.com.',
	},
	apiKey: {
		label: 'Litmos API key',
		help: 'The API key of an Account Owner, from My Profile & Settings in Litmos.',
	},
	pageSize: {
		label: 'Rows per request',
		help: 'Rows asked for in one request; more rows mean fewer requests.',
	},
	requestsPerMinute: {
		label: 'Requests per minute',
		help: 'Upper limit of requests to Litmos, which allows about 100 a minute for one key.',
	},
	limitedCourses: {
		label: 'Courses',
		help: 'Only these courses: ids, web-address numbers or codes, separated by commas. Left out: all courses, also future ones.',
	},
	extras: {
		label: 'Extras',
		help: `More than ConductorOne’s own connector reads, separated by commas: ${extrasWithCosts}.`,
	},
	skipEmptyTeams: {
		label: 'Skip empty teams',
		help: 'Leave out teams without members.',
	},
	skipInactiveCourses: {
		label: 'Skip inactive courses',
		help: 'Leave out courses that are switched off in Litmos.',
	},
	bulkRead: {
		label: 'Bulk read',
		help: 'auto reads the courses of 25 accounts in one request where that is cheaper and proven equal on a sample.',
	},
	resumeWithin: {
		label: 'Resume within',
		help: 'A half-done sync older than this starts anew, for example 90m, 24h, 2d.',
	},
	fresh: {
		label: 'Start anew',
		help: 'Throw away a half-done sync and read everything again.',
	},
	skipEntitlementsAndGrants: {
		label: 'Skip entitlements and grants',
		help: 'Read accounts, teams and courses only.',
	},
	skipGrants: {
		label: 'Skip grants',
		help: 'Read no grants, but do list what can be granted.',
	},
	syncResourceTypes: {
		label: 'Resource types',
		help: 'Only these resource types, separated by commas: user, team, course.',
	},
} as const satisfies Record<string, SettingWords>;

/** Where to send it, and work as a service. */
export const conductorOneSettingWords = {
	clientId: {
		label: 'Client ID',
		help: 'Client ID of the connector, as “Rotate” shows it in ConductorOne.',
	},
	clientSecret: {
		label: 'Client secret',
		help: 'Client secret of the connector, shown once by “Rotate” in ConductorOne.',
	},
	c1ApiHost: {
		label: 'ConductorOne host',
		help: 'Host (and port) used instead of the one inside the client ID.',
	},
	c1Insecure: {
		label: 'Plain connection',
		help: 'Connect without encryption; only possible to a host on this machine.',
	},
	tenant: {
		label: 'Tenant',
		help: 'Address of your ConductorOne, such as acme.conductor.one or acme.c1eu.ai, to sign in to.',
	},
	personalKeyId: {
		label: 'Personal key ID',
		help: 'Client ID of a personal API key of ConductorOne, in place of “login”.',
	},
	personalKeySecret: {
		label: 'Personal key secret',
		help: 'Client secret of that personal API key.',
	},
	hostId: {
		label: 'Instance name',
		help: 'Name under which this instance appears in ConductorOne. Default: the name of this machine.',
	},
	dropGuard: {
		label: 'Drop guard',
		help: 'Ask before pushing when more than this percentage of accounts or grants is gone; ConductorOne pauses a connector on a large drop. 100 switches it off.',
	},
	provisioning: {
		label: 'Provisioning',
		help: 'Let ConductorOne assign and unassign courses.',
	},
	sendMessages: {
		label: 'Send messages',
		help: 'Let Litmos e-mail people when a course is assigned to them.',
	},
	grantEntitlement: {
		label: 'Entitlement to grant',
		help: 'Grant this entitlement once, such as course:ID:assigned, and end; the person is --grant-principal.',
	},
	grantPrincipal: {
		label: 'Account to grant to',
		help: 'Id of the account that --grant-entitlement is for.',
	},
	grantPrincipalType: {
		label: 'Kind of principal',
		help: 'Resource type of --grant-principal; Litmos has user only.',
	},
	revokeGrant: {
		label: 'Grant to revoke',
		help: 'Revoke this grant once, such as course:ID:assigned:user:ID, and end.',
	},
	refuseDrops: {
		label: 'Refuse drops',
		help: 'As a service, answer a sync that goes beyond the drop guard, or that has many grants for accounts in no list, with an error. Default: warn in the log and send it.',
	},
	skipFullSync: {
		label: 'Skip full sync',
		help: 'Read nothing; a full sync is answered with an empty one, as baton-litmos does.',
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
} as const satisfies Record<string, SettingWords>;

/** The program itself. */
export const programSettingWords = {
	file: {
		label: 'File',
		help: 'Where to write the file for ConductorOne; - is standard output.',
	},
	output: {
		label: 'Output form',
		help: 'table for people, json for programs (errors too).',
	},
	logLevel: {
		label: 'Log level',
		help: 'What goes into the log: debug, info, warn or error.',
	},
	logLevelDebugExpiresAt: {
		label: 'Debug until',
		help: 'After this time the log level debug counts as info.',
	},
	logFormat: {
		label: 'Log form',
		help: 'json or console.',
	},
	logPath: {
		label: 'Log file',
		help: 'Write the log into this file as well.',
	},
	demo: {
		label: 'Make-believe data',
		help: 'Use a make-believe Litmos and ConductorOne on this machine; no account is needed and nothing leaves it.',
	},
	demoSize: {
		label: 'Size of the make-believe data',
		help: 'S, M, L, XL, or accounts/courses/teams/enrolments.',
	},
	demoSeed: {
		label: 'Seed of the make-believe data',
		help: 'The same number makes the same data.',
	},
	demoScenario: {
		label: 'Behavior of the demo data',
		help: 'How the sandbox’s Litmos behaves. usual: as most tenants do. odd: all at once that Litmos is known for: pages capped at 100 rows, HTML entities in names, missing values, a course that refuses its people, a course that vanishes, rows that move between pages, slow answers. slow: half a second for each answer. flaky: one answer in twelve fails and works on a second try.',
	},
	stateFolder: {
		label: 'State folder',
		help: 'Where answers, half-done syncs and the last pushed file are kept.',
	},
	configFile: {
		label: 'Configuration file',
		help: 'YAML file with settings by flag name. Default: .baton.yaml in the current folder, if there is one.',
	},
	temporaryFolder: {
		label: 'Folder for files on their way',
		help: 'Where files are put together before they are pushed. Default: the state folder.',
	},
	secretStore: {
		label: 'Where secrets are kept',
		help: 'keychain, file (plain text, readable by you only) or none.',
	},
	yes: {
		label: 'Yes',
		help: 'Answer yes to questions of confirmation.',
	},
	theme: {
		label: 'Colours',
		help: 'auto, dark, light or none; NO_COLOR works too.',
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
		help: 'Plain lines that a screen reader can follow.',
	},
} as const satisfies Record<string, SettingWords>;
