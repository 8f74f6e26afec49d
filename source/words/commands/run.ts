/** What the command `run` says. */
export const runWords = {
	summary: 'Stay and answer what ConductorOne asks for: syncs, and course assignments when allowed.',
	description:
		'Runs the connector as a service, as baton-litmos does with a client ID and secret: it syncs when ConductorOne asks, and assigns and removes courses when --provisioning is given. Reports of the last syncs are kept in the state folder. Stops on SIGTERM or Ctrl-C, in time for Kubernetes.',
	examples: {
		unattended: 'In a container or under systemd',
		answers: 'With the answers of the guided set-up',
		demo: 'Try it',
	},
	answering: 'Answering ConductorOne until Ctrl-C.',
	stopped: 'Stopped. Work under way was handed back; what was read is kept for the next start.',
} as const;
