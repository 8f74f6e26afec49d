import {expect, it} from 'vitest';
import {plainReading} from '../../../source/setup/reading.ts';
import {createSetup} from '../../../source/setup/setup.ts';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard, still} from './scripted.tsx';
import {servicesWith} from './services.ts';
import {scenes} from './states.ts';

/** A set-up on the courses step, with the sync's own record of what it was asked to read. */
async function atCourses(columns = 80) {
	const read: unknown[] = [];
	const plain = servicesWith();
	const services = servicesWith({
		startSync(...args) {
			read.push(args[3]);
			return plain.startSync(...args);
		},
	});
	const setup = createSetup({services, answers: {source: 'acme', clientId: 'a@b.example/c'}});
	setup.dispatch({type: 'start/begin'});
	setup.giveSecret('apiKey', 'f00dfeed-0000-4000-8000-litmosapikey1');
	setup.giveSecret('clientSecret', 'secret-token:conductorone.com:v1:c2VjcmV0');
	const app = await renderWizard(setup, {columns, rows: columns === 60 ? 16 : 24});
	await app.press(keys.enter);
	await app.waitForText('Which courses do you want to sync?');
	return {app, setup, read};
}

it('is reached by Ctrl-X, which the help names', async () => {
	const {app} = await atCourses();
	await app.press('?', keys.pageDown);
	await app.waitForText(/Ctrl-X\s+optional data/);
	await app.press(keys.escape, ctrl('x'));
	await app.waitForText('Leave everything off');
	await app.press(keys.escape);
	await app.waitForText('Which courses do you want');
});

it('from the list of courses it leads back to the list, the search in it untouched', async () => {
	const {app} = await atCourses();
	await app.press('fire');
	await app.waitForText('Search fire');
	await app.press(ctrl('x'));
	await app.waitForText('Leave everything off');
	await app.press(keys.escape);
	await app.waitForText('Search fire');
});

it.each([60, 80])(
	'what is ticked is read, shown on the review, and read anew when changed there (%i columns)',
	async (columns) => {
		const {app, setup, read} = await atCourses(columns);
		await app.press(ctrl('x'));
		await app.waitForText('Learning paths');
		await app.press(' ', keys.enter);
		await app.waitForText('Which courses do you want');
		expect(app.frame()).toContain('Optional data: learning paths');
		await app.press(keys.enter);
		await app.waitForText('Read in');
		await app.press(keys.enter);
		await app.waitForText('Connect to ConductorOne');
		await app.press(keys.enter);
		await app.waitForText('Review — nothing has been sent yet');
		expect(app.frame()).toMatch(/Optional data\s+learning paths/);
		await app.press(keys.up, keys.up, keys.up, keys.up, keys.right);
		await app.waitForText('Leave everything off');
		// The last row is out of sight in a small window.
		await app.press(keys.up);
		await app.waitForText('Delta sync');
		await app.press(' ', keys.escape);
		await app.waitForText(/Optional data\s+learning paths, delta sync/);
		expect(setup.getState().step).toBe('review');
		expect(read).toEqual([
			{...plainReading, extras: ['learning-paths']},
			{...plainReading, extras: ['learning-paths'], delta: 'auto'},
		]);
	},
);

it.each([60, 80])(
	'sets the interval of delta sync with Left and Right, once it is selected (%i columns)',
	async (columns) => {
		const {app, setup} = await atCourses(columns);
		const hours = () => setup.getState().answers.reading.deltaInterval / 3_600_000;
		await app.press(ctrl('x'));
		await app.waitForText('Learning paths');
		await app.press(keys.up, keys.left);
		await app.waitForText('Delta sync');
		expect(app.frame()).not.toContain('full within');
		expect(hours()).toBe(24);
		await app.press(' ');
		await app.waitForText('full within 24 hours ← →');
		await app.press(keys.left, keys.left, keys.left, keys.left, keys.left);
		await app.waitForText('full within 1 hour ← →');
		await app.press(...Array.from({length: 7}, () => keys.right));
		await app.waitForText('full within 3 days ← →');
		expect(hours()).toBe(72);
		// On another row they do nothing.
		await app.press(keys.up, keys.left);
		expect(hours()).toBe(72);
		await app.press(keys.down, ' ');
		await app.waitForText('fewer in later syncs');
		await app.press(' ');
		await app.waitForText('full within 3 days');
	},
);

it('says under the list what the row under the cursor gives', async () => {
	const {state, cost} = scenes['what-else']!;
	const app = await renderWizard(still(state, cost).setup);
	await app.press(keys.down);
	await app.waitForText('leaders and admins');
	await app.press(keys.down);
	await app.waitForText('member of the team above');
});

it('names its two groups in a window of 80×24, where both fit', async () => {
	const {state, cost} = scenes['what-else']!;
	const app = await renderWizard(still(state, cost).setup);
	await app.waitForText('Also read');
	expect(app.frame()).toMatch(/Also read[\s\S]*Achievements[\s\S]*Read less, or read differently[\s\S]*Delta sync/);
});
