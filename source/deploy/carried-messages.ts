/** Why a setting is not in the files of a deployment. */
export const leftOutBecause = {
	worksHere: 'works with a service on this computer only',
	tenant: 'is the tenant a person signs in to; the client ID has the connector’s tenant',
	person: 'belongs to a person',
	oneAct: 'does one thing and exits; a service would exit with it',
	oneRun: 'is for one run; a service always reads from the start',
	path: 'the files set a path inside the container or service',
	profile: 'a container or service has settings of its own',
	folder: 'the files set a folder inside the container or service',
	log: 'the log goes to standard output, where the platform collects it',
	fileHere: 'is a file on this computer',
	secretStore: 'a container or service gets its secrets as variables',
	webhook: 'may hold a key in its address, so it belongs among your own secrets, as BATON_NOTIFY',
	output: 'is for output that a person reads',
	unattended: 'a service asks no questions',
	sandbox: 'the sandbox is on this computer',
	screen: 'is for screens',
} as const;
