import {expect, it} from 'vitest';
import {createSetup} from '../../../source/setup/setup.ts';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard, still} from './scripted.tsx';
import {servicesWith} from './services.ts';
import {scenes} from './states.ts';

const rows = [
	{id: 'a1', code: 'MAND-1', number: '101', name: 'Code of Conduct', active: true, description: 'Read it first.'},
	{id: 'b1', code: 'FIRE', number: '102', name: 'Fire safety, part 1', active: true},
	{id: 'c1', code: '', number: '103', name: 'Fire drill', active: false},
];

/** The courses page of a set-up whose Litmos has three courses. */
async function onCourses(size: {columns: number; rows: number} = {columns: 80, rows: 24}) {
	const services = servicesWith({listCourses: async (_tenant, onPage) => onPage(rows)});
	const setup = createSetup({services, answers: {source: 'acme'}});
	setup.dispatch({type: 'start/begin'});
	setup.giveSecret('apiKey', 'f00dfeed-0000-4000-8000-litmosapikey1');
	const app = await renderWizard(setup, size);
	await app.press(keys.enter);
	await app.waitForText('3 courses, and ones added later');
	return {app, chosen: () => setup.getState().answers.courses};
}

it('Space on a row switches to only the selected courses, with that row', async () => {
	const {app, chosen} = await onCourses();
	expect(app.frame()).not.toContain('◼');
	await app.press(keys.down, ' ');
	expect(chosen()).toEqual({mode: 'some', ids: new Set(['b1'])});
	expect(app.frame()).toContain('1 of 3 selected');
	await app.press(keys.tab, keys.left);
	expect(chosen().mode).toBe('all');
	await app.press(keys.tab, ' ');
	// What was selected before stays; Space never takes away what is not shown as selected.
	expect(chosen()).toEqual({mode: 'some', ids: new Set(['b1'])});
});

it('Tab leads to the scope and back, ←→ change it, also when several come in one read', async () => {
	const {app, chosen} = await onCourses();
	await app.press(keys.tab, keys.right);
	expect(chosen().mode).toBe('some');
	await app.press(keys.right.repeat(3));
	expect(chosen().mode).toBe('rule');
	await app.press(keys.left.repeat(3));
	expect(chosen().mode).toBe('all');
	await app.press(keys.down, 'fire', ctrl('a'));
	expect(chosen()).toEqual({mode: 'some', ids: new Set(['b1', 'c1'])});
});

it('a list that is pasted finds courses by name, names with commas too', async () => {
	const {app, chosen} = await onCourses();
	await app.paste('code of conduct\nFire safety, part 1\nNothing like it\n');
	await app.waitForText('2 courses selected from what you pasted');
	expect(chosen().ids).toEqual(new Set(['a1', 'b1']));
	expect(app.frame()).toContain('No course has this name, code, number or ID: “Nothing like it”.');
});

it('says in whole lines where the key is, and what was not found', async () => {
	const {app} = await onCourses();
	expect(app.frame()).toMatch(/Kept in memory until you exit, because there is no\s+keychain\./);
	await app.paste('code of conduct\nThe first of many names like it\nThe second of many names like it\n');
	await app.waitForText(/many names like\s+it”, “The second of many names like it”\./);
});

it('→ shows a course in full, ← and Esc close it; wide, it is beside the list', async () => {
	const {app} = await onCourses();
	expect(app.frame()).not.toContain('Read it first.');
	for (const close of [keys.left, keys.escape]) {
		await app.press(keys.right);
		expect(app.frame()).toContain('Read it first.');
		await app.press(close);
		expect(app.frame()).toContain('Fire drill');
	}
	await app.resize(110, 24);
	expect(app.frame()).toMatch(/Search .*│ Code of Conduct/);
	await app.press(keys.down, keys.down);
	expect(app.frame()).toContain('│ No. 103 · inactive');
});

it('`/` focuses the search, where `?` is a letter; Esc clears it, then goes back', async () => {
	const {app} = await onCourses();
	await app.press('/', '?');
	expect(app.frame()).toContain('Search ?');
	expect(app.frame()).toContain('Ctrl-G help');
	await app.press(keys.escape);
	expect(app.frame()).toContain('Search type to search');
	await app.press(keys.escape);
	await app.waitForText('Connect your Litmos account');
});

it('keeps the row under the cursor in sight when the window shrinks', async () => {
	const {setup} = still(scenes['courses-list']!.state);
	const app = await renderWizard(setup, {columns: 100, rows: 40});
	await app.press(...Array.from({length: 25}, () => keys.down));
	const row = () =>
		app
			.frame()
			.split('\n')
			.find((line) => line.startsWith('❯'));
	const before = row()?.slice(0, 30);
	expect(before).toContain(' 25');
	await app.resize(60, 16);
	expect(row()?.slice(0, 30)).toBe(before);
});

it('of 5,000 courses answers every key with the whole page', async () => {
	const {state} = scenes['courses-list']!;
	const many = Array.from({length: 5000}, (_, at) => ({
		...rows[0]!,
		id: `id${at}`,
		name: `Course ${at}`,
		code: `C-${at}`,
	}));
	const app = await renderWizard(still({...state, courses: {...state.courses, rows: many}}).setup);
	await app.press(keys.end);
	expect(app.frame()).toContain('Course 4999');
	await app.press('course 42', '7');
	expect(app.frame()).toContain('15 matches');
	expect(app.frame().split('\n')).toHaveLength(24);
});

it('a rule shows what it matches while it is typed, and the spot where it can’t be read', async () => {
	const {app, chosen} = await onCourses();
	await app.press(keys.tab, keys.right, keys.right, keys.tab);
	expect(app.frame()).toContain('code starts with "SEC" and active');
	await app.press('name contains "fire"');
	expect(chosen()).toMatchObject({mode: 'rule', rule: 'name contains "fire"'});
	expect(app.frame()).toContain('2 of 3 courses match.');
	expect(app.frame()).toMatch(/Fire safety, part 1 +FIRE +active/);
	expect(app.frame()).not.toContain('Code of Conduct');
	await app.press(' and activ');
	const lines = app.frame().split('\n');
	const text = lines.findIndex((line) => line.startsWith('  name contains "fire" and activ'));
	expect(lines[text + 1]).toMatch(/^ {2} {25}\^$/);
	expect(app.frame()).toContain('A condition is expected at the mark.');
	await app.press(keys.enter);
	expect(app.frame()).toContain('Which courses do you want to sync?');
	await app.press('e');
	expect(app.frame()).toContain('1 of 3 courses match.');
	await app.press(keys.enter);
	await app.waitFor((now) => !now.includes('Which courses do you want to sync?'), 'the preview');
});

it('a rule that matches nothing stays on the page, and says so', async () => {
	const {app} = await onCourses();
	await app.press(keys.tab, keys.right, keys.right, keys.tab, 'code is NONE', keys.enter);
	expect(app.frame()).toContain('No course matches: code is NONE');
	expect(app.frame()).toContain('Which courses do you want to sync?');
});
