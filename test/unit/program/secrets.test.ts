import {once} from 'node:events';
import {mkdirSync, openSync, readdirSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {unpack} from '../../../source/c1z/envelope.ts';
import {TokenStore} from '../../../source/sandbox/conductorone/tokens.ts';
import {openSecretStore} from '../../../source/secrets/open.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import {secretName} from '../../../source/settings/secret-names.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {ending, expectFailure, makePlace, makeSandbox, type Place, pointedAt, type Result} from './program.ts';

/** No secret anywhere but where its owner put it: files, logs, output, lists of processes, what the tests keep. */

const issued: string[] = [];
const issue = TokenStore.prototype.issue;
vi.spyOn(TokenStore.prototype, 'issue').mockImplementation(function (this: TokenStore, ...args) {
	const token = issue.apply(this, args);
	issued.push(token);
	return token;
});

/** The private half of the key inside a client secret. */
const seedOf = (secret: string): string =>
	JSON.parse(Buffer.from(secret.split(':')[3] ?? '', 'base64url').toString('utf8')).d;

async function loginKeysOf({litmos}: Sandbox): Promise<string[]> {
	const answer = await fetch(`${litmos.url}/v1.svc/users/details?source=${litmos.source}&limit=1000`, {
		headers: {apikey: litmos.apiKey},
	});
	return [...(await answer.text()).matchAll(/loginkey=([^<]+)</g)].map(([, key = '']) => key);
}

/** A text in the forms in which it may be hidden. */
function formsOf(secret: string): Buffer[] {
	const bytes = Buffer.from(secret);
	const texts = [
		secret,
		encodeURIComponent(secret),
		bytes.toString('hex'),
		bytes.toString('base64').replace(/=+$/, ''),
	];
	return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}

class Secrets {
	readonly #forms = new Map<string, Buffer[]>();

	constructor(named: Record<string, string | readonly string[]>) {
		for (const [name, secrets] of Object.entries(named)) {
			const texts = [secrets].flat();
			// A list that came out empty would find nothing.
			expect(texts.length, name).toBeGreaterThan(0);
			this.#forms.set(name, texts.flatMap(formsOf));
		}
	}

	/** Names of the secrets that the bytes hold. */
	in(bytes: Buffer | string): string[] {
		const content = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
		return [...this.#forms].filter(([, forms]) => forms.some((form) => content.includes(form))).map(([name]) => name);
	}
}

async function secretsOf(sandbox: Sandbox): Promise<Secrets> {
	const {litmos, conductorOne} = sandbox;
	return new Secrets({
		'API key': litmos.apiKey,
		'client secret': conductorOne.clientSecret,
		'key in the client secret': seedOf(conductorOne.clientSecret),
		'encoded key': conductorOne.clientSecret.split(':')[3] ?? '',
		'personal key': conductorOne.personal.clientSecret,
		'access token': issued,
		'sign-in link': await loginKeysOf(sandbox),
	});
}

/** Where secrets were found, each as `place: secret`; c1z files are looked into, too. */
async function found(secrets: Secrets, place: Place, ...results: Result[]): Promise<string[]> {
	const finds = results.flatMap(({stdout, stderr}) => secrets.in(stdout + stderr).map((name) => `output: ${name}`));
	for (const file of place.files()) {
		const path = join(place.folder, file);
		finds.push(...secrets.in(readFileSync(path)).map((name) => `${file}: ${name}`));
		if (!file.endsWith('.c1z')) continue;
		const decoded = join(place.folder, 'decoded');
		await unpack(path, openSync(decoded, 'w+'), place.folder, {});
		finds.push(...secrets.in(readFileSync(decoded)).map((name) => `inside ${file}: ${name}`));
	}
	return finds;
}

/** Command lines of a process and of all below it. */
function commandLines(pid: number): string[] {
	const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
		readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
	);
	return [readFileSync(`/proc/${pid}/cmdline`, 'utf8'), ...children.flatMap(commandLines)];
}

const debug = ['--log-level', 'debug', '--extras', 'account-details,access-levels,team-roles'];

describe('a full run', () => {
	let place: Place;
	let secrets: Secrets;
	let results: Result[];
	const lines: string[] = [];

	beforeAll(async () => {
		const sandbox = await makeSandbox({litmos: {latencyMs: 5}});
		place = makePlace();
		mkdirSync(place.state);
		const {BATON_API_KEY: apiKey = '', BATON_CLIENT_SECRET: clientSecret = '', ...others} = pointedAt(sandbox);
		const env = {...others, BATON_SECRET_STORE: 'file'};
		const values = {
			region: 'us',
			litmosUrl: others.BATON_LITMOS_BASE_URL,
			source: others.BATON_SOURCE,
			clientId: others.BATON_CLIENT_ID,
		} as const;
		// As the guided set-up keeps them after the explicit choice of a file.
		const store = await openSecretStore({preferred: 'file', folder: place.state});
		await store.setPassword(secretService, secretName('apiKey', values) ?? '', apiKey);
		await store.setPassword(secretService, secretName('clientSecret', values) ?? '', clientSecret);

		const push = place.start(['push', '--log-path', 'push.log', ...debug], env);
		const pushed = ending(push);
		while (sandbox.litmos.report().totalRequests === 0) await pause(5);
		if (process.platform === 'linux') lines.push(...commandLines(push.pid ?? 0));
		results = [await pushed, await place.run(['sync', ...debug], env), await place.run(['settings'], env)];
		expect(results.map(({code}) => code)).toEqual([0, 0, 0]);
		secrets = await secretsOf(sandbox);
	});

	it('says a lot', () => {
		expect(readFileSync(join(place.folder, 'push.log'), 'utf8').split('litmos request').length).toBeGreaterThan(10);
		expect(place.files()).toEqual(
			expect.arrayContaining(['sync.c1z', 'state/litmos-connector.log', 'state/secrets.json']),
		);
		expect(place.files().filter((file) => file.endsWith('last-push.c1z'))).toHaveLength(1);
	});

	it('leaves secrets in the file that was chosen for them and nowhere else', async () => {
		expect(await found(secrets, place, ...results)).toEqual([
			'state/secrets.json: API key',
			'state/secrets.json: client secret',
			'state/secrets.json: encoded key',
		]);
	});

	it.skipIf(process.platform !== 'linux')('shows none in the list of processes', () => {
		expect(lines[0]).toContain('push');
		expect(lines.flatMap((line) => secrets.in(line))).toEqual([]);
	});
});

describe('runs that fail', {concurrent: true}, () => {
	it('leave no secret: cut off once, refused, revoked', async () => {
		const sandbox = await makeSandbox({conductorOne: {cutUpload: {afterBytes: 10, times: 1}}});
		const place = makePlace();
		const env = pointedAt(sandbox);
		const run = (more: Record<string, string> = {}) => place.run(['push', ...debug], {...env, ...more});
		const results = [await run(), await run({BATON_CLIENT_SECRET: sandbox.conductorOne.personal.clientSecret})];
		sandbox.conductorOne.behave({credentialRevoked: true});
		results.push(
			await run(),
			await place.run(['courses', '--api-key', env.BATON_API_KEY ?? '', `--apikey=${env.BATON_API_KEY}`], env),
		);
		expect(results.map(({code}) => code)).toEqual([0, 3, 3, 2]);
		expect(await found(await secretsOf(sandbox), place, ...results)).toEqual([]);
	});

	it.each([
		[500, 'text/html'],
		[409, 'application/json'],
		[200, 'text/html'],
	])('leave no secret when the other side says it back with status %i', async (status, type) => {
		const server = createServer((request, response) => {
			const key = String(request.headers.apikey);
			response.writeHead(status, `No ${key}`, {'content-type': type});
			response.end(type === 'text/html' ? `<html>${key}</html>` : JSON.stringify({Detail: `Key ${key} is wrong`}));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const sandbox = await makeSandbox();
		const place = makePlace();
		const result = await place.run(['courses', '--log-level', 'debug'], {
			...pointedAt(sandbox),
			BATON_LITMOS_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		});
		server.close();
		expect(result.code).not.toBe(0);
		expect(await found(new Secrets({'API key': sandbox.litmos.apiKey}), place, result)).toEqual([]);
	});

	it.each([
		['a callback that throws', 'setTimeout(() => {throw new Error(m)}, 50)', true],
		['a promise nobody waits for', 'setTimeout(() => Promise.reject(new Error(m)), 50)', true],
		['a thread that dies', 'setTimeout(() => {throw new Error(m)}, 50)', false],
	])('leave no secret and no stack by a defect of ours: %s', async (_, code, isMain) => {
		const sandbox = await makeSandbox({litmos: {nextFaults: [{fault: 'stall', times: 99}]}});
		const place = makePlace();
		const script = `import {isMainThread} from 'node:worker_threads';
			const {BATON_API_KEY: key, BATON_CLIENT_SECRET: secret} = process.env;
			const m = 'bad ' + key + ' ' + secret + ' ' + JSON.parse(Buffer.from(secret.split(':')[3], 'base64url')).d;
			if (isMainThread === ${isMain}) ${code};`;
		const result = await place.run(['push', '-o', 'json'], {
			...pointedAt(sandbox),
			NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
		});
		const failure = expectFailure(result, {code: 'defect', exit: 1});
		expect(failure.what).toContain('bad [secret] [secret] [secret]');
		const secrets = new Secrets({
			'API key': sandbox.litmos.apiKey,
			'client secret': sandbox.conductorOne.clientSecret,
			'key in the client secret': seedOf(sandbox.conductorOne.clientSecret),
		});
		expect(await found(secrets, place, result)).toEqual([]);
	});
});

describe('what the tests and the documentation keep', () => {
	it('holds no secret', () => {
		const root = fileURLToPath(new URL('../../../', import.meta.url));
		const kept = ['test', 'docs', 'README.md'].flatMap((name) => keptFiles(join(root, name)));
		expect(kept.length).toBeGreaterThan(10);
		// A whole client secret, a signed assertion, a private key, a sign-in link.
		const telling =
			/secret-token:conductorone\.com:v1:[\w-]{60,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{20,}|"d":"[\w-]{43}"|[?&]loginkey=\w{8,}/i;
		expect(kept.filter((path) => telling.test(readFileSync(path, 'utf8')))).toEqual([]);
	});
});

/** Recorded screens, snapshots and pictures. */
function keptFiles(path: string): string[] {
	if (/\.(md|svg)$/.test(path)) return [path];
	return readdirSync(path, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => /[\\/](frames|__snapshots__|pictures)[\\/]|\.(svg|snap)$/.test(file));
}
