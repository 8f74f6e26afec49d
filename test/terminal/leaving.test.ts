import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {expect, test} from 'vitest';
import {amount} from '../long.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import type {Terminal} from './terminal.ts';
import {openHome, openSandbox, openWizard, toConductorOne, toCourses, toKey, toReview} from './wizard-driver.ts';

const steps: Record<string, {go: (terminal: Terminal, sandbox: Sandbox) => Promise<unknown>; words: RegExp}> = {
	start: {go: (terminal) => terminal.waitFor('Try the sandbox'), words: /Nothing was sent/},
	litmos: {go: toKey, words: /Nothing was sent/},
	courses: {go: toCourses, words: /Your answers are saved/},
	conductorone: {go: toConductorOne, words: /What was read from Litmos is saved[\s\S]*Your answers are saved/},
	review: {go: toReview, words: /What was read from Litmos is saved/},
};

// A step of each outcome in `npm test`: nothing kept, the answers, what was read.
for (const step of amount(Object.keys(steps), ['start', 'courses', 'review'])) {
	const {go, words} = steps[step]!;
	test(`Ctrl-C at ${step} gives the terminal back, says what was changed, and exits 130`, async () => {
		const sandbox = await openSandbox();
		const terminal = openWizard(['setup'], {sandbox});
		await go(terminal, sandbox);
		await terminal.press('ctrl-c');
		expect(await terminal.ended).toEqual({exitCode: 130, signal: undefined});
		expect(terminal.buffer.type).toBe('normal');
		const written = terminal.written();
		expect(written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(written.lastIndexOf('\u001b[?25l'));
		expect(written.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(written.lastIndexOf('\u001b[?2004h'));
		expect(terminal.transcript()).toMatch(/Nothing was sent to ConductorOne, and nothing changed in Litmos/);
		expect(terminal.transcript()).toMatch(words);
	});
}

test('while ConductorOne is waited for, Esc goes back to the review, and Ctrl-C sends all of it or none', async () => {
	const sandbox = await openSandbox({conductorOne: {firstTask: 'none'}});
	const terminal = openWizard(['setup'], {sandbox});
	await toReview(terminal, sandbox);
	await terminal.press('enter');
	await terminal.waitFor('ConductorOne usually asks within five minutes');
	await terminal.press('escape');
	await terminal.waitFor('Review — nothing has been sent yet');
	await terminal.press('enter');
	await terminal.waitFor('ConductorOne usually asks within five minutes');
	await terminal.press('ctrl-c');
	expect((await terminal.ended).exitCode).toBe(130);
	expect(terminal.transcript()).toMatch(/A push was in progress[\s\S]*all of it or none/);
	expect(sandbox.conductorOne.report().syncs).toEqual([]);
});

// A kill in `npm test` is for the tests of the sync to survive.
for (const ending of amount(['ctrl-c', 'kill'] as const, ['ctrl-c'] as const)) {
	test(`after ${ending} in the middle of reading, the next start goes on and asks nothing twice`, async () => {
		const sandbox = await openSandbox();
		const home = openHome();
		const first = openWizard(['setup'], {sandbox, home});
		await toCourses(first, sandbox);
		await first.waitFor('12 courses, and');
		// The lists are read; about who is where Litmos says nothing any more.
		sandbox.litmos.behave({
			nextFaults: [
				{fault: 'stall', path: '/teams/', times: 99},
				{fault: 'stall', path: '/courses/', times: 99},
			],
		});
		await first.press('enter');
		await first.waitFor(/Accounts +60[\s\S]*Teams +3[\s\S]*\d+ of about \d+ requests/);
		if (ending === 'ctrl-c') {
			await first.press('ctrl-c');
			expect((await first.ended).exitCode).toBe(130);
			expect(first.transcript()).toMatch(/What was read so far is saved. The next start continues from there/);
		} else {
			first.kill('SIGKILL');
			await first.ended;
		}
		sandbox.litmos.behave({nextFaults: []});
		const second = openWizard(['setup'], {sandbox, home});
		await second.waitFor('Resume setup');
		expect(second.screen()).toContain(sandbox.litmos.source);
		await second.press('enter');
		await second.waitFor('Read in');
		// Each start asks for the key to be checked, and for the list of courses and its end.
		// The row of each list that has no other is looked at again.
		expect(sandbox.litmos.report().repeated).toBe(3 + 4);
		await second.press('enter');
		await second.waitFor('Connect to ConductorOne');
	});
}

test('Ctrl-Z gives the terminal to the shell, and fg draws the screen anew', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox, shell: true});
	await toKey(terminal, sandbox);
	await terminal.press('ctrl-z');
	await terminal.waitFor('Stopped');
	expect(terminal.buffer.type).toBe('normal');
	await terminal.type('fg');
	await terminal.press('enter');
	await terminal.waitFor('paste it here');
	expect(terminal.screen()).toContain(sandbox.litmos.source);
	await terminal.press('ctrl-c');
	await terminal.waitFor('Nothing was sent');
	await terminal.type('echo "then $?"');
	await terminal.press('enter');
	await terminal.waitFor('then 130');
});

