import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {type ExplorerClient, startExplorerOfC1z} from '../../../source/c1z/explorer-client.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {LogPath} from '../../../source/ui/components/message/message.tsx';
import {Shell} from '../../../source/ui/components/shell/shell.tsx';
import {Explorer, type ExplorerProps} from '../../../source/ui/explorer/explorer.tsx';
import {ctrl, keys, type RenderTestOptions, renderTest} from '../render-test.tsx';

const golden = (name: string) => fileURLToPath(new URL(`../../golden/expected/${name}.c1z`, import.meta.url));

let client: ExplorerClient;
beforeAll(async () => {
	client = await startExplorerOfC1z(golden('all-courses'));
});
afterAll(() => client.close());

function show(props: Partial<ExplorerProps> = {}, options: RenderTestOptions = {}) {
	return renderTest(
		<Shell steps={[]}>
			<Explorer client={client} {...props} />
		</Shell>,
		{columns: 80, rows: 24, ...options},
	);
}

describe.each([
	[80, 24],
	[60, 16],
])('on a terminal of %i × %i', (columns, rows) => {
	test.each(['accounts', 'teams', 'courses', 'grants', 'changes', 'findings'] as const)('%s', async (tab) => {
		const screen = await show({tab}, {columns, rows});
		const content = {
			accounts: 'Ana Ruiz',
			teams: 'Finance & Legal',
			courses: 'Security basics',
			grants: 'in progress',
			changes: 'No changes to show',
			findings: 'inactive account still has',
		};
		await screen.waitForText(content[tab]);
		await screen.waitForText(/Accounts 4|Accounts {2}/);
		await expect(screen.frame()).toMatchFileSnapshot(`frames/${tab}-${columns}x${rows}.txt`);
	});
});

test('from an account to its course, to its accounts, to one of them, and all the way back', async () => {
	let isOut = false;
	const screen = await show({onBack: () => (isOut = true)});
	await screen.waitForText('Ana Ruiz');
	await screen.press(keys.right);
	await screen.waitForText('Accounts › Ana Ruiz');
	await screen.waitForText('Security basics');
	// In one go, as a fast typist: Right is meant for what the search finds.
	await screen.press(`secur${keys.right}`);
	await screen.waitForText('› Security basics');
	await screen.waitForText('Bo 李');
	await screen.press(keys.enter);
	await screen.waitFor(() => (screen.frame().match(/›/g) ?? []).length === 3);
	await screen.press(keys.left);
	await screen.waitFor(() => (screen.frame().match(/›/g) ?? []).length === 2);
	await screen.press(keys.escape);
	await screen.waitForText('Search secur');
	// A search is cleared before its list is closed.
	await screen.press(keys.escape);
	await screen.waitForText('Search type to search');
	expect(screen.frame()).toContain('›');
	await screen.press(keys.escape);
	await screen.waitFor(() => !screen.frame().includes('›'));
	expect(isOut).toBe(false);
	await screen.press(keys.escape);
	await screen.waitFor(() => isOut);
});

test('in the set-up Enter leads on, with a search and inside of details too', async () => {
	let accepted = 0;
	const screen = await show({onAccept: () => accepted++, acceptLabel: 'go on'});
	await screen.waitForText('Enter go on');
	await screen.press(...'ana', keys.enter);
	await screen.press(keys.right);
	await screen.waitForText('Accounts › Ana Ruiz');
	await screen.press(keys.enter);
	await screen.press(keys.tab, keys.shiftTab, keys.shiftTab, keys.shiftTab);
	await screen.waitForText('No changes to show');
	await screen.press(keys.enter);
	expect(accepted).toBe(3);
});

test('a slash only focuses the search, a space belongs to a word, a question mark is help when it comes first', async () => {
	const screen = await show({tab: 'courses'});
	await screen.waitForText('Security basics');
	await screen.press('?');
	await screen.waitForText('All keys on this page');
	await screen.press(keys.escape);
	await screen.press('/');
	await screen.waitForText('Esc clear');
	expect(screen.frame()).toContain('Search type to search');
	await screen.press(...'security basics?');
	await screen.waitForText('Search security basics?');
	await screen.press(keys.backspace);
	await screen.waitForText('Search security basics');
	await screen.press(keys.down, ' ');
	expect(screen.frame()).toMatch(/Search security basics +1–1 of 1/);
});

