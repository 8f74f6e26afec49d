import {Box} from 'ink';
import {describe, expect, it} from 'vitest';
import {SearchList} from '../../source/ui/components/search-list/search-list.tsx';
import {statusText} from '../../source/ui/components/search-list/status-text.ts';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import {placeColumns, rowText} from '../../source/ui/components/table/columns.ts';
import {Tabs} from '../../source/ui/components/tabs/tabs.tsx';
import {columnsWithPeople, courseColumns} from '../../source/ui/steps/course-list.tsx';
import {coursesOf, courseColumns as fixtureColumns} from './fixtures.ts';
import {ctrl, keys, renderTest} from './render-test.tsx';

/** What must stay readable where room is scarce. */

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

	it.each([60, 80])('leaves room for what is typed, at %i columns', async (columns) => {
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

describe.each([
	[60, 4],
	[60, 6],
	[80, 4],
	[120, 4],
])('the list of courses at %i columns with marks of %i', (cells, marks) => {
	const placed = placeColumns(courseColumns, cells - marks);
	const line = (change: object) =>
		rowText(
			{
				id: 'RColpXE09_z5R8Aa1',
				code: 'SAF-1',
				number: '300000827',
				name: 'Safety for Managers, all sites',
				active: true,
				...change,
			},
			placed,
			'…',
		);

	it('has the number whole, and the id where it has a column', () => {
		expect(line({})).toContain('300000827');
		if (placed.some(({column}) => column.id === 'id')) expect(line({})).toContain('RColpXE09_z5R8Aa1');
		expect(placed.some(({column}) => column.id === 'id')).toBe(cells >= 80);
	});

	it('has the people too where all else has its column, and they go first', () => {
		const withPeople = placeColumns(columnsWithPeople(cells), cells - marks);
		const ids = withPeople.map(({column}) => column.id);
		expect(ids.includes('people')).toBe(cells >= 80);
		expect(ids.filter((id) => id !== 'people')).toEqual(placed.map(({column}) => column.id));
		const row = {id: 'RColpXE09_z5R8Aa1', code: 'SAF-1', number: '300000827', name: 'Safety', active: true, people: 31};
		for (const id of ids.includes('id') ? [row.id, row.number] : [row.number])
			expect(rowText(row, withPeople, '…')).toContain(id);
	});

	it('tells apart what is too long by its two ends', () => {
		expect(line({code: 'COMPLIANCE-2026-EMEA-01'})).not.toBe(line({code: 'COMPLIANCE-2026-EMEA-02'}));
		expect(line({number: '123456789012'})).not.toBe(line({number: '123456789013'}));
	});
});
