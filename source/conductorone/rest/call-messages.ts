import type {TaskCall} from '../tasks/task.ts';

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
