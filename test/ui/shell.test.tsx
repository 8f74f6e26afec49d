import {Text} from 'ink';
import {describe, expect, it, vi} from 'vitest';
import {Select} from '../../source/ui/components/select/select.tsx';
import {PageHelp, StatusLine} from '../../source/ui/components/shell/page-slots.tsx';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import type {ShellStep} from '../../source/ui/components/shell/shell-state.ts';
import {fitHints, headerLayout, shellRows} from '../../source/ui/components/shell/shell-state.ts';
import {TextInput} from '../../source/ui/components/text-input/text-input.tsx';
import type {Command} from '../../source/ui/keys.ts';
import {commands, formatChord, hintFor, isChord, type KeyContext, keyTable} from '../../source/ui/keys.ts';
import {uiMessages} from '../../source/ui/messages.ts';
import {useSize} from '../../source/ui/provider.tsx';
import {unicodeSymbols} from '../../source/ui/theme.ts';
import {ctrl, keys, renderTest} from './render-test.tsx';

const steps: ShellStep[] = ['Litmos', 'Courses', 'Preview', 'ConductorOne', 'Push'].map((label, index) => ({
	id: label,
	label,
	state: index === 0 ? 'done' : index === 1 ? 'current' : 'open',
}));

const options = [
	{value: 'us', label: 'United States', description: 'litmos.com'},
	{value: 'eu', label: 'Europe', description: 'litmoseu.com'},
	{value: 'au', label: 'Australia'},
];

describe('key table', () => {
	it('gives no key two meanings in one context', () => {
		for (const context of Object.keys(keyTable) as KeyContext[]) {
			const seen = new Map<string, string>();
			for (const command of commands) {
				for (const chord of keyTable[context][command] ?? []) {
					const name = JSON.stringify(chord);
					// → moves or opens, ← moves or closes, y/n answer a question: one component uses only one of the two.
					const pair = [seen.get(name), command].join();
					if (!['right,open', 'left,close', 'none,no'].includes(pair))
						expect(seen.get(name), `${context} ${name}`).toBeUndefined();
					seen.set(name, command);
				}
			}
		}
	});

	it('names no key a terminal cannot tell from another', () => {
		for (const bindings of Object.values(keyTable)) {
			for (const chord of Object.values(bindings).flat()) {
				expect(chord.ctrl && ['i', 'm', 'j', '['].includes(chord.text ?? '')).toBeFalsy();
			}
		}
	});

	it('prints keys the way people call them', () => {
		const printed = (command: Parameters<typeof hintFor>[0], context: KeyContext) =>
			hintFor(command, [context], unicodeSymbols)?.allKeys;
		expect(printed('all', 'search')).toBe('Ctrl-A');
		expect(printed('toggle', 'choice')).toBe('Space');
		expect(printed('wordLeft', 'text')).toBe('Ctrl-←, Alt-←, Alt-B');
		expect(printed('previous', 'choice')).toBe('Shift-Tab');
		expect(formatChord({name: 'return'}, unicodeSymbols)).toBe('Enter');
	});

	it('has words for every command', () => {
		for (const command of commands) expect(uiMessages.commands[command]).not.toBe('');
	});

	it('does not take a letter with Ctrl for the letter', () => {
		const key = {ctrl: true, meta: false, shift: false} as Parameters<typeof isChord>[2];
		expect(isChord({text: 'a'}, 'a', key)).toBe(false);
		expect(isChord({text: 'a', ctrl: true}, 'a', key)).toBe(true);
	});
});

