import {plural} from '../../text/amounts.ts';

/** The page that asks for the Litmos account. */
export const litmosWords = {
	title: 'Which Litmos shall be read?',
	region: 'Region',
	regions: {us: 'United States and worldwide', eu: 'European Union', au: 'Australia', other: 'Another address'},
	regionHints: {
		us: 'such as acme.litmos.com',
		eu: 'such as acme.litmoseu.com',
		au: 'such as acme.litmos.com.au',
		other: 'a host you type',
	},
	url: 'API address',
	urlHint: 'such as https://api.litmos.com',
	source: 'Litmos address or account name',
	/** While another field is open. */
	account: 'Account',
	sourceHint: 'such as acme.litmos.com',
	/** `region` such as `EU`. */
	recognized: (account: string, region: string) => `Recognized: account ${account}, region ${region}`,
	key: 'API key',
	noKey: 'paste it here',
	keptKey: (characters: number, from: string) => `${plural(characters, 'character')}, ${from}; Enter keeps it`,
	notGiven: 'not given yet',
	given: (characters: number) => plural(characters, 'character'),
	from: {
		entered: 'given',
		environment: 'from a variable',
		flag: 'from a flag',
		'config-file': 'from a file',
		keychain: 'kept from before',
		sandbox: 'make-believe',
	},
	help: {
		region: ['Look at the address of your Litmos in the browser: it ends in one of these.'],
		url: ['The address of the Litmos API, such as https://api.litmos.com.'],
		source: ['Paste the address you sign in to Litmos at, such as acme.litmos.com, or type its first part, acme.'],
		key: [
			'In Litmos, open your profile menu and choose “My Profile & Settings”.',
			'The key stands there under “API key”. Only an Account Owner sees it.',
		],
	},
	checking: 'Asking Litmos whether the key works',
	check: 'check and go on',
	cancel: 'stop asking',
	needSource: 'Please type the account name.',
	needUrl: 'Please type the address.',
	needKey: 'Please paste the API key.',
} as const;
