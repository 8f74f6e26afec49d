import {once} from 'node:events';
import {readdirSync, statSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {expectFailure, makePlace, makeSandbox, pointedAt} from './program.ts';

/** The built program against services that refuse, break and vanish. Exit codes: see `--help`. */

const json = ['-o', 'json'];

describe.concurrent('Litmos', () => {
	let web: Server;
	let url: string;
	beforeAll(async () => {
		web = createServer((request, response) => {
			response.writeHead(request.url?.startsWith('/page') ? 200 : 404, {'content-type': 'text/html'});
			response.end('<!DOCTYPE html><html><body>Welcome</body></html>');
		});
		web.listen(0, '127.0.0.1');
		await once(web, 'listening');
		url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
	});
	afterAll(() => void web.close());

	it.each([['courses'], ['sync'], ['preview'], ['push']])('%s: a wrong key is refused, code 3', async (command) => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		const env = {...pointedAt(sandbox), BATON_API_KEY: 'f00dcafe-0000-4000-8000-00000000dead'};
		const failure = expectFailure(await place.run([command, ...json], env), {code: 'litmos/key-refused', exit: 3});
		expect(failure.next.join()).toMatch(/My Profile & Settings.*region/s);
		expect(place.files()).not.toContain('sync.c1z');
		expect(sandbox.conductorOne.report().syncs).toEqual([]);
	});

	it('says it to people as it says it to programs: what, why, what next', async () => {
		const sandbox = await makeSandbox();
		const {code, stdout, stderr} = await makePlace().run(['courses'], {
			...pointedAt(sandbox),
			BATON_API_KEY: 'f00dcafe-0000-4000-8000-00000000dead',
		});
		expect({code, stdout}).toEqual({code: 3, stdout: ''});
		expect(stderr).toMatch(/✖ Litmos rejected this API key\n {2}Litmos responded 401\..+\n {2}→ .+/);
		expect(stderr).not.toContain('f00dcafe');
	});

	it.each([
		['a host that answers 404', () => url],
		['a host that answers with a web page', () => `${url}/page`],
		['a host that does not exist', () => 'https://api.litmos.invalid'],
	])('%s is a wrong host, code 4', async (_, address) => {
		const sandbox = await makeSandbox();
		const env = {...pointedAt(sandbox), BATON_LITMOS_BASE_URL: address()};
		const result = await makePlace().run(['sync', ...json], env);
		const failure = expectFailure(result, {code: 'litmos/wrong-host', exit: 4});
		expect(failure.next.join()).toMatch(/US .*EU .*AU /);
	});

	it('no network: code 4, and the next run goes on', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		sandbox.litmos.behave({down: true});
		expectFailure(await place.run(['sync', ...json], pointedAt(sandbox)), {
			code: 'network/unreachable',
			exit: 4,
			retryable: true,
		});
		sandbox.litmos.behave({down: false});
		expect((await place.run(['sync'], pointedAt(sandbox))).code).toBe(0);
		// The row of the one list that has no other is looked at again.
		expect(sandbox.litmos.report().repeated).toBe(1);
	});
});

