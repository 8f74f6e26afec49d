import {describe, expect, it} from 'vitest';
import type {Outcome} from '../../../source/doctor/probe.ts';
import {probesOf} from '../../../source/doctor/probes.ts';
import {exitOf, firstTrouble, runProbes} from '../../../source/doctor/run-probes.ts';
import type {DoctorServices} from '../../../source/doctor/services.ts';
import {networkProblem} from '../../../source/http/network-problem.ts';
import {keyRefused, wrongHost} from '../../../source/litmos/litmos-problem.ts';
import {Problem, type ProblemCode} from '../../../source/problem/problem.ts';
import {goodClient, goodKey, healthyServices, now, pageOf} from './healthy-services.ts';

const problem = (code: ProblemCode, what = 'It failed') => new Problem({code, what, next: ['Do this.']});
const examine = (services: DoctorServices) => runProbes(probesOf(services), {signal: new AbortController().signal});
const rejecting = (error: unknown) => async () => {
	throw error;
};
const systemError = (code: string) => Object.assign(new Error(code), {code});
const unanswered = (code: string, proxy: string | null = null) =>
	rejecting(networkProblem({code}, 'https://api.litmos.com', proxy));
const brief = ({id, result}: Outcome) => `${id} ${result}`;

it('finds nothing where all is well', async () => {
	const outcomes = await examine(healthyServices());
	expect(outcomes.filter(({result}) => result !== 'ok').map(brief)).toEqual([]);
	expect(exitOf(outcomes)).toBe(0);
	expect(new Set(outcomes.map(({id}) => id)).size).toBe(outcomes.length);
});

/** `breaks` brings the fault in; `first` is the finding that has to come first, `advice` what it tells to do. */
interface Fault {
	fault: string;
	breaks: (services: DoctorServices) => void;
	first: string;
	exit: number;
	advice: RegExp;
}

const refusing = (change: Parameters<typeof goodClient>[0] = {}) =>
	goodClient({checkAccess: rejecting(keyRefused(401)), page: rejecting(keyRefused(401)) as never, ...change});

