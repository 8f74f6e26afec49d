import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {grant, revoke} from '../../../source/cli/commands/assign.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand} from '../cli/in-process.ts';

const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

let folder: string;
let sandbox: Sandbox;
let account: {id: string; userName: string; email: string};
let course: {id: string; originalId: string; code: string; name: string};

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
	sandbox = await startSandbox({size: {accounts: 60, courses: 6, teams: 2, enrolments: 80}, litmos: {limiter: 'none'}});
	const {courses} = sandbox.litmos.sample(30);
	course = courses.find(({code}) => code !== '' && courses.filter((other) => other.code === code).length === 1)!;
	const accounts = await listAccounts();
	const isAlone = (email: string) =>
		accounts.filter((other) => other.Email.toLowerCase() === email.toLowerCase()).length === 1;
	// One whose e-mail is not the user name, so that it has to be searched for.
	const found = accounts.find(({UserName, Email}) => Email !== '' && Email !== UserName && isAlone(Email))!;
	account = {id: found.Id, userName: found.UserName, email: found.Email};
	await hand('revoke', '--account', account.id, '--course', course.id);
});
afterAll(async () => {
	await sandbox.close();
	rmSync(folder, {recursive: true, force: true});
});

async function listAccounts(): Promise<{Id: string; UserName: string; Email: string}[]> {
	const {url, apiKey} = sandbox.litmos;
	const answer = await fetch(`${url}/v1.svc/users?source=x&limit=1000&format=json`, {headers: {apikey: apiKey}});
	return (await answer.json()) as {Id: string; UserName: string; Email: string}[];
}

function environment(): Record<string, string> {
	const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...rest} = sandbox.environment;
	return {HOME: folder, BATON_STATE_FOLDER: join(folder, 'state'), BATON_SECRET_STORE: 'none', ...rest};
}

/** A sub-command as a script would give it. */
const hand = (name: 'grant' | 'revoke', ...argv: string[]) =>
	runCommand(name === 'grant' ? grant : revoke, argv, environment());

/** The program itself, as one that stands in for baton-litmos. */
function standIn(...argv: string[]): Promise<{code: number; out: string; err: string}> {
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			['--disable-warning=ExperimentalWarning', program, ...argv],
			{env: {PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...environment()}},
			(error, out, err) => resolve({code: typeof error?.code === 'number' ? error.code : 0, out, err}),
		);
	});
}

test('assigned by user name and code, said to be so, then taken away again', async () => {
	const named = ['--account', account.userName, '--course', course.code];
	const looked = await hand('grant', ...named, '--dry-run', '-o', 'table');
	expect(looked.stdout).toContain(`Would assign “${course.name}” to ${account.userName}`);
	// Nothing was done by looking.
	expect(await hand('grant', ...named)).toMatchObject({code: 0, data: {outcome: 'assigned', done: true}});
	expect(await hand('grant', ...named)).toMatchObject({code: 0, data: {outcome: 'already-assigned'}});
	expect(await hand('revoke', ...named, '--dry-run')).toMatchObject({code: 0, data: {done: false}});
	expect(await hand('revoke', ...named)).toMatchObject({code: 0, data: {outcome: 'removed', done: true}});
	expect(await hand('revoke', ...named)).toMatchObject({code: 0, data: {outcome: 'already-gone'}});
	expect(sandbox.litmos.report().mails).toEqual([]);
});

test('the account by its e-mail, the course by its number; mail only when it is asked for', async () => {
	const named = ['--account', account.email.toUpperCase(), '--course', course.originalId];
	expect(await hand('grant', ...named, '--send-messages')).toMatchObject({
		code: 0,
		data: {accountId: account.id, courseId: course.id, outcome: 'assigned'},
	});
	expect(sandbox.litmos.report().mails).toHaveLength(1);
	expect(await hand('revoke', ...named)).toMatchObject({code: 0, data: {outcome: 'removed'}});
});

test('the flags of baton-litmos do the same by ids', async () => {
	const entitlement = `course:${course.id}:assigned`;
	const granted = await standIn('--grant-entitlement', entitlement, '--grant-principal', account.id);
	expect(granted).toMatchObject({code: 0});
	expect(granted.out).toContain('is assigned');
	const revoked = await standIn('--revoke-grant', `${entitlement}:user:${account.id}`);
	expect(revoked.out).toContain('was removed from');
});

test.each([
	['grant', ['--account', 'nobody', '--course', 'x'], 1, 'has no account “nobody”'],
	['grant', ['--account', 'ana'], 2, '--course'],
	['grant', ['--grant-entitlement', 'course:a:assigned'], 2, '--grant-principal'],
	['revoke', ['--revoke-grant', 'nonsense'], 2, 'isn’t a grant ID'],
	['grant', ['--grant-entitlement', 'team:a:member', '--grant-principal', 'b'], 2, 'can’t be granted'],
] as const)('%s %j is refused in words', async (name, argv, code, words) => {
	const answer = await hand(name, ...argv);
	expect(answer.code).toBe(code);
	expect(answer.stderr).toContain(words);
	expect(answer.stderr).not.toContain('    at ');
});
