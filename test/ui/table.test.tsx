import {describe, expect, it, vi} from 'vitest';
import {Problem} from '../../source/problem/problem.ts';
import {type Column, measureColumns, placeColumns} from '../../source/ui/components/table/columns.ts';
import type {FetchRows, TableAnswer, TableRequest} from '../../source/ui/components/table/table-props.ts';
import {createTable, missingPages, rangeToFollow, reduceTable} from '../../source/ui/components/table/table-state.ts';
import {VirtualTable} from '../../source/ui/components/table/virtual-table.tsx';
import {type Course, courseColumns, coursesOf} from './fixtures.ts';
import {keys, renderTest} from './render-test.tsx';

describe('placeColumns', () => {
	it('drops the least important and shares what is left', () => {
		const cellsAt = (cells: number) =>
			placeColumns(courseColumns, cells).map((place) => [place.column.id, place.cells]);
		expect(cellsAt(80)).toEqual([
			['name', 36],
			['code', 10],
			['people', 6],
		]);
		expect(cellsAt(30)).toEqual([
			['name', 22],
			['people', 6],
		]);
		expect(cellsAt(10)).toEqual([['name', 10]]);
	});

	it('never takes more than there is', () => {
		for (let cells = 1; cells < 100; cells++) {
			const placed = placeColumns(courseColumns as readonly Column<Course>[], cells);
			const total = placed.reduce((sum, place) => sum + place.cells, 0) + (placed.length - 1) * 2;
			expect(total).toBeLessThanOrEqual(cells);
		}
	});
});

describe('table reducer', () => {
	it('asks for the pages it shows and drops late answers', () => {
		let state = createTable<Course>();
		expect(missingPages(state, 20)).toEqual([0]);
		state = reduceTable(state, {type: 'type', text: 'x'});
		const late = {type: 'received', generation: 0, page: 0, rows: [], total: 5, windowRows: 20} as const;
		expect(reduceTable(state, late)).toBe(state);
		state = reduceTable(state, {...late, generation: 1, total: 150_000});
		state = reduceTable(state, {type: 'move', movement: 'last', rows: 20});
		expect(state.window.cursor).toBe(149_999);
		expect(missingPages(state, 20)).toEqual([2343]);
	});

	it('keeps the place and the old rows while the data grows', () => {
		let state = createTable<Course>();
		const rows = coursesOf(64);
		state = reduceTable(state, {type: 'received', generation: 0, page: 0, rows, total: 64, windowRows: 10});
		state = reduceTable(state, {type: 'move', movement: 'last', rows: 10});
		state = reduceTable(state, {type: 'refresh'});
		expect(state.pages.get(0)).toBe(rows);
		expect(state.window.cursor).toBe(63);
		expect(missingPages(state, 10)).toEqual([0]);
	});
});

it('keeps the row under the cursor on the screen when there is less space', () => {
	let state = createTable<Course>();
	const rows = coursesOf(64);
	state = reduceTable(state, {type: 'received', generation: 0, page: 0, rows, total: 64, windowRows: 30});
	for (let step = 0; step < 25; step++) state = reduceTable(state, {type: 'move', movement: 'down', rows: 30});
	state = reduceTable(state, {type: 'fit', rows: 8});
	expect(state.window.cursor).toBe(25);
	expect(state.window.top).toBeGreaterThan(17);
	expect(state.window.top).toBeLessThanOrEqual(25);
});

it('gives columns what their values need, numbers first, and drops empty ones', () => {
	const columns: Column<Course>[] = [
		{id: 'name', title: 'Name', value: (row) => row.name, min: 10, max: 80, priority: 1},
		{id: 'code', title: 'Code', value: () => '', min: 10, priority: 2},
		{id: 'people', title: 'Members', value: (row) => String(row.people), min: 7, priority: 3, align: 'right'},
	];
	const widths = (rows: readonly Course[], cells: number) =>
		placeColumns(columns, cells, measureColumns(columns, rows)).map(({column, cells}) => [column.id, cells]);
	const short = coursesOf(1).map((row) => ({...row, name: 'Fire'}));
	expect(widths(short, 80)).toEqual([
		['name', 4],
		['people', 7],
	]);
	const long = coursesOf(1).map((row) => ({...row, name: 'x'.repeat(100)}));
	expect(widths(long, 60)).toEqual([
		['name', 51],
		['people', 7],
	]);
});

