import {Text} from 'ink';
import {describe, expect, it, vi} from 'vitest';
import {Select} from '../../source/ui/components/select/select.tsx';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import type {ShellStep} from '../../source/ui/components/shell/shell-state.ts';
import {fitHints, headerLayout, shellRows} from '../../source/ui/components/shell/shell-state.ts';
import {TextInput} from '../../source/ui/components/text-input/text-input.tsx';
import type {Command} from '../../source/ui/keys.ts';
import {commands, formatChord, hintFor, isChord, type KeyContext, keyTable} from '../../source/ui/keys.ts';
import {words} from '../../source/ui/messages.ts';
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
	{value: 'au', label: 'Australia', disabled: 'not offered here'},
];

describe('key table', () => {
	it('gives no key two meanings in one context', () => {
		for (const context of Object.keys(keyTable) as KeyContext[]) {
			const seen = new Map<string, string>();
			for (const command of commands) {
				for (const chord of keyTable[context][command] ?? []) {
					const name = JSON.stringify(chord);
					// In a list Enter opens and accepts, y/n answer a question: one component uses only one of the two.
					const pair = [seen.get(name), command].join();
					if (!['accept,open', 'none,no'].includes(pair)) expect(seen.get(name), `${context} ${name}`).toBeUndefined();
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
		for (const command of commands) expect(words.commands[command]).not.toBe('');
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
			const {header, body, gap} = shellRows(rows, true);
			expect(header + body + gap + 1).toBe(rows);
		}
	});

	it('says less on narrow terminals', () => {
		expect(headerLayout(steps, 100, unicodeSymbols)).toBe('full');
		expect(headerLayout(steps, 60, unicodeSymbols)).toBe('marks');
		expect(headerLayout(steps, 20, unicodeSymbols)).toBe('current');
	});

	it('names the ways out, then what the screen can do, then what people try untold', () => {
		const hint = (command: Command) => ({command, keys: 'x', allKeys: 'x', label: command === 'all' ? 'x' : 'xxxxx'});
		const hints = (['up', 'toggle', 'accept', 'all', 'back', 'help', 'leave'] as const).map(hint);
		const kept = (columns: number) => fitHints(hints, columns).map(({command}) => command);
		expect(kept(63)).toEqual(['up', 'toggle', 'accept', 'all', 'back', 'help', 'leave']);
		expect(kept(62)).toEqual(['up', 'toggle', 'accept', 'all', 'back', 'help']);
		expect(kept(50)).toEqual(['toggle', 'accept', 'all', 'back', 'help']);
		// No room for what matters more, but for something shorter.
		expect(kept(33)).toEqual(['toggle', 'all', 'back', 'help']);
		expect(kept(20)).toEqual(['back', 'help']);
	});
});

function Room() {
	const {columns, rows} = useSize();
	return <Text>{`room ${columns}×${rows}`}</Text>;
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
			"Litmos ✓ ── Courses ● ── Preview ○ ── ConductorOne ○ ── Push ○                           step 2 of 5

			Where is your Litmos?
			❯ United States  litmos.com
			  Europe         litmoseu.com
			  Australia      not offered here









			↑↓ move · Enter continue · Esc back · ? help · Ctrl-C quit"
		`);
	});

	it('fits 60×16 and tells the body its room', async () => {
		const app = await renderTest(
			<Shell steps={steps} onBack={() => {}}>
				<Room />
			</Shell>,
			{columns: 60, rows: 16},
		);
		expect(app.frame()).toMatchInlineSnapshot(`
			"✓ ● ○ ○ ○  Courses                               step 2 of 5

			room 60×13












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
			"Litmos ✓ ── Courses ● ── Preview ○ ── ConductorOne ○ ── Push ○       step 2 of 5

			All keys on this screen
			Esc closes this help

			Enter   continue
			↑       up
			↓       down
			PgUp    page up
			PgDn    page down
			Home    to the top
			End     to the bottom
			Esc     back
			?, F1   help
			Ctrl-Z  put in the background
			Ctrl-L  redraw the screen
			Ctrl-C  quit
			↑↓ move · Enter continue · Esc back · ? help · Ctrl-C quit"
		`);
		await app.press(keys.escape);
		expect(app.frame()).toContain('❯ Europe');
	});

	it('opens help with ? in an empty field, with F1 in any', async () => {
		const app = await renderTest(
			<Shell>
				<TextInput label="Account" />
			</Shell>,
		);
		await app.press('?');
		expect(app.frame()).toContain(words.shell.helpTitle);
		await app.press(keys.enter, 'what?');
		expect(app.frame()).toContain('what?');
		await app.press(keys.f1);
		expect(app.frame()).toContain(words.shell.helpTitle);
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
