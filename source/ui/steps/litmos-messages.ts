import {plural} from '../../text/amounts.ts';

/** The page that asks for the Litmos account. */
export const litmosMessages = {
	region: 'Region',
	otherRegion: 'Another address',
	noKey: 'paste it here',
	keptKey: (characters: number, from: string) => `${plural(characters, 'character')}, ${from}; Enter keeps it`,
	notGiven: 'not entered yet',
	given: (characters: number) => plural(characters, 'character'),
	from: {
		entered: 'entered',
		environment: 'from the environment',
		flag: 'from a flag',
		'config-file': 'from a file',
		keychain: 'saved earlier',
		sandbox: 'demo data',
	},
	help: {
		region: ['Look at the address of your Litmos account in the browser. It ends in one of these.'],
		url: ['The address of the Litmos API, such as https://api.litmos.com.'],
		source: ['Paste the address where you sign in to Litmos, such as acme.litmos.com, or just its first part, acme.'],
		key: [
			'In Litmos, open your profile menu and select “My Profile & Settings”.',
			'You’ll find the key under “API key”. Don’t see one? Ask an Account Owner.',
		],
	},
	cancel: 'stop checking',
} as const;
