import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openHome, openSandbox, openWizard, toCourses} from './wizard-driver.ts';

test('a second Litmos account gets a profile, which the next start asks for', async () => {
	const sandbox = await openSandbox();
	const home = openHome();
	const state = join(home, 'state');
	const environment = {BATON_STATE_FOLDER: state};
	const first = openWizard(['setup'], {sandbox, home, environment});
	await toCourses(first, sandbox);
	await first.press('ctrl-c');
	await first.ended;

	const second = openWizard(['setup'], {sandbox, home, environment});
	await second.waitFor('Another Litmos account');
	await second.press('up', 'enter');
	await second.waitFor('Which Litmos account do you want to work with?');
	await second.press('up', 'enter');
	await second.waitFor('Profile name');
	await second.type('Em ea');
	await second.press('enter');
	await second.waitFor('is not a profile name');
	await second.press('ctrl-u');
	await second.type('EMEA');
	await second.press('enter');
	await second.waitFor('profile emea');
	await second.waitFor('Set up a connection');
	await toCourses(second, sandbox);
	// The key is saved beside the listing of courses, which may come first.
	await expect.poll(() => existsSync(join(state, 'profiles', 'emea', 'secrets.json'))).toBe(true);
	await second.press('ctrl-c');
	expect((await second.ended).exitCode).toBe(130);
	expect(readdirSync(join(state, 'profiles'))).toEqual(['emea']);
	const secrets = readFileSync(join(state, 'profiles', 'emea', 'secrets.json'), 'utf8');
	expect(secrets).toContain(sandbox.litmos.apiKey);

	const third = openWizard(['setup'], {sandbox, home, environment});
	await third.waitFor('Which Litmos account do you want to work with?');
	expect(third.screen()).toMatch(/emea +.*not pushed yet/);
	await third.press('down', 'enter');
	await third.waitFor('profile emea');
	await third.waitFor('Resume setup');
});
