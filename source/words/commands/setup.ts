/** What the command `setup` says. */
export const setupWords = {
	summary: 'Open the guided set-up (the default at a terminal).',
	description: 'Opens the guided set-up: from a Litmos API key to data in ConductorOne, step by step.',
	examples: {
		plain: 'From the beginning, or where it was left',
		demo: 'With make-believe data',
	},
	noTerminal: {
		what: 'The guided set-up needs a terminal, and there is none here.',
		next: ['Use litmos-connector push, or sync -f FILE, with flags or environment variables; see --help.'],
	},
} as const;
