import {execFile} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {Terminal, type TerminalOptions} from './terminal.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const golden = file('../golden/expected/all-courses.c1z');
const earlier = file('../golden/expected/one-course.c1z');

/** The program with a folder for temporary files of its own, in which nothing may stay behind. */
function explore(args: readonly string[] = [], options: TerminalOptions = {}) {
	const terminal = new Terminal(['explore', golden, ...args], {
		...options,
		environment: {TMPDIR: 'passing', ...options.environment},
	});
	const folder = join(terminal.home, 'passing');
	mkdirSync(folder);
	return {terminal, leftovers: () => readdirSync(folder)};
}

test.each([
	[80, 24, {}],
	[60, 16, {NO_COLOR: '1'}],
	[200, 50, {TERM: 'xterm-16color', COLORFGBG: '0;15'}],
])(
	'a file of baton-litmos is looked into at %i × %i, and nothing of it stays behind',
	async (columns, rows, environment) => {
		const {terminal, leftovers} = explore([], {columns, rows, environment});
		await using _ = terminal;
		await terminal.waitFor('Ana Ruiz');
		await terminal.press('enter');
		await terminal.waitFor('Accounts › Ana Ruiz');
		await terminal.type('secur');
		await terminal.waitFor('Search secur');
		await terminal.waitFor(/❯ Security basics/);
		await terminal.press('right');
		await terminal.waitFor('› Security basics');
		await terminal.press('left');
		await terminal.waitFor('› Security basics', {gone: true});
		// The search is cleared first, then what is open is closed.
		await terminal.press('escape');
		await terminal.waitFor('Search secur', {gone: true});
		await terminal.press('escape');
		await terminal.waitFor('›', {gone: true});
		await terminal.press('escape');
		expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
		expect(leftovers()).toEqual([]);
		const colours = terminal
			.written()
			.split('\u001b[')
			.filter((sequence) => /^(3[0-8]|9[0-7])[;m]/.test(sequence));
		if ('NO_COLOR' in environment) expect(colours).toEqual([]);
		else expect(colours.length).toBeGreaterThan(0);
	},
);

test('resized while something is open, it draws anew without debris', async () => {
	const {terminal} = explore([], {columns: 120, rows: 40});
	await using _ = terminal;
	await terminal.waitFor('Ana Ruiz');
	await terminal.press('enter');
	await terminal.waitFor('Security basics');
	terminal.resize(60, 16);
	await terminal.waitFor(/Esc back · .*\? help\s*$/);
	terminal.resize(40, 10);
	await terminal.waitFor('This window is too small');
	terminal.resize(80, 24);
	const screen = await terminal.waitFor(/Accounts › Ana Ruiz.*Security basics.*\? help/s);
	expect(screen.match(/› Ana Ruiz/g)).toHaveLength(1);
});

test.each([
	['ctrl-c', 130],
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)('on %s the terminal is whole and the rows are gone, exit %i', async (way, exitCode) => {
	const {terminal, leftovers} = explore();
	await using _ = terminal;
	await terminal.waitFor('Ana Ruiz');
	expect(leftovers()).toHaveLength(1);
	if (way === 'ctrl-c') await terminal.press(way);
	else terminal.kill(way);
	expect(await terminal.ended).toEqual({exitCode, signal: undefined});
	expect(leftovers()).toEqual([]);
	expect(terminal.transcript()).not.toContain('Ana Ruiz');
});

test('the list on the screen is saved where the program was started, for its owner only', async () => {
	const {terminal} = explore(['--compare', earlier]);
	await using _ = terminal;
	await terminal.waitFor('Ana Ruiz');
	// What changed comes first.
	await terminal.waitFor(/added +course +Privacy/);
	await terminal.press('ctrl-e');
	await terminal.waitFor('Save 6 rows of this list');
	await terminal.press('enter');
	await terminal.waitFor('6 rows saved');
	const [name] = readdirSync(terminal.home).filter((each) => each.endsWith('.csv'));
	expect(name).toMatch(/^litmos-changes-/);
	const path = join(terminal.home, name!);
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(readFileSync(path, 'utf8')).toContain('added,course,');
	await terminal.press('escape');
	await terminal.waitFor(/added +course +Privacy/);
	await terminal.press('escape');
	expect(await terminal.ended).toMatchObject({exitCode: 0});
});

test('a file that is none is said in words', async () => {
	await using terminal = new Terminal(['explore', fileURLToPath(import.meta.url)]);
	expect(await terminal.ended).toMatchObject({exitCode: 1});
	expect(terminal.transcript()).toContain('doesn’t start like a sync file (.c1z).');
	expect(terminal.transcript()).not.toContain('    at ');
});

test('without a terminal, and in a terminal with --output json, it prints the list', async () => {
	const run = (...args: string[]) =>
		promisify(execFile)(process.execPath, [
			'--disable-warning=ExperimentalWarning',
			file('../../dist/main.js'),
			'explore',
			golden,
			...args,
		]);
	expect((await run('--search', 'carla')).stdout.trim().split('\n')).toHaveLength(2);
	const json = JSON.parse((await run('--show', 'grants', '--limit', '2', '--output', 'json')).stdout) as object;
	expect(json).toMatchObject({shown: 2, total: 13, grants: [{slug: 'member'}, {slug: 'member'}]});
	await using terminal = new Terminal(['explore', golden, '--output', 'json', '--show', 'courses']);
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	expect(terminal.transcript()).toContain('"name": "Security basics"');
});

test('where a terminal counts more cells than we do, a line loses its end and no other line changes', async () => {
	const {terminal} = explore([], {isOld: true});
	await using _ = terminal;
	await terminal.waitFor('Ana Ruiz');
	await terminal.paste('👩‍👩‍👧‍👦'.repeat(4));
	await terminal.waitFor('Nothing matches');
	const lines = (await terminal.settled()).split('\n');
	expect(lines[2]).toContain('Search');
	expect(lines[3]).toContain('Nothing matches');
	expect(lines.at(-1)).toContain('help');
});
