import type xterm from '@xterm/headless';
import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
/** Numbers below are code points, which stand for themselves. */
const firstCluster = 0x20_0000;

/**
 * Makes the emulator count cells as today's terminals do and as the program does: by what is seen as one character, an
 * emoji of several included. Its own table is of the year 2010, when an emoji took one cell.
 */
export function countCellsByCharacter(emulator: InstanceType<typeof xterm.Terminal>): void {
	const clusters: string[] = [];
	const numbers = new Map<string, number>();
	const numberOf = (text: string) => {
		const code = text.codePointAt(0) ?? 0;
		if (String.fromCodePoint(code) === text) return code;
		const known = numbers.get(text) ?? firstCluster + clusters.push(text) - 1;
		numbers.set(text, known);
		return known;
	};
	const textOf = (number: number) =>
		number < firstCluster ? String.fromCodePoint(number) : (clusters[number - firstCluster] ?? '');
	const cells = (text: string) => Math.min(2, stringWidth(text)) as 0 | 1 | 2;
	emulator.unicode.register({
		version: 'by character',
		wcwidth: (code) => (code > 31 && code < 127 ? 1 : cells(String.fromCodePoint(code))),
		// The emulator keeps what this gives for the next call: a number of 24 bits, the width, and whether it joins.
		charProperties(code, preceding) {
			if (code > 31 && code < 127) return (code << 3) | (1 << 1);
			const character = String.fromCodePoint(code);
			const joined = preceding === 0 ? '' : textOf(preceding >> 3) + character;
			const joins = joined !== '' && [...graphemes.segment(joined)].length === 1;
			const text = joins ? joined : character;
			return (numberOf(text) << 3) | (cells(text) << 1) | (joins ? 1 : 0);
		},
	});
	emulator.unicode.activeVersion = 'by character';
}
