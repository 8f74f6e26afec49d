/** What the command `connect` says. */
export const connectWords = {
	summary: 'Set up the Litmos connector in ConductorOne, without a screen.',
	description:
		'Finds or makes the app, the connector, its owners and its credential in ConductorOne, and brings the connector to where it runs. May be run again after it was cut off: it goes on, and makes nothing twice.',
	options: {
		wait: 'How long to wait for the data to arrive (default 3m; 0 does not wait).',
		dryRun: 'Print each request and each file, secrets masked, and change nothing.',
		undo: 'Take back what this set-up made; without answers, the last one.',
	},
	examples: {
		hosted: 'ConductorOne runs the connector',
		here: 'This program pushes',
		dryRun: 'See what would happen',
		demo: 'Try it',
	},
	signedIn: (who: string) => `ConductorOne: ${who}`,
	madeSoFar: (made: readonly string[]) =>
		`Made so far: ${made.join(', ')}. The same command goes on from there; with --undo it takes them back.`,
	allDoneBefore: 'All of it was done before; nothing was changed.',
} as const;