describe('in a wide window', () => {
	const look = {columns: 120, rows: 30};

	test('the details follow the cursor', async () => {
		const screen = await show({tab: 'courses'}, look);
		await screen.waitForText(/│ Archived course\n.*│ OLD · No\. \d+ · inactive/);
		await screen.press(keys.end);
		await screen.waitForText(/│ Security basics\n.*│ SEC-101 · No\. \d+ · active/);
		await screen.waitForText(/│ Completed +█/);
		await expect(screen.frame()).toMatchFileSnapshot('frames/courses-120x30.txt');
	});

	test('of a grant, the account and what it is of are told apart', async () => {
		const screen = await show({tab: 'grants'}, look);
		await screen.waitForText(/│ [^\n]+ account$/m);
		expect(screen.frame()).toMatch(/│ [^\n]+ (course|team)$/m);
	});

	test('the same facts stand above the list of what was opened', async () => {
		const screen = await show({tab: 'courses'}, look);
		await screen.waitForText('│ Archived course');
		await screen.press(keys.end, keys.right);
		await screen.waitForText(/^SEC-101 · No\. \d+ · active/m);
		await screen.waitForText(/^Completed +█/m);
		await screen.resize(80, 24);
		await screen.waitForText(/^SEC-101 · No\. \d+ · active/m);
		expect(screen.frame()).not.toContain('│');
	});
});

test('two Escs that arrive together, as over a slow connection, go back twice', async () => {
	let isOut = false;
	const screen = await show({onBack: () => (isOut = true)});
	await screen.waitForText('Ana Ruiz');
	await screen.press(keys.right);
	await screen.waitForText('Accounts › Ana Ruiz');
	await screen.press(keys.escape + keys.escape);
	await vi.waitFor(() => expect(isOut).toBe(true), {timeout: 60_000});
});

test('charts tell in pictures and numbers', async () => {
	const screen = await show();
	await screen.waitForText('Ana Ruiz');
	await screen.press(ctrl('d'));
	await screen.waitForText('33%');
	await expect(screen.frame()).toMatchFileSnapshot('frames/charts-80x24.txt');
});

test('changes against an earlier file come first, and open when nothing was touched', async () => {
	const screen = await show({earlier: golden('one-course')});
	await screen.waitForText(/^ Changes \+\d+.* Accounts 4/m);
	await screen.waitForText(/❯ added +course +Privacy/);
	await expect(screen.frame()).toMatchFileSnapshot('frames/changes-found-80x24.txt');
	await screen.press(keys.right);
	await screen.waitForText('This course was added.');
	await screen.waitForText(/❯ Privacy & you: 101/);
});

describe('saving a list', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'lists-'));
	});
	afterAll(() => rmSync(folder, {recursive: true, force: true}));

	test.each(['csv', 'json'] as const)('%s, readable by its owner only', async (form) => {
		const into = mkdtempSync(join(folder, form));
		const screen = await show({folder: into});
		await screen.waitForText('Ana Ruiz');
		await screen.press(ctrl('e'));
		await screen.waitForText('Save 4 rows');
		if (form === 'csv') await expect(screen.frame()).toMatchFileSnapshot('frames/save-80x24.txt');
		if (form === 'json') await screen.press(keys.down);
		await screen.press(keys.enter);
		await screen.waitForText('4 rows saved');
		const [name] = readdirSync(into);
		const path = join(into, name!);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const text = readFileSync(path, 'utf8');
		if (form === 'json') {
			expect((JSON.parse(text) as {id: string}[]).map(({id}) => id)).toContain('-Zk3tHlJPsA1');
		} else {
			// A minus at the start would be a formula.
			expect(text).toContain("'-Zk3tHlJPsA1");
			expect(text.trim().split('\n')).toHaveLength(5);
		}
	});
});

test('what cannot be saved is said, and nothing is left', async () => {
	const screen = await show({folder: '/proc/no-such-folder'});
	await screen.waitForText('Ana Ruiz');
	await screen.press(ctrl('e'), keys.enter);
	await screen.waitForText('The list couldn’t be saved to /proc/no-such-folder');
	await screen.press(keys.escape);
	await screen.waitForText('Search type to search');
});

