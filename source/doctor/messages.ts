import type {ProblemTexts} from '../problem/problem.ts';
import {age, bytes, count, plural} from '../text/amounts.ts';

/** What is tried, as the start of a line. */
export const probeTitles = {
	node: 'Node.js',
	terminal: 'Terminal',
	'state-folder': 'State folder',
	locks: 'Locks',
	disk: 'Disk space',
	keychain: 'Keychain',
	'last-run': 'Last run here',
	'litmos-dns': 'Litmos: name lookup',
	'litmos-proxy': 'Litmos: proxy',
	'litmos-connection': 'Litmos: connection',
	'litmos-tls': 'Litmos: certificate',
	'litmos-clock': 'Clock',
	'litmos-allowance': 'Litmos: allowance',
	'litmos-region': 'Litmos: region',
	'litmos-key': 'Litmos: API key',
	'litmos-role': 'Litmos: role',
	'litmos-api': 'Litmos: API access',
	'litmos-accounts': 'Litmos: accounts',
	'litmos-teams': 'Litmos: teams',
	'litmos-courses': 'Litmos: courses',
	'litmos-paging': 'Litmos: paging',
	'litmos-date-ranges': 'Litmos: date ranges',
	'c1-dns': 'ConductorOne: name lookup',
	'c1-proxy': 'ConductorOne: proxy',
	'c1-connection': 'ConductorOne: connection',
	'c1-tls': 'ConductorOne: certificate',
	'c1-sign-in': 'ConductorOne: sign-in',
	'c1-credential': 'ConductorOne: client secret',
	'c1-connector': 'ConductorOne: connector',
	'c1-credential-age': 'ConductorOne: credential',
	'c1-last-sync': 'ConductorOne: last sync',
	kubectl: 'Kubernetes: kubectl',
	'kubernetes-pods': 'Kubernetes: pods',
	'kubernetes-image': 'Kubernetes: image',
} as const;

/** The examination as a whole. */
export const doctorMessages = {
	notTried: (title: string) => `Not tried: “${title}” comes first`,
	tookTooLong: (seconds: number): ProblemTexts => ({
		what: `No result within ${seconds} s`,
		next: ['Try again later.'],
	}),
	/** The last line. */
	sum: (good: number, warnings: number, failures: number, left: number) =>
		`${plural(failures, 'failure')}, ${plural(warnings, 'warning')}, ${count(good)} OK, ${count(left)} skipped`,
	startWith: (title: string) => `Start with “${title}”.`,
} as const;

export const computerMessages = {
	node: (version: string) => `Version ${version}`,
	oldNode: (version: string, least: string) => `Version ${version} is older than ${least}`,
	newerNode: 'Install a newer Node.js.',
	noTerminal: 'Not a terminal: the output is plain',
	terminal: (columns: number, rows: number, term: string | undefined) =>
		`${columns} × ${rows}${term === undefined ? '' : `, ${term}`}`,
	smallTerminal: (columns: number, rows: number, least: string) => `${columns} × ${rows}; screens need ${least}`,
	enlarge: (least: string) => `Enlarge the window to at least ${least}.`,
	noFolder: (path: string) => `${path} is not there yet`,
	folder: (path: string) => `${path} is yours and can be written`,
	closeFolder: 'Take write permission from group and others, or choose another place with --state-folder.',
	noLocks: 'None: a sync can start',
	liveLock: (owner: string) => `A sync is running (${owner})`,
	staleLocks: (locks: number) => `${plural(locks, 'lock')} left by a process that has ended`,
	removeLocks: 'The next sync takes it over.',
	owner: (pid: number, host: string) => `process ${pid} on ${host}`,
	unknownOwner: 'by an unknown process',
	space: (free: number) => `${bytes(free)} free`,
	unknownSpace: 'The system does not tell how much is free',
	littleSpace: (free: number) => `Only ${bytes(free)} free`,
	fullDisk: (free: number): ProblemTexts => ({
		what: `The disk is full: ${bytes(free)} free`,
		next: ['Free some space, or choose another place with --state-folder.'],
	}),
	freeSpace: 'Free some space. A sync of a large account may need a few hundred megabytes.',
	noKeychainUsed: 'Not used (--secret-store none)',
	noKeychain: 'No keychain here, and none is needed so far',
	useFile: 'To save secrets, use --secret-store file, or give them in variables.',
	noRuns: 'Nothing was pushed from this computer yet',
	runs: {schedule: 'Nightly push', push: 'Push', setup: 'Guided setup', service: 'Service'},
	runOk: (way: string, milliseconds: number) => `${way} succeeded ${age(milliseconds)} ago`,
	runFailed: (way: string, milliseconds: number) => `${way} failed ${age(milliseconds)} ago`,
	lookAtRun: 'Run the same command again, or look at the log: litmos-connector settings names its place.',
} as const;

