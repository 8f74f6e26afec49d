import {type SettingId, type SettingValues, settingIds, settingOf} from '../settings/settings.ts';

/** A setting that a generated deployment takes along. */
export interface CarriedVariable {
	name: string;
	value: string;
	/** The flag that sets it, to name it by. */
	flag: string;
	/** Whether ConductorOne's own connector reads it, too. */
	isShared: boolean;
}

/**
 * What becomes of each setting in a generated deployment. `carried`: its variable is in the files whenever it is not the
 * default. `answer`: the files have it in their own place. `secret`: in a file for secrets only. Everything else is left
 * out, for the reason given. A setting that is missing here is a type error.
 */
export const carrying: Record<SettingId, 'carried' | 'answer' | 'secret' | {leftOut: string}> = {
	source: 'answer',
	region: 'answer',
	litmosUrl: 'answer',
	limitedCourses: 'answer',
	provisioning: 'answer',
	clientId: 'answer',
	hostId: 'answer',
	extras: 'answer',
	skipEmptyTeams: 'answer',
	skipInactiveCourses: 'answer',
	bulkRead: 'answer',
	apiKey: 'secret',
	clientSecret: 'secret',
	pageSize: 'carried',
	requestsPerMinute: 'carried',
	resumeWithin: 'carried',
	skipEntitlementsAndGrants: 'carried',
	skipGrants: 'carried',
	syncResourceTypes: 'carried',
	c1ApiHost: 'carried',

	dropGuard: 'carried',
	refuseDrops: 'carried',
	sendMessages: 'carried',
	skipFullSync: 'carried',
	healthCheck: 'carried',
	healthCheckPort: 'carried',
	healthCheckBindAddress: 'carried',
	logLevel: 'carried',
	logLevelDebugExpiresAt: 'carried',
	logFormat: 'carried',
	c1Insecure: {leftOut: 'works with a service on this computer only'},
	tenant: {leftOut: 'names the tenant a person signs in to; the client ID names the connector’s'},
	personalKeyId: {leftOut: 'belongs to a person'},
	personalKeySecret: {leftOut: 'belongs to a person'},
	grantEntitlement: {leftOut: 'does one thing and ends; a service would end with it'},
	grantPrincipal: {leftOut: 'does one thing and ends; a service would end with it'},
	grantPrincipalType: {leftOut: 'does one thing and ends; a service would end with it'},
	revokeGrant: {leftOut: 'does one thing and ends; a service would end with it'},
	fresh: {leftOut: 'concerns one run; a service always reads from the start'},
	file: {leftOut: 'the files choose a path inside the container or service'},
	temporaryFolder: {leftOut: 'the files choose a folder inside the container or service'},
	stateFolder: {leftOut: 'the files choose a folder inside the container or service'},
	logPath: {leftOut: 'the log goes to standard output, where the platform collects it'},
	configFile: {leftOut: 'is a file of this computer'},
	secretStore: {leftOut: 'a container or service gets its secrets as variables'},
	output: {leftOut: 'concerns what a person reads'},
	yes: {leftOut: 'nobody is asked anything there'},
	demo: {leftOut: 'the sandbox is on this computer'},
	demoSize: {leftOut: 'the sandbox is on this computer'},
	demoSeed: {leftOut: 'the sandbox is on this computer'},
	demoScenario: {leftOut: 'the sandbox is on this computer'},
	theme: {leftOut: 'concerns the screen'},
	motion: {leftOut: 'concerns the screen'},
	symbols: {leftOut: 'concerns the screen'},
	screenReader: {leftOut: 'concerns the screen'},
};

/** Settings for `export` and `connect` to accept, so that they can be carried. */
export const carriedSettings = settingIds.filter((id) => carrying[id] === 'carried');

/** The variables of the carried settings that differ from their defaults, in the order of the settings. */
export function carriedVariables(values: SettingValues): CarriedVariable[] {
	return carriedSettings.flatMap((id) => {
		const {flag, environment, format, default: usual, baton} = settingOf(id);
		const value = values[id];
		const [name] = environment;
		if (value === undefined || name === undefined) return [];
		const text = format(value);
		if (usual !== undefined && text === format(usual)) return [];
		return [{name, value: text, flag, isShared: baton}];
	});
}
