import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type ExplorerClient, startExplorer} from '../../../source/c1z/explorer-client.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {openLitmosSession} from '../../../source/sync/start-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {Shell} from '../../../source/ui/components/shell/shell.tsx';
import {Explorer, type ExplorerProps} from '../../../source/ui/explorer/explorer.tsx';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {account, resourceTypes, scope} from '../../unit/c1z/tenant.ts';
import {ctrl, keys, type RenderTestOptions, renderTest} from '../render-test.tsx';

/** The whole of an invented tenant: read from the demo Litmos into a real working file, asked through the thread. */
let litmos: LitmosSandbox;
let folder: string;
let client: ExplorerClient;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'litmos-look-'));
	litmos = await startLitmosSandbox({size: 'S', behaviour: {limiter: 'none'}});
	const {url: baseUrl, source, apiKey} = litmos;
	const session = openLitmosSession({baseUrl, source, apiKey, requestsPerMinute: 1e6, minuteMs: 1000});
	const report = await session.sync({options: defaultOptions, folder, fresh: false}, () => {}).done;
	await session.close();
	client = await startExplorer(report.workingFile);
});
afterAll(async () => {
	await client.close();
	await litmos.close();
	rmSync(folder, {recursive: true, force: true});
});

const screenOf = (explorer: ExplorerClient, props: Partial<ExplorerProps> = {}) => (
	<Shell steps={[]}>
		<Explorer client={explorer} {...props} />
	</Shell>
);
const show = (props: Partial<ExplorerProps>, options: RenderTestOptions) =>
	renderTest(screenOf(client, props), options);

const sizes = [
	{columns: 60, rows: 16, theme: {isAscii: true}},
	{columns: 80, rows: 24},
	{columns: 140, rows: 30},
];

/** A frame fits its terminal, and in every row of its table the cell stands below the first letter of its heading. */
function expectNeat(frame: string, {columns, rows}: {columns: number; rows: number}, heading: string, cell: RegExp) {
	const lines = frame.split('\n');
	expect(lines.length).toBeLessThanOrEqual(rows);
	for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
	const head = lines.findIndex((line) => /^ {2}(Name|Account|Resource) /.test(line) && line.includes(heading));
	expect(head, frame).toBeGreaterThan(0);
	const start = stringWidth(lines[head]!.slice(0, lines[head]!.indexOf(heading)));
	const starts = lines
		.slice(head + 1)
		.filter((line) => /^[❯> ] \S/.test(line) && cell.test(line))
		.map((line) => stringWidth(line.slice(0, line.search(cell))));
	expect(starts.length).toBeGreaterThan(5);
	expect(new Set(starts), frame).toEqual(new Set([start]));
}
const state = /(active|inactive) /;
const how = /(assigned|completed|in progress|member)( |$)/;