export const wayMessages = {
	notSetUp: {
		litmos: 'No Litmos account is set up yet',
		c1: 'No ConductorOne tenant is set up yet',
	},
	address: (host: string, address: string) => `${host} is ${address}`,
	ownAddress: (host: string) => `${host} is an address, not a name`,
	byProxy: (proxy: string) => `The proxy ${proxy} looks it up`,
	noProxy: 'None: the connection is direct',
	proxy: (proxy: string, variable: string) => `${proxy}, from ${variable}`,
	answers: (host: string) => `${host} answers`,
	noHttps: 'Not encrypted: an address on this computer',
	certificate: (issuer: string, validTo: string) => `Issued by ${issuer}, valid until ${validTo}`,
	endsSoon: (validTo: string) => `The certificate ends on ${validTo}`,
	renew: 'Ask whoever runs this server or your proxy to renew the certificate.',
	noDate: 'The server does not tell its time',
	clock: 'Right within seconds',
	/** `seconds` > 0: this computer is ahead. */
	clockOff: (seconds: number): ProblemTexts => ({
		what: `The clock of this computer is ${age(Math.abs(seconds) * 1000)} ${seconds > 0 ? 'ahead' : 'behind'}`,
		why: 'ConductorOne rejects credentials signed with a wrong time.',
		next: ['Set the clock of this computer, best by a time server (NTP).'],
	}),
	clockDrifts: (seconds: number) => `${plural(Math.abs(seconds), 'second')} ${seconds > 0 ? 'ahead' : 'behind'}`,
	setClock: 'Let a time server (NTP) set the clock of this computer.',
} as const;

export const litmosMessages = {
	noKey: 'No API key is saved or given',
	giveKey: 'Run litmos-connector setup, or set BATON_API_KEY.',
	allowance: (used: number, limit: number) => `${count(used)} of ${plural(limit, 'request')} a minute in use`,
	usedUp: (used: number) => `Used up: ${plural(used, 'request')} in the last minute from this computer`,
	held: (seconds: number) => `Litmos asked for a pause of ${seconds} s`,
	waitAMinute: 'Wait a minute and try again. A sync under way goes on by itself.',
	usedElsewhere: {
		what: 'Litmos refuses more requests for now',
		why: 'Another program uses this API key, or Litmos is overloaded.',
		next: ['Wait a minute and try again.', 'Check which other programs use this API key.'],
	},
	region: (name: string, host: string) => `${name} (${host})`,
	otherHost: (host: string) => `${host}, an address of your own`,
	otherRegion: (here: string, there: string, flag: string): ProblemTexts => ({
		what: `The API key belongs to ${there}, not to ${here}`,
		next: [`Select that region: ${flag}`],
	}),
	regionUnknown: 'Cannot be told while the key is rejected',
	accepted: 'Litmos accepts it',
	notLikeAKey: 'An API key has 36 characters in five groups; this one does not. Copy it again.',
	owner: 'Account Owner: accounts can be listed',
	lowRole: {
		what: 'The owner of the API key isn’t an Account Owner',
		why: 'Litmos accepts the key, but refuses to list accounts with it.',
		next: ['Use the API key of an Account Owner, or ask one to raise your access level.'],
	},
	apiOn: 'The API is on for this account',
	page: (rows: number, isMore: boolean, what: 'account' | 'team' | 'course') =>
		isMore ? `${plural(rows, what)} on the first page` : plural(rows, what),
	noRows: (what: 'accounts' | 'courses') => `Litmos lists no ${what}`,
	checkAccount: 'Check that this is the right Litmos account.',
	pagingWorks: 'limit and start are honored',
	tooFewToTell: 'Too few accounts to tell',
	startIgnored: {
		what: 'Litmos sends the same page again',
		why: 'The next page began with the row of the first one, so long lists can’t be read whole.',
		next: ['Look for a proxy or cache between you and Litmos. If there is none, ask Litmos support.'],
	},
	rowsMoved: 'The list changed between two requests',
	tryAgain: 'Try again. If it stays, look for a proxy or cache between you and Litmos.',
	askedAndSent: (asked: number, got: number) => `${plural(asked, 'row')} asked for, ${count(got)} sent`,
	cappedAdvice: 'Syncs work, with more requests and more time. Ask Litmos support whether page sizes are limited.',
	dateRanges: 'Litmos says what changed between two dates',
	noDateRanges: 'Not offered by this Litmos',
	noDateRangesAdvice:
		'Syncs work without; each one reads the whole account. Litmos support can say what your plan has.',
} as const;

