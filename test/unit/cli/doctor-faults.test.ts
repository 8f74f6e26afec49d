import {chmodSync, chownSync, mkdirSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {beforeEach, expect, it, onTestFinished, vi} from 'vitest';
import {connect} from '../../../source/cli/commands/connect.ts';
import {pauseConnector} from '../../../source/cli/commands/control.ts';
import {doctor} from '../../../source/cli/commands/doctor.ts';
import {openSharedAllowance} from '../../../source/litmos/shared-allowance.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {openMemory} from '../../../source/secrets/memory.ts';
import {cacheFolder} from '../../../source/settings/cache-folder.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {certificate, expiredCertificate, privateKey} from '../http/certificates.ts';
import {serve, serveProxy} from '../http/servers.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

const keychain = vi.hoisted(() => ({open: vi.fn()}));
vi.mock('../../../source/secrets/keychain-client.ts', () => ({
	keychains: {keyring: keychain.open, keytar: keychain.open},
}));
const disk = vi.hoisted(() => ({free: undefined as number | undefined}));
vi.mock('../../../source/c1z/disk.ts', async (original) => {
	const real = await original<typeof import('../../../source/c1z/disk.ts')>();
	return {...real, freeSpace: (folder: string) => disk.free ?? real.freeSpace(folder)};
});
beforeEach(() => void keychain.open.mockReset().mockResolvedValue(openMemory()));

async function makeFixture() {
	const sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
	onTestFinished(() => sandbox.close());
	const place = temporaryFolder();
	const state = join(place, 'state');
	mkdirSync(state, {mode: 0o700});
	vi.stubEnv('XDG_CACHE_HOME', join(place, 'cache'));
	onTestFinished(() => void vi.unstubAllEnvs());
	const env: Record<string, string> = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: state,
	};
	return {sandbox, state, env};
}
type Fixture = Awaited<ReturnType<typeof makeFixture>>;

/** An https address in place of Litmos. */
async function https({env}: Fixture, cert: string): Promise<void> {
	const server = await serve((_, response) => response.end(), {key: privateKey, cert});
	onTestFinished(() => server.close());
	env.BATON_LITMOS_BASE_URL = `https://localhost:${server.port}`;
}

const saved = (state: string, content: object) =>
	writeFileSync(join(state, 'settings.json'), JSON.stringify({answers: {}, ...content}), {mode: 0o600});