describe.each(sizes)('at $columns × $rows', (options) => {
	test('the last accounts', async () => {
		const screen = await show({}, options);
		await screen.waitForText(/Accounts 25|Accounts {2}/);
		// The numbers come before the rows, and End goes to the last of the rows there are.
		await screen.waitForText(/^[❯>] Adaeze/m);
		await screen.press(keys.end);
		await screen.waitForText(/[❯>] 静 欧阳/);
		expectNeat(screen.frame(), options, 'Status', state);
		await expect(screen.frame()).toMatchFileSnapshot(`frames/tenant-accounts-${options.columns}.txt`);
	});

	test('courses, the people of the largest, one of them', async () => {
		const screen = await show({tab: 'courses'}, options);
		await screen.waitForText('Courses 50');
		await screen.waitForText('Agile & Scrum Quick Guide');
		await screen.press(ctrl('s'));
		await screen.waitForText('highest first');
		await screen.waitForText(/^[❯>] Information/m);
		// Beside the list they come a moment later.
		if (options.columns === 140) await screen.waitForText('│ Assigned to 250 accounts');
		const courses = screen.frame();
		expectNeat(courses, options, 'Completed', /[█#░.▏▎▍▌▋▊▉]{8}/);
		await screen.press(keys.right);
		await screen.waitForText(/Courses [›>] /);
		await screen.waitForText(/^Completed +[█#░.]/m);
		await screen.waitFor((frame) => /^[❯>] \S.*(completed|in progress)/m.test(frame));
		if (options.columns === 140) await screen.waitForText('│ Has 2 teams and 7 courses');
		const people = screen.frame();
		expectNeat(people, options, 'Progress', how);
		await screen.press(keys.right);
		await screen.waitForText(/@.*active$/m);
		await screen.waitFor((frame) => /^[❯>] \S.*(member|completed|in progress)/m.test(frame));
		const pictures = [courses, people, screen.frame()];
		await expect(pictures.join('\n\n')).toMatchFileSnapshot(`frames/tenant-course-${options.columns}.txt`);
	});

	test('charts', async () => {
		const screen = await show({}, options);
		await screen.waitForText(/Accounts 25|Accounts {2}/);
		await screen.press(ctrl('d'));
		await screen.waitForText(/%$/m);
		for (const line of screen.frame().split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(options.columns);
		await expect(screen.frame()).toMatchFileSnapshot(`frames/tenant-charts-${options.columns}.txt`);
	});
});

test('searching goes over names without accents, and says when nothing is found', async () => {
	const screen = await show({}, {columns: 80, rows: 24});
	await screen.waitForText('of 25');
	await screen.press(...'zzzz');
	await screen.waitForText('Nothing matches “zzzz”.');
	await screen.press(ctrl('u'));
	await screen.waitForText(/1–\d+ of 25\d/);
});

test('a file that grows: words while it is empty, then the cursor stays on its row', async () => {
	const path = join(folder, 'growing.db');
	const file = createWorkingFile(path, scope);
	file.commit({resourceTypes});
	const explorer = await startExplorer(path);
	try {
		const screen = await renderTest(screenOf(explorer, {isReading: true}));
		await screen.waitForText('No accounts yet. Still reading.');
		await screen.press(keys.shiftTab, keys.shiftTab);
		await screen.waitForText('Changes appear once everything has been read.');
		await screen.press(keys.tab, keys.tab);
		const people = (letter: string, count: number) =>
			Array.from({length: count}, (_, n) =>
				account(`${letter}${n}`, {name: `${letter}-${String(n).padStart(3, '0')}`}),
			);
		file.commit({resources: people('m', 30)});
		await screen.rerender(screenOf(explorer, {isReading: true, version: 1}));
		await screen.waitForText('❯ m-000');
		await screen.waitForText('Accounts 30');
		await screen.press(keys.down, keys.down, keys.down);
		await screen.waitForText('❯ m-003');
		file.commit({resources: [...people('a', 200), ...people('z', 100)]});
		await screen.rerender(screenOf(explorer, {isReading: true, version: 2}));
		await screen.waitForText('of 330');
		await screen.waitForText('❯ m-003');
		expect(screen.frame()).toContain('m-002');
	} finally {
		await explorer.close();
		file.close();
	}
});

test('wide, combining, right-to-left and hostile names leave the columns where they are', async () => {
	const names = [
		'山田太郎',
		'김민준 (서울)',
		'محمد علي',
		'דנה לוי',
		'Zoë 🚗 Smith',
		'e\u0301mile',
		'ＡＢＣ full width',
		'\u202eevil\u202c \x1b[31mred\x1b[0m\ttab\nline',
		'x'.repeat(300),
		'日'.repeat(100),
	];
	const path = join(folder, 'wide.db');
	const file = createWorkingFile(path, scope);
	file.commit({resourceTypes, resources: names.map((name, n) => account(`wide${n}`, {name}))});
	const explorer = await startExplorer(path);
	try {
		for (const options of sizes.slice(1)) {
			const screen = await renderTest(screenOf(explorer), options);
			await screen.waitForText('山田太郎');
			await screen.waitForText('Accounts 10');
			expectNeat(screen.frame(), options, 'Status', state);
			await expect(screen.frame()).toMatchFileSnapshot(`frames/wide-${options.columns}.txt`);
			screen.unmount();
		}
	} finally {
		await explorer.close();
		file.close();
	}
});