export const connectorMessages = {
	notSignedIn: 'Nobody is signed in',
	signIn: 'Run litmos-connector login.',
	signedIn: (host: string, roles: readonly string[]) =>
		`Signed in to ${host}${roles.length === 0 ? '' : ` as ${roles.join(', ')}`}`,
	expired: (date: string): ProblemTexts => ({
		what: `Your sign-in expired on ${date}`,
		next: ['Sign in again: litmos-connector login'],
	}),
	expiresSoon: (date: string) => `Your sign-in expires on ${date}`,
	noCredential: 'No client ID and client secret here',
	credential: (host: string) => `${host} accepts client ID and client secret`,
	noConnector: 'No connector was set up from this computer',
	state: (word: string) => `Its state is “${word}”`,
	paused: {
		what: 'The connector is paused',
		next: ['Resume it: litmos-connector resume'],
	},
	dropGuard: {
		what: 'ConductorOne paused the connector: much less data came than before',
		next: ['Look at what is missing: litmos-connector preview', 'If it is right, resume it: litmos-connector resume'],
	},
	error: {
		what: 'The last sync of the connector ended with an error',
		next: ['Look at the connector’s page in ConductorOne: litmos-connector status'],
	},
	neverConnected: 'It has not connected yet',
	startIt: 'Start the connector, or push: litmos-connector push',
	unknownCredential: 'Its credential was not made from this computer',
	credentialGone: {
		what: 'ConductorOne no longer has the credential of this connector',
		why: 'It was revoked or replaced, perhaps by Rotate on the connector’s page.',
		next: ['Choose Rotate on the connector’s page and use the new client ID and client secret.'],
	},
	credentialExpired: (date: string): ProblemTexts => ({
		what: `The credential of the connector expired on ${date}`,
		next: ['Choose Rotate on the connector’s page and use the new client ID and client secret.'],
	}),
	credentialAge: (createdMs: number | null, usedMs: number | null) =>
		[
			...(createdMs === null ? [] : [`${age(createdMs)} old`]),
			usedMs === null ? 'not used yet' : `used ${age(usedMs)} ago`,
		].join(', '),
	noSync: 'No sync has ended yet',
	lastSync: (milliseconds: number) => `Ended well ${age(milliseconds)} ago`,
	failedSync: (milliseconds: number) => `The last good one ended ${age(milliseconds)} ago`,
	oldSync: 'Check that whatever runs the connector is up: litmos-connector status',
} as const;

export const kubernetesMessages = {
	notUsed: 'The connector does not run in Kubernetes',
	noKubectl: {
		what: 'kubectl isn’t installed on this computer',
		next: ['Install kubectl to look at the cluster from here.'],
	},
	context: (context: string) => `Context ${context}`,
	noContext: (context: string): ProblemTexts => ({
		what: `kubectl has no context “${context}”`,
		next: ['Add the cluster to your kubectl configuration.'],
	}),
	noPods: (name: string): ProblemTexts => ({
		what: `There is no pod with the label app=${name}`,
		next: ['Apply the deployment again, or check its namespace.'],
	}),
	pods: (pods: number, restarts: number) =>
		`${count(pods)} ready${restarts === 0 ? '' : `, restarts: ${count(restarts)}`}`,
	notReady: (pod: string, reason: string): ProblemTexts => ({
		what: `${pod} is not ready: ${reason}`,
		next: [`Look at its log: kubectl logs ${pod}`],
	}),
	image: (image: string) => `${image} was pulled`,
	noImage: (image: string, reason: string): ProblemTexts => ({
		what: `The cluster can’t pull ${image}`,
		why: `Kubernetes says ${reason}.`,
		next: ['Check the name of the image, and that the cluster may pull from that registry.'],
	}),
} as const;

/** The report that is sent to somebody. */
export const reportMessages = {
	heading: (version: string, at: string) => `litmos-connector doctor ${version}, ${at}`,
	explained:
		'Names of accounts, hosts, people and folders are replaced by words in angle brackets. There are no secrets in it.',
	system: (platform: string, release: string, node: string) => `${platform} ${release}, Node.js ${node}`,
	written: (path: string) => `Report: ${path}`,
	exists: (path: string): ProblemTexts => ({
		what: `${path} is there already`,
		next: ['Use a new file name with --report.'],
	}),
	notWritten: (path: string, code: string): ProblemTexts => ({
		what: `Can’t write the report to ${path}`,
		why: `The system said ${code}.`,
		next: ['Use another path with --report.'],
	}),
} as const;
