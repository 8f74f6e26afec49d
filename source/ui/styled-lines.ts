import {foreignCharacters, printableLines} from '../text/printable.ts';
import {everyStyle} from './theme.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with one
const style = /(\x1b\[[\d;]*m)/;
/** Found in no text that may be shown as it is: nearly all of a frame may. */
const foreign = new RegExp(
	`[${foreignCharacters}]|\\x1b(?!${[...everyStyle].map((sequence) => sequence.slice(1).replace('[', '\\[')).join('|')})`,
);

/** Text that is safe to print: of all control sequences only the styles of the theme are left. */
export function styledLines(text: string): string {
	if (!foreign.test(text)) return text;
	return text
		.split(style)
		.map((part) => (everyStyle.has(part) ? part : printableLines(part)))
		.join('');
}
