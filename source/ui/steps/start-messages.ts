import {age} from '../../text/amounts.ts';

/** The first page and what it looks up meanwhile. */
export const startMessages = {
	what: 'Sync your Litmos accounts, teams and courses to ConductorOne.',
	promise: 'You confirm every change before it is made. Setup changes nothing in Litmos.',
	about: [
		'litmos-connector reads accounts, teams and courses from Litmos, an online learning service, and sends them to ConductorOne, where access is reviewed and managed.',
		'A connector is what ConductorOne calls the part that brings in the data of one app, here Litmos. Setup creates it with you, or uses one you have.',
		'The sandbox is a demo Litmos and a demo ConductorOne on this computer. Nothing leaves it.',
		'Enter selects the line under the cursor. Nothing is created or sent before you confirm it.',
	],
	need: 'You’ll need',
	needs: ['a Litmos API key (Account Owners can get one)', 'a ConductorOne sign-in, or a client ID and secret'],
	begin: 'Set up a connection',
	beginHint: 'about 10 minutes',
	demo: 'Try the sandbox',
	demoHint: 'demo data, no account needed',
	resume: 'Resume setup',
	wasAtAgo: (step: string, milliseconds: number) => `you were at ${step}, ${age(milliseconds)} ago`,
	wasAt: (step: string, date: string) => `you were at ${step} on ${date}`,
	resumeReuses: 'What was already read is reused where it still fits.',
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
