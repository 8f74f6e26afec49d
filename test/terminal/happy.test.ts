import {expect, test} from 'vitest';
import {amount} from '../long.ts';
import {openHome, openSandbox, openWizard, toReview} from './wizard-driver.ts';

const usual = [80, 24] as const;
const sizes = amount([usual, [60, 16] as const, [200, 50] as const], [usual]);

/** Each page of the demo, in order; Enter leads from one to the next. */
const demoPages = [
	'Sandbox: demo data',
	'Which courses do you want to sync?',
	'Read in',
	'Sign in to ConductorOne',
	// The code approves itself.
	'You’re signed in to ConductorOne',
	'Create the app “Litmos”',
	'Who should own the app?',
	'From this computer',
	'Review — nothing has been created yet',
	'Review — nothing has been sent yet',
] as const;

/** Rows of the demo data as the page shows them when it opens; a Tab leads from one list to the next. */
const realRows = [
	['Accounts', /Adaeze Bâ +adaeze\.ba@example\.org +active +26/],
	['Teams', /All Employees +150/],
	['Courses', /Code of Conduct +MAND-1 +250 +.* 45%/],
	['Grants', /James Johnson +member +All Employees +team/],
] as const;

for (const [columns, rows] of sizes) {
	const sees = columns === 80 ? ', and each list shows its rows unopened' : '';
	test(`a first-time user of --demo reaches a pushed sync in ≤ 10 keys (Tab not counted) at ${columns}×${rows}${sees}`, async () => {
		const terminal = openWizard(['--demo'], {columns, rows});
		let keys = 0;
		for (const page of demoPages) {
			await terminal.waitFor(page);
			// Names and codes of courses are there before anything was read for the preview.
			if (page.startsWith('Which courses') && columns === 80) await terminal.waitFor(/Code of Conduct +MAND-1 +active/);
			if (page === 'Read in' && columns === 80) {
				// The numbers of the file follow the end of the read by a moment.
				await terminal.waitFor(/Accounts 250 +Teams 10 +Courses 50 +Grants 4,206/);
				for (const [list, row] of realRows) {
					if (list !== 'Accounts') await terminal.press('tab');
					await terminal.waitFor(row);
				}
			}
			await terminal.press('enter');
			keys++;
			if (page === 'Sign in to ConductorOne') await terminal.waitFor('Make sure the code matches');
		}
		const screen = await terminal.waitFor('ConductorOne has received everything');
		expect(keys).toBeLessThanOrEqual(10);
		expect(screen).toMatch(/Accounts +250 +250 +–/);
		// What would be dead when this has ended is not offered.
		expect(screen).not.toMatch(/https?:|connect --undo/);
		await terminal.press('enter');
		expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
		expect(terminal.buffer.type).toBe('normal');
		expect(terminal.transcript()).toMatch(/accepted the data from[\s\S]*250 accounts[\s\S]*demo data/);
		expect(terminal.transcript()).not.toMatch(/https?:|connect --undo|status/);
	});
}

test('by hand to a push: ConductorOne has the whole file, Litmos was asked twice for lists of one row alone', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox});
	await toReview(terminal, sandbox);
	await terminal.waitFor('saved in a file only you can read');
	await terminal.press('enter');
	await terminal.waitFor('accepted the data');
	await terminal.press('enter');
	expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
	const {expected, repeated} = sandbox.litmos.report();
	// One row may be the first of a shortened page.
	expect(repeated).toBe(4);
	const {hellos, syncs, finished} = sandbox.conductorOne.report();
	expect(hellos.length).toBeGreaterThan(0);
	expect(syncs).toHaveLength(1);
	expect(syncs[0]?.problems).toEqual([]);
	expect(syncs[0]?.resources).toMatchObject({user: expected.accounts, team: expected.teams, course: expected.courses});
	expect(finished.at(-1)).toMatchObject({ok: true});
	const written = terminal.written();
	expect(written).not.toContain(sandbox.litmos.apiKey);
	expect(written).not.toContain(sandbox.conductorOne.clientSecret);
	expect(terminal.transcript()).toContain('push');
});

test('some courses: searched, ticked, pasted, and only these are pushed', async () => {
	const sandbox = await openSandbox();
	const [first, second, third] = sandbox.litmos.sample(3).courses;
	const terminal = openWizard(['setup'], {sandbox, environment: {BATON_API_KEY: sandbox.litmos.apiKey}});
	await terminal.waitFor('Try the sandbox');
	await terminal.press('enter');
	await terminal.waitFor('such as acme.litmos.com');
	await terminal.type(sandbox.litmos.source);
	await terminal.press('enter');
	await terminal.waitFor('Another address');
	await terminal.press('up', 'enter');
	await terminal.waitFor('such as https');
	await terminal.type(sandbox.litmos.url);
	await terminal.press('enter');
	await terminal.waitFor('from the environment; Enter keeps it');
	await terminal.press('enter');
	await terminal.waitFor('12 courses, and');
	await terminal.press('tab', 'right', 'enter');
	await terminal.waitFor('No course is selected.');
	await terminal.press('tab', 'space');
	await terminal.waitFor('1 of 12 courses');
	await terminal.press('ctrl-n');
	await terminal.waitFor('0 of 12 selected');
	await terminal.paste(`${second!.id}\n${third!.originalId}, NOPE`);
	await terminal.waitFor('2 courses selected from what you pasted');
	await terminal.waitFor('No course has this name, code, number or ID: “NOPE”.');
	await terminal.type(first!.name.slice(0, 12));
	await terminal.waitFor(`Search ${first!.name.slice(0, 12)}`);
	await terminal.waitFor('1 match · 2 of 12 selected');
	await terminal.press('down');
	await terminal.settled(300);
	await terminal.press('space');
	await terminal.waitFor('3 of 12 selected');
	await terminal.press('enter');
	await terminal.waitFor('Read in');
	await terminal.waitFor('Courses 3');
});

test('runs of the same answers stay in one home, and a second start offers the kept ones', async () => {
	const sandbox = await openSandbox();
	const home = openHome();
	const first = openWizard(['setup'], {sandbox, home});
	await toReview(first, sandbox);
	await first.press('enter');
	await first.waitFor('accepted the data');
	await first.press('enter');
	await first.ended;
	const second = openWizard(['setup'], {sandbox, home});
	await second.waitFor('Try the sandbox');
	expect(second.screen()).not.toContain('Resume setup');
	await second.press('enter');
	await second.waitFor(/API key\s+\d+ characters, saved earlier; Enter keeps it/);
	expect(second.screen()).toContain(sandbox.litmos.source);
});