const faults: Fault[] = [
	{
		fault: 'wrong region',
		breaks: ({litmos}) => {
			litmos.client = (_, {baseUrl} = {}) => (baseUrl === undefined ? refusing() : goodClient());
		},
		first: 'litmos-region failed',
		exit: 3,
		advice: /--region eu/,
	},
	{
		fault: 'wrong key, or API switched off, which Litmos answers alike',
		breaks: ({litmos}) => {
			litmos.client = () => refusing();
		},
		first: 'litmos-key failed',
		exit: 3,
		advice: /Copy the key again.*Check that the API is on/,
	},
	{
		fault: 'a text that is no key',
		breaks: ({litmos}) => {
			litmos.client = () => refusing();
			litmos.key = async () => 'hunter2';
		},
		first: 'litmos-key failed',
		exit: 3,
		advice: /36 characters/,
	},
	{
		fault: 'role too low',
		breaks: ({litmos}) => {
			litmos.client = () => refusing({page: (async () => pageOf()) as never});
		},
		first: 'litmos-role failed',
		exit: 3,
		advice: /Account Owner/,
	},
	{
		fault: 'clock off',
		breaks: ({network}) => {
			network.answer = async () => ({status: 200, date: new Date(now - 600_000).toUTCString()});
		},
		first: 'litmos-clock failed',
		exit: 1,
		advice: /time server/,
	},
	{
		fault: 'DNS failing',
		breaks: ({network}) => {
			network.lookup = rejecting(systemError('ENOTFOUND'));
		},
		first: 'litmos-dns failed',
		exit: 4,
		advice: /network|DNS|host|name/i,
	},
	{
		fault: 'proxy refusing',
		breaks: ({network}) => {
			network.proxy = () => ({address: 'http://proxy.test:3128', variable: 'HTTPS_PROXY'});
			network.answer = unanswered('EPROXY_407', 'http://proxy.test:3128');
		},
		first: 'litmos-proxy failed',
		exit: 4,
		advice: /HTTPS_PROXY/,
	},
	{
		fault: 'proxy setting that is no address',
		breaks: ({network}) => {
			network.proxy = () => {
				throw problem('network/proxy');
			};
		},
		first: 'litmos-proxy failed',
		exit: 4,
		advice: /./,
	},
	{
		fault: 'self-signed certificate',
		breaks: ({network}) => {
			network.answer = unanswered('DEPTH_ZERO_SELF_SIGNED_CERT');
		},
		first: 'litmos-tls failed',
		exit: 4,
		advice: /NODE_EXTRA_CA_CERTS/,
	},
	{
		fault: 'expired certificate',
		breaks: ({network}) => {
			network.answer = unanswered('CERT_HAS_EXPIRED');
		},
		first: 'litmos-tls failed',
		exit: 4,
		advice: /date and time.*tell whoever runs/,
	},
	{
		fault: 'paging capped',
		breaks: ({litmos}) => {
			litmos.client = (_, {pageSize} = {}) => goodClient({accountTotal: async () => 900}, pageSize);
		},
		first: 'litmos-paging warning',
		exit: 0,
		advice: /Ask Litmos support/,
	},
	{
		fault: 'start ignored',
		breaks: ({litmos}) => {
			litmos.client = (_, {pageSize} = {}) =>
				pageSize === 2 ? goodClient({page: (async () => pageOf('a', 'b')) as never}) : goodClient();
		},
		first: 'litmos-paging failed',
		exit: 1,
		advice: /proxy or cache/,
	},
	{
		fault: 'limit ignored',
		breaks: ({litmos}) => {
			litmos.client = (_, {pageSize} = {}) =>
				pageSize === 2
					? goodClient({page: (async (_: unknown, start: number) => pageOf(...['a', 'b', 'c'].slice(start))) as never})
					: goodClient();
		},
		first: 'litmos-paging warning',
		exit: 0,
		advice: /proxy or cache/,
	},
	{
		fault: 'allowance used up here',
		breaks: ({litmos}) => {
			litmos.allowance = () => ({used: 100, heldUntil: null});
		},
		first: 'litmos-allowance warning',
		exit: 0,
		advice: /Wait a minute/,
	},
	{
		fault: 'a pause that Litmos asked for',
		breaks: ({litmos}) => {
			litmos.allowance = () => ({used: 4, heldUntil: now + 30_000});
		},
		first: 'litmos-allowance warning',
		exit: 0,
		advice: /Wait a minute/,
	},
	{
		fault: 'allowance used up elsewhere',
		breaks: ({litmos}) => {
			litmos.client = () => goodClient({checkAccess: rejecting(problem('litmos/busy'))});
		},
		first: 'litmos-allowance failed',
		exit: 4,
		advice: /other programs/,
	},
	{
		fault: 'Litmos down',
		breaks: ({network}) => {
			network.answer = async (url) => {
				if (url.includes('litmos')) throw networkProblem({code: 'ECONNREFUSED'}, url);
				return {status: 200, date: null};
			};
		},
		first: 'litmos-connection failed',
		exit: 4,
		advice: /./,
	},
	{
		fault: 'something else at the address',
		breaks: ({litmos}) => {
			litmos.client = () => goodClient({checkAccess: rejecting(wrongHost(litmos.baseUrl, 'It is a web page.'))});
		},
		first: 'litmos-region failed',
		exit: 4,
		advice: /region/,
	},
	{
		fault: 'keychain locked',
		breaks: ({computer, litmos, conductorOne}) => {
			const locked = problem('keychain/locked', 'The keychain is locked');
			computer.keychain.open = async () => ({where: '', problem: locked});
			litmos.key = rejecting(locked);
			conductorOne.signIn = rejecting(locked);
			conductorOne.checkCredential = rejecting(locked);
		},
		first: 'keychain failed',
		exit: 1,
		advice: /Do this/,
	},
	{
		fault: 'no keychain, with secrets in one',
		breaks: ({computer}) => {
			computer.keychain.open = async () => ({where: '', problem: problem('keychain/unavailable')});
		},
		first: 'keychain failed',
		exit: 1,
		advice: /Do this/,
	},
	{
		fault: 'no keychain, and none needed yet',
		breaks: ({computer}) => {
			computer.keychain.isNeeded = false;
			computer.keychain.open = async () => ({where: '', problem: problem('keychain/unavailable')});
		},
		first: 'keychain warning',
		exit: 0,
		advice: /--secret-store file/,
	},
	{
		fault: 'disk full',
		breaks: ({computer}) => {
			computer.freeSpace = () => 4096;
		},
		first: 'disk failed',
		exit: 1,
		advice: /Free some space/,
	},
	{
		fault: 'little space',
		breaks: ({computer}) => {
			computer.freeSpace = () => 200_000_000;
		},
		first: 'disk warning',
		exit: 0,
		advice: /Free some space/,
	},
	{
		fault: 'state folder not ours',
		breaks: ({computer}) => {
			computer.stateFolder = () => ({path: '/x', exists: true, problem: problem('disk/denied')});
		},
		first: 'state-folder failed',
		exit: 1,
		advice: /Do this/,
	},
	{
		fault: 'state folder open to others',
		breaks: ({computer}) => {
			computer.stateFolder = () => ({path: '/x', exists: true, notice: 'Others can write in it'});
		},
		first: 'state-folder warning',
		exit: 0,
		advice: /permission/,
	},
	{
		fault: 'stale lock',
		breaks: ({computer}) => {
			computer.locks = () => [{path: '/x.lock', isStale: true, owner: {pid: 7, host: 'here'}}];
		},
		first: 'locks warning',
		exit: 0,
		advice: /takes it over/,
	},
	{
		fault: 'connector credential revoked',
		breaks: ({conductorOne}) => {
			conductorOne.checkCredential = rejecting(problem('c1/credential-refused'));
		},
		first: 'c1-credential failed',
		exit: 3,
		advice: /Do this/,
	},
	{
		fault: 'connector credential gone',
		breaks: ({conductorOne}) => {
			const {connector} = conductorOne;
			conductorOne.connector = async (signal) => ({...(await connector(signal))!, credential: undefined});
		},
		first: 'c1-credential-age failed',
		exit: 3,
		advice: /Rotate/,
	},
	{
		fault: 'connector paused',
		breaks: ({conductorOne}) => withState(conductorOne, {word: 'Paused', detail: 'by Bo'}),
		first: 'c1-connector failed',
		exit: 5,
		advice: /litmos-connector resume/,
	},
	{
		fault: 'connector paused by the drop guard',
		breaks: ({conductorOne}) => withState(conductorOne, {word: 'Paused', dropGuard: true}),
		first: 'c1-connector failed',
		exit: 5,
		advice: /litmos-connector preview/,
	},
	{
		fault: 'sync failed',
		breaks: ({conductorOne}) => withState(conductorOne, {word: 'Error', detail: 'no such app'}),
		first: 'c1-connector failed',
		exit: 1,
		advice: /litmos-connector status/,
	},
	{
		fault: 'connector never connected',
		breaks: ({conductorOne}) => withState(conductorOne, {word: 'Not connected', completedAt: null}),
		first: 'c1-connector warning',
		exit: 0,
		advice: /litmos-connector push/,
	},
	{
		fault: 'last sync days ago',
		breaks: ({conductorOne}) => withState(conductorOne, {completedAt: '2026-11-20T00:00:00Z'}),
		first: 'c1-last-sync warning',
		exit: 0,
		advice: /litmos-connector status/,
	},
	{
		fault: 'personal key expired',
		breaks: ({conductorOne}) => {
			conductorOne.expiresAt = () => '2026-11-28T00:00:00Z';
			conductorOne.signIn = rejecting(problem('c1/credential-refused', 'Asked all the same'));
		},
		first: 'c1-sign-in failed',
		exit: 3,
		advice: /litmos-connector login/,
	},
	{
		fault: 'personal key about to expire',
		breaks: ({conductorOne}) => {
			conductorOne.signIn = async () => ({host: 'h', roles: [], expiresAt: '2026-12-01T00:00:00Z'});
		},
		first: 'c1-sign-in warning',
		exit: 0,
		advice: /litmos-connector login/,
	},
	{
		fault: 'an old Node',
		breaks: ({computer}) => {
			computer.node = '22.9.1';
		},
		first: 'node warning',
		exit: 0,
		advice: /newer/,
	},
	{
		fault: 'a small terminal',
		breaks: ({computer}) => {
			computer.terminal = () => ({isTerminal: true, columns: 59, rows: 40, term: 'vt100', hasColors: false});
		},
		first: 'terminal warning',
		exit: 0,
		advice: /60 × 16/,
	},
	{
		fault: 'the last run failed',
		breaks: ({computer}) => {
			const {push} = computer.runs();
			computer.runs = () => ({push: {...push!, last: {...push!.last, exit: 3}}});
		},
		first: 'last-run warning',
		exit: 0,
		advice: /log/,
	},
	{
		fault: 'no accounts',
		breaks: ({litmos}) => {
			litmos.client = () => goodClient({page: (async () => pageOf()) as never});
		},
		first: 'litmos-accounts warning',
		exit: 0,
		advice: /right Litmos account/,
	},
	{
		fault: 'no date ranges',
		breaks: ({litmos}) => {
			litmos.client = (_, {pageSize} = {}) => goodClient({takesDateRanges: async () => false}, pageSize);
		},
		first: 'litmos-date-ranges warning',
		exit: 0,
		advice: /Syncs work without/,
	},
	{
		fault: 'a cluster that kubectl does not know',
		breaks: ({kubernetes}) => {
			kubernetes.contexts = async () => [{context: 'other', isCurrent: true}];
		},
		first: 'kubectl failed',
		exit: 2,
		advice: /kubectl configuration/,
	},
	{
		fault: 'an image that cannot be pulled',
		breaks: ({kubernetes}) => withPod(kubernetes, {isReady: false, phase: 'Pending', waiting: 'ImagePullBackOff'}),
		first: 'kubernetes-image failed',
		exit: 4,
		advice: /registry/,
	},
	{
		fault: 'a pod that fails',
		breaks: ({kubernetes}) => withPod(kubernetes, {isReady: false, waiting: 'CrashLoopBackOff'}),
		first: 'kubernetes-pods failed',
		exit: 1,
		advice: /kubectl logs baton-litmos-1/,
	},
	{
		fault: 'no pod',
		breaks: ({kubernetes}) => {
			kubernetes.pods = async () => [];
		},
		first: 'kubernetes-image failed',
		exit: 1,
		advice: /Apply the deployment/,
	},
];

