/** The first page and what it looks up meanwhile. */
export const startWords = {
	what: 'Sync your Litmos accounts, teams and courses to ConductorOne.',
	promise: 'You confirm every change before it is made. Setup changes nothing in Litmos.',
	need: 'You’ll need:',
	needs: [
		'a Litmos API key (Account Owners can get one)',
		'a ConductorOne sign-in, or a connector’s client ID and secret',
	],
	needsHint: 'Each page tells you where to find what it asks for.',
	begin: 'Set up a connection',
	beginHint: 'about 10 minutes',
	demo: 'Try the sandbox',
	demoHint: 'demo data, no account needed',
	resumeTitle: 'Resume setup?',
	resumeAt: (step: string, when: string) => `You were at “${step}”, ${when}.`,
	resume: 'Resume setup',
	resumeHint: 'reuses what was already read',
	startOver: 'Start over',
	startOverHint: 'clears saved answers; keeps secrets',
	resuming: 'Resuming setup',
	choose: 'select',
	checks: {
		keychain: 'Checking the system keychain',
		/** `where` is a sentence that begins with “Kept”. */
		keychainWorks: (where: string) => `Secrets are ${where.charAt(0).toLowerCase()}${where.slice(1)}`,
		noKeychain: 'No system keychain here. You can save secrets in a file.',
		keychainLocked: 'Your keychain is locked. Unlock it to save secrets there.',
		network: 'Checking the network',
		networkWorks: (host: string) => `${host} is reachable.`,
		noNetwork: (what: string, next: string | undefined) => `${what}.${next === undefined ? '' : ` ${next}`}`,
	},
} as const;
