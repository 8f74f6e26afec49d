/** Why a setting is not in the files of a deployment. */
export const leftOutBecause = {
	worksHere: 'works with a service on this computer only',
	tenant: 'names the tenant a person signs in to; the client ID names the connector’s',
	person: 'belongs to a person',
	oneAct: 'does one thing and ends; a service would end with it',
	oneRun: 'concerns one run; a service always reads from the start',
	path: 'the files choose a path inside the container or service',
	folder: 'the files choose a folder inside the container or service',
	log: 'the log goes to standard output, where the platform collects it',
	fileHere: 'is a file of this computer',
	secretStore: 'a container or service gets its secrets as variables',
	output: 'concerns what a person reads',
	unattended: 'nobody is asked anything there',
	sandbox: 'the sandbox is on this computer',
	screen: 'concerns the screen',
} as const;
