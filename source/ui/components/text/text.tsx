import {Text as InkText, type TextProps} from 'ink';
import {Children, type ReactNode} from 'react';
import {styledLines} from '../../styled-lines.ts';

/**
 * The only text on a screen: Ink's own lets links and any style through, so whatever a name holds would reach the
 * terminal. Here only the styles of the theme do.
 */
export function Text({children, 'aria-label': label, ...props}: TextProps) {
	return (
		<InkText {...props} {...(label !== undefined && {'aria-label': styledLines(label)})}>
			{Children.map(children, (child: ReactNode) => (typeof child === 'string' ? styledLines(child) : child))}
		</InkText>
	);
}