describe.concurrent('ConductorOne', () => {
	it.each([
		['cut off', (secret: string) => secret.slice(0, -9), 'c1/bad-client-secret'],
		['something else', () => 'correct horse battery staple', 'c1/bad-client-secret'],
		['of another connector', (_: string, other: string) => other, 'c1/credential-refused'],
	])('a secret that is %s: code 3, before Litmos is asked anything', async (_, change, code) => {
		const [sandbox, other] = await Promise.all([makeSandbox(), makeSandbox({seed: 2})]);
		const secret = change(sandbox.conductorOne.clientSecret, other.conductorOne.clientSecret);
		const env = {...pointedAt(sandbox), BATON_CLIENT_SECRET: secret};
		const failure = expectFailure(await makePlace().run(['push', ...json], env), {code, exit: 3});
		expect(JSON.stringify(failure)).not.toContain(secret.split(':').at(-1));
		expect(sandbox.litmos.report().totalRequests).toBe(0);
	});

	it('a revoked credential: code 3, before Litmos is asked anything', async () => {
		const sandbox = await makeSandbox({conductorOne: {credentialRevoked: true}});
		const failure = expectFailure(await makePlace().run(['push', ...json], pointedAt(sandbox)), {
			code: 'c1/credential-refused',
			exit: 3,
		});
		expect(failure.next.join()).toMatch(/Rotate/);
		expect(sandbox.litmos.report().totalRequests).toBe(0);
	});

	it('not reachable: code 4, before Litmos is asked anything', async () => {
		const sandbox = await makeSandbox();
		sandbox.conductorOne.behave({down: true});
		expectFailure(await makePlace().run(['push', ...json], pointedAt(sandbox)), {code: 'network/unreachable', exit: 4});
		expect(sandbox.litmos.report().totalRequests).toBe(0);
	});

	it('an upload cut once is tried again and accepted', async () => {
		const sandbox = await makeSandbox({conductorOne: {cutUpload: {afterBytes: 1000, times: 1}}});
		const {code, stderr} = await makePlace().run(['push', ...json], pointedAt(sandbox));
		expect(code, stderr).toBe(0);
		const {syncs, finished} = sandbox.conductorOne.report();
		expect(syncs).toMatchObject([{problems: []}]);
		expect(finished).toMatchObject([{ok: true, times: 1}]);
	});

	it('a push that nobody asks for fails in time, and the next one sends the data without reading Litmos again', async () => {
		const sandbox = await makeSandbox({conductorOne: {firstTask: 'none', nextPollMs: 3_600_000}});
		const place = makePlace();
		const failure = expectFailure(await place.run(['push', '--wait', '2s', ...json], pointedAt(sandbox)), {
			code: 'c1/no-task',
			exit: 1,
		});
		expect(failure.next.join()).toMatch(/What was read is saved/);
		expect(readdirSync(join(place.state, 'outgoing'))).toEqual([]);
		const spent = sandbox.litmos.report().totalRequests;

		sandbox.conductorOne.enqueue({kind: 'sync'});
		const {code, stderr, stdout} = await place.run(['push', ...json], pointedAt(sandbox));
		expect(code, stderr).toBe(0);
		expect(sandbox.litmos.report().totalRequests).toBe(spent);
		const {expected} = sandbox.litmos.report();
		expect(JSON.parse(stdout).counts).toMatchObject({accounts: expected.accounts, courses: expected.courses});
		expect(sandbox.conductorOne.report().syncs).toMatchObject([{problems: []}]);

		// What was sent is not sent as if it were new.
		sandbox.conductorOne.enqueue({kind: 'sync'});
		expect((await place.run(['push', ...json], pointedAt(sandbox))).code).toBe(0);
		expect(sandbox.litmos.report().totalRequests).toBeGreaterThan(spent);
	});

	it('a push sends what the preview showed, without reading Litmos again', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		expect((await place.run(['preview'], pointedAt(sandbox))).code).toBe(0);
		const spent = sandbox.litmos.report().totalRequests;
		expect((await place.run(['push', ...json], pointedAt(sandbox))).code).toBe(0);
		expect(sandbox.litmos.report().totalRequests).toBe(spent);
	});

	it('a refused upload fails with code 1; the file is kept for its owner only, and named', async () => {
		const sandbox = await makeSandbox({conductorOne: {refuseUpload: 'two accounts share an id'}});
		const place = makePlace();
		const failure = expectFailure(await place.run(['push', ...json], pointedAt(sandbox)), {
			code: 'c1/upload-refused',
			exit: 1,
		});
		expect(failure.why).toContain('two accounts share an id');
		const [path = ''] = failure.copy;
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(sandbox.conductorOne.report().finished).toMatchObject([{ok: false, times: 1}]);
	});
});