describe('a cursor in data that grows', () => {
	const keyOf = (row: Course) => row.id;
	const at = (cursor: number, rows: Course[]) => {
		let state = createTable<Course>();
		state = reduceTable(state, {type: 'received', generation: 0, page: 0, rows, total: rows.length, windowRows: 10});
		for (let step = 0; step < cursor; step++) state = reduceTable(state, {type: 'move', movement: 'down', rows: 10});
		return reduceTable(state, {type: 'refresh'});
	};
	const answer = (rows: Course[]) =>
		({type: 'received', generation: 1, page: 0, rows, total: rows.length, windowRows: 10, keyOf}) as const;
	const newcomers = coursesOf(90).map((row) => ({...row, id: `new ${row.id}`}));

	it('follows its row over pages, on the same line of the screen', () => {
		const rows = coursesOf(20);
		const state = at(5, rows);
		const after = reduceTable(state, answer([...newcomers, ...rows]));
		expect(after.window.cursor).toBe(95);
		expect(after.window.cursor - after.window.top).toBe(state.window.cursor - state.window.top);
		expect(after.pages.get(1)?.[95 - 64]?.id).toBe('c5');
	});

	it('stays on the first row until it was moved, and in place when its row is gone', () => {
		const rows = coursesOf(20);
		expect(reduceTable(at(0, rows), answer([...newcomers, ...rows])).window.cursor).toBe(0);
		expect(reduceTable(at(5, rows), answer(newcomers)).window.cursor).toBe(5);
		expect(reduceTable(at(5, rows), answer([])).window).toEqual({cursor: 0, top: 0});
	});

	it('asks once for the neighbourhood in which the row can be found', () => {
		expect(rangeToFollow(at(0, coursesOf(20)))).toBeNull();
		expect(rangeToFollow(at(5, coursesOf(20)))).toEqual({page: 0, pages: 9});
	});

	it('does not ask again for spaces at the ends of a search', () => {
		const typed = reduceTable(createTable<Course>('fire'), {type: 'type', text: ' '});
		expect(typed).toMatchObject({query: 'fire ', generation: 0, isStale: false});
		expect(reduceTable(typed, {type: 'type', text: 's'})).toMatchObject({query: 'fire s', generation: 1});
	});
});

const all = coursesOf(150_000);

const fetchAll: FetchRows<Course> = async ({offset, limit, query}) => {
	const found = query === '' ? all : all.filter((row) => row.name.toLowerCase().includes(query));
	return {rows: found.slice(offset, offset + limit), total: found.length};
};

function Table(props: Partial<Parameters<typeof VirtualTable<Course>>[0]>) {
	return <VirtualTable columns={courseColumns} dataKey="courses" fetch={fetchAll} height={9} {...props} />;
}

