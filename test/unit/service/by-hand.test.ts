import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Sandbox} from '../../../source/sandbox/contract.ts';
import {startSandbox} from '../../../source/sandbox/sandbox.ts';

const program = fileURLToPath(new URL('../../../source/cli/main.ts', import.meta.url));

let folder: string;
let sandbox: Sandbox;
let account: {id: string; userName: string};
let course: {id: string; code: string; name: string};

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
	sandbox = await startSandbox({size: {accounts: 30, courses: 6, teams: 2, enrolments: 40}, litmos: {limiter: 'none'}});
	const {accounts, courses} = sandbox.litmos.sample(30);
	account = accounts[0]!;
	course = courses.find(({code}) => code !== '' && courses.filter((other) => other.code === code).length === 1)!;
	await call('revoke', '--account', account.id, '--course', course.id);
});
afterAll(async () => {
	await sandbox.close();
	rmSync(folder, {recursive: true, force: true});
});

/** Runs the program as a person without a terminal would. */
function call(...args: string[]): Promise<{code: number; out: string; err: string}> {
	const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...environment} = sandbox.environment;
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			['--disable-warning=ExperimentalWarning', program, ...args],
			{env: {PATH: process.env.PATH, HOME: folder, BATON_STATE_FOLDER: join(folder, 'state'), ...environment}},
			(error, out, err) => resolve({code: typeof error?.code === 'number' ? error.code : 0, out, err}),
		);
	});
}

test('assigned by user name and code, said to be so, then taken away again', async () => {
	const named = ['--account', account.userName, '--course', course.code];
	const looked = await call('grant', ...named, '--dry-run');
	expect(looked.out).toContain(`Would assign “${course.name}” to ${account.userName}`);
	expect((await call('grant', ...named)).out).toContain('is assigned');
	expect((await call('grant', ...named)).out).toContain('already');
	expect(JSON.parse((await call('revoke', ...named, '-o', 'json')).out)).toMatchObject({
		outcome: 'removed',
		done: true,
	});
	expect((await call('revoke', ...named)).out).toContain('did not hold');
	expect(sandbox.litmos.report().mails).toEqual([]);
});

test('the flags of baton-litmos do the same by ids', async () => {
	const entitlement = `course:${course.id}:assigned`;
	const granted = await call('--grant-entitlement', entitlement, '--grant-principal', account.id);
	expect(granted).toMatchObject({code: 0});
	expect(granted.out).toContain('is assigned');
	const revoked = await call('--revoke-grant', `${entitlement}:user:${account.id}`);
	expect(revoked.out).toContain('was taken away');
});

test.each([
	[['grant', '--account', 'nobody', '--course', 'x'], 1, 'knows no account “nobody”'],
	[['grant', '--account', 'ana'], 2, '--course'],
	[['--grant-entitlement', 'course:a:assigned'], 2, '--grant-principal'],
	[['--revoke-grant', 'nonsense'], 2, 'is not the id of a grant'],
	[['--grant-entitlement', 'team:a:member', '--grant-principal', 'b'], 2, 'cannot be granted'],
])('%j is refused in words', async (args, code, words) => {
	const answer = await call(...args);
	expect(answer.code).toBe(code);
	expect(answer.err).toContain(words);
	expect(answer.err).not.toContain('    at ');
});
