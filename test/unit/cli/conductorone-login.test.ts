import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {connect} from '../../../source/cli/commands/connect.ts';
import {login} from '../../../source/cli/commands/login.ts';
import {logout} from '../../../source/cli/commands/logout.ts';
import {whoami} from '../../../source/cli/commands/whoami.ts';
import type {ConductorOneBehaviour} from '../../sandbox/conductorone/behaviour.ts';
import {startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';
import {contentOf, runCommand, temporaryFolder} from './in-process.ts';

/** A tenant and a computer where nobody is signed in. */
async function start(behaviour: Partial<ConductorOneBehaviour> = {}) {
	const c1 = await startConductorOneSandbox({behaviour: {approveAfterPolls: 1, ...behaviour}});
	onTestFinished(() => c1.close());
	const place = temporaryFolder();
	const env = {
		BATON_C1_API_HOST: c1.host,
		BATON_C1_INSECURE: 'true',
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'file',
	};
	const pasted = {
		CONDUCTORONE_CLIENT_ID: c1.personal.clientId,
		CONDUCTORONE_CLIENT_SECRET: c1.personal.clientSecret,
	};
	const run = (command: Command, argv: string[] = [], more: Record<string, string> = {}) =>
		runCommand(command, argv, {...env, ...more});
	const keys = () => c1.report().rest.credentials.filter(({kind, revoked}) => kind === 'personal' && !revoked);
	return {c1, run, keys, pasted, place};
}

/** Lines of JSON on stderr. */
const told = (stderr: string) =>
	stderr
		.trim()
		.split('\n')
		.map((line): Record<string, unknown> => JSON.parse(line));

it('signs in through a browser anywhere, tells who that is, and out again', async () => {
	const {c1, run, keys, place} = await start();
	const before = keys().length;
	const signedIn = await run(login, ['--no-browser', '--lifetime', '30d', '--name', 'nightly push']);
	expect(signedIn.code, signedIn.stderr).toBe(0);
	expect(signedIn.data).toMatchObject({userId: c1.personal.userId, roles: ['system:owner']});
	expect(told(signedIn.stderr)).toContainEqual(
		expect.objectContaining({event: 'sign-in', url: expect.stringContaining(c1.host), userCode: expect.any(String)}),
	);
	expect(keys().at(-1)).toMatchObject({displayName: 'nightly push'});
	const days = (Date.parse(signedIn.data.expiresAt) - Date.now()) / 86_400_000;
	expect(Math.round(days)).toBe(30);

	const who = await run(whoami);
	expect(who.data).toMatchObject({userId: c1.personal.userId, key: 'login', email: expect.stringContaining('@')});
	const secret = /secret-token:[\w.:-]+/.exec(contentOf(join(place, 'state')))?.[0] ?? '';
	expect(secret).not.toBe('');
	for (const {stdout, stderr} of [signedIn, who]) expect(stdout + stderr).not.toContain(secret);

	expect((await run(logout)).data).toMatchObject({revoked: true});
	expect(keys()).toHaveLength(before);
	expect(contentOf(join(place, 'state'))).not.toContain(secret);
	expect(await run(whoami)).toMatchObject({code: 2, stderr: expect.stringContaining('litmos-connector login')});
});

it('keeps a key that is given, and says that only ConductorOne can revoke it', async () => {
	const {run, keys, pasted} = await start();
	const before = keys();
	expect((await run(login, ['--with-key'], pasted)).code).toBe(0);
	expect((await run(whoami)).data).toMatchObject({key: 'login'});
	const out = await run(logout);
	expect([out.data.revoked, out.code]).toEqual([false, 0]);
	expect(out.stderr).toContain('you can only delete it in ConductorOne');
	expect(keys()).toEqual(before);
});

it('does without signing in when variables give the key', async () => {
	const {run, pasted} = await start();
	expect((await run(whoami, [], pasted)).data).toMatchObject({key: 'given'});
});

it('makes no key when there is no place to keep it, and does not send anybody to the browser for it', async () => {
	const {c1, run, keys} = await start();
	const before = keys();
	const {code, stderr} = await run(login, ['--no-browser'], {BATON_SECRET_STORE: 'none'});
	expect(code).toBe(1);
	expect(stderr).toContain('--secret-store file');
	expect(keys()).toEqual(before);
	expect(Object.keys(c1.report().rest.requests).join()).not.toContain('device_authorization');
});

it('ends with exit code 3 for a key that is refused, given or kept', async () => {
	const {c1, run, pasted} = await start();
	c1.behave({personalKeyRevoked: true});
	expect(await run(login, ['--with-key'], pasted)).toMatchObject({code: 3});
	expect(await run(whoami, [], pasted)).toMatchObject({code: 3});
	c1.behave({personalKeyRevoked: false, restFaults: [{status: 403, times: 1, path: '/introspect'}]});
	expect(await run(whoami, [], pasted)).toMatchObject({code: 3});
});

it('says when the person declines or the code runs out', async () => {
	const declined = await start({deviceDenied: true});
	expect(await declined.run(login, ['--no-browser'])).toMatchObject({
		code: 3,
		stderr: expect.stringContaining('declined'),
	});
	const late = await start({approveAfterPolls: null, deviceCodeSeconds: 1});
	expect(await late.run(login, ['--no-browser'])).toMatchObject({
		code: 3,
		stderr: expect.stringContaining('timed out'),
	});
});

it('writes to no other tenant than the one that was named', async () => {
	const {c1, run, pasted} = await start();
	const way = ['--new-app', 'Litmos', '--hosting', 'terraform', '--tenant', 'other.conductor.one', '--yes'];
	const {code, stderr} = await run(connect, way, {...pasted, BATON_SOURCE: 'acme'});
	expect(code).toBe(2);
	expect(stderr).toContain('other.conductor.one');
	expect(Object.keys(c1.report().rest.requests).some((name) => name.includes('/apps'))).toBe(false);
});
