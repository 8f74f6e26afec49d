import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {amount, isLong} from '../long.ts';
import {
	choose,
	expectNoSecret,
	pasteKey,
	setUpOf,
	signInByBrowser,
	signInByKey,
	toHosting,
	toSignIn,
} from './connect-driver.ts';
import {isWhole, openHome, openSandbox, openWizard, toKey} from './wizard-driver.ts';

test('hosted by ConductorOne, signed in by browser: made, synced, proven', async () => {
	const {sandbox, terminal} = await toSignIn();
	await signInByBrowser(terminal, sandbox);
	await toHosting(terminal);
	await choose(terminal, 'Hosted by ConductorOne', 0);
	await terminal.waitFor('Review — nothing has been created yet');
	expect(setUpOf(sandbox).app).toBeUndefined();
	await terminal.press('enter');
	await terminal.waitFor(/The connector is set up|The files are ready/);
	await terminal.waitFor('ConductorOne has received everything');
	expect(terminal.screen()).toMatch(/Accounts +60 +60 +–/);
	await terminal.press('enter');
	expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
	expect(terminal.transcript()).toMatch(/Setup in \S+ is finished[\s\S]*60 of 60 accounts[\s\S]*connect --undo/);
	expect(setUpOf(sandbox).connectors).toMatchObject([{status: 'SYNC_STATUS_DONE'}]);
	expectNoSecret(terminal, sandbox);
});

test.each(
	amount(
		[
			[80, 24],
			[60, 16],
		],
		[[80, 24]],
	),
)(
	'pushed from here, signed in by a pasted key: credential kept, first sync pushed, proven, at %i×%i',
	async (columns, rows) => {
		const home = openHome();
		const {sandbox, terminal} = await toSignIn({}, {home, columns, rows});
		await signInByKey(terminal, sandbox);
		await toHosting(terminal);
		await choose(terminal, 'From this computer', 2);
		await terminal.waitFor('Review — nothing has been created yet');
		await terminal.press('enter');
		await terminal.waitFor('Review — nothing has been sent yet');
		await terminal.press('enter');
		await terminal.waitFor('ConductorOne has received everything');
		expect(isWhole(await terminal.settled(), rows), terminal.screen()).toBe(true);
		await terminal.press('enter');
		expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
		expect(sandbox.conductorOne.report().syncs).toMatchObject([{problems: []}]);
		expect(setUpOf(sandbox).connectors).toHaveLength(1);
		expectNoSecret(terminal, sandbox);
		// What another command needs is known to it.
		const status = openWizard(['status'], {sandbox, home});
		expect(await status.ended).toEqual({exitCode: 0, signal: undefined});
		expect(status.transcript()).toMatch(/Connected[\s\S]*accounts +60 +60 +0/);
	},
);

const kubernetes = ['Kubernetes', 3, 'kubernetes'] as const;
const others = [
	['Terraform', 4, 'terraform'],
	['Docker Compose', 5, 'docker'],
	['systemd service', 6, 'systemd'],
] as const;
// In `npm test` the one that asks most.
for (const [way, down, name] of [kubernetes, ...(isLong ? others : [])]) {
	test(`${way}: files in one folder, readable by their owner only`, async () => {
		const {sandbox, terminal} = await toSignIn();
		await signInByKey(terminal, sandbox);
		await toHosting(terminal);
		await choose(terminal, way, down);
		await terminal.waitFor('Where do you want to write the files?');
		await terminal.press('enter');
		if (name === 'kubernetes') {
			for (const question of [
				'Which namespace should',
				'Which image should',
				'How should the files be',
				'Do you use the External',
			]) {
				await terminal.waitFor(question);
				await terminal.press('enter');
			}
		}
		await terminal.waitFor('Review — nothing has been created yet');
		await terminal.press('enter');
		await terminal.waitFor(/The connector is set up|The files are ready/);
		await terminal.press('enter');
		expect((await terminal.ended).exitCode).toBe(0);
		const folder = join(terminal.home, `litmos-connector-${name}`);
		expect(terminal.transcript()).toContain(`Next, in ${folder}`);
		const file = {kubernetes: 'secret.yaml', terraform: 'main.tf', docker: 'connector.env', systemd: 'litmos.env'}[
			name
		];
		expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
		const content = readFileSync(join(folder, file), 'utf8');
		if (name === 'terraform') expect(content).not.toContain('secret-token');
		else expect(content).toContain('secret-token');
		expect(setUpOf(sandbox).connectors).toHaveLength(name === 'terraform' ? 0 : 1);
		expectNoSecret(terminal, sandbox);
	});
}

test('a step that fails can be tried again and undone once that is agreed to; nothing is left', async () => {
	const {sandbox, terminal} = await toSignIn();
	await signInByKey(terminal, sandbox);
	await toHosting(terminal);
	await choose(terminal, 'Hosted by ConductorOne', 0);
	await terminal.waitFor('Review — nothing has been created yet');
	const refused = {status: 400, times: 1, method: 'POST', path: '/connectors/create'};
	// The second try waits a second, so that the page of the first one is seen to go.
	sandbox.conductorOne.behave({restFaults: [refused, {...refused, status: 429, retryAfterSeconds: 1}, {...refused}]});
	await terminal.press('enter');
	await terminal.waitFor('Setup stopped');
	expect(terminal.screen()).toContain('the app “Litmos”');
	await terminal.press('enter');
	await terminal.waitFor('Setup stopped', {gone: true});
	await terminal.waitFor('Setup stopped');
	await terminal.press('down', 'enter');
	await terminal.waitFor('Delete what this setup created in');
	expect(terminal.screen()).toContain('Deletes the app “Litmos”');
	expect(setUpOf(sandbox).app).toBeDefined();
	await terminal.press('down', 'enter');
	await terminal.waitFor('Undone');
	expect(setUpOf(sandbox).app).toBeUndefined();
	await terminal.press('ctrl-c');
	expect((await terminal.ended).exitCode).toBe(130);
});

