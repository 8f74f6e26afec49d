import type {TaskCall} from '../tasks/task.ts';

/**
 * What a call of ConductorOne's API does, as an infinitive. It completes the sentences of `apiMessages`: “Your ConductorOne
 * account may not …”, “ConductorOne could not …”, “ConductorOne refused to …”, “on the attempt to …”.
 */
export const callMessages = {
	apps: {
		search: 'search apps',
		read: 'read the app',
		create: (name: string) => `create the app “${name}”`,
		delete: 'delete the app',
		readOwners: 'read the app’s owners',
		addOwner: 'add an owner to the app',
		removeOwner: 'remove an owner of the app',
		listSeen: 'list the apps found in directories',
		manage: (name: string) => `manage the app “${name}”`,
	},
	arrivals: {
		readAccounts: 'read the app’s accounts',
		readResourceTypes: 'read the app’s resource types',
		readResources: 'read the app’s resources',
		readEntitlements: 'read the app’s entitlements',
	},
	connectors: {
		readForm: 'read the connector’s form',
		list: 'list the app’s connectors',
		read: 'read the connector',
		create: 'create the connector',
		createNamed: (name: string) => `create the connector “${name}”`,
		change: 'change the connector’s settings',
		delete: 'delete the connector',
		issueCredential: 'create a client ID and secret for the connector',
		readCredential: 'read the connector’s client ID',
		revokeCredential: 'revoke the connector’s client ID and secret',
		startSync: 'start a sync',
		pause: 'pause the connector',
		resume: 'resume the connector',
		readOwners: 'read the connector’s owners',
		setOwners: 'set the connector’s owners',
	},
	identity: {
		seeWhoIsSignedIn: 'see who is signed in',
		readPerson: 'read a user',
		searchPeople: 'search users',
		readRoles: 'read the roles',
		listKeys: 'list your personal API keys',
		createKey: 'create a personal API key',
		deleteKey: 'delete the personal API key',
	},
} as const;

/** Calls of the connector service that are tried again: “Trying again in 5 s to …”. */
export const taskCallMessages = {
	hello: 'report in to ConductorOne',
	'get-task': 'ask ConductorOne for work',
	upload: 'send the data to ConductorOne',
	finish: 'tell ConductorOne the result',
} satisfies Record<TaskCall, string>;

/** Built-in roles: the name in answers of the API, and the one on ConductorOne's screens (C1 SDK, auth_login_roles). */
const builtInRoles: Record<string, string> = {
	'system:owner': 'Super Administrator',
	'system:viewer': 'Read-Only Super Administrator',
	'system:user': 'Basic User',
};

/** Who may do it: the roles as ConductorOne names them. */
export const roleMessages = {
	/** A role of a person, as ConductorOne's screens call it; one that somebody made has its own name. */
	named: (role: string) => builtInRoles[role] ?? role.replace(/^system:/, ''),
	apps: 'Application Administrator or Super Administrator',
	connectors: 'Connector Administrator or Super Administrator',
	everything: 'Super Administrator',
} as const;

/** Stands where a dry run has no id yet. Each begins with “<”, by which the program knows it. */
export const newIdMessages = {
	app: '<id of the new app>',
	managedApp: '<id of the managed app>',
	connector: '<id of the new connector>',
} as const;