test('the filter goes through the kinds of grants and says which is shown', async () => {
	const screen = await show({tab: 'grants'});
	await screen.waitForText('1–13 of 13');
	await screen.press(ctrl('f'), ctrl('f'));
	await screen.waitForText('Showing: completed');
	await screen.waitForText('1–2 of 2');
	await expect(screen.frame()).toMatchFileSnapshot('frames/grants-filtered-80x24.txt');
});

test('a finding leads to the accounts it is about, and on to what they have', async () => {
	const screen = await show({tab: 'findings'}, {columns: 60, rows: 16});
	await screen.waitForText(/❯ ✗ 1 account that Litmos no longer lists still has/);
	await screen.press(keys.right);
	await screen.waitForText('ghostUser001');
	await screen.waitForText('The grants are sent, but no account shows them.');
	await screen.press(keys.right);
	await screen.waitForText('Litmos doesn’t list this account.');
	await screen.waitForText('Privacy & you: 101');
	await expect(screen.frame()).toMatchFileSnapshot('frames/unknown-account-60x16.txt');
});

test('a finding says how to act, and each of its rows what it is about', async () => {
	const line = {type: 'user', apart: 'ana', active: true, slugs: [], name: 'Ana Ruiz', note: 'Safety, due 2026-03-01'};
	const lines = [{...line, item: {kind: 'account', id: 'u1'} as const}];
	const screen = await show({
		tab: 'findings',
		client: {
			...client,
			findings: async () => [{kind: 'course-overdue', severity: 'medium', about: 'account', subjects: 1, amount: 1}],
			related: async () => ({lines, total: 1}),
			details: async () => ({facts: null, related: {lines, total: 1}}),
		},
	});
	await screen.waitForText('▲ 1 account is overdue with 1 course assignment');
	await screen.press(keys.right);
	await screen.waitForText('Remind them, move the due date in Litmos, or remove the course.');
	await screen.waitForText(/Ana Ruiz +.*Safety, due 2026-03-01/);
});

test('a file that cannot be read: what, why, next; r asks again', async () => {
	let isBroken = true;
	const damaged = new Problem({
		code: 'file/damaged',
		what: 'The sync file is damaged',
		why: 'A part of it is missing.',
		next: ['Read Litmos again.'],
	});
	const overview: ExplorerClient['overview'] = (options) =>
		isBroken ? Promise.reject(damaged) : client.overview(options);
	const screen = await show({client: {...client, overview}});
	await screen.waitForText('The sync file is damaged');
	await screen.waitForText('Read Litmos again.');
	await expect(screen.frame()).toMatchFileSnapshot('frames/damaged-80x24.txt');
	isBroken = false;
	await screen.press('r');
	await screen.waitForText('Ana Ruiz');
});

test('what goes wrong says where the log is', async () => {
	const overview: ExplorerClient['overview'] = () =>
		Promise.reject(new Problem({code: 'file/damaged', what: 'The sync file is damaged'}));
	const screen = await renderTest(
		<Shell steps={[]}>
			<LogPath value="/home/ada/connector.log">
				<Explorer client={{...client, overview}} />
			</LogPath>
		</Shell>,
	);
	await screen.waitForText('The sync file is damaged');
	await screen.waitForText('Log: /home/ada/connector.log');
});

test('one listener for the size of the window serves all that is drawn', async () => {
	const before = (await renderTest(<Shell steps={[]}>{null}</Shell>)).resizeListeners();
	const screen = await show({}, {isScreenReader: true});
	await screen.waitForText('Name: Ana Ruiz');
	await screen.press(ctrl('d'));
	await screen.waitForText('active: 3');
	expect(screen.resizeListeners()).toBe(before);
	expect(before).toBeLessThan(10);
});

test('when more matches than is listed, it says so', async () => {
	const grants: ExplorerClient['grants'] = async (query, options) => ({
		...(await client.grants(query, options)),
		partial: true,
	});
	const screen = await show({client: {...client, grants}, tab: 'grants'});
	await screen.waitForText('Not everything is listed.');
});

test('read aloud, it is lines without frames', async () => {
	const screen = await show({}, {isScreenReader: true});
	await screen.waitForText('Name: Ana Ruiz');
	expect(screen.frame()).not.toMatch(/[│─┌]/);
	await screen.press(keys.right);
	await screen.waitForText('Name: Finance & Legal');
	await screen.press(ctrl('d'));
	await screen.waitForText('active: 3');
	expect(screen.frame()).not.toMatch(/[│─┌█░]/);
});
