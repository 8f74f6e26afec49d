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

const person = {leftOut: 'belongs to a person'};
const oneAct = {leftOut: 'does one thing and exits; a service would exit with it'};
const folder = {leftOut: 'the files set a folder inside the container or service'};
const sandbox = {leftOut: 'the sandbox is on this computer'};
const screen = {leftOut: 'is for screens'};

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
	notify: {leftOut: 'may hold a key in its address, so it belongs among your own secrets, as BATON_NOTIFY'},
	sendMessages: 'carried',
	skipFullSync: 'carried',
	healthCheck: 'carried',
	healthCheckPort: 'carried',
	healthCheckBindAddress: 'carried',
	logLevel: 'carried',
	logLevelDebugExpiresAt: 'carried',
	logFormat: 'carried',
	c1Insecure: {leftOut: 'works with a service on this computer only'},
	tenant: {leftOut: 'is the tenant a person signs in to; the client ID has the connector’s tenant'},
	personalKeyId: person,
	personalKeySecret: person,
	grantEntitlement: oneAct,
	grantPrincipal: oneAct,
	grantPrincipalType: oneAct,
	revokeGrant: oneAct,
	fresh: {leftOut: 'is for one run; a service always reads from the start'},
	file: {leftOut: 'the files set a path inside the container or service'},
	temporaryFolder: folder,
	profile: {leftOut: 'a container or service has settings of its own'},
	stateFolder: folder,
	logPath: {leftOut: 'the log goes to standard output, where the platform collects it'},
	configFile: {leftOut: 'is a file on this computer'},
	secretStore: {leftOut: 'a container or service gets its secrets as variables'},
	output: {leftOut: 'is for output that a person reads'},
	failOn: {leftOut: 'ends a command that a person or a pipeline runs; a service goes on'},
	yes: {leftOut: 'a service asks no questions'},
	demo: sandbox,
	demoSize: sandbox,
	demoSeed: sandbox,
	demoScenario: sandbox,
	theme: screen,
	motion: screen,
	symbols: screen,
	screenReader: screen,
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
