import {expect, it} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {keys} from '../render-test.tsx';
import {renderWizard, still} from './scripted.tsx';
import {scenes} from './states.ts';

const comparison = {
	against: {syncId: 'before', endedAt: '2026-11-20T00:00:00Z'},
	added: {user: 3, grant: 12},
	removed: {course: 37, grant: 50_000},
	changed: {user: 2},
	accountDrop: 0,
	grantDrop: 0.5,
};
const compared = (found: typeof comparison) => {
	const {state} = scenes.review!;
	const {work} = state.sync;
	if (work.status !== 'done') throw new Error('the review follows a finished read');
	return {...state, sync: {...state.sync, work: {...work, value: {...work.value, comparison: found}}}};
};

it('shows what changes since the last push, and a large drop, before anything is sent; both can be looked at', async () => {
	const {setup, asked} = still(compared(comparison));
	const app = await renderWizard(setup);
	const screen = await app.waitForText('50% of the grants of the last push are gone');
	expect(screen.replace(/\s+/g, ' ')).toContain('+3 accounts, −37 courses, +12 grants, −50,000 grants, 2 changed');
	expect(screen).toContain('→ review');
	await app.press(keys.up, keys.right);
	expect(asked).toEqual([{type: 'go', step: 'preview'}]);
});

it('names what changed in optional data, too', async () => {
	const none = {user: 0, grant: 0};
	const found = {...comparison, added: {...none, learning_path: 2}, removed: {...none, course: 0}, changed: {user: 0}};
	const app = await renderWizard(still(compared({...found, grantDrop: 0})).setup);
	expect(app.frame()).toContain('+2 learning paths');
});

it('starts on Push, opens each line that leads somewhere, and passes over facts', async () => {
	const {setup, asked} = still(scenes.review!.state);
	const app = await renderWizard(setup);
	expect(app.frame()).toMatch(/❯ Push to ConductorOne/);
	expect(app.frame()).toContain('Enter push');
	// From Push upwards; where secrets are in the keychain and the connector was pasted, both are facts.
	for (const step of ['preview', 'conductorone', undefined, 'courses', 'litmos']) {
		await app.press(keys.up, keys.right);
		expect(asked.at(-1)).toEqual(step === undefined ? {type: 'reading/open'} : {type: 'go', step});
	}
	expect(asked).toHaveLength(5);
	await app.press(keys.up);
	expect(app.frame()).toMatch(/❯ Save and quit/);
	await app.press(keys.right);
	expect(asked).toHaveLength(5);
	await app.press(keys.enter);
	expect((await app.ending).exit).toBe(0);
});

it('a question before anything was begun is no failed phase', async () => {
	const drop = await renderWizard(still(scenes['push-drop']!.state).setup);
	expect(drop.frame()).not.toMatch(/✗|Connecting to ConductorOne/);
	await drop.press(keys.down, keys.enter);
	const refused = scenes['push-drop']!.state;
	const problem = new Problem({code: 'c1/credential-refused', what: 'ConductorOne rejected this client ID'});
	const state = {...refused, push: {...refused.push, work: {status: 'failed' as const, problem}}};
	const app = await renderWizard(still(state).setup);
	expect(app.frame()).toContain('The push failed');
	expect(app.frame()).not.toContain('Connecting to ConductorOne');
});
