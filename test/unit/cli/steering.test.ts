import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {commands} from '../../../source/cli/commands/all.ts';
import {reportProblem} from '../../../source/cli/report-problem.ts';
import {startSandbox} from '../../../source/sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';
import {hostile, hostileConductorOne, hostileLitmos} from './steering-services.ts';

/** Whatever a terminal obeys, apart from line ends. */
const obeyed = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** Commands that show nothing of either service, or only what another one shows too. */
const silent = [
	'setup',
	'sandbox',
	'completion',
	'config',
	'capabilities',
	'version',
	'settings',
	'forget',
	'export',
	'run',
	'push',
];

async function start() {
	const sandbox = await startSandbox({
		size: {accounts: 12, courses: 4, teams: 2, enrolments: 20},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20, approveAfterPolls: 1},
	});
	const litmos = await hostileLitmos(new URL(sandbox.litmos.url).host);
	const c1 = await hostileConductorOne(sandbox.conductorOne.host);
	onTestFinished(async () => {
		litmos.close();
		c1.close();
		await sandbox.close();
	});
	const place = temporaryFolder();
	const env = {
		...sandbox.environment,
		BATON_LITMOS_BASE_URL: `http://${litmos.host}`,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'file',
	};
	const seen = {text: ''};
	async function run(name: string, argv: string[] = [], more: Record<string, string> = {}) {
		const command = commands.find((each) => each.name === name);
		if (command === undefined) throw new Error(`no command ${name}`);
		let ended = {stdout: '', stderr: '', code: 0};
		for (const form of ['json', 'table']) {
			ended = await runCommand(command, argv, {...env, ...more, BATON_OUTPUT: form});
			const all = `${ended.stdout}${ended.stderr}`;
			expect(all.match(obeyed), `${name} as ${form}: ${JSON.stringify(all)}`).toBeNull();
			if (form === 'json' && ended.stdout !== '') JSON.parse(ended.stdout);
			seen.text += all;
		}
		return ended;
	}
	return {sandbox, litmos, c1, place, run, seen};
}

it('no command lets a text of Litmos reach the terminal', async () => {
	const {sandbox, run, place, seen} = await start();
	const [account] = sandbox.litmos.sample().accounts;
	const [course] = sandbox.litmos.sample().courses;
	const assignment = ['--account', account?.id ?? '', '--course', course?.id ?? ''];
	const file = join(place, 'out.c1z');
	const listed = await run('courses');
	expect(listed.stdout, listed.stderr).toContain('readable');
	await run('sync', ['-f', file]);
	for (const list of ['accounts', 'teams', 'courses', 'grants', 'warnings']) {
		await run('preview', ['--list', list]);
		await run('explore', [file, '--list', list]);
	}
	for (const name of ['grant', 'revoke']) {
		await run(name, assignment);
		await run(name, [...assignment, '--dry-run']);
	}
	await run('health-check');
	// What is readable of the refusal is still shown.
	expect(seen.text).toMatch(/allow[\s\S]*readable/);
}, 120_000);

it('no command lets a text of ConductorOne reach the terminal', async () => {
	const {run, c1, seen} = await start();
	const there = {BATON_C1_API_HOST: c1.host};
	await run('login', ['--no-browser', '--tenant', c1.host], there);
	await run('whoami', [], there);
	const made = ['--new-app', 'Litmos', '--hosting', 'hosted', '--yes', '--wait', '10s'];
	await run('connect', [...made, '--dry-run'], there);
	expect(seen.text).toContain('readable');
	seen.text = '';
	c1.refuse(/\/api\/|device_authorization/);
	for (const name of ['login', 'whoami', 'connect', 'status', 'force-sync', 'pause', 'resume', 'logout']) {
		await run(name, name === 'connect' ? made : name === 'login' ? ['--no-browser', '--tenant', c1.host] : [], there);
	}
	expect(seen.text).toContain('readable');
}, 180_000);

it('covers every command', () => {
	const covered =
		'courses sync preview explore grant revoke health-check login whoami connect status force-sync pause resume logout';
	expect([...covered.split(' '), ...silent].sort()).toEqual(commands.map(({name}) => name).sort());
});

it('a problem is printed without it, for people and for programs', () => {
	const told: string[] = [];
	const stderr = {write: (text: string) => told.push(text) > 0} as NodeJS.WriteStream;
	const details = {code: 'litmos/not-acceptable', what: hostile, why: hostile, next: [hostile], copy: [hostile]};
	for (const json of [true, false]) reportProblem(details, {json, stderr, interruption: {words: hostile, exit: 130}});
	const printed = told.join('');
	expect(printed).not.toMatch(obeyed);
	expect(printed.match(/readable/g)?.length).toBe(8);
});
