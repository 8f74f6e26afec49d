import {Box} from 'ink';
import {describe, expect, it, vi} from 'vitest';
import {TextInput} from '../../source/ui/components/text-input/text-input.tsx';
import {createText, reduceText, textOf, visiblePart} from '../../source/ui/components/text-input/text-input-state.ts';
import {ctrl, keys, renderTest} from './render-test.tsx';

describe('text reducer', () => {
	const type = (state: ReturnType<typeof createText>, text: string) => reduceText(state, {type: 'insert', text});

	it('moves and deletes by what a person calls a character', () => {
		let state = createText('a👨‍👩‍👧é한');
		expect(state.caret).toBe(4);
		state = reduceText(state, {type: 'delete', what: 'left'});
		state = reduceText(state, {type: 'move', to: 'left'});
		state = reduceText(state, {type: 'delete', what: 'left'});
		expect(textOf(state)).toBe('aé');
	});

	it('joins a combining mark to the letter before it', () => {
		const state = type(type(createText(), 'e'), '\u0301');
		expect(state.parts).toHaveLength(1);
		expect(state.caret).toBe(1);
	});

	it('moves by words in any script and deletes the word before', () => {
		let state = createText('hello brave world');
		state = reduceText(state, {type: 'move', to: 'wordLeft'});
		expect(state.caret).toBe(12);
		state = reduceText(state, {type: 'move', to: 'wordLeft'});
		expect(state.caret).toBe(6);
		state = reduceText(state, {type: 'move', to: 'wordRight'});
		expect(state.caret).toBe(11);
		state = reduceText(state, {type: 'delete', what: 'wordLeft'});
		expect(textOf(state)).toBe('hello  world');
	});

	it('takes line breaks and control characters out of what is typed or pasted', () => {
		expect(textOf(type(createText(), 'a\u0007\nb'))).toBe('a b');
		const pasted = reduceText(createText(), {type: 'paste', text: ' ab\r\ncd\n', isSecret: true});
		expect(textOf(pasted)).toBe('abcd');
		expect(pasted.pasted).toBe(4);
	});

	it('keeps the caret in the visible part, also with wide characters', () => {
		const {parts} = createText('日本語テキスト');
		expect(visiblePart(parts, 7, 6)).toEqual({text: 'スト', column: 4});
		expect(visiblePart(parts, 0, 6)).toEqual({text: '日本語', column: 0});
	});
});

describe('TextInput', () => {
	it('edits with shell keys and shows the terminal cursor', async () => {
		const onSubmit = vi.fn();
		const app = await renderTest(<TextInput label="Account" onSubmit={onSubmit} />, {columns: 60, rows: 16});
		await app.press('acme corp', ctrl('a'), keys.right, '日');
		expect(app.frameWithCursor()).toMatchInlineSnapshot(`"❯ Account  a日▮me corp"`);
		await app.press(ctrl('e'), ctrl('w'), keys.enter);
		expect(onSubmit).toHaveBeenCalledWith('a日cme');
	});

	it('takes text and Enter arriving in one read', async () => {
		const onSubmit = vi.fn();
		const app = await renderTest(<TextInput label="Account" onSubmit={onSubmit} />);
		await app.press('acme\r');
		expect(onSubmit).toHaveBeenCalledExactlyOnceWith('acme');
	});

	it('shows why an answer is refused until the next edit', async () => {
		const onSubmit = vi.fn();
		const app = await renderTest(
			<TextInput
				label="Account"
				defaultValue="no"
				validate={(value) => (value.length < 3 ? 'At least three characters.' : undefined)}
				onSubmit={onSubmit}
			/>,
		);
		await app.press(keys.enter);
		expect(app.frame()).toMatchInlineSnapshot(`
			"❯ Account  no
			  ✗ At least three characters."
		`);
		expect(onSubmit).not.toHaveBeenCalled();
		await app.press('n');
		expect(app.frame()).not.toContain('three characters');
		await app.press(keys.enter);
		expect(onSubmit).toHaveBeenCalledWith('non');
	});

	it('listens only while active', async () => {
		const app = await renderTest(
			<Box flexDirection="column">
				<TextInput label="One" isActive={false} defaultValue="1" />
				<TextInput label="Two" placeholder="words" />
			</Box>,
		);
		expect(app.frame()).toContain('words');
		await app.press('x');
		expect(app.frame()).toMatchInlineSnapshot(`
			"  One  1
			❯ Two  x"
		`);
	});
});

describe('SecretInput', () => {
	it('shows the same mask for every secret and never the secret', async () => {
		const onSubmit = vi.fn();
		const app = await renderTest(<TextInput isSecret label="API key" onSubmit={onSubmit} />, {columns: 60, rows: 16});
		await app.paste('3F2504E0-4F89-11D3-9A0C-0305E82C3301\r\n');
		expect(app.frame()).toMatchInlineSnapshot(`"❯ API key  ••••••••••••  pasted 36 characters"`);
		await app.press('x');
		expect(app.frame()).toBe('❯ API key  ••••••••••••');
		expect(onSubmit).not.toHaveBeenCalled();
		await app.press(keys.backspace, keys.enter);
		expect(onSubmit).toHaveBeenCalledExactlyOnceWith('3F2504E0-4F89-11D3-9A0C-0305E82C3301');
		expect(app.raw()).not.toContain('4F89');
	});

	it('keeps a paste whole that arrives in many reads', async () => {
		const onSubmit = vi.fn();
		const app = await renderTest(<TextInput isSecret label="API key" onSubmit={onSubmit} />);
		await app.press('\x1b[200~abc', 'def\r\n', 'ghi\x1b[201~', keys.enter);
		expect(onSubmit).toHaveBeenCalledExactlyOnceWith('abcdefghi');
	});

	it('says the state in words to a screen reader', async () => {
		const app = await renderTest(<TextInput isSecret label="API key" />, {isScreenReader: true});
		expect(app.frame()).toContain('API key: empty');
		await app.paste('abc');
		expect(app.frame()).toContain('textbox: (required) API key: entered, pasted 3 characters');
	});
});
