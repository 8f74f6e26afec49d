import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {RowView, type ViewQuery} from '../../source/ui/components/search-list/row-view.ts';
import {SearchList} from '../../source/ui/components/search-list/search-list.tsx';
import type {SearchListProps} from '../../source/ui/components/search-list/search-list-props.ts';
import {createSearchList, reduceSearchList, wordsOf} from '../../source/ui/components/search-list/search-list-state.ts';
import {Selection} from '../../source/ui/components/search-list/selection.ts';
import {sortOrder} from '../../source/ui/components/search-list/sort-order.ts';
import {fold} from '../../source/ui/text.ts';
import {type Course, courseColumns, coursesOf} from './fixtures.ts';
import {ctrl, keys, renderTest} from './render-test.tsx';

const plainQuery: ViewQuery = {words: [], filter: undefined, sort: undefined, isReversed: false, only: undefined};

function viewOf(rows: readonly Course[]) {
	const view = new RowView<Course>({
		idOf: (row) => row.id,
		searchTextOf: (row) => `${row.name}\n${row.code}`,
		sortKeysOf: {people: (row) => row.people},
		filters: {active: (row) => row.isActive},
	});
	view.setRows(rows);
	return view;
}

it('lets Space select again after all, none or the others were, also behind a search that was asked for', () => {
	const focused = reduceSearchList(createSearchList(new Selection()), {type: 'focus'});
	expect(focused.isTyping).toBe(true);
	expect(reduceSearchList(focused, {type: 'change', how: 'all', ids: ['a']}).isTyping).toBe(false);
});

describe('sortOrder', () => {
	it('is the stable order of the keys', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 0, max: 50}), {maxLength: 9000, size: 'max'}), (sortKeys) => {
				const work = sortOrder(sortKeys);
				let step = work.next();
				while (!step.done) step = work.next();
				const expected = sortKeys.map((_, index) => index).sort((a, b) => (sortKeys[a] ?? 0) - (sortKeys[b] ?? 0));
				expect([...step.value]).toEqual(expected);
			}),
			{numRuns: 10},
		);
	});
});

describe('RowView', () => {
	it('gives what a plain filter gives, whatever is typed and erased, while rows arrive', () => {
		const all = coursesOf(300);
		fc.assert(
			fc.property(
				fc.array(
					fc.tuple(fc.constantFrom('d', 'da', 'data 1', 'da 1', '情', 'crs-2', 'zzz', ''), fc.boolean(), fc.nat(60)),
				),
				(steps) => {
					let known = 100;
					const view = viewOf(all.slice(0, known));
					for (const [query, isFiltered, more] of steps) {
						known = Math.min(all.length, known + more);
						const rows = all.slice(0, known);
						view.setRows(rows);
						const words = wordsOf(query);
						const shown = [...view.indices({...plainQuery, words, filter: isFiltered ? 'active' : undefined})];
						const expected = rows.flatMap((row, index) => {
							const text = fold(`${row.name}\n${row.code}`);
							return words.every((word) => text.includes(word)) && (!isFiltered || row.isActive) ? [index] : [];
						});
						expect(shown).toEqual(expected);
					}
				},
			),
			{numRuns: 50},
		);
	});

	it('sorts when its order is prepared, new rows last until then', () => {
		const rows = coursesOf(50);
		const view = viewOf(rows.slice(0, 40));
		for (const _ of view.prepare('people')) expect(view.isSorted('people')).toBe(false);
		const people = [...view.indices({...plainQuery, sort: 'people'})].map((index) => rows[index]?.people ?? 0);
		expect(people).toEqual(people.toSorted((a, b) => a - b));
		view.setRows(rows);
		expect(view.isSorted('people')).toBe(false);
		expect([...view.indices({...plainQuery, sort: 'people'})].slice(40)).toEqual([
			40, 41, 42, 43, 44, 45, 46, 47, 48, 49,
		]);
	});
});

describe('search list reducer', () => {
	it('knows when Space belongs to the query', () => {
		let state = createSearchList(new Selection());
		expect(state.isTyping).toBe(false);
		state = reduceSearchList(state, {type: 'type', text: 'da'});
		expect(state.isTyping).toBe(true);
		state = reduceSearchList(state, {type: 'move', movement: 'down', total: 9, rows: 3});
		expect(state.isTyping).toBe(false);
	});

	it('goes through the sorts and back to none', () => {
		let state = createSearchList(new Selection());
		const seen: (string | undefined)[] = [];
		for (let step = 0; step < 3; step++) {
			state = reduceSearchList(state, {type: 'sort', ids: ['a', 'b']});
			seen.push(state.sort);
		}
		expect(seen).toEqual(['a', 'b', undefined]);
	});
});

function List(props: Partial<SearchListProps<Course>> & {rows: readonly Course[]}) {
	return (
		<SearchList
			idOf={(row) => row.id}
			columns={courseColumns}
			height={9}
			sorts={[{id: 'people', label: 'people', key: (row) => row.people}]}
			filters={[{id: 'active', label: 'active', test: (row) => row.isActive}]}
			{...props}
		/>
	);
}

