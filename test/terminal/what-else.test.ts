import {expect, test} from 'vitest';
import {amount} from '../long.ts';
import {signInByKey, toHosting} from './connect-driver.ts';
import {openHome, openSandbox, openWizard, toConductorOne, toCourses} from './wizard-driver.ts';

const smallest = [60, 16] as const;
const sizes = amount([[80, 24] as const, smallest], [smallest]);

for (const [columns, rows] of sizes) {
	test(`demo data with learning paths: priced, ticked, counted and pushed, at ${columns}×${rows}`, async () => {
		const terminal = openWizard(['--demo'], {columns, rows});
		await terminal.waitFor('Sandbox: demo data');
		await terminal.press('enter');
		await terminal.waitFor(/50 courses(, and| ·)/);
		await terminal.press('ctrl-x');
		await terminal.waitFor('Leave everything off');
		const before = await terminal.waitFor(/At least (\d+) requests/);
		expect(before).toMatch(/Learning paths\s+1 request per path/);
		expect(before).toMatch(/Course modules\s+\+ 50 requests/);
		await terminal.press('space');
		await terminal.waitFor(/At least \d+ [→>] \d+ requests/);
		await terminal.press('enter');
		await terminal.waitFor('Optional data: learning paths');
		await terminal.press('enter');
		await terminal.waitFor('Read in');
		await terminal.waitFor('Learning paths');
		await terminal.press('enter');
		await terminal.waitFor('Sandbox: a demo ConductorOne');
		await terminal.press('down', 'enter');
		await terminal.waitFor('Review — nothing has been sent yet');
		expect(terminal.screen()).toMatch(/Optional data\s+learning paths/);
		await terminal.press('enter');
		await terminal.waitFor('accepted the data');
		await terminal.press('enter');
		expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
	});
}

test('what is ticked reaches ConductorOne, and is there again at the next start', async () => {
	const sandbox = await openSandbox();
	const home = openHome();
	const first = openWizard(['setup'], {sandbox, home});
	await toCourses(first, sandbox);
	await first.press('ctrl-x');
	await first.waitFor('Leave everything off');
	await first.press('space', 'down', 'space', 'enter');
	await first.waitFor(/Optional data:\s+learning paths, team leaders/);
	await first.press('enter');
	await first.waitFor('Read in');
	await first.press('ctrl-c');
	await first.ended;
	const second = openWizard(['setup'], {sandbox, home});
	await second.waitFor('Resume setup');
	await second.press('enter');
	await second.waitFor('Read in');
	await second.waitFor('Learning paths');
	await second.press('enter');
	await second.waitFor('Connect to ConductorOne');
	await second.paste(`${sandbox.conductorOne.clientId}\n${sandbox.conductorOne.clientSecret}\n`);
	await second.waitFor('You pasted both');
	await second.press('enter');
	await second.waitFor('Review — nothing has been sent yet');
	await second.press('enter');
	await second.waitFor('accepted the data');
	const [sync] = sandbox.conductorOne.report().syncs;
	expect(sync?.problems).toEqual([]);
	expect(sync?.resources).toMatchObject({learning_path: expect.any(Number)});
});

test('where ConductorOne’s own connector would run, it says that what is ticked is not read there', async () => {
	const sandbox = await openSandbox({conductorOne: {nextPollMs: 20}});
	const terminal = openWizard(['setup', '--extras', 'learning-paths'], {
		sandbox,
		columns: 60,
		rows: 16,
		environment: {BROWSER: 'none'},
	});
	await toConductorOne(terminal, sandbox);
	await signInByKey(terminal, sandbox);
	await toHosting(terminal);
	// Both warnings, whole.
	await terminal.waitFor(/is not read there:[\s\S]*doesn’t\s+support\s+it\./);
	await terminal.press('down', 'down');
	await terminal.waitFor('The Litmos key stays on this computer.');
	expect(terminal.screen()).not.toContain('is not read there');
	await terminal.press('down');
	await terminal.waitFor('is not read there');
	expect(terminal.screen()).toContain('The key stays in your cluster');
});
