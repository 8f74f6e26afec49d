import {existsSync} from 'node:fs';
import {expect, it} from 'vitest';
import {isLong} from '../../long.ts';
import {connectScenes} from './connect-scenes.ts';
import {drawListsOfPreview, drawPages, withFullTenant} from './draw-sizes.ts';
import {allSizes, faultsOf, type Share, shares, someSizes} from './sizes.ts';
import {scenes} from './states.ts';

const names = Object.keys(shares) as Share[];

// The long form draws them at all sizes, in files of their own.
if (!isLong) {
	withFullTenant();
	for (const share of names) drawPages(share, someSizes);
	drawListsOfPreview(someSizes);
}

it('would find a line that is drawn over, pushed out, cut without need, or an empty page', () => {
	const blank = Array.from({length: 20}, () => '');
	const lines = [...blank, 'Exi❯Undo', 'A long name that is c…', 'row 1', '? help'];
	const faults = faultsOf({columns: 80, rows: 24, lines}, {words: ['Title'], listed: {total: 9, isRow: /^row/}});
	expect(faults).toHaveLength(4);
});

it('has every size from 60×16 to 140×50 in the long form', () => {
	expect(new Set(allSizes.map(String)).size).toBe(81 * 35);
	expect(allSizes[0]).toEqual([60, 16]);
	expect(allSizes.at(-1)).toEqual([140, 50]);
});

it('leaves no page out in the long form, and draws none twice', () => {
	const files = names.map((share) => new URL(`sizes-${share}.long.test.ts`, import.meta.url));
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
	const pages = Object.keys({...scenes, ...connectScenes});
	expect(pages.filter((page) => names.filter((share) => shares[share].test(page)).length !== 1)).toEqual([]);
});