describe('SearchList', () => {
	it('shows rows of every script in straight columns', async () => {
		const app = await renderTest(<List rows={coursesOf(340)} />, {columns: 60, rows: 16});
		expect(app.frame()).toMatchInlineSnapshot(`
			"Search type to search                      0 of 340 selected
			    Name                                  Code        People
			❯ ◻ Data Privacy 0                        CRS-0            0
			  ◻ Fire Safety 1                         CRS-1           31
			  ◻ 情報セキュリティ研修 2                CRS-2           62
			  ◻ مبادئ السلامة 3                       CRS-3           93
			  ◻ Conduite 🚗 éthique 4                 CRS-4           27
			  ◻ Onboarding 5                          CRS-5           58
			  ◻ Data Privacy 6                        CRS-6           89"
		`);
	});

	it('searches while letters are typed, marks what matches, and types a space until the cursor moves', async () => {
		const onAccept = vi.fn();
		const app = await renderTest(<List rows={coursesOf(340)} onAccept={onAccept} />, {
			columns: 70,
			rows: 16,
			theme: {level: 1, hasAttributes: true},
		});
		await app.press('priv', 'acy', ' ', '1', keys.down, ' ');
		expect(app.frame()).toMatchInlineSnapshot(`
			"Search privacy 1                        28 matches · 1 of 340 selected
			    Name                                  Code        People
			  ◻ Data Privacy 12                       CRS-12          81
			❯ ◼ Data Privacy 18                       CRS-18          73
			  ◻ Data Privacy 42                       CRS-42          41
			  ◻ Data Privacy 60                       CRS-60          17
			  ◻ Data Privacy 72                       CRS-72           1
			  ◻ Data Privacy 102                      CRS-102         58
			  ◻ Data Privacy 108                      CRS-108         50"
		`);
		expect(app.raw()).toContain('\x1b[1m\x1b[4mPrivacy\x1b[24m\x1b[22m');
		await app.press(keys.enter);
		const [[selection]] = onAccept.mock.calls as [[Selection]];
		expect([...selection.toSet()]).toEqual(['c18']);
	});

	it('selects all, none and the others among what is shown only', async () => {
		const selections: string[][] = [];
		const app = await renderTest(
			<List rows={coursesOf(30)} onSelection={(selection) => selections.push([...selection.toSet()])} />,
		);
		await app.press('fire', ctrl('a'));
		expect(selections.at(-1)).toEqual(['c1', 'c7', 'c13', 'c19', 'c25']);
		await app.press(ctrl('u'), 'fire safety 1', ctrl('t'));
		expect(selections.at(-1)).toEqual(['c7', 'c25']);
		await app.press(ctrl('u'), ctrl('o'));
		expect(app.frame()).toContain('2 matches · 2 of 30 selected · selected only');
		await app.press(ctrl('n'));
		expect(app.frame()).toContain('Nothing is selected.');
	});

	it('keeps the cursor on its row while rows arrive, sorted and filtered', async () => {
		const rows = coursesOf(60);
		const app = await renderTest(<List rows={rows.slice(0, 20)} isLoading />);
		await app.press(ctrl('s'));
		await app.waitForText('sorted by people');
		await app.press(keys.down, keys.down);
		const cursorRow = () => /❯ . (.*?)\s{2}/.exec(app.frame())?.[1];
		const before = cursorRow();
		await app.rerender(<List rows={rows} />);
		await app.waitForText('of 60 selected · sorted by people');
		expect(cursorRow()).toBe(before);
	});

	it('gives a pasted list to the screen and searches for a pasted word', async () => {
		const onPaste = vi.fn();
		const app = await renderTest(<List rows={coursesOf(30)} onPaste={onPaste} />);
		await app.paste('CRS-1\nCRS-2\n');
		expect(onPaste).toHaveBeenCalledWith('CRS-1\nCRS-2\n');
		await app.paste(' CRS-7\n');
		expect(app.frame()).toContain('1 match ·');
	});

	it('says that nothing matches, with the words', async () => {
		const app = await renderTest(<List rows={coursesOf(30)} />);
		await app.press('zzz');
		expect(app.frame()).toContain('Nothing matches “zzz”.');
	});

	it('reads one row at a time to a screen reader', async () => {
		const app = await renderTest(<List rows={coursesOf(30)} />, {isScreenReader: true});
		await app.press(keys.down, ' ');
		expect(app.frame()).toMatchInlineSnapshot(`
			"textbox: Search: empty. 1 of 30 selected
			option: (selected) Name: Fire Safety 1, Code: CRS-1, People: 31, 2 of 30"
		`);
	});

	it('uses ASCII where the terminal has nothing else', async () => {
		const app = await renderTest(<List rows={coursesOf(12).filter((row) => /^[ -~]+$/.test(row.name))} />, {
			columns: 60,
			theme: {isAscii: true},
		});
		await app.press(' ');
		expect(app.frame()).toMatch(/^[\n -~]+$/);
		expect(app.frame()).toContain('> [x] Data Privacy 0');
	});

	it('writes little when the cursor moves in a hundred thousand rows', async () => {
		const app = await renderTest(<List rows={coursesOf(100_000)} />);
		const before = app.written();
		await app.press(keys.down);
		expect(app.written() - before).toBeLessThan(500);
		await app.press(keys.end);
		expect(app.frame()).toContain(`${'CRS-99999'}`);
	});
});
