import type {SettingId} from '../settings/settings.ts';

/** Settings that belong together, for the commands to choose from. */

/** Every command takes these. */
export const common: readonly SettingId[] = [
	'output',
	'demo',
	'demoSize',
	'demoSeed',
	'demoScenario',
	'profile',
	'stateFolder',
	'configFile',
	'secretStore',
	'logLevel',
	'logFormat',
	'logPath',
	'logLevelDebugExpiresAt',
];

export const tenant: readonly SettingId[] = [
	'region',
	'litmosUrl',
	'source',
	'apiKey',
	'pageSize',
	'requestsPerMinute',
];

/** Which courses are read. */
export const selection: readonly SettingId[] = ['limitedCourses', 'courseRules'];

/** What is read beyond the usual, or left out. */
export const extent: readonly SettingId[] = [
	'extras',
	'skipEmptyTeams',
	'skipInactiveCourses',
	'checkEveryList',
	'delta',
	'deltaInterval',
];

export const reading: readonly SettingId[] = [...selection, ...extent, 'resumeWithin', 'fresh'];

export const parts: readonly SettingId[] = ['skipEntitlementsAndGrants', 'skipGrants', 'syncResourceTypes'];

/** What is read to be looked at, not written. */
export const looking: readonly SettingId[] = [
	...tenant,
	...reading,
	'skipEntitlementsAndGrants',
	'skipGrants',
	'failOn',
];

export const conductorOne: readonly SettingId[] = [
	'clientId',
	'clientSecret',
	'c1ApiHost',
	'c1Insecure',
	'hostId',
	'temporaryFolder',
];

/** How a person is known to ConductorOne, for the commands that act in a tenant. */
export const person: readonly SettingId[] = ['tenant', 'personalKeyId', 'personalKeySecret', 'c1ApiHost', 'c1Insecure'];

export const screens: readonly SettingId[] = ['theme', 'motion', 'symbols', 'screenReader'];
