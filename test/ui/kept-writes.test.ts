import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {type InkOutput, isPlain, keepWrites} from '../../source/ui/vendor/kept-writes.ts';

interface Output extends InkOutput {
	write: (x: number, y: number, text: string, options: {transformers: ((line: string) => string)[]}) => void;
	clip: (clip: Record<'x1' | 'x2' | 'y1' | 'y2', number | undefined>) => void;
	unclip: () => void;
}
type OutputClass = new (size: {width: number; height: number}) => Output;

// Ink exports none of its parts.
const packages = new URL('../../node_modules/', import.meta.url).href;
const {default: InkOutputClass} = (await import(`${packages}ink/build/output.js`)) as {default: OutputClass};
const {styledCharsToString} = await import(`${packages}@alcalzone/ansi-tokenize/build/index.js`);
class KeptOutput extends InkOutputClass {}
let byInk = 0;
class CountedOutput extends InkOutputClass {}
CountedOutput.prototype.applyWriteOperation = function (...args) {
	byInk++;
	InkOutputClass.prototype.applyWriteOperation.apply(this, args);
};
keepWrites(KeptOutput, styledCharsToString);
keepWrites(CountedOutput, styledCharsToString);

function draw(Class: OutputClass, frame: (output: Output) => void): string {
	const output = new Class({width: 24, height: 6});
	frame(output);
	return output.get().output;
}

const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;
const focus = (text: string) => `\x1b[1m\x1b[36m${text}\x1b[39m\x1b[22m`;
const texts = [
	'',
	'plain',
	'  two  blanks  ',
	dim('dim'),
	`a ${focus('focused')} b`,
	`${dim(`dim ${focus('within')} dim`)} rest`,
	`over ${dim('two\nlines')} here`,
	'\x1b[1;31mboth\x1b[0m none',
	'│\n│\n│',
	`Zoë ${dim('█░ 12')}…`,
	'安全 training',
	`${focus('👩‍👩‍👧 family')}`,
	'e\u0301 accent',
	'नमस्ते',
	'soft\u00adhyphen',
	'a\u200bb',
	'\x1b]8;;https://example.com\x07link\x1b]8;;\x07',
	'longer than the frame is wide by far',
];
const clips = [
	undefined,
	[0, 24, 0, 6],
	[2, 9, 1, 3],
	[5, 6, 0, 2],
	[undefined, undefined, 1, 4],
	[3, 12, undefined, undefined],
	[8, 2, 0, 6],
] as const;

describe('writes kept between frames', () => {
	test('give the frame that Ink gives', () => {
		for (const text of texts) {
			for (const clip of clips) {
				for (const [x, y] of [
					[0, 0],
					[3, 2],
					[-2, 1],
					[20, 4],
					[1, -1],
					[4, 5],
				] as const) {
					const frame = (output: Output) => {
						output.write(2, y, '安全安全安', {transformers: []});
						if (clip) output.clip({x1: clip[0], x2: clip[1], y1: clip[2], y2: clip[3]});
						output.write(x, y, text, {transformers: []});
						if (clip) output.unclip();
						output.write(10, 3, dim('last'), {transformers: []});
					};
					const expected = draw(InkOutputClass, frame);
					const where = JSON.stringify({text, clip, x, y});
					// The first takes it apart, the second finds it.
					expect(draw(KeptOutput, frame), where).toBe(expected);
					expect(draw(KeptOutput, frame), where).toBe(expected);
				}
			}
		}
	});

	test('give the frames that Ink gives, one after the other, when a part of each stays', () => {
		const write = fc.record({
			x: fc.integer({min: -3, max: 23}),
			y: fc.integer({min: 0, max: 5}),
			at: fc.nat(texts.length - 1),
		});
		const upper = {transformers: [(line: string) => line.toUpperCase()]};
		fc.assert(
			fc.property(fc.array(write, {maxLength: 8}), fc.array(write, {minLength: 1, maxLength: 8}), (first, changes) => {
				const shown = [...first];
				for (const [index, change] of changes.entries()) {
					shown[index % (first.length + 1)] = change;
					const frame = (output: Output) => {
						for (const [n, {x, y, at}] of shown.entries()) {
							output.write(x, y, texts[at]!, n === 7 ? upper : {transformers: []});
						}
					};
					expect(draw(KeptOutput, frame)).toBe(draw(InkOutputClass, frame));
				}
			}),
			{numRuns: 300},
		);
	});

	test('find a text again in another row, and leave functions to Ink', () => {
		const row = (y: number) => (output: Output) => output.write(1, y, '安全 training', {transformers: []});
		byInk = 0;
		expect(draw(CountedOutput, row(1))).toBe(draw(InkOutputClass, row(1)));
		expect(byInk).toBe(1);
		expect(draw(CountedOutput, row(4))).toBe(draw(InkOutputClass, row(4)));
		expect(byInk).toBe(1);
		const changed = (output: Output) => output.write(1, 1, 'text', {transformers: [(line) => line.toUpperCase()]});
		expect(draw(CountedOutput, changed).trim()).toBe('TEXT');
	});

	test('forget the writes of frames long ago', () => {
		for (let index = 0; index < 2000; index++) {
			draw(CountedOutput, (output) => output.write(0, 0, `安${index}`, {transformers: []}));
		}
		byInk = 0;
		draw(CountedOutput, (output) => output.write(0, 0, '安1999', {transformers: []}));
		expect(byInk).toBe(0);
		draw(CountedOutput, (output) => output.write(0, 0, '安0', {transformers: []}));
		expect(byInk).toBe(1);
	});
});

test('plain characters fill one cell each and join no other', () => {
	const all = Array.from({length: 0xffff}, (_, code) => String.fromCharCode(code)).filter(isPlain);
	expect(all.length).toBeGreaterThan(500);
	for (const character of all) expect(stringWidth(character), JSON.stringify(character)).toBe(1);
	const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	for (const other of ['a', '─', 'é', '#', '1']) {
		const text = all.map((character) => other + character).join('');
		expect([...graphemes.segment(text)]).toHaveLength(text.length);
		expect(stringWidth(text)).toBe(text.length);
	}
	for (const text of ['安', 'e\u0301', '\n', '\x1b', '\u00ad', '👍', '\u200b']) expect(isPlain(text)).toBe(false);
});
