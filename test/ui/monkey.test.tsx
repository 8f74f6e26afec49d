import {Box} from 'ink';
import {useState} from 'react';
import {expect, it} from 'vitest';
import {Confirm} from '../../source/ui/components/confirm/confirm.tsx';
import {SearchList} from '../../source/ui/components/search-list/search-list.tsx';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import {VirtualTable} from '../../source/ui/components/table/virtual-table.tsx';
import {Tabs} from '../../source/ui/components/tabs/tabs.tsx';
import {TextInput} from '../../source/ui/components/text-input/text-input.tsx';
import {Area} from '../../source/ui/provider.tsx';
import {type Course, courseColumns, coursesOf} from './fixtures.ts';
import {ctrl, keys, renderTest} from './render-test.tsx';

const rows = coursesOf(500);
const fetch = async ({offset, limit, query}: {offset: number; limit: number; query: string}) => {
	const found = rows.filter((row) => row.name.includes(query));
	return {rows: found.slice(offset, offset + limit), total: found.length};
};
const idOf = (row: Course) => row.id;
const tabs = ['list', 'table', 'text', 'confirm'].map((id) => ({id, label: id}));

/** Everything in one screen, changed by Tab where a component lets it through and by Esc always. */
function Everything() {
	const [tab, setTab] = useState('list');
	const next = () => setTab((now) => tabs[(tabs.findIndex(({id}) => id === now) + 1) % tabs.length]?.id ?? now);
	return (
		<Shell onBack={next}>
			<Tabs tabs={tabs} current={tab} onChange={setTab} />
			<Area rows={-2}>
				<Box flexDirection="column">
					{tab === 'list' && <SearchList rows={rows} idOf={idOf} columns={courseColumns} />}
					{tab === 'table' && <VirtualTable columns={courseColumns} dataKey="k" fetch={fetch} onOpen={next} />}
					{tab === 'text' && <TextInput label="Name" onSubmit={next} />}
					{tab === 'confirm' && <Confirm question="Really?" details={[]} yesLabel="Yes" noLabel="No" onAnswer={next} />}
				</Box>
			</Area>
		</Shell>
	);
}

const presses = [
	...Object.values(keys).filter((key) => key !== keys.escape),
	...'abcdehnopsty127?/ é日🚗\u0301',
	...'abdefghklnoprstuwxyz'.split('').map(ctrl),
	'two words\r',
	'\x1b[200~pasted\ntext\x1b[201~',
	'\x1b[200~\x1b[201~',
	'\x1b[<0;3;3M',
	'\x1b[999~',
	'\x1b]11;rgb:0/0/0\x07',
	'\x1bb',
	'\x00',
];

/** Repeatable: a plain linear congruential generator. */
function* numbers(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		yield state;
	}
}

it.each([1, 2])('survives whatever is pressed and always leaves (seed %i)', async (seed) => {
	const app = await renderTest(<Everything />, {columns: 70, rows: 18, onInterrupt: () => 'left'});
	const random = numbers(seed);
	const history: string[] = [];
	for (let step = 0; step < 200; step++) {
		const number = random.next().value;
		const press = number % 40 === 0 ? keys.escape : (presses[(number >> 4) % presses.length] ?? '');
		history.push(press);
		if (number % 61 === 0) await app.resize(30 + (number % 120), 5 + (number % 40));
		await app.press(press);
		// A frame too tall or a line too wide would push the first line out or leave the last one twice.
		const lines = app.frame().split('\n');
		const said = `${app.columns}×${app.rows} after ${JSON.stringify(history.slice(-10))}\n${app.frame()}`;
		if (app.columns < 60 || app.rows < 16) {
			expect(lines[0], said).toContain('This window is too small'.slice(0, app.columns - 2));
			continue;
		}
		expect(lines[0], said).toMatch(/list.*table.*text.*confirm|A(ll keys on|bout) this page/);
		expect(lines, said).toHaveLength(app.rows);
		expect(
			lines.filter((line) => line.includes(' help')),
			said,
		).toHaveLength(1);
		expect(lines.at(-1), said).toMatch(/(\?|Ctrl-G) help/);
	}
	await app.press(ctrl('c'));
	expect(await app.ending).toEqual({exit: 130, transcript: 'left'});
});
