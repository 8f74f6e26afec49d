import {Box} from 'ink';
import {describe, expect, it} from 'vitest';
import {statusText} from '../../source/ui/components/search/status-text.ts';
import {SearchList} from '../../source/ui/components/search-list/search-list.tsx';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import {placeColumns, rowText} from '../../source/ui/components/table/columns.ts';
import {Tabs} from '../../source/ui/components/tabs/tabs.tsx';
import {CourseColumns} from '../../source/ui/steps/course-columns.ts';
import {coursesOf, courseColumns as fixtureColumns} from './fixtures.ts';
import {ctrl, keys, renderTest} from './render-test.tsx';

/** What must stay readable where space is scarce. */

const sorts = [{id: 'name', label: 'name', key: (row: {name: string}) => row.name}];
const filters = [{id: 'inactive', label: 'switched off', test: (row: {isActive: boolean}) => !row.isActive}];

describe('the state of a list', () => {
	const parts = [
		{full: '3 selected', short: '3 selected', priority: 1},
		{full: 'filter: active', short: 'active', priority: 2},
		{full: 'sorted by name', short: 'by name', priority: 3},
	];

	it('is said in full, in short, then without what matters least', () => {
		expect(statusText(parts, 80)).toBe('3 selected · filter: active · sorted by name');
		expect(statusText(parts, 40)).toBe('3 selected · active · by name');
		expect(statusText(parts, 20)).toBe('3 selected · active');
		expect(statusText(parts, 3)).toBe('3 selected');
		expect(statusText([], 10)).toBe('');
	});

	it.each([60, 80])('leaves space for what is typed, at %i columns', async (columns) => {
		const app = await renderTest(
			<SearchList
				rows={coursesOf(50)}
				idOf={(row) => row.id}
				columns={fixtureColumns}
				sorts={sorts}
				filters={filters}
				isLoading
			/>,
			{columns, rows: 12},
		);
		await app.press(ctrl('s'), ctrl('f'), 'safety 1');
		await app.waitForText('Search safety 1 ');
		const [line] = app.frame().split('\n');
		expect(line).toContain('0 selected · ');
		expect(line).toContain('switched off');
		expect(line).not.toContain('…');
	});
});

describe('help', () => {
	it('turns pages rather than cutting words, and names every key once', async () => {
		const app = await renderTest(
			<Shell steps={[{id: 'a', label: 'Courses', state: 'current'}]} onBack={() => {}}>
				<SearchList
					rows={coursesOf(5)}
					idOf={(row) => row.id}
					columns={fixtureColumns}
					sorts={sorts}
					filters={filters}
				/>
			</Shell>,
			{columns: 60, rows: 16},
		);
		await app.press('?');
		await app.waitForText('PgDn shows more: page 1 of ');
		const pages = Number(/page 1 of (\d)/.exec(app.frame())?.[1]);
		let all = '';
		for (let page = 1; page <= pages; page++) {
			await app.waitForText(`page ${page} of ${pages}`);
			all += app.frame();
			await app.press(keys.pageDown);
		}
		for (const label of ['reverse order', 'selected only', 'delete left of the cursor', 'put in the background']) {
			expect(all.split(label)).toHaveLength(2);
		}
		// After the last page the first; Up goes the other way.
		await app.waitForText(`page 1 of ${pages}`);
		await app.press(keys.up);
		await app.waitForText(`page ${pages} of ${pages}`);
		await app.press(keys.escape, '?');
		await app.waitForText(`page 1 of ${pages}`);
	});
});

it('tabs that do not fit point to the rest with a sign, in ASCII too', async () => {
	const tabs = ['accounts', 'teams', 'courses', 'grants'].map((id) => ({id, label: id.repeat(2)}));
	const at = (current: string) => (
		<Box>
			<Tabs tabs={tabs} current={current} onChange={() => {}} />
		</Box>
	);
	const ascii = await renderTest(at('teams'), {columns: 40, theme: {isAscii: true}});
	expect(ascii.frame().split('\n')[0]).toMatch(/ >$/);
	const last = await renderTest(at('grants'), {columns: 40, theme: {isAscii: true}});
	expect(last.frame().split('\n')[0]).toMatch(/^< /);
	const unicode = await renderTest(at('teams'), {columns: 40});
	expect(unicode.frame().split('\n')[0]).toMatch(/ →$/);
});

describe('the list of courses', () => {
	const row = {id: 'RColpXE09_z5R8Aa1', code: 'SAF-1', number: '300000827', name: 'Safety', active: true, people: 31};
	const placed = (rows: (typeof row)[], cells: number) => placeColumns(new CourseColumns().of(rows, true), cells);

	it('gives names what the other columns leave, and none more than it needs', () => {
		const long = {...row, name: 'Safety for managers at all sites, with a longer name than most'};
		const at = (cells: number) =>
			Object.fromEntries(placed([row, long], cells).map(({column, cells}) => [column.id, cells]));
		expect(at(56)).toEqual({name: 29, code: 6, state: 8, people: 7});
		expect(at(200).name).toBe(long.name.length);
		expect(placed([row], 200)[0]?.cells).toBe(16);
	});

	it('tells rows that look alike apart by their number', () => {
		const twins = [row, {...row, id: 'x', number: '17'}, {...row, id: 'y', code: 'SAF-2', number: '18'}];
		const columns = new CourseColumns().of(twins, true);
		expect(twins.map((each) => columns[0]?.value(each))).toEqual(['Safety (300000827)', 'Safety (17)', 'Safety']);
	});

	it('measures each row once while pages arrive, and gives what it gives for the whole list', () => {
		let reads = 0;
		const rows = Array.from({length: 3000}, (_, index) => ({
			...row,
			id: `c${index}`,
			name: `Course ${index % 2900}`,
			get code() {
				reads++;
				return 'A';
			},
		}));
		const measured = new CourseColumns();
		for (let to = 100; to <= rows.length; to += 100) measured.of(rows.slice(0, to), true);
		expect(reads).toBeLessThanOrEqual(3 * rows.length);
		const widths = (columns: readonly {max?: number}[]) => columns.map(({max}) => max);
		expect(widths(measured.of(rows, true))).toEqual(widths(new CourseColumns().of(rows, true)));
		expect(measured.of(rows, true)[0]?.value(rows[0]!)).toBe('Course 0 (300000827)');
		// Another list is measured anew.
		expect(measured.of([row], true)[0]?.max).toBe(16);
	});

	it('tells codes that are too long apart by their two ends', () => {
		const codes = ['COMPLIANCE-2026-EMEA-01', 'COMPLIANCE-2026-EMEA-02'].map((code) => ({...row, code}));
		const [first, second] = codes.map((each) => rowText(each, placed(codes, 56), '…'));
		expect(first).not.toBe(second);
	});
});
