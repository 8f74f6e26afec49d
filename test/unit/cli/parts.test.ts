import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {logLevelOf, sandboxTexts} from '../../../source/cli/context.ts';
import {durationOption} from '../../../source/cli/duration-option.ts';
import {openLog} from '../../../source/cli/log.ts';
import {createProgress} from '../../../source/cli/progress.ts';
import {reportProblem} from '../../../source/cli/report-problem.ts';
import {formatFacts, formatTable} from '../../../source/cli/table.ts';
import {cancelled, Problem} from '../../../source/problem/problem.ts';
import type {SyncEvent} from '../../../source/sync/events.ts';
import {styledLines} from '../../../source/ui/styled-lines.ts';
import {createTheme} from '../../../source/ui/theme.ts';

const written: string[] = [];
const write = (text: string) => {
	written.push(text);
	return true;
};
afterEach(() => {
	written.length = 0;
});

it('an option that takes a duration is named when it has none', () => {
	expect(durationOption('--wait', '5s')).toBe(5000);
	expect(durationOption('--wait', undefined)).toBeUndefined();
	expect(() => durationOption('--wait', '5')).toThrow('--wait isn’t valid: “5” is not a duration.');
});

describe('tables', () => {
	const columns = [
		{title: 'Name', value: ({name}: {name: string; count: number}) => name},
		{title: 'Count', value: ({count}: {name: string; count: number}) => count, align: 'right' as const},
	];

	it('line up wide characters and numbers', () => {
		const rows = [
			{name: '安全', count: 5},
			{name: 'Data', count: 12345},
		];
		expect(formatTable(columns, rows)).toBe('NAME  COUNT\n安全      5\nData  12345\n');
	});

	it('fit a terminal: names are cut first, then what matters least is left out; nothing is wider', () => {
		const theme = createTheme({level: 0, hasAttributes: false});
		const wide = [
			{title: 'Name', value: (row: {name: string}) => row.name, least: 8},
			{title: 'Done', value: () => 71, share: () => 0.71},
			{title: 'Members', value: () => 1204, align: 'right' as const},
			{title: 'ID', value: () => 'aBcD1234567890', goes: 1},
		];
		const rows = [{name: 'Information Security Awareness'}];
		const at = (width: number) => formatTable(wide, rows, {width, theme}).trimEnd().split('\n');
		expect(at(100)).toEqual([
			'Name                            Done             Members  ID',
			'Information Security Awareness  ███████░░░  71%    1,204  aBcD1234567890',
		]);
		expect(at(49)[1]).toMatch(/^Information .*… {2}███████░░░ {2}71% {4}1,204$/);
		for (let width = 34; width < 90; width++) {
			for (const line of at(width)) expect(line.length).toBeLessThanOrEqual(width);
		}
	});

	it('style by meaning where colours are wanted, and never let styles of others through', () => {
		const toned = [{title: 'State', value: (text: string) => text, tone: () => 'status.success' as const}];
		const theme = createTheme({level: 1});
		const table = formatTable(toned, ['active\u001b[31m'], {width: 40, theme});
		expect(table).toContain(theme.paint('status.success', 'active'));
		const printed = styledLines(`${table}\u001b[31;5mred\u001b[2J`);
		for (const foreign of ['\u001b[31;5m', '\u001b[2J']) expect(printed).not.toContain(foreign);
	});

	it('let no text move the cursor', () => {
		expect(formatTable(columns, [{name: 'a\u001b[2Jb\nc\u202ed', count: 1}])).toBe('NAME   COUNT\nab cd      1\n');
	});

	it('take texts longer than the numbers', () => {
		expect(
			formatFacts([
				['Host', 'acme.conductor.one'],
				['Grants', 12],
			]),
		).toBe('Host    acme.conductor.one\nGrants  12\n');
	});
});

describe('errors', () => {
	const interruption = {text: 'Nothing was sent.', exit: 130 as const};
	const problem = new Problem({
		code: 'litmos/key-refused',
		what: 'Refused',
		why: 'Wrong key',
		next: ['Copy it again'],
		copy: ['https://x'],
	});

	it('say what, why and what next, without a stack', () => {
		expect(reportProblem(problem, {json: false, interruption, stderr: {write}})).toBe(3);
		expect(written.join('')).toBe('✖ Refused\n  Wrong key\n  → Copy it again\nhttps://x\n');
		written.length = 0;
		expect(
			reportProblem(new TypeError('x is not a function'), {
				json: false,
				interruption,
				logPath: '/log',
				stderr: {write},
			}),
		).toBe(1);
		expect(written.join('')).toContain('Log: /log');
		expect(written.join('')).not.toMatch(/ at .*:\d+/);
	});

	it('are one line of JSON for programs', () => {
		reportProblem(problem, {json: true, interruption, stderr: {write}});
		expect(written).toHaveLength(1);
		expect(JSON.parse(written[0]!)).toMatchObject({error: {code: 'litmos/key-refused', what: 'Refused', exit: 3}});
	});

	it('of an interruption say what was changed', () => {
		expect(reportProblem(cancelled(), {json: false, interruption, stderr: {write}})).toBe(130);
		expect(written.join('')).toContain('Nothing was sent.');
	});
});

