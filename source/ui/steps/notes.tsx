import {Text} from 'ink';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {cut} from '../text.ts';
import type {Token} from '../theme.ts';
import {words} from '../words.ts';

/** The one question of a screen. */
export function Title({children}: {children: string}) {
	const theme = useTheme();
	return <Text>{theme.paint('text.heading', children)}</Text>;
}

/** Quiet help. */
export function Hint({children}: {children: string}) {
	const theme = useTheme();
	return <Text>{theme.paint('text.secondary', children)}</Text>;
}

/** One line with a sign in front; cut where it does not fit, so that the room above a list stays known. */
export function Note({kind, children}: {kind: 'success' | 'warning' | 'info'; children: string}) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	if (isScreenReader) return <Text>{`${words.problem[kind]}: ${children}`}</Text>;
	const token: Token = `status.${kind}`;
	const sign = theme.symbols[kind];
	return (
		<Text wrap="truncate">{`${theme.paint(token, sign)} ${cut(children, columns - sign.length - 1, theme.symbols.ellipsis)}`}</Text>
	);
}
