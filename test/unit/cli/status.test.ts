import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {connect} from '../../../source/cli/commands/connect.ts';
import {proofNotes} from '../../../source/cli/commands/connector-texts.ts';
import {forceSync, pauseConnector, resumeConnector} from '../../../source/cli/commands/control.ts';
import {push} from '../../../source/cli/commands/push.ts';
import {status} from '../../../source/cli/commands/status.ts';
import type {ConductorOneBehaviour} from '../../sandbox/conductorone/behaviour.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

async function setUp(hosting: string, behaviour: Partial<ConductorOneBehaviour> = {}, wait = '3m') {
	const sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20, ...behaviour},
	});
	onTestFinished(() => sandbox.close());
	const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...environment} = sandbox.environment;
	const place = temporaryFolder();
	const env = {
		...environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'file',
	};
	const run = (command: Command, ...argv: string[]) => runCommand(command, argv, env);
	const made = await run(
		connect,
		'--new-app',
		'Litmos',
		'--hosting',
		hosting,
		'--folder',
		join(place, 'files'),
		'--wait',
		wait,
		'--yes',
	);
	expect(made.code, made.stderr).toBe(0);
	return {sandbox, run, made};
}

it('says under the counts why fewer grants show than were sent', () => {
	const row = {what: 'grants', sent: 9, arrived: 8, missing: 0} as const;
	const proof = (unlisted: number) => ({arrived: {} as never, rows: [{...row, unlisted}], isComplete: true});
	expect(proofNotes(proof(1))).toEqual([
		'1 grant is for an account that Litmos no longer lists, so ConductorOne doesn’t show it.\n',
	]);
	expect(proofNotes(proof(0))).toEqual([]);
});

it('tells that all has arrived, in words and numbers', async () => {
	const {run} = await setUp('here');
	const {code, data} = await run(status);
	expect(code).toBe(0);
	expect(data.state.word).toBe('Connected');
	expect(data.proof.rows.map(({missing}: {missing: number}) => missing)).toEqual([0, 0, 0]);
	expect(data.credential.lastUsedAt).toMatch(/^2/);
	// A later push counts, not the first one. Without being told, ConductorOne would ask for it in an hour.
	await run(forceSync);
	const again = await run(push);
	expect(again.code, again.stderr).toBe(0);
	const later = await run(status);
	expect(later.data.sent.counts).toEqual(data.sent.counts);
	expect(later.data.sent.text).not.toBe(data.sent.text);
});

it('does not take for missing what ConductorOne only shows late, when told to wait', async () => {
	const {run, sandbox} = await setUp('here');
	sandbox.conductorOne.behave({visibleAfterMs: 400});
	await run(forceSync);
	await run(push);
	expect((await run(status, '--wait', '20s')).code).toBe(0);
});

it('tells what is missing, with exit code 1', async () => {
	const {run} = await setUp('here', {visibleAfterMs: 3_600_000}, '0');
	const {code, data} = await run(status);
	expect(code).toBe(1);
	expect(data.proof.rows[0]).toEqual({what: 'accounts', sent: 30, arrived: 0, missing: 30});
	// The state alone says nothing of it.
	expect(await run(status, '--no-counts')).toMatchObject({code: 0, data: {proof: null}});
});

it('tells that a connector has never reported in, with exit code 4', async () => {
	const {run} = await setUp('docker');
	const {code, data} = await run(status);
	expect(code).toBe(4);
	expect(data.state.word).toBe('Not connected');
	expect(data.credential.lastUsedAt).toBeNull();
});

it('pauses, says so with exit code 5, and resumes with a sync', async () => {
	const {run} = await setUp('hosted');
	expect((await run(pauseConnector)).data.state.word).toBe('Paused');
	const paused = await run(status);
	expect(paused).toMatchObject({code: 5, data: {state: {word: 'Paused', detail: expect.stringContaining('Paused')}}});
	const resumed = await run(resumeConnector, '--wait', '20s');
	expect(resumed).toMatchObject({code: 0, data: {state: {word: 'Connected'}}});
});

it('forces a sync and follows it to its end, also one that fails, with ConductorOne’s words and exit code 1', async () => {
	const {run, sandbox, made} = await setUp('hosted');
	const forced = await run(forceSync, '--wait', '20s');
	expect(forced.code).toBe(0);
	expect(forced.data.state.completedAt).not.toBe(made.data.state.completedAt);
	sandbox.litmos.behave({nextFaults: [{fault: 'not-found', times: 1}]});
	const failed = await run(forceSync, '--wait', '20s');
	expect(failed).toMatchObject({code: 1, data: {state: {word: 'Error', detail: expect.stringContaining('litmos')}}});
});

it('says what there is to name when nothing was set up, and when an app has no connector', async () => {
	const sandbox = await startSandbox({litmos: {limiter: 'none'}, size: 'S'});
	onTestFinished(() => sandbox.close());
	const env = {...sandbox.environment, BATON_STATE_FOLDER: temporaryFolder(), BATON_SECRET_STORE: 'none'};
	const none = await runCommand(status, [], env);
	expect(none.code).toBe(2);
	expect(none.stderr).toContain('--app');
	const github = await runCommand(status, ['--app', 'GitHub'], env);
	expect(github.code).toBe(2);
	expect(github.stderr).toContain('no Litmos connector');
});