test('killed in the middle, gone on with by the next start: one app, one connector', async () => {
	const home = openHome();
	const {sandbox, terminal} = await toSignIn({}, {home});
	await signInByKey(terminal, sandbox);
	await toHosting(terminal);
	await choose(terminal, 'From this computer', 2);
	await terminal.waitFor('Review — nothing has been created yet');
	sandbox.conductorOne.behave({restFaults: [{status: 429, times: 99, path: '/credentials', retryAfterSeconds: 60}]});
	await terminal.press('enter');
	await terminal.waitFor('Client ID and secret');
	await expect.poll(() => setUpOf(sandbox).connectors.length).toBe(1);
	terminal.kill('SIGKILL');
	await terminal.ended;
	sandbox.conductorOne.behave({restFaults: []});
	const second = openWizard(['setup'], {sandbox, home, environment: {BROWSER: 'none'}});
	await second.waitFor('Resume setup');
	await second.press('enter');
	await second.waitFor('Read in');
	await second.press('enter');
	await second.waitFor('Sign in to ConductorOne');
	await second.press('enter');
	// The key is kept: nobody has to sign in again.
	await second.waitFor('You’re signed in to ConductorOne');
	expect(second.screen()).toContain('Finish setting up “Litmos”');
	await second.press('enter');
	await second.waitFor('Continue where it stopped');
	await second.press('enter');
	await second.waitFor('Review — nothing has been sent yet');
	expect(setUpOf(sandbox).connectors).toHaveLength(1);
	expect(existsSync(join(home, 'state', 'conductorone.json'))).toBe(true);
});

test('a role that may not list people owns it alone, and one that may not create apps is told who may', async () => {
	const {sandbox, terminal} = await toSignIn({conductorOne: {role: 'connector-admin'}});
	await signInByKey(terminal, sandbox);
	await terminal.press('enter');
	await terminal.waitFor('Create with another name');
	await terminal.press('down', 'enter');
	await terminal.waitFor('What do you want to call the new app?');
	await terminal.press('enter');
	await terminal.waitFor('Your role can’t list users');
	await terminal.press('enter');
	await terminal.waitFor('How should the connector run?');
	await choose(terminal, 'Hosted by ConductorOne', 0);
	await terminal.waitFor('Review — nothing has been created yet');
	await terminal.press('enter');
	await terminal.waitFor('Setup stopped');
	expect(terminal.screen()).toContain('Application Administrator');
});

test('without an API key Ctrl-Y leads to a file for the Litmos owner; Esc goes back page by page and keeps every answer', async () => {
	const sandbox = await openSandbox();
	const terminal = openWizard(['setup'], {sandbox, environment: {BROWSER: 'none'}});
	await toKey(terminal, sandbox);
	await terminal.waitFor('Press Ctrl-Y');
	await terminal.press('ctrl-y');
	await pasteKey(terminal, sandbox);
	await toHosting(terminal);
	await choose(terminal, 'Hosted by ConductorOne', 0);
	await terminal.waitFor('Hand over to a Litmos Account Owner');
	await terminal.press('enter');
	await terminal.waitFor('c1-handover.json');
	await terminal.press('enter');
	await terminal.waitFor(/setup --from\s+c1-handover.json/);
	const file = join(terminal.home, 'c1-handover.json');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
		litmos: null,
		conductorOne: {app: {kind: 'new', name: 'Litmos'}, hosting: 'hosted'},
	});
	expect(readFileSync(file, 'utf8')).not.toContain('secret-token');
	expect(setUpOf(sandbox).app).toBeUndefined();
	for (const words of [
		'Review — nothing has been created yet',
		'How should the connector run?',
		'Who should own the app?',
		'Which ConductorOne app',
		'You’re signed in',
		'paste it here',
	]) {
		await terminal.press('escape');
		await terminal.waitFor(words);
	}
	expect(terminal.screen()).toContain(sandbox.litmos.source);
	await terminal.paste(sandbox.litmos.apiKey);
	await terminal.press('enter');
	await terminal.waitFor('Which courses do you want to sync?');
	await terminal.press('enter');
	await terminal.waitFor('Read in');
	await terminal.press('enter');
	await terminal.waitFor('Connect to ConductorOne');
	await terminal.press('enter');
	// Once is enough.
	await terminal.waitFor('You’re signed in');
	await terminal.press('escape');
	await terminal.waitFor('Connect to ConductorOne');
	expectNoSecret(terminal, sandbox);
});

const smallest = [60, 16] as const;
for (const [columns, rows] of amount([smallest, [200, 50] as const], [smallest])) {
	test(`every page is whole at ${columns}×${rows}, up to the proof`, async () => {
		const {sandbox, terminal} = await toSignIn({}, {columns, rows});
		const whole = async (words: string) => {
			await terminal.waitFor(words);
			const screen = await terminal.settled();
			expect(isWhole(screen, rows), screen).toBe(true);
		};
		await whole('Sign in to ConductorOne');
		await signInByBrowser(terminal, sandbox);
		await whole('You’re signed in');
		await terminal.press('enter');
		await whole('Create with another name');
		await terminal.press('down', 'enter');
		await whole('What do you want to call the new app?');
		await terminal.press('enter');
		await whole('Who should own the app?');
		await terminal.press('enter');
		await whole('How should the connector run?');
		await terminal.press('enter');
		await whole('Review — nothing has been created yet');
		await terminal.press('enter');
		await terminal.waitFor('ConductorOne has received everything');
		await whole('Exit');
	});
}
