// Run inside a D-Bus session of its own by secret-store.test.ts; prints what the store did as JSON.
import {openKeyring} from '../../../source/secrets/keyring.ts';
import {openSecretStore} from '../../../source/secrets/open.ts';

const store = await openSecretStore({
	folder: process.argv[2] ?? '.',
	limit: 8000,
	backEnds: {
		keyring: openKeyring,
		keytar: async () => {
			throw new Error('Cannot find package');
		},
	},
});
await store.setPassword('litmos-connector-test', 'a', 'secret');
const read = await store.getPassword('litmos-connector-test', 'a');
const found = await store.findCredentials('litmos-connector-test');
const deleted = [
	await store.deletePassword('litmos-connector-test', 'a'),
	await store.deletePassword('litmos-connector-test', 'a'),
];
const left = await store.getPassword('litmos-connector-test', 'a');
process.stdout.write(JSON.stringify({provider: store.provider, read, found, deleted, left}));
process.exit(0);
