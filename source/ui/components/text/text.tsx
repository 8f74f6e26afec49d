import {Text as InkText, type TextProps} from 'ink';
import {Children, type ReactNode} from 'react';
import {printableLines} from '../../../text/printable.ts';
import {isStyle} from '../../theme.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with one
const style = /(\x1b\[[\d;]*m)/;

/**
 * The only text on a screen: Ink's own lets links and any style through, so whatever a name holds would reach the
 * terminal. Here only the styles of the theme do.
 */
export function Text({children, 'aria-label': label, ...props}: TextProps) {
	return (
		<InkText {...props} {...(label !== undefined && {'aria-label': shown(label)})}>
			{Children.map(children, (child: ReactNode) => (typeof child === 'string' ? shown(child) : child))}
		</InkText>
	);
}

function shown(text: string): string {
	if (!text.includes('\x1b')) return printableLines(text);
	return text
		.split(style)
		.map((part) => (isStyle(part) ? part : printableLines(part)))
		.join('');
}