describe('VirtualTable', () => {
	it('shows wide, emoji and right-to-left text without breaking a column', async () => {
		const app = await renderTest(<Table />, {columns: 60, rows: 16});
		await app.waitForText('Onboarding 5');
		expect(app.frame()).toMatchInlineSnapshot(`
			"  Name                     Code    People
			❯ Data Privacy 0           CRS-0        0
			  Fire Safety 1            CRS-1       31
			  情報セキュリティ研修 2   CRS-2       62
			  مبادئ السلامة 3          CRS-3       93
			  Conduite 🚗 éthique 4    CRS-4       27
			  Onboarding 5             CRS-5       58
			  Data Privacy 6           CRS-6       89
			  Fire Safety 7            CRS-7       23"
		`);
	});

	it('says behind equal names what tells them apart', async () => {
		const rows = coursesOf(3).map((row, index) => ({...row, name: index < 2 ? 'Fire' : 'Water'}));
		const app = await renderTest(
			<Table fetch={async () => ({rows, total: 3})} apart={(row) => row.id} columns={courseColumns.slice(0, 1)} />,
		);
		await app.waitForText('❯ Fire (c0)');
		expect(app.frame()).toContain('Fire (c1)');
		expect(app.frame()).toMatch(/Water$/m);
	});

	it('measures the rows of a filter, not those of the one before that are shown until they come', async () => {
		const wide = coursesOf(2).map((row) => ({...row, name: 'A name of thirty-three characters'}));
		const app = await renderTest(<Table fetch={async () => ({rows: wide, total: 2})} />, {columns: 100});
		await app.waitForText(/Name {25,}Code/);
		const {promise, resolve: tell} = Promise.withResolvers<TableAnswer<Course>>();
		const fetch: FetchRows<Course> = () => promise;
		await app.rerender(<Table fetch={fetch} dataKey="others" />);
		expect(app.frame()).toContain('A name of');
		tell({rows: coursesOf(2), total: 2});
		await app.waitForText(/Name {2,14}Code/);
	});

	it('drops columns on a narrow terminal', async () => {
		const app = await renderTest(<Table />, {columns: 34, rows: 16});
		await app.waitForText('Onboarding 5');
		expect(app.frame()).toContain('People');
		expect(app.frame()).not.toContain('Code');
	});

	it('goes to the end of 150,000 rows, reading only what it shows', async () => {
		const fetch = vi.fn(fetchAll);
		const onOpen = vi.fn();
		const app = await renderTest(<Table fetch={fetch} onOpen={onOpen} />);
		await app.waitForText('Onboarding 5');
		await app.press(keys.end);
		await app.waitForText('CRS-149999');
		expect(fetch.mock.calls.length).toBeLessThanOrEqual(3);
		await app.press(keys.enter);
		expect(onOpen).toHaveBeenCalledExactlyOnceWith(all[149_999]);
	});

	it('shows the answer to the newest question, whatever comes late', async () => {
		const open: {request: TableRequest; answer: (value: TableAnswer<Course>) => void}[] = [];
		const fetch: FetchRows<Course> = (request) => new Promise((answer) => open.push({request, answer}));
		const app = await renderTest(<Table fetch={fetch} />);
		expect(app.frame()).toContain('loading');
		open[0]?.answer({rows: coursesOf(3), total: 3});
		await app.waitForText('Fire Safety 1');
		await app.press('f', 'i');
		const [, first, second] = open;
		expect(first?.request.signal.aborted).toBe(true);
		expect(second?.request.query).toBe('fi');
		second?.answer({rows: [{...(all[1] as Course), name: 'the newest'}], total: 1});
		await app.waitForText('the newest');
		first?.answer({rows: [{...(all[0] as Course), name: 'the late one'}], total: 1});
		await app.settle();
		expect(app.frame()).toContain('the newest');
		expect(app.frame()).not.toContain('the late one');
	});

	it('opens what the search finds, when Enter follows the last letter at once', async () => {
		const open: ((value: TableAnswer<Course>) => void)[] = [];
		const onOpen = vi.fn();
		const app = await renderTest(<Table fetch={() => new Promise((answer) => open.push(answer))} onOpen={onOpen} />);
		open[0]?.({rows: coursesOf(3), total: 3});
		await app.waitForText('Fire Safety 1');
		await app.press('f\r');
		await vi.waitFor(() => expect(open).toHaveLength(2), {timeout: 60_000});
		expect(onOpen).not.toHaveBeenCalled();
		open[1]?.({rows: [all[7]!], total: 1});
		await vi.waitFor(() => expect(onOpen).toHaveBeenCalledExactlyOnceWith(all[7]), {timeout: 60_000});
	});

	it('forgets that wish when the person goes on', async () => {
		const open: ((value: TableAnswer<Course>) => void)[] = [];
		const onOpen = vi.fn();
		const app = await renderTest(<Table fetch={() => new Promise((answer) => open.push(answer))} onOpen={onOpen} />);
		open[0]?.({rows: coursesOf(3), total: 3});
		await app.waitForText('Fire Safety 1');
		await app.press('f\r', 'i');
		await vi.waitFor(() => expect(open).toHaveLength(3), {timeout: 60_000});
		open[1]?.({rows: coursesOf(2), total: 2});
		open[2]?.({rows: [all[9]!], total: 1});
		await app.waitForText('of 1');
		expect(onOpen).not.toHaveBeenCalled();
	});

	it('says what went wrong and tries again', async () => {
		const fetch = vi
			.fn<FetchRows<Course>>()
			.mockRejectedValueOnce(new Problem({code: 'file/damaged', what: 'The file is damaged', next: ['Sync again.']}))
			.mockImplementation(fetchAll);
		const app = await renderTest(<Table fetch={fetch} />);
		await app.waitForText('✗ The file is damaged');
		expect(app.frame()).toContain('Sync again.');
		await app.press('r');
		await app.waitForText('Onboarding 5');
	});

	it('breaks what went wrong into lines beside the details', async () => {
		const why = 'It ends in the middle of a row, as after a full disk.';
		const fetch = () => Promise.reject(new Problem({code: 'file/damaged', what: 'The file is damaged', why}));
		const app = await renderTest(<Table fetch={fetch} aside={{columns: 40, render: () => null}} />, {columns: 80});
		await app.waitForText('The file is damaged');
		expect(app.frame().replaceAll(/\s+/g, ' ')).toContain(why);
	});
});
