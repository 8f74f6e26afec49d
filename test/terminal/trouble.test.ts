import {expect, test} from 'vitest';
import {openSandbox, openWizard, toConductorOne, toCourses, toKey, toReview} from './wizard-driver.ts';

test('a wrong key is said where the key is asked for, and the right one goes on', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox});
	await toKey(terminal, sandbox);
	await terminal.paste('00000000-0000-4000-8000-000000000000');
	await terminal.waitFor('pasted 36 characters');
	await terminal.press('enter');
	const screen = await terminal.waitFor('Litmos rejected this API key');
	expect(screen).toContain('My Profile & Settings');
	expect(screen).toContain('litmos-connector.log');
	// The checks of doctor, with the key that was entered.
	await terminal.press('ctrl-p');
	const checks = await terminal.waitFor('1 failure');
	expect(checks).toMatch(/✗ +Litmos: API key +Litmos rejected this API key/);
	await terminal.press('escape');
	await terminal.waitFor('Ctrl-P diagnose');
	await terminal.paste(`  ${sandbox.litmos.apiKey}\n`);
	await terminal.waitFor('rejected this API key', {gone: true});
	await terminal.press('enter');
	await terminal.waitFor('Which courses do you want to sync?');
	expect(terminal.written()).not.toContain(sandbox.litmos.apiKey);
});

test('at 60×16 a long message is paged to its end', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox, columns: 60, rows: 16});
	await toKey(terminal, sandbox);
	await terminal.paste('00000000-0000-4000-8000-000000000000');
	await terminal.press('enter');
	await terminal.waitFor('PgUp PgDn');
	await terminal.press('page-down', 'page-down', 'page-down', 'page-down');
	await terminal.waitFor('Log:');
	await terminal.waitFor(/(\d+) \/ \1 {2}PgUp PgDn/);
});

test('no network: said in words, and Enter tries again once it is there; so it is with a failing list of courses', async () => {
	const sandbox = await openSandbox();
	sandbox.litmos.behave({down: true});
	const terminal = openWizard(['setup'], {sandbox});
	await toKey(terminal, sandbox);
	await terminal.paste(sandbox.litmos.apiKey);
	await terminal.press('enter');
	await terminal.waitFor('✗');
	expect(terminal.screen()).toMatch(/127\.0\.0\.1.*(refuse|reach)/);
	sandbox.litmos.behave({down: false, nextFaults: [{fault: 'not-found', path: '/courses', times: 1}]});
	await terminal.press('enter');
	await terminal.waitFor('Which courses do you want to sync?');
	await terminal.waitFor('read the list again');
	await terminal.press('enter');
	await terminal.waitFor('12 courses, and');
});

test('a check can be given up with Esc, and everything typed is still there', async () => {
	const sandbox = await openSandbox({litmos: {latencyMs: 60_000}});
	const terminal = openWizard(['setup'], {sandbox});
	await toKey(terminal, sandbox);
	await terminal.paste(sandbox.litmos.apiKey);
	await terminal.press('enter');
	await terminal.waitFor('Checking the API key with Litmos');
	await terminal.waitFor('Esc stop checking');
	await terminal.press('escape');
	await terminal.waitFor('36 characters, entered; Enter keeps it');
	expect(terminal.screen()).toContain(sandbox.litmos.source);
});

test('back and forth keeps every answer', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox});
	await toReview(terminal, sandbox);
	for (const words of [
		'Connect to ConductorOne',
		'Sign in to',
		'Read in',
		'Which courses',
		'Connect your Litmos account',
		'Try the sandbox',
	]) {
		await terminal.press('escape');
		await terminal.waitFor(words);
	}
	await terminal.press('enter');
	await terminal.waitFor('36 characters, entered; Enter keeps it');
	expect(terminal.screen()).toContain(sandbox.litmos.source);
	expect(terminal.screen()).toContain(sandbox.litmos.url);
	await terminal.press('enter');
	await terminal.waitFor('Which courses');
	await terminal.press('enter');
	await terminal.waitFor('Read in');
	await terminal.press('enter');
	await terminal.waitFor('characters, entered; Enter keeps it');
	expect(terminal.screen()).toContain(sandbox.conductorOne.clientId);
	await terminal.press('enter');
	await terminal.waitFor('Review — nothing has been sent yet');
	// The row of each list that has no other is looked at again.
	expect(sandbox.litmos.report().repeated).toBe(4);
});