test('the window is named while the set-up runs, and gets its own name back', async () => {
	const terminal = openWizard(['setup']);
	await terminal.waitFor('Try the sandbox');
	const written = () => terminal.written();
	expect(written()).toContain('\u001b[22;0t\u001b]2;litmos-connector\u0007');
	expect(written()).not.toContain('\u001b[23;0t');
	await terminal.press('ctrl-c');
	await terminal.ended;
	expect(written().split('\u001b[23;0t')).toHaveLength(2);
	expect(written().lastIndexOf('\u001b]2;')).toBeLessThan(written().indexOf('\u001b[23;0t'));
});

test.each([
	['is not caught', "throw new Error('the floor gave way');"],
	['is left in a promise', "void Promise.reject(new Error('the floor gave way'));"],
])(
	'an error that %s ends with what, why, what to do and the log, and gives the terminal back',
	async (_how, mistake) => {
		const home = openHome();
		// The program has no such mistake to offer; this one comes with a signal.
		const fault = path.join(home, 'fault.mjs');
		writeFileSync(fault, `process.on('SIGUSR2', () => setImmediate(() => { ${mistake} }));`);
		const terminal = openWizard(['setup'], {
			home,
			environment: {NODE_OPTIONS: `--import=${pathToFileURL(fault).href}`},
		});
		await terminal.waitFor('Try the sandbox');
		terminal.kill('SIGUSR2');
		expect(await terminal.ended).toEqual({exitCode: 1, signal: undefined});
		expect(terminal.buffer.type).toBe('normal');
		const said = terminal.transcript();
		expect(said).toContain('unexpected went wrong: the floor gave way');
		expect(said).toMatch(/^ +This is a bug in this program/m);
		expect(said).toMatch(/^ +→ Try again/m);
		const log = /^ +Log: (.+)$/m.exec(said)?.[1] ?? '';
		expect(said).not.toMatch(/^ +at |fault\.mjs|node:internal|\.js:\d/m);
		// Whoever is told to send the log finds the mistake in it.
		expect(readFileSync(log, 'utf8')).toContain('the floor gave way');
	},
);

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const piped = (args: string[]) =>
	spawnSync(process.execPath, [program, ...args], {
		encoding: 'utf8',
		env: {
			PATH: process.env.PATH,
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
			HOME: openHome(),
			NODE_NO_WARNINGS: '1',
		},
	});

test('without a terminal nothing is asked: what is missing is named with flag and variable, exit 2', () => {
	const {status, stderr, stdout} = piped([]);
	expect(status).toBe(2);
	expect(stderr).toContain('--api-key');
	expect(stderr).toContain('BATON_API_KEY');
	expect(stderr).toContain('--source');
	expect(stderr).toContain('BATON_SOURCE');
	expect(stdout).toBe('');
});

test('the set-up asked for without a terminal says what to use in its place, exit 2', () => {
	const {status, stderr} = piped(['setup']);
	expect(status).toBe(2);
	expect(stderr).toContain('needs a terminal');
	expect(stderr).toMatch(/litmos-connector(.cjs)? push/);
});