describe('progress', () => {
	const progress = (spent: number): SyncEvent => ({
		type: 'progress',
		phases: [],
		budget: {spent, left: 1, timeLeft: 90_000},
		counts: {accounts: 1, teams: 2, courses: 3, resources: 6, entitlements: 0, grants: 4, warnings: 0},
	});

	it('changes one line on a terminal and clears it before words that stay', () => {
		const {sync, say} = createProgress({form: 'terminal', write});
		sync(progress(1));
		sync(progress(2));
		say('Done.');
		expect(written.at(-3)).toBe(
			'\r\u001b[2KReading from Litmos  ##########......  2 of 3 requests · 90 s left · 4 grants',
		);
		expect(written.slice(-2)).toEqual(['\r\u001b[2K', 'Done.\n']);
	});

	it('writes a line now and then elsewhere', () => {
		let now = 0;
		const {sync} = createProgress({form: 'lines', write, now: () => now});
		for (now = 0; now < 12_000; now += 1000) sync(progress(now));
		expect(written).toHaveLength(3);
		expect(written.join('')).not.toContain('\u001b');
	});

	it('says of a long wait less and less often how long it has lasted', () => {
		let now = 0;
		const {task} = createProgress({form: 'lines', write, now: () => now});
		const wait = () => task({type: 'waiting', nextPollMs: 1000, reason: 'no-task'});
		for (now = 0; now < 240_000; now += 1000) wait();
		expect(written).toEqual([
			'Waiting for ConductorOne to ask for data.\n',
			'Still waiting for ConductorOne to ask for data, 5 s so far.\n',
			'Still waiting for ConductorOne to ask for data, 15 s so far.\n',
			'Still waiting for ConductorOne to ask for data, 35 s so far.\n',
			'Still waiting for ConductorOne to ask for data, 75 s so far.\n',
			'Still waiting for ConductorOne to ask for data, 2 min so far.\n',
			'Still waiting for ConductorOne to ask for data, 3 min so far.\n',
		]);
		task({type: 'task', taskId: 't', kind: 'syncFull'});
		task({type: 'finished', taskId: 't', kind: 'syncFull', ok: true, told: true, message: ''});
		wait();
		expect(written.at(-1)).toBe('Waiting for ConductorOne to ask for data.\n');
	});

	it('says what is waited for once that takes two seconds, and not right after something else', async () => {
		vi.useFakeTimers();
		onTestFinished(() => void vi.useRealTimers());
		const {say, waiting} = createProgress({form: 'lines', write});
		const wait = {what: 'keychain', text: 'Waiting for the keychain.'} as const;
		const never = waiting(wait, new Promise(() => {}));
		const short = waiting(wait, new Promise((resolve) => setTimeout(resolve, 1900)));
		await vi.advanceTimersByTimeAsync(1500);
		say('Reading.');
		await vi.advanceTimersByTimeAsync(1900);
		expect(written).toEqual(['Reading.\n']);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(written).toEqual(['Reading.\n', 'Waiting for the keychain.\n']);
		await short;
		void never;
	});

	it('writes an object a line for programs', () => {
		const {sync, say} = createProgress({form: 'json', write});
		sync(progress(7));
		say('Done.');
		expect(written.map((line) => JSON.parse(line))).toMatchObject([
			{event: 'sync-progress', budget: {spent: 7}},
			{text: 'Done.'},
		]);
	});
});

describe('the log', () => {
	it('is private and holds no secret', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'log-'));
		try {
			const path = join(folder, 'inside', 'a.log');
			const options = {level: 'info', format: 'json', path, toStderr: false, secrets: () => ['s"ecret-key']} as const;
			const {log, close} = openLog(options);
			log('debug', 'not there');
			log('info', 'asked with s"ecret-key', {apiKey: 'other', url: 'https://x/?k=s"ecret-key'});
			log('error', 'failed', {of: {authorization: 'other'}, cause: new TypeError('why'), bytes: 5n, none: undefined});
			close();
			const [text, failed] = readFileSync(path, 'utf8').split('\n') as [string, string];
			expect(JSON.parse(failed)).toEqual({
				level: 'error',
				time: expect.stringMatching(/^\d{4}-.*Z$/),
				of: {authorization: '[secret]'},
				cause: expect.objectContaining({type: 'TypeError', message: 'why'}),
				bytes: '5',
				msg: 'failed',
			});
			expect(text).not.toMatch(/ecret-key|other|not there/);
			expect(JSON.parse(text)).toMatchObject({level: 'info', msg: 'asked with [secret]', apiKey: '[secret]'});
			expect(statSync(path).mode & 0o777).toBe(0o600);
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	});

	it('never fills the disk, however long a service runs', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'log-'));
		try {
			const path = join(folder, 'a.log');
			const {log, close} = openLog({level: 'info', format: 'json', path, toStderr: false, secrets: () => []});
			const text = 'x'.repeat(500_000);
			for (let line = 0; line < 40; line++) log('info', text, {line});
			close();
			expect(readdirSync(folder).sort()).toEqual(['a.log', 'a.log.1']);
			for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(6_000_000);
			expect(readFileSync(path, 'utf8').trimEnd().split('\n').at(-1)).toContain('"line":39');
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	});

	it('is debug until the given time only', () => {
		const expiry = new Date('2026-01-01');
		const level = (now: string) => logLevelOf({logLevel: 'debug', logLevelDebugExpiresAt: expiry}, new Date(now));
		expect([level('2025-12-31'), level('2026-01-02')]).toEqual(['debug', 'info']);
		expect(logLevelOf({logLevel: 'warn', logLevelDebugExpiresAt: expiry}, new Date('2026-01-02'))).toBe('warn');
	});
});

it('the sandbox answers the settings by their variables', () => {
	const environment = {
		BATON_SOURCE: 'demo',
		LITMOS_BASE_URL: 'http://127.0.0.1:1',
		BATON_C1_INSECURE: 'true',
		OTHER: 'x',
	};
	expect(sandboxTexts({environment})).toEqual({source: 'demo', litmosUrl: 'http://127.0.0.1:1', c1Insecure: 'true'});
});
