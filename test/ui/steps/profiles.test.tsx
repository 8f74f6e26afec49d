import {describe, expect, it, vi} from 'vitest';
import type {Profiles} from '../../../source/ui/steps/wizard-context.tsx';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard, stateAt, still} from './scripted.tsx';

const line = (name: string, account: string | null, lastPushAt: string | null = null) => ({
	name,
	folder: `/state/${name}`,
	isSetUp: account !== null,
	account,
	region: account === null ? null : 'eu',
	lastPushAt,
});
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000 - 60_000).toISOString();

function profilesOf(change: Partial<Profiles> = {}) {
	const choose = vi.fn((name: string) => name !== 'default');
	const lines = [line('default', 'acme', hoursAgo(3)), line('emea', 'acme-eu')];
	return {current: 'default', lines, isAsked: () => true, choose, ...change};
}

describe.each([
	[60, 16],
	[120, 36],
])('at %i × %i', (columns, rows) => {
	it('asks which profile, with account, region and last push of each', async () => {
		const profiles = profilesOf();
		const app = await renderWizard(still(stateAt('start')).setup, {columns, rows}, {profiles});
		await app.waitForText('Which Litmos account do you want to work with?');
		expect(app.frame()).toMatch(/default +acme · EU · pushed 3 hours ago/);
		expect(app.frame()).toMatch(/emea +acme-eu · EU · not pushed yet/);
		await app.press(keys.down, keys.enter);
		expect(profiles.choose).toHaveBeenCalledWith('emea');
	});

	it('goes on with the one that is open', async () => {
		const app = await renderWizard(still(stateAt('start')).setup, {columns, rows}, {profiles: profilesOf()});
		await app.waitForText('Which Litmos account');
		await app.press(keys.enter);
		await app.waitForText('Set up a connection');
		expect(app.frame()).toContain('Another Litmos account');
	});

	it('makes a new one, and says what is wrong with its name', async () => {
		const profiles = profilesOf({isAsked: () => false});
		const app = await renderWizard(still(stateAt('start')).setup, {columns, rows}, {profiles});
		await app.waitForText('Another Litmos account');
		await app.press(keys.up, keys.enter);
		await app.waitForText('Which Litmos account');
		await app.press(keys.up, keys.enter);
		await app.waitForText('Profile name');
		await app.press('a/b');
		await app.press(keys.enter);
		await app.waitForText('“a/b” is not a profile name.');
		expect(profiles.choose).not.toHaveBeenCalled();
		await app.press(ctrl('u'));
		await app.press('APAC');
		await app.press(keys.enter);
		expect(profiles.choose).toHaveBeenCalledWith('apac');
	});
});

it('names the profile that is open, and offers others only once one is set up', async () => {
	const named = profilesOf({current: 'emea', isAsked: () => false});
	const app = await renderWizard(still(stateAt('start')).setup, {}, {profiles: named});
	await app.waitForText('profile emea');
	const first = profilesOf({isAsked: () => false, lines: [line('default', null)]});
	const empty = await renderWizard(still(stateAt('start')).setup, {}, {profiles: first});
	await empty.waitForText('Set up a connection');
	expect(empty.frame()).not.toContain('Another Litmos account');
});
