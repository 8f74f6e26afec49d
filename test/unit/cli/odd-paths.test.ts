import {existsSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {commands} from '../../../source/cli/commands/all.ts';
import {amount, isLong} from '../../long.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

/** What people may name that cannot be used: told in words, with the right exit code, never as a bug of this program. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({
		size: {accounts: 3, courses: 1, teams: 1, enrolments: 2},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20},
	});
});
afterAll(() => sandbox.close());

let place: string;
beforeEach(() => {
	place = temporaryFolder();
	vi.stubEnv('HOME', join(place, 'home'));
	vi.stubEnv('XDG_CACHE_HOME', join(place, 'cache'));
	vi.stubEnv('XDG_CONFIG_HOME', join(place, 'config'));
});
afterEach(() => vi.unstubAllEnvs());

/** Puts something in the way; gives the path to name. */
const ways = {
	'whose parent is a file'() {
		writeFileSync(join(place, 'plain'), 'A letter');
		return join(place, 'plain', 'x');
	},
	'that is a folder'() {
		mkdirSync(join(place, 'folder', 'inner'), {recursive: true});
		return join(place, 'folder');
	},
	'that is a file'() {
		writeFileSync(join(place, 'plain'), 'A letter');
		return join(place, 'plain');
	},
	'that is a link to nowhere'() {
		symlinkSync(join(place, 'nowhere', 'x'), join(place, 'link'));
		return join(place, 'link');
	},
	'that is a link to itself'() {
		symlinkSync(join(place, 'loop'), join(place, 'loop'));
		return join(place, 'loop');
	},
	'with a name that is too long': () => join(place, 'n'.repeat(300)),
	// Where root, too, may make nothing.
	'where nobody may write': () => '/sys/litmos-connector/x',
} as const;
type Way = keyof typeof ways;

interface Use {
	command: string;
	/** With `PATH` for the path. */
	argv: string[];
	is: 'folder' | 'file';
	exit: readonly number[];
	/** What is no hindrance to it. */
	fine?: readonly Way[];
}

/** What holds nothing of ours, for commands that only look. */
const nothingThere: Way[] = ['that is a file', 'that is a link to nowhere', 'where nobody may write'];
const connecting = ['--hosting', 'docker', '--yes', '--wait', '0', '--new-app'];
const uses: Use[] = [
	...amount(['courses', 'run', 'sync', 'push', 'status', 'logout', 'whoami'], ['courses', 'run']).map(
		(command): Use => ({command, argv: ['--state-folder', 'PATH'], is: 'folder', exit: [1]}),
	),
	{command: 'export', argv: ['--to', 'docker', '--state-folder', 'PATH'], is: 'folder', exit: [1]},
	{
		command: 'settings',
		argv: ['--state-folder', 'PATH'],
		is: 'folder',
		exit: [1],
		fine: [...nothingThere, 'whose parent is a file'],
	},
	{command: 'forget', argv: ['--dry-run', '--state-folder', 'PATH'], is: 'folder', exit: [1], fine: nothingThere},
	{command: 'settings', argv: ['--config-file', 'PATH'], is: 'file', exit: [2]},
	{command: 'courses', argv: ['--log-path', 'PATH'], is: 'file', exit: [1]},
	{command: 'sync', argv: ['--file', 'PATH'], is: 'file', exit: [1, 2], fine: ['that is a link to nowhere']},
	{command: 'push', argv: ['--c1z-temp-dir', 'PATH'], is: 'folder', exit: [1]},
	{command: 'run', argv: ['--c1z-temp-dir', 'PATH'], is: 'folder', exit: [1]},
	{command: 'explore', argv: ['PATH', '--show', 'accounts'], is: 'file', exit: [1]},
	{command: 'export', argv: ['--to', 'docker', '--folder', 'PATH'], is: 'folder', exit: [1]},
	{command: 'connect', argv: [...connecting, 'APP', '--folder', 'PATH'], is: 'folder', exit: [1]},
	{command: 'connect', argv: ['--yes', '--answers', 'PATH'], is: 'file', exit: [2]},
];

let apps = 0;
async function run(name: string, argv: readonly string[], path: string) {
	const command = commands.find((one) => one.name === name);
	if (command === undefined) throw new Error(`there is no command ${name}`);
	const words = argv.map((word) => (word === 'PATH' ? path : word === 'APP' ? `App ${++apps}` : word));
	const ended = await runCommand(command, words, {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_SECRET_STORE: 'none',
		BATON_STATE_FOLDER: join(place, 'state'),
	});
	const last = ended.stderr.trim().split('\n').at(-1) ?? '';
	const error: {code?: string; what?: string; why?: string} = ended.code === 0 ? {} : JSON.parse(last).error;
	return {...ended, error};
}

const cases = uses.flatMap((use) =>
	(Object.keys(ways) as Way[])
		.filter((way) => way !== (use.is === 'folder' ? 'that is a folder' : 'that is a file'))
		.map((way) => ({
			...use,
			way,
			title: `${use.command} ${use.argv.filter((word) => /^--|PATH/.test(word)).join(' ')}`,
		})),
);

// In `npm test` every fifth: each use with another of the six ways.
it.each(cases.filter((_, index) => isLong || index % 5 === 0))(
	'$title: a path $way',
	async ({command, argv, way, exit, fine}) => {
		if (way === 'where nobody may write' && !existsSync('/sys/kernel')) return;
		const path = ways[way]();
		const {code, error, stderr} = await run(command, argv, path);
		if (fine?.includes(way)) {
			expect(code, stderr).toBe(0);
			return;
		}
		expect(exit, stderr).toContain(code);
		expect(error.code, stderr).toMatch(/^(input|disk|file)\//);
		// The person sees which path is meant, and why it cannot be used.
		expect(`${error.what} ${error.why}`).toContain(
			path.startsWith('/sys') ? '/sys/litmos-connector' : path.slice(0, place.length + 5),
		);
		expect(error.why ?? error.what).toMatch(/\w{3,}/);
	},
);

describe('in the state folder, something else', () => {
	const names = amount(
		['settings.json', 'secrets.json', 'conductorone.json', 'syncs', 'outgoing', 'reports', 'last-run-sync.json'],
		['settings.json', 'secrets.json', 'syncs'],
	);
	const kinds = amount<Way[]>(
		['that is a folder', 'that is a file', 'that is a link to nowhere', 'that is a link to itself'],
		['that is a folder', 'that is a link to itself'],
	);

	it.each(names.flatMap((name) => kinds.map((kind) => [name, kind] as const)))('%s %s', async (name, kind) => {
		mkdirSync(join(place, 'state'), {mode: 0o700});
		symlinkOrMake(join(place, 'state', name), kind);
		const writes = isLong || name === 'syncs' ? [['sync', '--file', join(place, 'out.c1z')]] : [];
		for (const [command, ...argv] of [...writes, ['courses'], ['forget', '--dry-run']]) {
			const {error, stderr} = await run(command!, argv, '');
			expect(error.code, stderr).not.toBe('defect');
		}
	});

	function symlinkOrMake(path: string, kind: Way): void {
		if (kind === 'that is a folder') mkdirSync(join(path, 'inner'), {recursive: true});
		else if (kind === 'that is a file') writeFileSync(path, 'A letter');
		else symlinkSync(kind === 'that is a link to itself' ? path : join(place, 'nowhere', 'x'), path);
	}
});
