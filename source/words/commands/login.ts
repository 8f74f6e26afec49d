import type {ProblemWords} from '../../problem/problem.ts';

/** What the command `login` says. */
export const loginWords = {
	summary: 'Sign in to ConductorOne.',
	description:
		'Signs in to ConductorOne through the browser and keeps a personal API key of its own in the keychain, or keeps one that you paste. “logout” revokes it.',
	options: {
		withKey: 'Keep a personal API key that you give by standard input or variables; no browser.',
		lifetime: 'How long the new key lives, such as 30d or 90d, or never (default 90d).',
		name: 'Name of the new key in ConductorOne.',
		noBrowser: 'Only print the address to open, for instance on another computer.',
	},
	examples: {browser: 'Through the browser', key: 'With a key from a file'},
	/** Tells in ConductorOne's list of keys what the key is for and where it lies. */
	keyName: (computer: string) => `litmos-connector on ${computer}`,
	nobodySignedIn: 'Nobody was signed in. No key was kept.',
	formerDeleted: (host: string) => `The key for ${host} from before was deleted.`,
	formerForgotten: (host: string) =>
		`The key for ${host} from before is forgotten here; it can be deleted in ConductorOne.`,
	facts: {signedInTo: 'Signed in to', key: 'Key', validUntil: 'Valid until'},
	untilRevoked: 'it is revoked',
	openAddress: (code: string, url: string) => `Open this address and compare the code ${code}:\n${url}`,
	paste: 'Paste client ID and client secret (they are not shown), then press Enter:',
	keyMissing: (part: 'id' | 'secret'): ProblemWords => ({
		what: {
			id: 'No client ID of a personal API key was given',
			secret: 'No client secret of a personal API key was given',
		}[part],
		next: [
			'Make one in ConductorOne: profile menu, API keys, Create credential.',
			'Give both by standard input, in any order, or by CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET.',
		],
	}),
	noTerminal: {
		what: 'Signing in through the browser needs a terminal, and there is none here',
		next: [
			'Use --with-key and give a personal API key by standard input.',
			'Or add --no-browser: then the address to open is printed, and this command waits.',
		],
	},
	tenantMissing: {
		what: 'Which ConductorOne?',
		next: ['Give its address: --tenant acme.conductor.one, or acme.c1eu.ai in the EU.'],
	},
} as const;
