import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {connect} from '../../../source/cli/commands/connect.ts';
import {courses} from '../../../source/cli/commands/courses.ts';
import {explore} from '../../../source/cli/commands/explore.ts';
import {findings} from '../../../source/cli/commands/findings.ts';
import {preview} from '../../../source/cli/commands/preview.ts';
import {push} from '../../../source/cli/commands/push.ts';
import {sync} from '../../../source/cli/commands/sync.ts';
import {severeFindings} from '../../../source/findings/fail-on.ts';
import {type Finding, findingsOf} from '../../../source/findings/findings.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {patchGolden} from '../c1z/patch.ts';
import {golden} from '../c1z/tenant.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

const file = golden('all-courses.c1z');
const look = (...argv: string[]) => runCommand(findings, ['--file', file, ...argv], {BATON_SECRET_STORE: 'none'});

describe('the findings of a file', () => {
	it('are told with severity, count and what to do; what the file cannot tell is named; then a pipeline can fail', async () => {
		const {code, data, stderr} = await look('--fail-on', 'high');
		expect(data.findings.map(({kind}: Finding) => kind)).toEqual([
			'unknown-principal',
			'account-without-email',
			'inactive-with-courses',
		]);
		expect(data.findings[1]).toEqual({
			kind: 'account-without-email',
			severity: 'medium',
			about: 'account',
			subjects: 1,
			amount: 1,
			finding: '1 account has no email address',
			meaning: 'ConductorOne matches accounts to people by email address.',
			next: 'Add the address in Litmos. Then read again.',
		});
		expect(data.notTold).toContain('team-without-leader');
		expect([code, stderr]).toEqual([6, expect.stringContaining('1 finding of severity high')]);
		const shown = await runCommand(explore, [file, '--show', 'findings'], {});
		expect(shown.data.findings.map(({finding}: {finding: string}) => finding)).toEqual(
			data.findings.map(({finding}: {finding: string}) => finding),
		);
	});

	it('are a table with steps to read', async () => {
		const {stdout, stderr} = await look('--output', 'table');
		expect(stdout).toMatch(/^high +1 account that Litmos no longer lists still has 2 grants +1 +unknown-principal$/m);
		expect(stdout).toContain('1 account has no email address: Add the address in Litmos. Then read again.');
		expect(stderr).toContain('Not told from this data: course-overdue, completion-expired, team-without-leader');
	});

	it('of one kind are whole lists in JSON and CSV, and fail by that kind alone', async () => {
		const {data, code} = await look('--kind', 'unknown-principal', '--fail-on', 'high');
		expect([code, data.finding.finding]).toEqual([6, '1 account that Litmos no longer lists still has 2 grants']);
		expect(data.rows).toEqual([
			{
				type: 'user',
				id: 'ghostUser001',
				name: 'ghostUser001',
				apart: 'ghostUser001',
				active: true,
				detail: '2 grants to an account that Litmos doesn’t list.',
			},
		]);
		const csv = (await look('--kind', 'unknown-principal', '--output', 'csv')).stdout;
		expect(csv.replace('\ufeff', '').split('\n').slice(0, 2)).toEqual([
			'type,id,name,apart,active,detail',
			'user,ghostUser001,ghostUser001,ghostUser001,1,2 grants to an account that Litmos doesn’t list.',
		]);
		expect(await look('--kind', 'duplicate-email', '--fail-on', 'low')).toMatchObject({
			code: 0,
			data: {finding: null, rows: []},
		});
		expect((await look('--output', 'csv')).stdout).toContain('account-without-email,1,1,medium');
		const none = await look('--kind', 'duplicate-email', '--output', 'csv');
		expect([none.code, none.stdout]).toEqual([0, '\ufefftype,id,name,apart,active,detail\n']);
	});

	it('without a row still have the titles of their columns in CSV', async () => {
		const full = (await look('--output', 'csv')).stdout.split('\n')[0];
		const clean = join(temporaryFolder(), 'clean.c1z');
		patchGolden(clean, (db) => db.exec('delete from v1_grants; delete from v1_resources'));
		const {stdout} = await runCommand(findings, ['--file', clean, '--output', 'csv'], {BATON_SECRET_STORE: 'none'});
		expect(stdout).toBe(`${full}\n`);
	});

	it('need a kind that there is, and the file or an account', async () => {
		expect(await look('--kind', 'nonsense')).toMatchObject({code: 2});
		const {code, stderr} = await runCommand(findings, [], {BATON_STATE_FOLDER: temporaryFolder()});
		expect([code, stderr]).toEqual([2, expect.stringContaining('BATON_SOURCE')]);
	});
});

it('CSV is refused by commands that do not print it, before they begin', async () => {
	const {code, stderr} = await runCommand(courses, ['--demo', '--output', 'csv'], {});
	expect([code, stderr]).toEqual([2, expect.stringContaining('doesn’t print CSV')]);
});

describe('--fail-on', () => {
	const found = findingsOf([
		{kind: 'similar-courses', subjects: 2, amount: 2},
		{kind: 'account-without-email', subjects: 1, amount: 1},
		{kind: 'shared-email', subjects: 0, amount: 0},
	]);
	it.each([
		[undefined, undefined],
		['high', undefined],
		['medium', '1 finding of severity medium or higher'],
		['low', '2 findings of severity low or higher'],
	] as const)('%s: %s', (limit, what) => {
		expect(severeFindings(found, limit)?.what).toBe(what);
	});

	it('ends preview, sync and push with 6; nothing is sent or written, and the report of the read names them', async () => {
		const sandbox = await startSandbox({
			size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
			litmos: {limiter: 'none'},
			conductorOne: {nextPollMs: 20},
		});
		onTestFinished(() => sandbox.close());
		const folder = temporaryFolder();
		const env = {
			...sandbox.environment,
			BATON_REQUESTS_PER_MINUTE: '60000',
			BATON_STATE_FOLDER: join(folder, 'state'),
			BATON_SECRET_STORE: 'none',
		};
		const run = (command: Command, ...argv: string[]) => runCommand(command, argv, env);
		const seen = await run(preview, '--fail-on', 'low');
		expect(seen.code).toBe(6);
		// The sandbox has completions of 2023 that counted for a year.
		expect(seen.data.findings.map(({kind}: Finding) => kind)).toContain('completion-expired');
		const out = join(folder, 'out.c1z');
		const written = await run(sync, '--fail-on', 'low', '-f', out);
		expect([written.code, existsSync(out)]).toEqual([6, false]);
		const pushed = await run(push, '--fail-on', 'low');
		expect([pushed.code, sandbox.conductorOne.report().syncs]).toEqual([6, []]);
		expect(pushed.stderr).toContain('Nothing was sent.');
		expect((await run(sync, '-f', out)).code).toBe(0);
		expect(JSON.parse(readFileSync(`${out}.report.json`, 'utf8')).findings).toEqual(seen.data.findings);
		expect(readFileSync(join(folder, 'state/litmos-connector.log'), 'utf8')).toMatch(
			/"kinds":\{"account-without-email".*"msg":"findings"/,
		);
		const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...unconnected} = env as Record<string, string>;
		const argv = ['--new-app', 'Litmos', '--hosting', 'here', '--fail-on', 'low', '--yes', '--fresh'];
		const made = await runCommand(connect, argv, {...unconnected, BATON_SECRET_STORE: 'file'});
		expect([made.code, sandbox.conductorOne.report().syncs], made.stderr).toEqual([6, []]);
		expect(made.stderr).toContain('Nothing was sent.');
		const sent = await run(push);
		expect([sent.code, sent.data.findings]).toEqual([0, seen.data.findings]);
	});
});