describe('shell state', () => {
	it('shares all rows of the window', () => {
		for (let rows = 16; rows < 60; rows++) {
			const {header, body, statusGap} = shellRows(rows, true);
			// The status and the keys take one each.
			expect(header + body + statusGap + 2).toBe(rows);
		}
	});

	it('shortens the connection before the steps, and the steps before their marks', () => {
		const connection = ['acme · US · 13 of 50 courses', 'acme · US', 'acme'];
		const at = (columns: number) => {
			const {steps: form, connection: shown} = headerLayout(steps, connection, columns, unicodeSymbols);
			return [form, shown];
		};
		expect(at(120)).toEqual(['full', 'acme · US · 13 of 50 courses']);
		expect(at(80)).toEqual(['full', 'acme · US']);
		expect(at(65)).toEqual(['full', 'acme']);
		expect(at(60)).toEqual(['full', '']);
		expect(at(57)).toEqual(['marks', 'acme · US · 13 of 50 courses']);
		expect(at(12)).toEqual(['current', '']);
		expect(headerLayout(steps, ['a-very-long-account-name'], 75, unicodeSymbols).connection).toBe('a-very-long-ac…');
	});

	it('names the ways out, then what the screen can do, then what people try untold', () => {
		const hint = (command: Command) => ({command, keys: 'x', allKeys: 'x', label: command === 'all' ? 'x' : 'xxxxx'});
		const hints = (['up', 'toggle', 'accept', 'all', 'back', 'help', 'leave'] as const).map(hint);
		const kept = (columns: number) => fitHints(hints, columns).map(({command}) => command);
		expect(kept(63)).toEqual(['up', 'toggle', 'accept', 'all', 'back', 'help', 'leave']);
		expect(kept(62)).toEqual(['up', 'toggle', 'accept', 'all', 'back', 'help']);
		expect(kept(50)).toEqual(['up', 'toggle', 'accept', 'back', 'help']);
		// No space for what matters more, but for something shorter.
		expect(kept(36)).toEqual(['accept', 'all', 'back', 'help']);
		expect(kept(20)).toEqual(['accept', 'back']);
	});
});

function Space() {
	const {columns, rows} = useSize();
	return <Text>{`space ${columns}×${rows}`}</Text>;
}