test('any answer can be opened from the review, and leads back there', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox});
	await toReview(terminal, sandbox);
	// Below Push and “Save and quit” the lines begin again.
	await terminal.press('down', 'down', 'right');
	await terminal.waitFor('Connect your Litmos account');
	await terminal.press('escape');
	await terminal.waitFor('Review — nothing has been sent yet');
	await terminal.press('down', 'down', 'down', 'right');
	await terminal.waitFor('Which courses');
	await terminal.press('space');
	await terminal.waitFor('1 of 12 selected');
	await terminal.press('enter');
	await terminal.waitFor('Review — nothing has been sent yet');
	await terminal.waitFor(/1 of \d+ selected/);
	await terminal.waitFor('1 course,');
	await terminal.press('enter');
	await terminal.waitFor('accepted the data');
	expect(sandbox.conductorOne.report().syncs[0]?.resources).toMatchObject({course: 1});
});

test('swapped halves of the credential find their own fields; a revoked one is said', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox});
	await toConductorOne(terminal, sandbox);
	await terminal.paste(sandbox.conductorOne.clientSecret);
	await terminal.waitFor('That was the secret');
	await terminal.press('tab');
	await terminal.paste(`BATON_CLIENT_ID="${sandbox.conductorOne.clientId}"`);
	await terminal.waitFor(new RegExp(`Client ID +${sandbox.conductorOne.clientId.slice(0, 12)}`));
	sandbox.conductorOne.behave({credentialRevoked: true});
	await terminal.press('enter');
	await terminal.waitFor('✗');
	expect(terminal.screen()).toMatch(/rejected this client ID and secret/);
	sandbox.conductorOne.behave({credentialRevoked: false});
	await terminal.press('enter');
	await terminal.waitFor('Review — nothing has been sent yet');
	expect(terminal.written()).not.toContain(sandbox.conductorOne.clientSecret);
});

test('a reading that breaks off is gone on with; the preview shows the accounts, opens one, and Esc closes it', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox});
	await toCourses(terminal, sandbox);
	await terminal.waitFor('12 courses, and');
	sandbox.litmos.behave({nextFaults: [{fault: 'not-found', path: '/users', times: 1}]});
	await terminal.press('enter');
	await terminal.waitFor(/try again|Read in/);
	if (terminal.screen().includes('try again')) await terminal.press('enter');
	await terminal.waitFor('Read in');
	await terminal.waitFor('of 60');
	await terminal.press('right');
	await terminal.waitFor('Accounts ›');
	await terminal.press('escape');
	await terminal.waitFor('Accounts ›', {gone: true});
	expect(terminal.screen()).toContain('Read in');
});

test('a refused upload keeps its log on the screen and offers what to do; trying again sends the data', async () => {
	const sandbox = await openSandbox({conductorOne: {refuseUpload: 'the file is not wanted today'}});
	const terminal = openWizard(['setup'], {sandbox});
	await toReview(terminal, sandbox);
	await terminal.press('enter');
	await terminal.waitFor('The push failed');
	await terminal.waitFor('Quit and push later');
	await terminal.type('d');
	await terminal.waitFor('ConductorOne recognized this connector');
	await terminal.type('d');
	await terminal.waitFor('ConductorOne recognized this connector', {gone: true});
	await terminal.press('down', 'enter');
	await terminal.waitFor('Review — nothing has been sent yet');
	sandbox.conductorOne.behave({refuseUpload: null});
	sandbox.conductorOne.enqueue({kind: 'sync'});
	await terminal.press('enter');
	await terminal.waitFor('accepted the data');
});

test('push later: leaves with what went wrong and what is kept', async () => {
	const sandbox = await openSandbox({conductorOne: {refuseUpload: 'the file is not wanted today'}});
	const terminal = openWizard(['setup'], {sandbox});
	await toReview(terminal, sandbox);
	await terminal.press('enter');
	await terminal.waitFor('The push failed');
	await terminal.press('up', 'enter');
	expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
	expect(terminal.transcript()).toMatch(/Nothing was sent to ConductorOne[\s\S]*What was read from Litmos is saved/);
});
