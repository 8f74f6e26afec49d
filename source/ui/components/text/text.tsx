import {Text as InkText, type TextProps} from 'ink';
import {Children, type ReactNode} from 'react';
import {useTheme} from '../../provider.tsx';
import {styledLines} from '../../styled-lines.ts';
import type {Token} from '../../theme.ts';

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

interface LinesProps {
	lines: readonly string[];
	token?: Token;
	/** What becomes of a line that is too long. */
	wrap?: TextProps['wrap'];
}

/** Lines one below the other; lines have no identity of their own. An empty one is an empty row. */
export function Lines({lines, token = 'text.primary', wrap = 'truncate'}: LinesProps) {
	const theme = useTheme();
	return lines.map((line, index) => (
		<Text key={index} wrap={wrap}>
			{theme.paint(token, line) || ' '}
		</Text>
	));
}
