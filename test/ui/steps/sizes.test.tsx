import {afterAll, beforeAll, expect, it} from 'vitest';
import type {ExplorerClient} from '../../../source/c1z/explorer-client.ts';
import {isLong} from '../../long.ts';
import {golden} from '../../unit/c1z/tenant.ts';
import {keys, type RenderedApp} from '../render-test.tsx';
import {findingsOfFull, rowsOfEach, startFullTenant} from './full-tenant.ts';
import {guidedScenes} from './guided-states.ts';
import {renderWizard, still} from './scripted.tsx';
import {faultsOf, type Listed, manySizes, someSizes} from './sizes.ts';
import {type Scene, scenes} from './states.ts';

const patience = isLong ? 600_000 : 60_000;
let client: ExplorerClient;
beforeAll(async () => {
	client = await startFullTenant();
}, 60_000);
afterAll(() => client.close());

/** What must be on a page at every size, and the list it fills its rows with. By the name of the state. */
const lists: Record<string, Listed> = {
	'guided-apps': {total: 62, isRow: /Application \d/},
	'guided-owners': {total: 60, isRow: /Person \d/},
	'courses-full': {total: 340, isRow: /CRS-\d|aBcD\d| \d+ +(in)?active/},
	'courses-list': {total: 340, isRow: /CRS-\d|aBcD\d| \d+ +(in)?active/},
	...Object.fromEntries(
		['what-else', 'what-else-ticked', 'what-else-early', 'what-else-at-least'].map((name) => [
			name,
			{total: 10, isRow: /[◻◼]/},
		]),
	),
};
const accounts: Listed = {total: rowsOfEach, isRow: /Person \d|Ana Ruiz/};
/** The other lists of the preview: how often Tab leads there, and their rows. */
const listsOfPreview: readonly (readonly [name: string, tabs: number, listed: Listed])[] = [
	['teams', 1, {total: rowsOfEach, isRow: /Team \d/}],
	['courses', 2, {total: rowsOfEach, isRow: /Course \d/}],
	['grants', 3, {total: 2 * rowsOfEach, isRow: /(Person \d+|Ana Ruiz) /}],
	['findings', 5, {total: findingsOfFull, isRow: /^[❯ ] [✗▲●] /m}],
];
/** The first words of a page's title, which may be broken further on. */
const firstWords = (sees: Scene['sees']) =>
	sees.filter((each): each is string => typeof each === 'string').map((each) => each.split(' ').slice(0, 2).join(' '));

const all: Record<string, Scene> = {...scenes, ...guidedScenes};
for (const [page, [name, {state, sees, cost}]] of Object.entries(all).entries()) {
	const hasData = name.startsWith('preview-') && name !== 'preview-beginning';
	const explore = async () => ({...client, close: async () => {}});
	const data = hasData ? {workingFile: () => 'read', explore} : {};
	it(
		`${name} is whole at every width and height, its help too`,
		async () => {
			const found: string[] = [];
			const {setup} = still(state, cost);
			const app = await renderWizard(setup, {columns: 80, rows: 24}, data);
			for (const words of sees.slice(0, 1)) await app.waitFor((now) => isIn(now, words), `“${words}”`);
			for (const [columns, rows] of isLong ? manySizes(page) : someSizes) {
				await app.resize(columns, rows);
				// Its rows are read in a thread of their own.
				if (hasData) await app.waitFor((frame) => isRowIn(frame, accounts), 'a row of the list');
				const lines = app.frame().split('\n');
				const words = hasData ? [] : firstWords(sees.slice(0, 1));
				const listed = hasData ? accounts : lists[name];
				for (const fault of faultsOf({columns, rows, lines}, {words, listed})) {
					found.push(`${columns}×${rows}: ${fault}`);
				}
			}
			await app.press(keys.f1);
			if (!app.frame().includes('About this page')) found.push('its help does not explain the page');
			for (const [columns, rows] of someSizes.slice(0, 2)) {
				await app.resize(columns, rows);
				for (const fault of faultsOf({columns, rows, lines: app.frame().split('\n')}, {words: []})) {
					found.push(`help ${columns}×${rows}: ${fault}`);
				}
			}
			expect(found, app.frame()).toEqual([]);
		},
		patience,
	);
}

const isRowIn = (frame: string, {isRow}: Listed) => isRow.test(frame.replace(/^.*?\n/, ''));

/** What is wrong with the page at each size, as it is now. */
async function faultsAtSizes(app: RenderedApp, page: number, listed: Listed): Promise<string[]> {
	const found: string[] = [];
	for (const [columns, rows] of isLong ? manySizes(page) : someSizes) {
		await app.resize(columns, rows);
		await app.waitFor((frame) => isRowIn(frame, listed), 'a row of the list');
		const lines = app.frame().split('\n');
		for (const fault of faultsOf({columns, rows, lines}, {words: [], listed}))
			found.push(`${columns}×${rows}: ${fault}`);
	}
	return found;
}

async function preview(earlier?: string) {
	const {setup} = still(scenes['preview-done']!.state);
	const explore = async () => ({...client, close: async () => {}});
	const data = {workingFile: () => 'read', explore, earlier: () => earlier};
	const app = await renderWizard(setup, {columns: 80, rows: 24}, data);
	await app.waitForText('Ana Ruiz');
	return app;
}

for (const [page, [name, tabs, listed]] of listsOfPreview.entries()) {
	it(
		`the ${name} of the preview fill the page at every width and height`,
		async () => {
			const app = await preview();
			for (let tab = 0; tab < tabs; tab++) await app.press(keys.tab);
			expect(await faultsAtSizes(app, page, listed), app.frame()).toEqual([]);
		},
		patience,
	);
}

it(
	'the changes since the last push fill the page at every width and height',
	async () => {
		const app = await preview(golden('one-course.c1z'));
		const listed = {total: 3 * rowsOfEach, isRow: /(added|removed) +(account|team|course|grant)/};
		expect(await faultsAtSizes(app, 1, listed), app.frame()).toEqual([]);
	},
	patience,
);

it('would find a line that is drawn over, pushed out, cut without need, or an empty page', () => {
	const blank = Array.from({length: 20}, () => '');
	const lines = [...blank, 'Exi❯Undo', 'A long name that is c…', 'row 1', '? help'];
	const faults = faultsOf({columns: 80, rows: 24, lines}, {words: ['Title'], listed: {total: 9, isRow: /^row/}});
	expect(faults).toHaveLength(4);
});

function isIn(text: string, wanted: string | RegExp): boolean {
	const plain = text.replace(/\s+/g, ' ');
	return typeof wanted === 'string' ? plain.includes(wanted) : wanted.test(plain);
}
