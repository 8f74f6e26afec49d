import {type SettingId, type SettingValues, settingIds, settingOf} from '../settings/settings.ts';
import {leftOutBecause as because} from './carried-messages.ts';

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
	courseRules: 'answer',
	provisioning: 'answer',
	clientId: 'answer',
	hostId: 'answer',
	extras: 'answer',
	skipEmptyTeams: 'answer',
	skipInactiveCourses: 'answer',
	checkEveryList: 'answer',
	delta: 'answer',
	deltaInterval: 'answer',
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
	notify: {leftOut: because.webhook},
	sendMessages: 'carried',
	skipFullSync: 'carried',
	healthCheck: 'carried',
	healthCheckPort: 'carried',
	healthCheckBindAddress: 'carried',
	logLevel: 'carried',
	logLevelDebugExpiresAt: 'carried',
	logFormat: 'carried',
	c1Insecure: {leftOut: because.worksHere},
	tenant: {leftOut: because.tenant},
	personalKeyId: {leftOut: because.person},
	personalKeySecret: {leftOut: because.person},
	grantEntitlement: {leftOut: because.oneAct},
	grantPrincipal: {leftOut: because.oneAct},
	grantPrincipalType: {leftOut: because.oneAct},
	revokeGrant: {leftOut: because.oneAct},
	fresh: {leftOut: because.oneRun},
	file: {leftOut: because.path},
	temporaryFolder: {leftOut: because.folder},
	profile: {leftOut: because.profile},
	stateFolder: {leftOut: because.folder},
	logPath: {leftOut: because.log},
	configFile: {leftOut: because.fileHere},
	secretStore: {leftOut: because.secretStore},
	output: {leftOut: because.output},
	failOn: {leftOut: because.pipeline},
	yes: {leftOut: because.unattended},
	demo: {leftOut: because.sandbox},
	demoSize: {leftOut: because.sandbox},
	demoSeed: {leftOut: because.sandbox},
	demoScenario: {leftOut: because.sandbox},
	theme: {leftOut: because.screen},
	motion: {leftOut: because.screen},
	symbols: {leftOut: because.screen},
	screenReader: {leftOut: because.screen},
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
