/** What the commands `force-sync`, `pause` and `resume` say. */
export const controlWords = {
	forceSync: {
		summary: 'Let ConductorOne start a sync now.',
		description: 'Puts a sync on ConductorOne’s queue. A self-hosted connector has to be running to answer it.',
		done: 'ConductorOne has put a sync on its queue.',
	},
	pause: {
		summary: 'Let ConductorOne pause the connector.',
		description: 'Stops syncs and provisioning of the connector until “resume”.',
		done: 'The connector is paused: no sync and no provisioning until “resume”.',
	},
	resume: {
		summary: 'End the pause of the connector and start a sync.',
		description:
			'Ends a pause, also one that ConductorOne began because much less data came than before, and starts a sync.',
		done: 'The pause is over, and a sync was started.',
	},
	options: {wait: 'Wait that long for the sync to end (default 0).'},
	examples: {last: 'The connector set up last', another: 'Another one'},
	maybeTold: 'ConductorOne may have been told already; “status” shows it.',
	says: (state: string) => `ConductorOne says: ${state}`,
	facts: {app: 'App', state: 'State'},
} as const;
