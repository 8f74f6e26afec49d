import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import type {Command} from '../../../source/cli/command.ts';
import {commands} from '../../../source/cli/commands/all.ts';
import {openMemory} from '../../../source/secrets/memory.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import {amount} from '../../long.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';
import {standInSystemd} from './stand-in-systemd.ts';

const keychain = vi.hoisted(() => ({open: vi.fn()}));
vi.mock('../../../source/secrets/keychain-client.ts', () => ({
	keychains: {keyring: keychain.open, keytar: keychain.open},
}));

/** One way to use a command that has --dry-run; `first`: what was done before, each with the command's name in front. */
interface Use {
	says: string;
	argv: readonly string[];
	first?: readonly (readonly string[])[];
}

const connecting = (hosting: string, ...more: string[]) => ['--new-app', 'Litmos', '--hosting', hosting, ...more];
const settingUp = ['connect', ...connecting('here'), '--yes', '--wait', '0'];
/** An account and a course that it does not hold; the other way round, one that it holds. */
const free = ['--account', 'ACCOUNT', '--course', 'FREE'];
const held = ['--account', 'ACCOUNT', '--course', 'HELD'];

const uses: Record<string, readonly Use[]> = {
	connect: [
		{says: 'hosted', argv: connecting('hosted')},
		{says: 'here, courses by code', argv: connecting('here', '--limited-courses', 'HELD')},
		{says: 'kubernetes', argv: connecting('kubernetes', '--folder', 'FOLDER', '--apply', '--context', 'lab')},
		// Ways that write files; docker is set up and undone below.
		...amount(['terraform', 'docker', 'systemd'], []).map((way) => ({
			says: way,
			argv: connecting(way, '--folder', 'FOLDER'),
		})),
		{says: 'undone', argv: ['--undo'], first: [settingUp]},
		...amount<Use[]>(
			[
				{
					says: 'gone on with',
					argv: connecting('hosted', '--app', 'Litmos').slice(2),
					first: [settingUp],
				},
				{says: 'undone by its answers', argv: ['--undo', ...connecting('here')], first: [settingUp]},
			],
			[],
		),
		{
			says: 'files undone',
			argv: ['--undo'],
			first: [['connect', ...connecting('docker', '--folder', 'FOLDER'), '--yes']],
		},
	],
	grant: [
		{says: 'a course that is not held', argv: free},
		{says: 'with mail', argv: [...free, '--send-messages']},
	],
	revoke: [{says: 'a course that is held', argv: held}],
	forget: [
		{says: 'after a set-up', argv: [], first: [settingUp]},
		{says: 'with a schedule', argv: [], first: [['schedule', '--yes']]},
	],
	schedule: [
		{says: 'a first one', argv: []},
		{says: 'another time', argv: ['--at', '04:00'], first: [['schedule', '--yes']]},
		{says: 'removed', argv: ['--remove'], first: [['schedule', '--yes']]},
	],
};

const dryCommands = commands.filter(({ownOptions = {}}) => '--dry-run' in ownOptions);

it('covers every command that has --dry-run', () => {
	expect(dryCommands.map(({name}) => name).sort()).toEqual(Object.keys(uses).sort());
	expect(Object.values(uses).every((list) => list.length > 0)).toBe(true);
});

let memory: ReturnType<typeof openMemory>;
beforeEach(() => {
	memory = openMemory();
	keychain.open.mockReset().mockResolvedValue(memory);
});

interface Fixture {
	sandbox: Sandbox;
	place: string;
	run(command: Command, argv: readonly string[]): ReturnType<typeof runCommand>;
	/** Everything that a command could change. */
	state(): Promise<object>;
}

