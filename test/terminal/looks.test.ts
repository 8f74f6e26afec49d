import {expect, test} from 'vitest';
import {isLong} from '../long.ts';
import type {Terminal} from './terminal.ts';
import {colour, isWhole, openSandbox, openWizard, toCourses, toReview} from './wizard-driver.ts';

/** Presses Enter through demo data to the end; `words` are what each page is known by. */
async function through(terminal: Terminal): Promise<void> {
	for (const words of [
		'Connect your Litmos account',
		'Which courses',
		'Read in',
		'Connect to ConductorOne',
		'nothing has been sent yet',
	]) {
		await terminal.waitFor(words);
		// The way without signing in is the shorter one.
		if (words === 'Connect to ConductorOne') await terminal.press('down');
		await terminal.press('enter');
	}
	await terminal.waitFor('accepted the data');
}

test.runIf(isLong)('NO_COLOR: no colour at all, and marks say what colours said', async () => {
	const terminal = openWizard(['--demo'], {environment: {NO_COLOR: '1'}});
	await through(terminal);
	expect(terminal.screen()).toContain('✓ Litmos ─ ✓ Courses');
	expect(terminal.written()).not.toMatch(colour);
});

test('with colour there is some, so that the test above can fail', async () => {
	const terminal = openWizard(['--demo']);
	await terminal.waitFor('Connect your Litmos account');
	expect(terminal.written()).toMatch(colour);
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is looked for
const beyondAscii = /[^\u0000-\u007f]/;

test.runIf(isLong)('ASCII: nothing but ASCII is written', async () => {
	const terminal = openWizard(['--demo', '--symbols', 'ascii'], {columns: 60, rows: 16});
	await through(terminal);
	expect(terminal.screen()).not.toMatch(beyondAscii);
});

test('ASCII and NO_COLOR together: nothing but ASCII, and no colour', async () => {
	const terminal = openWizard(['--demo', '--symbols', 'ascii'], {columns: 60, rows: 16, environment: {NO_COLOR: '1'}});
	await through(terminal);
	expect(terminal.screen()).not.toMatch(beyondAscii);
	expect(terminal.written()).not.toMatch(colour);
});

test('read aloud: words and places, no pictures, to the end by Enter', async () => {
	const terminal = openWizard(['--demo'], {environment: {BATON_SCREEN_READER: 'true'}, rows: 40});
	await through(terminal);
	const screen = terminal.screen();
	expect(screen).toContain('Step 5 of 5: Push');
	expect(screen).not.toMatch(/[─●○◉❯█░]/);
	await terminal.press('enter');
	expect((await terminal.ended).exitCode).toBe(0);
});

test('resizing leaves no debris and loses nothing', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox, columns: 100, rows: 30});
	await toCourses(terminal, sandbox);
	await terminal.waitFor('12 courses, and');
	await terminal.press('space');
	await terminal.waitFor('1 of 12 courses');
	for (const [columns, rows] of [
		[60, 16],
		[140, 40],
		[80, 24],
	] as const) {
		terminal.resize(columns, rows);
		const screen = await terminal.until(
			() => isWhole(terminal.screen(), rows) && /1 (of 12 )?selected/.test(terminal.screen()),
			`A whole frame of ${columns}×${rows}`,
		);
		expect(screen.match(/1 of 12 courses/g)).toHaveLength(1);
	}
	terminal.resize(50, 10);
	await terminal.waitFor('This window is too small');
	terminal.resize(80, 24);
	await terminal.waitFor(/1 (of 12 )?selected/);
	await terminal.press('enter');
	await terminal.waitFor('Read in');
});

test('every page is whole at the smallest size', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox, columns: 60, rows: 16});
	await toReview(terminal, sandbox);
	for (const words of [
		'Connect to ConductorOne',
		'Sign in to',
		'Read in',
		'Which courses',
		'Connect your Litmos account',
	]) {
		const screen = await terminal.settled();
		expect(isWhole(screen, 16), screen).toBe(true);
		await terminal.press('escape');
		await terminal.waitFor(words);
	}
});

test('help shows the keys that work here, and Esc closes it', async () => {
	const terminal = openWizard(['setup']);
	await terminal.waitFor('Try the sandbox');
	await terminal.type('?');
	await terminal.waitFor('All keys on this page');
	await terminal.press('escape');
	await terminal.waitFor('Try the sandbox');
});

test('TERM=dumb: lines that follow each other, without an escape sequence, to the end by Enter', async () => {
	const terminal = openWizard(['--demo'], {environment: {TERM: 'dumb'}, rows: 40});
	await through(terminal);
	expect(terminal.screen()).toContain('Step 5 of 5: Push');
	expect(terminal.written()).not.toContain('\u001b');
	expect(terminal.screen()).not.toMatch(/[─●○◉❯█░]/);
	await terminal.press('enter');
	expect((await terminal.ended).exitCode).toBe(0);
});

test('keys that arrive in one read are each pressed: three → move three, and a ? among letters is one of them', async () => {
	const terminal = openWizard(['setup']);
	await terminal.waitFor('Try the sandbox');
	await terminal.press('enter');
	await terminal.waitFor('such as acme.litmos.com');
	await terminal.type('acme?x');
	await terminal.press('home');
	terminal.send('\u001b[C\u001b[C\u001b[CZ');
	await terminal.waitFor('acmZe?x');
	expect(terminal.screen()).not.toContain('About this page');
	// What a field takes as a letter has another key here.
	expect(terminal.screen()).toContain('Ctrl-G help');
	await terminal.press('f1');
	await terminal.waitFor('About this page');
	await terminal.press('escape');
	await terminal.waitFor('acmZe?x');
});
