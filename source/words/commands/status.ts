/** What the command `status` says. */
export const statusWords = {
	summary: 'Tell how the connector is doing in ConductorOne, and whether the data has arrived.',
	description:
		'Tells the state of the connector in ConductorOne’s own words, and compares what was sent with what ConductorOne shows. For monitoring: exit code 0 = connected and complete, 1 = error or something is missing, 3 = sign-in refused, 4 = not connected yet or not reachable, 5 = paused.',
	options: {
		noCounts: 'Only the state; counting costs a request for 10 entitlements.',
		wait: 'Wait that long for the sync to end and for the data to show (default 0).',
	},
	examples: {
		last: 'The connector set up last',
		monitoring: 'For monitoring',
		another: 'Another one',
	},
	nothingChanged: 'Nothing was changed.',
	says: (state: string) => `ConductorOne says: ${state}`,
	facts: {
		host: 'Tenant',
		app: 'App',
		state: 'State',
		lastSignIn: 'Last sign-in',
		sent: 'Sent',
		page: 'Page',
	},
	neverSignedIn: 'never',
} as const;
