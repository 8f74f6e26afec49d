import type {SettingId} from '../settings/settings.ts';

/** Settings that belong together, for the commands to choose from. */

/** Every command takes these. */
export const common = [
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
] as const satisfies readonly SettingId[];

export const tenant = [
	'region',
	'litmosUrl',
	'source',
	'apiKey',
	'pageSize',
	'requestsPerMinute',
] as const satisfies readonly SettingId[];

/** Which courses are read. */
export const selection = ['limitedCourses', 'courseRules'] as const satisfies readonly SettingId[];

/** What is read beyond the usual, or left out. */
export const extent = [
	'extras',
	'skipEmptyTeams',
	'skipInactiveCourses',
	'checkEveryList',
	'delta',
	'deltaInterval',
] as const satisfies readonly SettingId[];

export const reading = [...selection, ...extent, 'resumeWithin', 'fresh'] as const satisfies readonly SettingId[];

export const parts = [
	'skipEntitlementsAndGrants',
	'skipGrants',
	'syncResourceTypes',
] as const satisfies readonly SettingId[];

/** What is read to be looked at, not written. */
export const looking = [
	...tenant,
	...reading,
	'skipEntitlementsAndGrants',
	'skipGrants',
	'failOn',
] as const satisfies readonly SettingId[];

export const conductorOne = [
	'clientId',
	'clientSecret',
	'c1ApiHost',
	'c1Insecure',
	'hostId',
	'temporaryFolder',
] as const satisfies readonly SettingId[];

/** How a person is known to ConductorOne, for the commands that act in a tenant. */
export const person = [
	'tenant',
	'personalKeyId',
	'personalKeySecret',
	'c1ApiHost',
	'c1Insecure',
] as const satisfies readonly SettingId[];

export const screens = ['theme', 'motion', 'symbols', 'screenReader'] as const satisfies readonly SettingId[];
