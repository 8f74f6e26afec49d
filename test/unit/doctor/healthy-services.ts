import type {DoctorServices} from '../../../source/doctor/services.ts';
import type {LitmosClient, Page} from '../../../source/litmos/client.ts';

/** The moment at which everything is looked at. */
export const now = Date.parse('2026-11-29T03:00:00Z');
const ago = (ms: number) => new Date(now - ms).toISOString();
const hour = 3_600_000;
export const goodKey = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** A Litmos with five accounts that honors `limit` and `start`. */
export function goodClient(change: Partial<LitmosClient> = {}, pageSize = 1000): LitmosClient {
	const ids = ['a', 'b', 'c', 'd', 'e'];
	const page = async (_: unknown, start: number) => ({
		rows: ids.slice(start, start + pageSize).map((id) => ({id})),
		next: null,
		unusable: 0,
	});
	return {
		pageSize,
		page: page as unknown as LitmosClient['page'],
		checkAccess: async () => {},
		accountTotal: async () => ids.length,
		takesDateRanges: async () => true,
		stats: () => ({sent: 0, retried: 0, throttled: 0, rate: 100, waiting: 0}),
		...change,
	} as LitmosClient;
}

export const pageOf = (...ids: string[]) => ({rows: ids.map((id) => ({id})), next: null, unusable: 0}) as Page<never>;

/** Where all is well, in Kubernetes, seen in a terminal. */
export function healthyServices(): DoctorServices {
	const run = {startedAt: ago(2 * hour), finishedAt: ago(hour), exit: 0, counts: null, error: null};
	return {
		computer: {
			node: '26.10.0',
			terminal: () => ({isTerminal: true, columns: 120, rows: 36, term: 'xterm-256color', hasColors: true}),
			stateFolder: () => ({path: '/home/ada/.litmos', exists: true}),
			locks: () => [],
			freeSpace: () => 50_000_000_000,
			keychain: {use: 'keychain', isNeeded: true, open: async () => ({where: 'Saved in the keychain.'})},
			runs: () => ({push: {last: run, lastSuccessAt: run.finishedAt}}),
			now: () => now,
		},
		network: {
			lookup: async () => ['203.0.113.7'],
			proxy: () => null,
			answer: async () => ({status: 404, date: new Date(now).toUTCString()}),
			certificate: async () => ({issuer: 'DigiCert Inc', validTo: '2027-06-01T00:00:00.000Z', distrust: null}),
			now: () => now,
		},
		litmos: {
			baseUrl: 'https://api.litmos.com',
			source: 'acme',
			key: async () => goodKey,
			client: (_, {pageSize} = {}) => goodClient({}, pageSize),
			regionName: 'United States',
			otherRegions: [{name: 'European Union', flag: '--region eu', baseUrl: 'https://api.litmoseu.com'}],
			allowance: () => ({used: 3, heldUntil: null}),
			requestsPerMinute: 100,
			now: () => now,
		},
		conductorOne: {
			url: 'https://acme.conductor.one',
			expiresAt: () => undefined,
			signIn: async () => ({host: 'acme.conductor.one', roles: ['system:owner']}),
			checkCredential: async () => ({host: 'acme.conductor.one'}),
			connector: async () => ({
				state: {word: 'Connected', detail: '', completedAt: ago(hour), dropGuard: false},
				credential: {createdAt: ago(48 * hour), expiresAt: null, lastUsedAt: ago(hour)},
			}),
			now: () => now,
		},
		kubernetes: {
			place: () => ({context: 'lab', namespace: 'c1', name: 'baton-litmos'}),
			hasKubectl: async () => true,
			contexts: async () => [{context: 'lab', isCurrent: true}],
			pods: async () => [
				{name: 'baton-litmos-1', phase: 'Running', image: 'baton:1', isReady: true, restarts: 0, waiting: null},
			],
		},
	};
}
