import {afterAll, beforeAll, expect, it} from 'vitest';
import type {ExplorerClient} from '../../../source/c1z/explorer-client.ts';
import {golden} from '../../unit/c1z/tenant.ts';
import type {RenderedApp} from '../render-test.tsx';
import {findingsOfFull, rowsOfEach, startFullTenant} from './full-tenant.ts';
import {loadDrawn} from './load-drawn.ts';
import {type Listed, type Share, type Size, shares, someSizes} from './sizes.ts';
import type {Scene} from './states.ts';

const {faultsOf, connectScenes, keys, renderWizard, scenes, still} = await loadDrawn();

/** For all sizes of one page, whatever else runs beside it. */
const patience = 3_600_000;

const pages: Readonly<Record<string, Scene>> = {...scenes, ...connectScenes};

/** What must be on a page at every size, and the list it fills its rows with. By the name of the state. */
const lists: Record<string, Listed> = {
	'connect-apps': {total: 62, isRow: /Application \d/},
	'connect-owners': {total: 60, isRow: /Person \d/},
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

let client: ExplorerClient;

/** For the pages that show a finished read: one thread looks into it, for all of them. */
export function withFullTenant(): void {
	beforeAll(async () => {
		client = await startFullTenant();
	}, 60_000);
	afterAll(() => client.close());
}

/** One test for each page of a share: draws it at each of the sizes, and its help at some. */
export function drawPages(share: Share, sizes: readonly Size[]): void {
	for (const [name, {state, sees, cost, context}] of Object.entries(pages)) {
		if (!shares[share].test(name)) continue;
		const hasData = name.startsWith('preview-') && name !== 'preview-beginning';
		const explore = async () => ({...client, close: async () => {}});
		const data = hasData ? {workingFile: () => 'read', explore} : {};
		it(
			`${name} is whole at every width and height, its help too`,
			async () => {
				const {setup} = still(state, cost);
				const app = await renderWizard(setup, {columns: 80, rows: 24}, {...data, ...context});
				for (const words of sees.slice(0, 1)) await app.waitFor((now) => isIn(now, words), `“${words}”`);
				const words = hasData ? [] : firstWords(sees.slice(0, 1));
				const found = await faultsAtSizes(app, sizes, {words, listed: hasData ? accounts : lists[name], hasData});
				await app.press(keys.f1);
				if (!app.frame().includes('About this page')) found.push('its help does not explain the page');
				const ofHelp = await faultsAtSizes(app, someSizes, {words: []});
				found.push(...ofHelp.map((fault) => `help ${fault}`));
				expect(found, app.frame()).toEqual([]);
			},
			patience,
		);
	}
}

/** The other lists of the preview, and its changes. */
export function drawListsOfPreview(sizes: readonly Size[]): void {
	for (const [name, tabs, listed] of listsOfPreview) {
		it(
			`the ${name} of the preview fill the page at every width and height`,
			async () => {
				const app = await preview();
				for (let tab = 0; tab < tabs; tab++) await app.press(keys.tab);
				expect(await faultsAtSizes(app, sizes, {words: [], listed, hasData: true}), app.frame()).toEqual([]);
			},
			patience,
		);
	}

	it(
		'the changes since the last push fill the page at every width and height',
		async () => {
			const app = await preview(golden('one-course.c1z'));
			const listed = {total: 3 * rowsOfEach, isRow: /(added|removed) +(account|team|course|grant)/};
			expect(await faultsAtSizes(app, sizes, {words: [], listed, hasData: true}), app.frame()).toEqual([]);
		},
		patience,
	);
}

async function preview(earlier?: string) {
	const {setup} = still(pages['preview-done']!.state);
	const explore = async () => ({...client, close: async () => {}});
	const data = {workingFile: () => 'read', explore, earlier: () => earlier};
	const app = await renderWizard(setup, {columns: 80, rows: 24}, data);
	await app.waitForText('Ana Ruiz');
	return app;
}

/** What is wrong with the page at each size, as it is now. */
async function faultsAtSizes(
	app: RenderedApp,
	sizes: readonly Size[],
	{words, listed, hasData}: {words: readonly string[]; listed?: Listed | undefined; hasData?: boolean},
): Promise<string[]> {
	const found: string[] = [];
	for (const [columns, rows] of sizes) {
		await app.resize(columns, rows);
		// Its rows are read in a thread of their own.
		if (hasData && listed !== undefined && !isRowIn(app.frame(), listed)) {
			await app.waitFor((frame) => isRowIn(frame, listed), 'a row of the list');
		}
		const lines = app.frame().split('\n');
		for (const fault of faultsOf({columns, rows, lines}, {words, listed})) found.push(`${columns}×${rows}: ${fault}`);
	}
	return found;
}

const isRowIn = (frame: string, {isRow}: Listed) => isRow.test(frame.replace(/^.*?\n/, ''));

function isIn(text: string, wanted: string | RegExp): boolean {
	const plain = text.replace(/\s+/g, ' ');
	return typeof wanted === 'string' ? plain.includes(wanted) : wanted.test(plain);
}
