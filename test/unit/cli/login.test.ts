import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {login} from '../../../source/cli/commands/login.ts';
import {logout} from '../../../source/cli/commands/logout.ts';
import {whoami} from '../../../source/cli/commands/whoami.ts';
import {startConductorOneSandbox} from '../../../source/sandbox/conductorone/server.ts';
import type {ConductorOneBehaviour} from '../../../source/sandbox/contract.ts';
import {contentOf, runCommand, temporaryFolder} from './in-process.ts';

async function start(behaviour: Partial<ConductorOneBehaviour> = {}, more: Record<string, string> = {}) {
	const c1 = await startConductorOneSandbox({behaviour: {approveAfterPolls: 0, ...behaviour}});
	onTestFinished(() => c1.close());
	const place = temporaryFolder();
	const env = {
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'file',
		BATON_C1_API_HOST: c1.host,
		BATON_C1_INSECURE: 'true',
		...more,
	};
	const keys = () =>
		c1
			.report()
			.rest.credentials.filter(
				({kind, displayName}) => kind === 'personal' && displayName.startsWith('litmos-connector on'),
			);
	return {c1, place, env, keys, run: (command: Command, ...argv: string[]) => runCommand(command, argv, env)};
}

it('signs in by browser code, tells who one is, and revokes the key on logout', async () => {
	const {c1, run, keys, place} = await start();
	const signedIn = await run(login, '--no-browser');
	expect(signedIn.code, signedIn.stderr).toBe(0);
	expect(signedIn.stderr).toMatch(/"userCode":"[A-Z]{4}-[A-Z]{4}"/);
	expect(signedIn.data).toMatchObject({
		host: c1.host,
		roles: ['system:owner'],
		expiresAt: expect.stringMatching(/^20/),
	});
	expect(signedIn.stdout + signedIn.stderr).not.toContain('secret-token');
	expect(keys()).toMatchObject([{revoked: false}]);

	expect(await run(whoami)).toMatchObject({code: 0, data: {host: c1.host, key: 'login'}});
	expect(await run(logout)).toMatchObject({code: 0, data: {revoked: true}});
	expect(keys()).toMatchObject([{revoked: true}]);
	expect(contentOf(place)).not.toContain('secret-token');
	const nobody = await run(whoami);
	expect(nobody.code).toBe(2);
	expect(nobody.stderr).toContain('litmos-connector login');
});

it('leaves no key in ConductorOne when there is no place to keep it, and says which places there are', async () => {
	const {run, keys} = await start({}, {BATON_SECRET_STORE: 'none'});
	const {code, stderr} = await run(login, '--no-browser');
	expect(code).toBe(1);
	expect(stderr).toContain('--secret-store file');
	expect(keys()).toEqual([]);
});

it('says that a person declined, and that a code ran out', async () => {
	const declined = await start({deviceDenied: true});
	expect(await declined.run(login, '--no-browser')).toMatchObject({
		code: 3,
		stderr: expect.stringContaining('declined'),
	});
	const late = await start({approveAfterPolls: null, deviceCodeSeconds: 1});
	expect(await late.run(login, '--no-browser')).toMatchObject({code: 3, stderr: expect.stringContaining('in time')});
});

it('needs a terminal for a browser, and says what to use without one', async () => {
	const {run} = await start();
	const {code, stderr} = await run(login);
	expect(code).toBe(2);
	expect(stderr).toContain('--with-key');
});

it('keeps a key given by variables only when ConductorOne accepts it', async () => {
	const {c1, run, env} = await start();
	const {clientId, clientSecret} = c1.personal;
	const given = {...env, CONDUCTORONE_CLIENT_ID: clientId, CONDUCTORONE_CLIENT_SECRET: clientSecret};
	const kept = await runCommand(login, ['--with-key'], given);
	expect(kept.code, kept.stderr).toBe(0);
	expect(kept.data).toMatchObject({clientId, userId: c1.personal.userId});
	expect(await run(whoami)).toMatchObject({code: 0});

	const other = await start({personalKeyRevoked: true});
	const refused = await runCommand(login, ['--with-key'], {
		...other.env,
		CONDUCTORONE_CLIENT_ID: other.c1.personal.clientId,
		CONDUCTORONE_CLIENT_SECRET: other.c1.personal.clientSecret,
	});
	expect(refused.code).toBe(3);
	expect((await other.run(whoami)).code).toBe(2);
});

it('refuses to act in another tenant than the one that was named', async () => {
	const {c1, env} = await start();
	const given = {
		...env,
		CONDUCTORONE_CLIENT_ID: c1.personal.clientId,
		CONDUCTORONE_CLIENT_SECRET: c1.personal.clientSecret,
	};
	expect(await runCommand(whoami, ['--tenant', 'other.c1eu.ai'], given)).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('not for other.c1eu.ai'),
	});
});
