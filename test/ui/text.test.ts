import truncate from 'cli-truncate';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bytes, duration} from '../../source/text/amounts.ts';
import {printable} from '../../source/text/printable.ts';
import {moveBy, moveTo, startOfList} from '../../source/ui/list-window.ts';
import {cut, findRanges, fit, fold, toGraphemes, width} from '../../source/ui/text.ts';

const anyText = fc.oneof(
	fc.string({unit: 'grapheme', maxLength: 40}),
	fc.string({unit: fc.constantFrom('日', 'م', '🚗', '👨‍👩‍👧', 'é', 'a', ' ', '한', 'ｗ'), maxLength: 30}),
);

describe('text', () => {
	it('fits exactly, whatever the script', () => {
		fc.assert(
			fc.property(anyText, fc.integer({min: 1, max: 30}), (text, cells) => {
				expect(width(fit(printable(text), cells))).toBe(cells);
				expect(width(cut(printable(text), cells))).toBeLessThanOrEqual(cells);
			}),
		);
	});

	it('cuts with an ellipsis only when something is missing', () => {
		expect(cut('日本語', 6)).toBe('日本語');
		expect(cut('日本語', 5)).toBe('日本…');
		expect(fit('日本語', 4)).toBe('日… ');
		expect(fit('7', 4, 'right')).toBe('   7');
		expect(cut('abcdef', 4, '...')).toBe('a...');
	});

	it('cuts plain text where cli-truncate cuts it', () => {
		const plain = fc.string({unit: fc.constantFrom('a', ' ', '─', 'é', '…', '(', '█'), maxLength: 30});
		const position = fc.constantFrom('end' as const, 'middle' as const);
		fc.assert(
			fc.property(
				plain,
				fc.integer({min: 1, max: 30}),
				fc.constantFrom('…', '...'),
				position,
				(text, more, sign, at) => {
					const cells = more + sign.length;
					expect(cut(text, cells, sign, at)).toBe(truncate(text, cells, {position: at, truncationCharacter: sign}));
				},
			),
		);
	});

	it('lets no data draw on the screen', () => {
		expect(printable('a\x1b[2Jb\x1b]0;title\x07c\nd\u202Ee')).toBe('abc de');
		// biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
		fc.assert(fc.property(fc.string({unit: 'binary'}), (text) => !/[\x00-\x1f\x7f-\x9f]/.test(printable(text))));
	});

	it('finds what search finds, in the original text', () => {
		const text = 'Système de SÉCURITÉ ｘ';
		const parts = findRanges(text, [fold('securite'), fold('syst')]).map(([from, to]) => text.slice(from, to));
		expect(parts).toEqual(['Syst', 'SÉCURITÉ']);
		fc.assert(
			fc.property(anyText, anyText, (hay, needle) => {
				const word = fold(needle).trim();
				for (const [from, to] of findRanges(hay, [word])) {
					expect(to).toBeGreaterThan(from);
					expect(toGraphemes(hay).join('')).toBe(hay);
				}
			}),
		);
	});

	it('says numbers and times in words', () => {
		expect([3, 61, 120, 3700, 7200].map(duration)).toEqual(['3 s', '1 min 1 s', '2 min', '1 h 2 min', '2 h']);
		expect([12, 1536, 2_500_000, 123_456_789].map(bytes)).toEqual(['12 B', '1.5 kB', '2.5 MB', '123 MB']);
	});
});

describe('list window', () => {
	it('always shows the cursor and never looks past the end', () => {
		const movement = fc.constantFrom('up', 'down', 'pageUp', 'pageDown', 'first', 'last');
		fc.assert(
			fc.property(
				fc.array(fc.tuple(movement, fc.nat(60), fc.integer({min: 1, max: 20})), {maxLength: 40}),
				fc.boolean(),
				(steps, wraps) => {
					let window = startOfList;
					for (const [step, total, rows] of steps) {
						window = moveBy(window, step as 'up', total, rows, wraps);
						expect(window.cursor).toBeGreaterThanOrEqual(0);
						expect(window.cursor).toBeLessThanOrEqual(Math.max(0, total - 1));
						expect(window.top).toBeLessThanOrEqual(window.cursor);
						expect(window.cursor).toBeLessThan(window.top + rows);
						expect(window.top).toBeLessThanOrEqual(Math.max(0, total - rows));
					}
				},
			),
		);
	});

	it('scrolls by a third of the window', () => {
		const window = moveTo({cursor: 11, top: 0}, 12, 100, 12);
		expect(window).toEqual({cursor: 12, top: 5});
	});
});
