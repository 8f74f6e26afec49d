import {plural} from '../../text/amounts.ts';

/** The page that asks for the Litmos account. */
export const litmosMessages = {
	title: 'Connect your Litmos account',
	about: [
		'Paste the address where you sign in to Litmos, or type the account name, the first part of that address. The region and the account are filled in from it. To change the region, press Tab.',
		'The API key lets this program read Litmos as you. You’ll find it in Litmos under My Profile & Settings. Don’t see one? Ask an Account Owner, the person who manages your Litmos account.',
		'Enter checks the key with Litmos. The key is then saved in your keychain, or in the place you choose.',
	],
	region: 'Region',
	regionHint: (domain: string) => `such as acme.${domain}`,
	otherRegion: 'Another address',
	otherRegionHint: 'you type the address',
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
	checking: 'Checking the API key with Litmos',
	check: 'check and continue',
	cancel: 'stop checking',
	needSource: 'Enter the account name.',
	needUrl: 'Enter the address.',
	needKey: 'Paste the API key.',
} as const;