async function makeFixture(): Promise<Fixture> {
	const sandbox = await startSandbox({
		size: {accounts: 20, courses: 6, teams: 3, enrolments: 40},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
	onTestFinished(() => sandbox.close());
	const place = temporaryFolder();
	const node = join(place, 'cache', 'litmos-connector', 'node-99.0.0', 'bin');
	for (const folder of ['bin', 'home', 'temporary']) mkdirSync(join(place, folder));
	mkdirSync(node, {recursive: true});
	writeFileSync(join(node, 'node'), 'a Node that was fetched');
	const asked = join(place, 'kubectl-asked');
	const view = JSON.stringify({contexts: [{name: 'lab', context: {cluster: 'lab'}}]});
	writeFileSync(
		join(place, 'bin', 'kubectl'),
		`#!/bin/sh\necho "$@" >> ${asked}\n[ "$1" = config ] && echo '${view}'\nexit 0\n`,
	);
	chmodSync(join(place, 'bin', 'kubectl'), 0o755);
	standInSystemd(join(place, 'bin'));
	vi.stubEnv('PATH', `${join(place, 'bin')}:${process.env.PATH}`);
	vi.stubEnv('HOME', join(place, 'home'));
	vi.stubEnv('TMPDIR', join(place, 'temporary'));
	vi.stubEnv('XDG_CACHE_HOME', join(place, 'cache'));
	onTestFinished(() => void vi.unstubAllEnvs());
	await memory.setPassword('of-another-program', 'a', 'x');
	const env = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: join(place, 'state'),
	};
	const {account, free, held} = await somebody(sandbox);
	const named: Record<string, string> = {ACCOUNT: account, FREE: free, HELD: held, FOLDER: join(place, 'files')};
	return {
		sandbox,
		place,
		run: (command, argv) =>
			runCommand(
				command,
				argv.map((word) => named[word] ?? word),
				env,
			),
		async state() {
			const {requests: _, ...rest} = sandbox.conductorOne.report().rest;
			const {hellos, syncs, finished, pending} = sandbox.conductorOne.report();
			const {requests, mails, expected} = sandbox.litmos.report();
			return {
				rest,
				grpc: {hellos, syncs, finished, pending},
				litmos: {mails, expected, writes: Object.entries(requests).filter(([name]) => !name.startsWith('GET '))},
				keychain: [await memory.findCredentials(secretService), await memory.findCredentials('of-another-program')],
				kubectl: existsSync(asked) ? readFileSync(asked, 'utf8') : '',
				files: filesIn(place),
			};
		},
	};
}

/** An account with a course that it holds and one that it does not, as a person would name them. */
async function somebody({litmos}: Sandbox): Promise<{account: string; free: string; held: string}> {
	const {accounts, courses} = litmos.sample(20);
	for (const {id, userName} of accounts) {
		const answer = await fetch(`${litmos.url}/v1.svc/users/${id}/courses?source=${litmos.source}&limit=1000`, {
			headers: {apikey: litmos.apiKey},
		});
		const text = await answer.text();
		const has = ({id: course}: {id: string}) => text.includes(`<Id>${course}</Id>`);
		const [mine] = courses.filter(has);
		const [other] = courses.filter((course) => !has(course));
		if (mine !== undefined && other !== undefined) return {account: userName, free: other.id, held: mine.originalId};
	}
	throw new Error('the sandbox has nobody with some of the courses');
}

/** Every file with what it holds, and every folder. */
function filesIn(folder: string): Record<string, string> {
	return Object.fromEntries(
		readdirSync(folder, {recursive: true, withFileTypes: true}).map((entry) => {
			const path = join(entry.parentPath, entry.name);
			return [path.slice(folder.length + 1), entry.isFile() ? readFileSync(path, 'latin1') : 'folder'];
		}),
	);
}

describe.each(dryCommands.map((command) => [command.name, command] as const))('%s --dry-run', (name, command) => {
	it.each(uses[name] ?? [])('changes nothing, where without it all would change: $says', async ({argv, first = []}) => {
		const fixture = await makeFixture();
		for (const [other = '', ...given] of first) {
			const before = commands.find((one) => one.name === other);
			if (before === undefined) throw new Error(`there is no command ${other}`);
			expect(await fixture.run(before, given)).toMatchObject({code: 0});
		}
		const before = await fixture.state();
		const dry = await fixture.run(command, [...argv, '--dry-run']);
		expect(dry.code, dry.stderr).toBe(0);
		expect(await fixture.state()).toEqual(before);
		// Where there is no terminal, what may delete wants to be told so; and --yes does not make a dry run a wet one.
		if (command.settings.includes('yes')) {
			expect((await fixture.run(command, [...argv, '--yes', '--dry-run'])).code).toBe(0);
			expect(await fixture.state()).toEqual(before);
		}
		const agreed = command.settings.includes('yes') ? ['--yes'] : [];
		const wet = await fixture.run(command, [...argv, ...agreed, ...(name === 'connect' ? ['--wait', '0'] : [])]);
		expect(wet.code, wet.stderr).toBe(0);
		expect(await fixture.state()).not.toEqual(before);
	});
});

describe('a dry run says what would really happen', () => {
	const only = (name: string) => commands.find((one) => one.name === name) as Command;

	it('grant: already assigned', async () => {
		const fixture = await makeFixture();
		const held = await fixture.run(only('grant'), [
			'--account',
			'ACCOUNT',
			'--course',
			'HELD',
			'--dry-run',
			'-o',
			'table',
		]);
		expect(held.stdout).toContain('was already assigned to');
		expect(held.stdout).not.toContain('Would');
		expect(await fixture.run(only('grant'), [...free, '--dry-run'])).toMatchObject({
			data: {outcome: 'assigned', done: false},
		});
	});

	it('grant: no such course, as without it', async () => {
		const fixture = await makeFixture();
		const ids = ['--grant-entitlement', 'course:nothing:assigned', '--grant-principal'];
		const [account] = fixture.sandbox.litmos.sample(1).accounts;
		const argv = [...ids, account?.id ?? ''];
		const dry = await fixture.run(only('grant'), [...argv, '--dry-run']);
		const wet = await fixture.run(only('grant'), argv);
		expect(dry.code).toBe(wet.code);
		expect(JSON.parse(dry.stderr.trim().split('\n').at(-1) ?? '').error).toMatchObject({code: 'litmos/not-found'});
	});

	it('revoke: not held', async () => {
		const fixture = await makeFixture();
		const none = await fixture.run(only('revoke'), [...free, '--dry-run', '-o', 'table']);
		expect(none.stdout).toContain('didn’t have');
		expect(await fixture.run(only('revoke'), [...held, '--dry-run'])).toMatchObject({
			data: {outcome: 'removed', done: false},
		});
	});
});