type State = NonNullable<Awaited<ReturnType<DoctorServices['conductorOne']['connector']>>>['state'];

function withState(services: DoctorServices['conductorOne'], change: Partial<State>): void {
	const {connector} = services;
	services.connector = async (signal) => {
		const found = await connector(signal);
		return found && {...found, state: {...found.state, ...change}};
	};
}

type Pod = Awaited<ReturnType<DoctorServices['kubernetes']['pods']>>[number];

function withPod(services: DoctorServices['kubernetes'], change: Partial<Pod>): void {
	const {pods} = services;
	services.pods = async (place, signal) => (await pods(place, signal)).map((pod) => ({...pod, ...change}));
}

describe.each(faults)('$fault', ({breaks, first, exit, advice}) => {
	it('is named first, with what to do', async () => {
		const services = healthyServices();
		breaks(services);
		const outcomes = await examine(services);
		const trouble = outcomes.filter(({result}) => result === 'failed' || result === 'warning');
		expect(trouble.map(brief)[0]).toBe(first);
		expect(brief(firstTrouble(outcomes)!)).toBe(first);
		expect(exitOf(outcomes)).toBe(exit);
		expect(trouble[0]?.toDo?.join(' ')).toMatch(advice);
	});
});

it('with nothing set up, Litmos and ConductorOne are skipped, and that is no failure', async () => {
	const services = healthyServices();
	services.litmos.source = undefined;
	services.conductorOne.url = undefined;
	services.kubernetes.place = () => null;
	const outcomes = await examine(services);
	expect(exitOf(outcomes)).toBe(0);
	const skipped = outcomes.filter(({result}) => result === 'skipped');
	expect(skipped.map(({id}) => id)).toEqual(expect.arrayContaining(['litmos-key', 'c1-sign-in', 'kubernetes-pods']));
	expect(skipped.find(({id}) => id === 'litmos-paging')?.said).toBe('No Litmos account is set up yet');
	expect(skipped.find(({id}) => id === 'litmos-allowance')?.toDo).toEqual([
		'Run litmos-connector setup, or set BATON_API_KEY.',
	]);
});

