import {render} from 'ink-testing-library';
import type {ReactNode} from 'react';
import {describe, expect, it, vi} from 'vitest';
import {Problem} from '../../source/problem/problem.ts';
import {Breadcrumbs, fitCrumbs} from '../../source/ui/components/breadcrumbs/breadcrumbs.tsx';
import {BarChart} from '../../source/ui/components/chart/chart.tsx';
import {bar} from '../../source/ui/components/chart/chart-state.ts';
import {Confirm} from '../../source/ui/components/confirm/confirm.tsx';
import {LogPath, ProblemView} from '../../source/ui/components/message/message.tsx';
import {problemText} from '../../source/ui/components/message/problem-text.ts';
import {MultiSelect} from '../../source/ui/components/multi-select/multi-select.tsx';
import {calmSeconds} from '../../source/ui/components/progress/progress-state.ts';
import {Select} from '../../source/ui/components/select/select.tsx';
import {createSelect, reduceSelect} from '../../source/ui/components/select/select-state.ts';
import {Spinner} from '../../source/ui/components/spinner/spinner.tsx';
import {waitingText} from '../../source/ui/components/spinner/waiting-text.ts';
import {SummaryTable} from '../../source/ui/components/summary-table/summary-table.tsx';
import {Tabs} from '../../source/ui/components/tabs/tabs.tsx';
import {tabLabels, visibleTabs} from '../../source/ui/components/tabs/tabs-state.ts';
import {UiProvider} from '../../source/ui/provider.tsx';
import {asciiSymbols, createTheme, unicodeSymbols} from '../../source/ui/theme.ts';
import {keys, renderTest} from './render-test.tsx';

const plain = createTheme({level: 0, hasAttributes: false, hasMotion: false});
const draw = (node: ReactNode, theme = plain) =>
	render(
		<UiProvider theme={theme} size={{columns: 60, rows: 12}}>
			{node}
		</UiProvider>,
	).lastFrame();

const options = [
	{value: 'us', label: 'United States'},
	{value: 'eu', label: 'Europe', description: 'litmoseu.com'},
	{value: 'au', label: 'Australia'},
];

describe('Select', () => {
	it('starts on the given value and goes around the ends', () => {
		let window = createSelect(options, 'eu', 3);
		expect(window.cursor).toBe(1);
		window = reduceSelect(window, {type: 'move', movement: 'down', options, rows: 3});
		window = reduceSelect(window, {type: 'move', movement: 'down', options, rows: 3});
		expect(window.cursor).toBe(0);
		window = reduceSelect(window, {type: 'jump', letter: 'e', options, rows: 3});
		expect(window.cursor).toBe(1);
	});

	it('draws labels and descriptions', () => {
		expect(draw(<Select options={options} />)).toMatchInlineSnapshot(`
			"❯ United States
			  Europe         litmoseu.com
			  Australia"
		`);
	});

	it('chooses what has the cursor, and jumps to it by its letter', async () => {
		const onSelect = vi.fn();
		const app = await renderTest(<Select options={options} onSelect={onSelect} />);
		await app.press('e', keys.enter, keys.up, keys.up, keys.enter);
		expect(onSelect.mock.calls.flat()).toEqual(['eu', 'au']);
	});
});

describe('MultiSelect', () => {
	it('selects one, all, none and the others', async () => {
		const onChange = vi.fn();
		const onSubmit = vi.fn();
		const app = await renderTest(
			<MultiSelect
				options={options}
				defaultValue={new Set<string>()}
				rows={3}
				onChange={onChange}
				onSubmit={onSubmit}
			/>,
		);
		await app.press(keys.down, keys.space);
		expect(app.frame()).toMatchInlineSnapshot(`
			"  ◻ United States
			❯ ◼ Europe         litmoseu.com
			  ◻ Australia"
		`);
		await app.press('i', 'a', 'n', keys.enter);
		expect(onChange.mock.calls.map(([selected]) => [...selected])).toEqual([
			['eu'],
			['us', 'au'],
			['us', 'eu', 'au'],
			[],
		]);
		expect(onSubmit).toHaveBeenCalledOnce();
	});
});

describe('Confirm', () => {
	it('marks No at first, so that Enter by habit does no harm', async () => {
		const onAnswer = vi.fn();
		const app = await renderTest(
			<Confirm question="Push now?" details={['18 courses']} yesLabel="Push" noLabel="Not now" onAnswer={onAnswer} />,
		);
		expect(app.frame()).toMatchInlineSnapshot(`
			"Push now?
			18 courses

			❯ Not now
			  Push"
		`);
		await app.press(keys.enter, keys.down, keys.enter);
		expect(onAnswer.mock.calls.flat()).toEqual([false, true]);
	});
});

describe('Spinner', () => {
	it('shows nothing for quick work and words for slow', async () => {
		const quick = await renderTest(<Spinner label="Asking Litmos" delay={3_600_000} />);
		expect(quick.frame()).toBe('');
		const slow = await renderTest(<Spinner label="Asking Litmos" delay={1} />);
		await slow.waitForText('… Asking Litmos');
	});

	it('tells how long it is waited for, once that is long', () => {
		expect(waitingText('Asking Litmos', 4999)).toBe('Asking Litmos');
		expect(waitingText('Asking Litmos', 5900)).toBe('Asking Litmos · 5 s');
		expect(waitingText('Asking Litmos', 125_000)).toBe('Asking Litmos · 2 min 5 s');
	});

	it('moves only where motion is wanted', async () => {
		const app = await renderTest(<Spinner label="Asking" delay={0} />, {theme: {hasMotion: true}});
		await app.waitForText('⠙ Asking');
	});
});

