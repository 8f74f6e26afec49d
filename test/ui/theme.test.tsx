import {Text} from 'ink';
import {describe, expect, it} from 'vitest';
import {useTheme} from '../../source/ui/provider.tsx';
import {asciiOutput, toAscii} from '../../source/ui/terminal/ascii-output.ts';
import {
	asciiSymbols,
	backgroundFromAnswer,
	createTheme,
	themeOptionsFrom,
	unicodeSymbols,
} from '../../source/ui/theme.ts';
import {renderTest} from './render-test.tsx';

describe('what the environment asks for', () => {
	const optionsOf = (environment: Record<string, string>) =>
		themeOptionsFrom({LANG: 'en_US.UTF-8', ...environment}, 'linux');

	it('is colour unless it is refused', () => {
		expect(optionsOf({}).level).toBe(1);
		expect(optionsOf({NO_COLOR: '1'})).toMatchObject({level: 0, hasAttributes: true});
		expect(optionsOf({NO_COLOR: ''}).level).toBe(1);
		expect(optionsOf({NO_COLOR: '1', FORCE_COLOR: '1'}).level).toBe(1);
		expect(optionsOf({FORCE_COLOR: '0'})).toMatchObject({level: 0, hasAttributes: false});
		expect(optionsOf({TERM: 'dumb'})).toMatchObject({level: 0, hasAttributes: false, isAscii: true});
	});

	it('is ASCII for other character sets and the bare console', () => {
		expect(optionsOf({}).isAscii).toBe(false);
		expect(optionsOf({LANG: 'de_DE.ISO-8859-1'}).isAscii).toBe(true);
		expect(optionsOf({TERM: 'linux'}).isAscii).toBe(true);
		expect(optionsOf({LITMOS_CONNECTOR_ASCII: '1'}).isAscii).toBe(true);
	});

	it('tells light from dark', () => {
		expect(optionsOf({COLORFGBG: '0;15'}).background).toBe('light');
		expect(optionsOf({COLORFGBG: '15;0'}).background).toBe('dark');
		expect(backgroundFromAnswer('rgb:ffff/ffff/f0f0')).toBe('light');
		expect(backgroundFromAnswer('rgb:1e/1e/2e')).toBe('dark');
		expect(backgroundFromAnswer('what?')).toBe('unknown');
	});
});

describe('theme', () => {
	it('uses no colour at level 0, and none of the unreadable ones on white', () => {
		const tokens = ['status.success', 'status.warning', 'status.error', 'accent', 'selected', 'text.key'] as const;
		for (const token of tokens) {
			// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for colour codes
			expect(createTheme({level: 0}).paint(token, 'x')).not.toMatch(/\x1b\[(3[0-7]|9[0-7])m/);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for colour codes
			expect(createTheme({level: 1, background: 'light'}).paint(token, 'x')).not.toMatch(/\x1b\[(33|36)m/);
		}
	});

	it('has an ASCII sign for every symbol', () => {
		expect(Object.keys(asciiSymbols)).toEqual(Object.keys(unicodeSymbols));
		expect(JSON.stringify(asciiSymbols)).toMatch(/^[ -~]+$/);
	});

	it('changes when the terminal tells its background, without the answer reaching a field', async () => {
		function Painted() {
			return <Text>{`${useTheme().background} ${useTheme().paint('accent', 'word')}`}</Text>;
		}
		const app = await renderTest(<Painted />, {theme: {level: 1, hasAttributes: true}});
		expect(app.raw()).toContain('\x1b[36mword');
		await app.press('\x1b]11;rgb:ffff/ffff/ffff\x07');
		expect(app.frame()).toBe('light word');
		expect(app.raw()).toContain('\x1b[34mword');
	});
});

describe('ASCII output', () => {
	it('replaces sign for sign and leaves data alone', () => {
		expect(toAscii('12 · “é日” ─┼│ …')).toBe('12 - "é日" -+| .');
	});

	it('stays the stream it was', async () => {
		const {PassThrough} = await import('node:stream');
		const stream = new PassThrough();
		const plain = asciiOutput(stream);
		let isCalled = false;
		plain.write('a·b', () => {
			isCalled = true;
		});
		await new Promise(setImmediate);
		expect(stream.read().toString()).toBe('a-b');
		expect(isCalled).toBe(true);
	});
});