it('what another failure makes impossible is not tried, and names that one', async () => {
	const services = healthyServices();
	services.network.answer = unanswered('ECONNREFUSED');
	let tries = 0;
	services.litmos.client = () => goodClient({checkAccess: async () => void tries++});
	const outcomes = await examine(services);
	expect(tries).toBe(0);
	expect(outcomes.find(({id}) => id === 'litmos-tls')?.said).toContain('Litmos: connection');
});

it('a proxy looks names up, so this computer does not', async () => {
	const services = healthyServices();
	services.network.proxy = () => ({address: 'http://user:hunter2@proxy.test:3128', variable: 'HTTPS_PROXY'});
	services.network.lookup = rejecting(systemError('ENOTFOUND'));
	const outcomes = await examine(services);
	expect(firstTrouble(outcomes)).toBeUndefined();
	expect(JSON.stringify(outcomes)).not.toContain('hunter2');
});

it('asks Litmos with the key once for each thing it wants to know', async () => {
	const asked: string[] = [];
	const services = healthyServices();
	services.litmos.client = (key, {pageSize} = {}) => {
		expect(key).toBe(goodKey);
		const client = goodClient({}, pageSize);
		const noting =
			<Args extends unknown[], Result>(name: string, call: (...args: Args) => Result) =>
			(...args: Args) => {
				asked.push(name);
				return call(...args);
			};
		return {
			...client,
			checkAccess: noting('access', client.checkAccess),
			page: noting('page', client.page as never) as never,
			accountTotal: noting('total', client.accountTotal),
			takesDateRanges: noting('ranges', client.takesDateRanges!),
		};
	};
	await examine(services);
	expect(asked.sort()).toEqual(['access', 'page', 'page', 'page', 'page', 'page', 'ranges', 'total']);
});

