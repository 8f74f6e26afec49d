import {printableLines} from '../text/printable.ts';
import {isStyle} from '../ui/theme.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with one
const style = /(\x1b\[[\d;]*m)/;

/** Text that is safe to print: of all control sequences only the styles of the theme are left. */
export function styledLines(text: string): string {
	if (!text.includes('\x1b')) return printableLines(text);
	return text
		.split(style)
		.map((part) => (isStyle(part) ? part : printableLines(part)))
		.join('');
}
