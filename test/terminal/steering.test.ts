import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {hostileConductorOne} from '../unit/cli/steering-conductorone.ts';
import {writeHostileFile} from '../unit/cli/steering-file.ts';
import {hostileLitmos} from '../unit/cli/steering-services.ts';
import {choose, signInByKey, toHosting} from './connect-driver.ts';
import {Terminal} from './terminal.ts';
import {openHome, openSandbox, openWizard, toConductorOne} from './wizard-driver.ts';

/**
 * What the hostile texts hold and the program itself never writes. Its own frames hold colors, cursor moves and its own
 * title, so that the texts of these sequences are looked for, not every escape.
 */
const foreign = [
	']52;c;ZXZpbA==',
	'owned',
	'\u001b[8m',
	...'\u009b\u009d\u009c\u0085\u007f\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029',
];

function expectNothingForeign(terminal: Terminal): void {
	// The review says “owned by you” itself.
	const written = terminal.written().replaceAll('owned by', '');
	expect(written).toMatch(/\breadable/);
	for (const sequence of foreign) {
		const at = written.indexOf(sequence);
		expect(at < 0 ? '' : JSON.stringify(written.slice(Math.max(0, at - 200), at + 50))).toBe('');
	}
}

test('from the first screen to a refused push, nothing that either service says steers the terminal', async () => {
	const sandbox = await openSandbox({conductorOne: {nextPollMs: 20, approveAfterPolls: null}});
	const litmos = await hostileLitmos(new URL(sandbox.litmos.url).host);
	const c1 = await hostileConductorOne(sandbox.conductorOne.host);
	onTestFinished(() => {
		litmos.close();
		c1.close();
	});
	const terminal = openWizard(['setup'], {
		columns: 140,
		rows: 40,
		environment: {BROWSER: 'none', BATON_C1_API_HOST: c1.host, BATON_C1_INSECURE: 'true'},
	});
	await toConductorOne(terminal, {...sandbox, litmos: {...sandbox.litmos, url: `http://${litmos.host}`}});
	await signInByKey(terminal, sandbox);
	await toHosting(terminal);
	c1.refuse(/BatonService\/UploadAsset$/);
	await choose(terminal, 'From this computer', 2);
	// Review of what is created, the credential, review of what is sent, then the push.
	for (let page = 0; page < 3; page++) {
		await terminal.settled(400);
		await terminal.press('enter');
	}
	await expect.poll(() => c1.refusals()).toBeGreaterThan(0);
	await terminal.settled(400);
	expect(sandbox.conductorOne.report().rest.connectors.length).toBeGreaterThan(1);
	expectNothingForeign(terminal);
});

test('nothing in a file from elsewhere steers the terminal that looks into it', async () => {
	const home = openHome();
	await writeHostileFile(join(home, 'other.c1z'));
	await using terminal = new Terminal(['explore', join(home, 'other.c1z')], {home, columns: 140, rows: 30});
	await terminal.waitFor('Ana');
	await terminal.press('enter');
	await terminal.settled(200);
	await terminal.press('escape');
	for (let list = 0; list < 5; list++) {
		await terminal.press('tab');
		await terminal.settled(200);
	}
	expectNothingForeign(terminal);
});