it('a probe that takes too long is told and the others go on', async () => {
	const services = healthyServices();
	services.network.lookup = () => new Promise(() => {});
	const hanging = (signal: AbortSignal) =>
		new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), {once: true}));
	services.conductorOne.signIn = hanging;
	const probes = probesOf(services).filter(({id}) => ['c1-sign-in', 'kubectl'].includes(id));
	const outcomes = await runProbes(
		probes.map((probe) => ({...probe, needs: []})),
		{signal: new AbortController().signal, limitMs: 5},
	);
	expect(outcomes.map(brief)).toEqual(['c1-sign-in failed', 'kubectl ok']);
	expect(outcomes[0]?.facts).toMatchObject({code: 'network/timeout'});
});

it.each([
	[0, 'network/timeout'],
	[2, 'litmos/busy'],
])('a Litmos that does not answer in time, after %i refusals, is told as %s', async (throttled, code) => {
	const services = healthyServices();
	const checkAccess = ({signal}: {signal?: AbortSignal | undefined} = {}) =>
		new Promise<never>((_, reject) => {
			signal?.addEventListener('abort', () => reject(problem('cancelled')), {once: true});
		});
	const stats = () => ({sent: 1, retried: 0, throttled, rate: 100, waiting: 0});
	services.litmos.client = () => goodClient({checkAccess, stats});
	const probes = probesOf(services).filter(({id}) => id === 'litmos-allowance' || id === 'litmos-key');
	const outcomes = await runProbes(
		probes.map((probe) => ({...probe, needs: probe.id === 'litmos-key' ? ['litmos-allowance'] : []})),
		{signal: new AbortController().signal, limitMs: 5},
	);
	expect(outcomes.map(brief)).toEqual(['litmos-allowance failed', 'litmos-key skipped']);
	expect(outcomes[0]?.facts).toMatchObject({code});
});

it('ends with the reason when it is stopped', async () => {
	const stop = new AbortController();
	const services = healthyServices();
	services.network.lookup = async () => {
		stop.abort(problem('cancelled'));
		return [];
	};
	await expect(runProbes(probesOf(services), {signal: stop.signal})).rejects.toMatchObject({code: 'cancelled'});
});