describe('progress', () => {
	it('rounds so that the number does not dance', () => {
		expect([3.2, 12, 61, 299, 310].map(calmSeconds)).toEqual([4, 15, 75, 300, 360]);
	});
});

describe('charts', () => {
	it('never draws something as nothing nor the unfinished as finished', () => {
		expect(bar(0.001, 10, unicodeSymbols).filled).toBe('▏');
		expect(bar(0.999, 4, unicodeSymbols)).toEqual({filled: '███▉', rest: ''});
		expect(bar(1, 4, asciiSymbols)).toEqual({filled: '####', rest: ''});
		expect(bar(Number.NaN, 4, asciiSymbols).filled).toBe('');
	});

	it('draws bars with their numbers, cut to the space', () => {
		const items = [
			{label: 'Data Privacy', value: 90, of: 100, note: '90%'},
			{label: '情報セキュリティ研修と長い名前', value: 35, of: 100, note: '35%'},
		];
		expect(draw(<BarChart title="Completion" items={items} />)).toMatchInlineSnapshot(`
			"Completion
			Data Privacy             ███████████████████████████░░░ 90%
			情報セキュリティ研修と…  ██████████▌░░░░░░░░░░░░░░░░░░░ 35%"
		`);
	});
});

describe('messages', () => {
	const problem = new Problem({
		code: 'litmos/key-refused',
		what: 'Litmos did not accept the key',
		why: 'It may be of another region.',
		next: ['Copy the key again.', 'Choose another region.'],
		copy: ['https://support.litmos.com/key'],
	});

	it('say what, why, what next, what to copy and where the log is', () => {
		const view = (
			<LogPath value="/tmp/litmos.log">
				<ProblemView problem={problem} />
			</LogPath>
		);
		expect(draw(view)).toMatchInlineSnapshot(`
			"✗ Litmos did not accept the key
			  It may be of another region.
			  → Copy the key again.
			  → Choose another region.
			  Log: /tmp/litmos.log
			https://support.litmos.com/key"
		`);
		expect(problemText(problem, '/tmp/litmos.log')).toMatchInlineSnapshot(`
			"Litmos did not accept the key
			Why: It may be of another region.
			What to do: Copy the key again.
			  Choose another region.
			Log: /tmp/litmos.log
			https://support.litmos.com/key"
		`);
	});
});

describe('Tabs', () => {
	const tabs = [
		{id: 'accounts', label: 'Accounts', count: 12345},
		{id: 'teams', label: 'Teams', count: 3},
		{id: 'warnings', label: 'Warnings', hasWarning: true},
	] as const;

	it('marks the current one without colour and goes around', async () => {
		const onChange = vi.fn();
		const app = await renderTest(<Tabs tabs={tabs} current="teams" onChange={onChange} />, {columns: 60});
		expect(app.frame()).toMatchInlineSnapshot(`
			" Accounts 12,345  Teams 3  ▲ Warnings
			                  ───────"
		`);
		await app.press(keys.tab, keys.shiftTab);
		expect(onChange.mock.calls.flat()).toEqual(['warnings', 'accounts']);
		const last = await renderTest(<Tabs tabs={tabs} current="warnings" onChange={onChange} />);
		await last.press(keys.tab);
		expect(onChange).toHaveBeenLastCalledWith('accounts');
	});

	it('shortens numbers before it leaves anything out', () => {
		expect(tabLabels(tabs, 1, 60, '!')).toEqual(['Accounts 12,345', 'Teams 3', '! Warnings']);
		expect(tabLabels(tabs, 1, 35, '!')).toEqual(['Accounts 12k', 'Teams 3', '! Warnings']);
		expect(tabLabels(tabs, 1, 30, '!')).toEqual(['Accounts', 'Teams 3', '! Warnings']);
		expect(tabLabels(tabs, 2, 30, '!')).toEqual(['Accounts', 'Teams 3', '! Warnings']);
		expect(tabLabels([{id: 'grants', label: 'Grants', count: 1_250_000}], 0, 12, '!')).toEqual(['Grants 1.2M']);
	});

	it('keeps the current one in view', () => {
		const {from, to} = visibleTabs(['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'], 2, 25);
		expect(from).toBeLessThanOrEqual(2);
		expect(to).toBeGreaterThan(2);
		expect(to - from).toBeLessThan(4);
	});
});

describe('Breadcrumbs', () => {
	it('keeps the last crumb', () => {
		expect(draw(<Breadcrumbs crumbs={['Accounts', 'Maria Müller', 'Data Privacy']} />)).toBe(
			'Accounts › Maria Müller › Data Privacy',
		);
		expect(fitCrumbs(['Accounts', 'Maria Müller', 'Data Privacy'], 20, '›', '…')).toEqual(['…', 'Data Privacy']);
		expect(fitCrumbs(['Accounts', 'Maria Müller'], 10, '›', '…')).toEqual(['…', 'Maria…']);
	});
});

describe('SummaryTable', () => {
	it('keeps its rules straight with wide characters', () => {
		expect(
			draw(
				<SummaryTable
					rows={[
						{What: 'Accounts', Ours: 120, ConductorOne: 120},
						{What: '情報', Ours: 3, ConductorOne: 3},
					]}
				/>,
			),
		).toMatchInlineSnapshot(`
			" What      Ours  ConductorOne
			 Accounts   120           120
			 情報         3             3"
		`);
	});
});
