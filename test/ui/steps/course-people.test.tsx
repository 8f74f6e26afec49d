import {expect, it} from 'vitest';
import {createSetup} from '../../../source/setup/setup.ts';
import {report, rows} from '../../unit/setup/fixtures.ts';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard, still} from './scripted.tsx';
import {servicesWith} from './services.ts';
import {scenes} from './states.ts';

const scene = scenes['courses-list-people']!.state;
const known = {...scene, answers: {...scene.answers, courses: {mode: 'some' as const, ids: new Set<string>()}}};
const unknown = {
	...known,
	courses: {...known.courses, rows: known.courses.rows.map(({people: _, ...row}) => row)},
};

/** What the status says after each of some presses of a key. */
async function statuses(state: typeof known, key: string, presses: number) {
	const app = await renderWizard(still(state).setup, {columns: 80});
	await app.waitForText('Search');
	const seen: string[] = [];
	for (let at = 0; at < presses; at++) {
		// A new order leaves the cursor on its course.
		await app.press(key, keys.home);
		seen.push(app.frame());
	}
	return seen;
}
const lineOf = (frame: string) => frame.split('\n').find((line) => line.startsWith('Search')) ?? '';
const firstRow = (frame: string) => frame.split('\n').find((line) => line.startsWith('❯')) ?? '';

it('“with members” follows the other filters, and shows only courses that have some', async () => {
	const [, , people, none] = await statuses(known, ctrl('f'), 4);
	expect(lineOf(people!)).toContain('with members');
	const withPeople = known.courses.rows.filter((row) => (row.people ?? 0) > 0).length;
	expect(lineOf(people!)).toContain(`${withPeople} matches`);
	// The first course has nobody, which is known.
	expect(known.courses.rows[0]!.people).toBe(0);
	expect(firstRow(people!)).toContain(known.courses.rows[1]!.name);
	expect(lineOf(none!)).not.toContain('with members');
});

it('“most members” puts the fullest first', async () => {
	const sorted = (await statuses(known, ctrl('s'), 3)).at(-1)!;
	expect(lineOf(sorted)).toContain('most members');
	const fullest = [...known.courses.rows].sort((a, b) => (b.people ?? -1) - (a.people ?? -1))[0]!;
	expect(firstRow(sorted)).toContain(fullest.name);
	expect(firstRow(sorted)).toContain(` ${fullest.people}`);
});

it('of courses never read there is neither column, filter nor sort, and the details say when they come', async () => {
	const filtered = await statuses(unknown, ctrl('f'), 3);
	expect((await statuses(unknown, keys.right, 1))[0]).toContain(
		'You’ll see the number of members after the first sync of this course.',
	);
	expect(filtered.join('\n')).not.toMatch(/with members|Members {2}/);
	expect(lineOf(filtered[1]!)).toContain('filter: inactive');
	expect(lineOf(filtered[2]!)).not.toContain('filter: inactive');
	expect((await statuses(unknown, ctrl('s'), 3)).join('\n')).not.toContain('most members');
});

it('who comes back from the preview sees the numbers, without another listing', async () => {
	let listings = 0;
	const services = servicesWith({
		listCourses: async (_tenant, onPage) => {
			listings++;
			onPage(rows);
		},
		startSync: (_tenant, _courses, onEvent) => {
			onEvent({type: 'course-people', people: new Map([[rows[0]!.id, 4711]])});
			onEvent({type: 'finished', report});
			return {done: Promise.resolve(report), cancel: () => {}};
		},
	});
	const setup = createSetup({services, answers: {source: 'acme'}});
	setup.dispatch({type: 'start/begin'});
	setup.giveSecret('apiKey', 'f00dfeed-0000-4000-8000-litmosapikey1');
	const app = await renderWizard(setup, {columns: 80});
	for (const words of ['Connect your Litmos account', 'Which courses']) {
		await app.waitForText(words);
		await app.press(keys.enter);
	}
	await app.waitForText('Read in');
	await app.press(keys.escape);
	await app.waitForText('Which courses');
	await app.waitForText('4711');
	expect(app.frame()).toMatch(/Status +Members/);
	expect(listings).toBe(1);
});