/** Each is done to a fixture that is well; `first` is the finding that comes first. */
const faults: Record<string, {breaks: (fixture: Fixture) => Promise<unknown> | unknown; first: string}> = {
	'a wrong key': {
		breaks: ({env}) => {
			env.BATON_API_KEY = 'ffffffff-d9cb-469f-a165-70867728950e';
		},
		first: 'litmos-key failed',
	},
	'an API that is switched off': {
		breaks({env, sandbox}) {
			env.BATON_API_KEY = 'ffffffff-d9cb-469f-a165-70867728950e';
			sandbox.litmos.behave({badKeyStatus: 403});
		},
		first: 'litmos-key failed',
	},
	'a full disk': {
		breaks() {
			disk.free = 1000;
			onTestFinished(() => {
				disk.free = undefined;
			});
		},
		first: 'disk failed',
	},
	'a connector that is paused': {
		async breaks({env}) {
			const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...unconnected} = env;
			const here = {...unconnected, BATON_SECRET_STORE: 'file'};
			const made = await runCommand(connect, ['--new-app', 'Litmos', '--hosting', 'hosted', '--yes'], here);
			expect(made.code, made.stderr).toBe(0);
			expect((await runCommand(pauseConnector, [], here)).code).toBe(0);
		},
		first: 'c1-connector failed',
	},
	'a role that is too low': {
		breaks: ({sandbox}) => sandbox.litmos.behave({keyRole: 'Administrator'}),
		first: 'litmos-role failed',
	},
	'a clock that is off': {
		breaks: async ({env}) => {
			const server = await serve((_, response) => {
				response.writeHead(404, {date: new Date(Date.now() - 600_000).toUTCString()}).end();
			});
			onTestFinished(() => server.close());
			env.BATON_LITMOS_BASE_URL = `http://127.0.0.1:${server.port}`;
		},
		first: 'litmos-clock failed',
	},
	'a name that nobody knows': {
		breaks: ({env}) => {
			env.BATON_LITMOS_BASE_URL = 'https://litmos.invalid';
		},
		first: 'litmos-dns failed',
	},
	'a proxy that refuses': {
		breaks: async ({env}) => {
			const proxy = await serveProxy(1, 407);
			onTestFinished(() => proxy.close());
			vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${proxy.port}`);
			env.BATON_LITMOS_BASE_URL = 'https://litmos.invalid';
		},
		first: 'litmos-proxy failed',
	},
	'a certificate that nobody trusts': {breaks: (fixture) => https(fixture, certificate), first: 'litmos-tls failed'},
	'an expired certificate': {breaks: (fixture) => https(fixture, expiredCertificate), first: 'litmos-tls failed'},
	'pages that are capped': {
		breaks: ({sandbox}) => sandbox.litmos.behave({pageCap: 10}),
		first: 'litmos-paging warning',
	},
	'an allowance that is used up here': {
		breaks({env, sandbox}) {
			env.BATON_REQUESTS_PER_MINUTE = '3';
			const shared = openSharedAllowance({
				folder: cacheFolder(),
				baseUrl: sandbox.litmos.url,
				apiKey: sandbox.litmos.apiKey,
				windowMs: 60_000,
				onUnshared() {},
			});
			for (let taken = 0; taken < 3; taken++) shared.take(() => true);
			shared.close();
		},
		first: 'litmos-allowance warning',
	},
	'a Litmos that is down': {
		breaks: ({sandbox}) => sandbox.litmos.behave({down: true}),
		first: 'litmos-connection failed',
	},
	'a locked keychain': {
		breaks({state}) {
			saved(state, {secretProvider: 'keyring'});
			keychain.open.mockRejectedValue(new Problem({code: 'keychain/locked', what: 'It is locked'}));
		},
		first: 'keychain failed',
	},
	'a keychain that is gone': {
		breaks({state}) {
			saved(state, {secretProvider: 'keyring'});
			keychain.open.mockRejectedValue(new Problem({code: 'keychain/unavailable', what: 'There is none'}));
		},
		first: 'keychain failed',
	},
	'a state folder that cannot be entered': {
		breaks({env, state}) {
			writeFileSync(join(state, 'file'), '');
			env.BATON_STATE_FOLDER = join(state, 'file');
		},
		first: 'state-folder failed',
	},
	// Only root can give a folder away.
	...(process.getuid?.() === 0 && {
		'a state folder of somebody else': {
			breaks: ({state}: Fixture) => chownSync(state, 4321, 4321),
			first: 'state-folder failed',
		},
	}),
	'a state folder that others can write in': {
		breaks: ({state}) => chmodSync(state, 0o777),
		first: 'state-folder warning',
	},
	'a stale lock': {
		breaks({state}) {
			mkdirSync(join(state, 'syncs'));
			const owner = {pid: 2 ** 22 + 1, host: hostname(), started: 1, identity: 'gone'};
			writeFileSync(join(state, 'syncs', 'tenant.sync.lock'), JSON.stringify(owner));
		},
		first: 'locks warning',
	},
	'a connector credential that was revoked': {
		breaks: ({env}) => {
			// Well formed, and unknown to the tenant.
			env.BATON_CLIENT_ID = `revoked-${env.BATON_CLIENT_ID}`;
		},
		first: 'c1-credential failed',
	},
	'a personal key that expired': {
		breaks({env, state}) {
			delete env.CONDUCTORONE_CLIENT_ID;
			delete env.CONDUCTORONE_CLIENT_SECRET;
			const account = {
				host: env.BATON_C1_API_HOST,
				userId: 'u',
				displayName: 'Ada',
				email: '',
				roles: [],
				clientId: 'c',
			};
			const content = {setUpId: 's', setUps: {}, account: {...account, expiresAt: '2020-01-01T00:00:00Z'}};
			writeFileSync(join(state, 'conductorone.json'), JSON.stringify(content), {mode: 0o600});
		},
		first: 'c1-sign-in failed',
	},
};

it.each(Object.entries(faults))('%s is named first', async (_, {breaks, first}) => {
	const fixture = await makeFixture();
	await breaks(fixture);
	const {data, stderr} = await runCommand(doctor, [], fixture.env);
	expect(data, stderr).toBeDefined();
	const found = (data.probes as {id: string; result: string; said: string}[])
		// What the sandbox does not offer is told without any fault.
		.filter(({id, result}) => id !== 'litmos-date-ranges' && (result === 'failed' || result === 'warning'))
		.map(({id, result}) => `${id} ${result}`);
	expect(found[0], JSON.stringify(data.probes, null, 1)).toBe(first);
});