describe('Shell', () => {
	it('frames a step: where am I, the body, the keys', async () => {
		const app = await renderTest(
			<Shell steps={steps} onBack={() => {}}>
				<Select label="Where is your Litmos?" options={options} />
			</Shell>,
			{columns: 100, rows: 16},
		);
		expect(app.frame()).toMatchInlineSnapshot(`
			"✓ Litmos ─ ● Courses ─ ○ Preview ─ ○ ConductorOne ─ ○ Push
			Where is your Litmos?
			❯ United States  litmos.com
			  Europe         litmoseu.com
			  Australia










			↑↓ move · Enter continue · Esc back · ? help · Ctrl-C quit"
		`);
	});

	it('fits 60×16 and tells the body its space', async () => {
		const app = await renderTest(
			<Shell steps={steps} onBack={() => {}}>
				<Space />
			</Shell>,
			{columns: 60, rows: 16},
		);
		expect(app.frame()).toMatchInlineSnapshot(`
			"✓ Litmos ─ ● Courses ─ ○ Preview ─ ○ ConductorOne ─ ○ Push
			space 60×13













			Esc back · ? help · Ctrl-C quit"
		`);
	});

	it('shows every key that works, and returns to the same place', async () => {
		const app = await renderTest(
			<Shell steps={steps} onBack={() => {}}>
				<Select options={options} />
			</Shell>,
			{columns: 80, rows: 18},
		);
		await app.press(keys.down, '?');
		expect(app.frame()).toMatchInlineSnapshot(`
			"✓ Litmos ─ ● Courses ─ ○ Preview ─ ○ ConductorOne ─ ○ Push

			All keys on this page
			Esc closes this help

			Enter          continue                Ctrl-C  quit
			↑              up
			↓              down
			PgUp           page up
			PgDn           page down
			Home           to the top
			End            to the bottom
			Esc            back
			?, Ctrl-G, F1  help
			Ctrl-Z         put in the background
			Ctrl-L         redraw the screen

			Esc close help · Ctrl-C quit"
		`);
		await app.press(keys.escape);
		expect(app.frame()).toContain('❯ Europe');
	});

	it('takes ? for text in a field, where F1 and Ctrl-G open help', async () => {
		const app = await renderTest(
			<Shell>
				<TextInput label="Account" />
			</Shell>,
		);
		await app.press('?', 'what?');
		expect(app.frame()).toContain('?what?');
		expect(app.frame()).toContain('Ctrl-G help');
		for (const key of [keys.f1, ctrl('g')]) {
			await app.press(key);
			expect(app.frame()).toContain(uiMessages.shell.helpTitle);
			await app.press(keys.escape);
			expect(app.frame()).toContain('?what?');
		}
	});

	it('shows the status of a page above the keys, and hides it with the page', async () => {
		const app = await renderTest(
			<Shell steps={steps}>
				<StatusLine>
					<Text>17 of 26 requests</Text>
				</StatusLine>
				<Text>The page</Text>
			</Shell>,
		);
		const lines = app.frame().split('\n');
		expect(lines.at(-2)).toBe('17 of 26 requests');
		await app.press('?');
		expect(app.frame()).not.toContain('requests');
	});

	it('explains the page before it lists the keys', async () => {
		const about = ['An Account Owner is the person who manages the subscription.', 'Enter goes on.'];
		const page = (
			<Shell steps={steps} connection={['acme · US']}>
				<PageHelp about={about} />
				<Select options={options} />
			</Shell>
		);
		const app = await renderTest(page, {columns: 80, rows: 24});
		await app.press('?');
		const frame = app.frame();
		expect(frame).toContain(uiMessages.shell.aboutTitle);
		expect(frame.indexOf('An Account Owner')).toBeLessThan(frame.indexOf(uiMessages.shell.helpTitle));
		await app.resize(60, 16);
		expect(app.frame()).toContain('Enter goes on.');
		await app.press(keys.pageDown);
		expect(app.frame()).toContain('Ctrl-C');
	});

	it('takes what comes behind a question mark in one read for the help', async () => {
		const app = await renderTest(
			<Shell steps={steps}>
				<Select options={options} />
			</Shell>,
		);
		await app.press(`?${keys.down}?`);
		expect(app.frame()).toContain('❯ United States');
	});

	it('says what it needs below 60×16 and comes back whole, without debris', async () => {
		const body = (
			<Shell steps={steps} onBack={() => {}}>
				<TextInput label="Account" />
			</Shell>
		);
		const app = await renderTest(body, {columns: 80, rows: 20});
		await app.press('acme');
		const before = app.frame();
		await app.resize(50, 12);
		expect(app.frame()).toMatchInlineSnapshot(`
			"▲ This window is too small
			It is 50×12. Make it at least 60×16.
			Ctrl-C quits; nothing is lost."
		`);
		await app.resize(80, 20);
		expect(app.frame()).toBe(before);
	});

	it('draws exactly the window at every size', async () => {
		const app = await renderTest(
			<Shell steps={steps} onBack={() => {}}>
				<Select options={options} />
			</Shell>,
			{columns: 80, rows: 24},
		);
		for (const [columns, rows] of [
			[61, 16],
			[200, 50],
			[60, 30],
			[120, 17],
			[30, 5],
			[80, 24],
		] as const) {
			await app.resize(columns, rows);
			const lines = app.frame().split('\n');
			expect(lines.length).toBeLessThanOrEqual(rows);
			const last = lines.at(-1) ?? '';
			if (columns >= 60 && rows >= 16) expect(last, `${columns}×${rows}`).toMatch(/Ctrl-C quit$/);
			expect(app.frame().match(/Ctrl-C quit/g) ?? []).toHaveLength(1);
		}
	});

	it('goes back on Esc and leaves on Ctrl-C, saying what was changed', async () => {
		const onBack = vi.fn();
		const app = await renderTest(
			<Shell onBack={onBack}>
				<TextInput label="Account" />
			</Shell>,
			{onInterrupt: () => 'Nothing was changed.'},
		);
		await app.press(keys.escape);
		expect(onBack).toHaveBeenCalledOnce();
		await app.press(ctrl('c'));
		expect(await app.ending).toEqual({exit: 130, transcript: 'Nothing was changed.'});
	});

	it('speaks its place to a screen reader', async () => {
		const app = await renderTest(
			<Shell steps={steps} onBack={() => {}}>
				<Select label="Where is your Litmos?" options={options} />
			</Shell>,
			{isScreenReader: true},
		);
		expect(app.frame()).toMatchInlineSnapshot(`
			"Step 2 of 5: Courses
			listbox: Where is your Litmos?
			option: (selected) United States, litmos.com, 1 of 3
			Keys: Up/Down move, Enter continue, Esc back, ? help, Ctrl-C quit"
		`);
	});
});
