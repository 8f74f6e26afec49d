import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {withoutEntities} from '../../../source/text/entities.ts';
import {escapedJson, printable, printableJson, printableLines, quotable} from '../../../source/text/printable.ts';

/** Everything a terminal may obey, written out here once more, independent of the code. */
export const steering = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const anything = fc.string({
	unit: fc.oneof(
		fc.constantFrom('\x1b', '[', ']', '\x9b', '\x9d', '\x07', '\\', ';', 'm', '0', '\u202e', '\u2028', '\n', '\x85'),
		fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}),
	),
	maxLength: 60,
});

describe('text of others', () => {
	it('loses whatever a terminal obeys and keeps what can be read', () => {
		expect(printable('Not \x1b]52;c;ZXZpbA==\x07\x1b]0;owned\x07\x1b[2J\x9b2Jallowed')).toBe('Not allowed');
		expect(printable('a\u061cb\u200ec\u202ed\u2066e\u2028f\x7fg\x85h\r\ni\tj')).toBe('abcde f g h i j');
		expect(printable('\x9d0;title\x9cname \x1b(broken \x1b]no end')).toBe('name  (broken  ]no end');
		expect(printable('👨‍👩‍👧 नमस्ते O’Neil')).toBe('👨‍👩‍👧 नमस्ते O’Neil');
		fc.assert(
			fc.property(anything, (text) => {
				expect(printable(text)).not.toMatch(steering);
				expect(printable(text)).not.toContain('\n');
				expect(printableLines(text)).not.toMatch(steering);
				expect(printableLines(text).split('\n').length).toBe(text.split(/\r?\n/).length);
				expect(printableJson({text})).not.toMatch(steering);
				expect(JSON.parse(printableJson({text}, 2))).toEqual({text});
				expect(escapedJson(JSON.stringify(text))).toBe(printableJson(text));
			}),
		);
	});

	it('is quoted short', () => {
		expect(quotable(`  ${'x'.repeat(5000)}`)).toHaveLength(1000);
		expect(quotable(`${'x'.repeat(998)}🙂🙂`).isWellFormed()).toBe(true);
	});

	it.each(['\x1b]', '\x9d', '\x1b[', '\x1b]a;', '\x9b;'])('takes no longer for being long: %j', (piece) => {
		// With one look at every rest of the text this would take hours.
		expect(printable(piece.repeat(1_000_000))).not.toMatch(steering);
	});

	it('cannot get into a problem', () => {
		const hostile = 'a\x1b[2J\u202e\x9bb\x07';
		const problem = new Problem({
			code: 'litmos/not-acceptable',
			what: hostile,
			why: `${hostile}\n${hostile}`,
			next: [hostile],
			copy: [hostile],
		});
		expect(Problem.from(JSON.parse(JSON.stringify({...problem.toJSON(), what: hostile}))).what).not.toMatch(steering);
		for (const text of [problem.what, problem.why ?? '', ...problem.next, ...problem.copy]) {
			expect(text).not.toMatch(steering);
			expect(text).toContain('b');
		}
		expect(problem.why).toContain('\n');
	});
});

describe('names with HTML entities', () => {
	it('are decoded once', () => {
		expect(withoutEntities('O&#39;Neil &amp; Co')).toBe("O'Neil & Co");
		expect(withoutEntities('Max &amp;lt;')).toBe('Max &lt;');
		expect(withoutEntities('&quot;Demo&quot; &#x41; R&D Q&A &copy 5 &nosuch;')).toBe(
			'"Demo" A R&D Q&A &copy 5 &nosuch;',
		);
	});
});
