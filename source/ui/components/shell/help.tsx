import {Box, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import {useKeyboard} from '../../hooks/use-keys.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {fit, width} from '../../text.ts';
import {asciiSymbols} from '../../theme.ts';
import {words} from '../../words.ts';

const titleRows = 3;

/** Every key that does something here, in as many columns as are needed. */
export function Help() {
	const theme = useTheme();
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const keyboard = useKeyboard();
	useSyncExternalStore(keyboard.subscribe, keyboard.version);
	const hints = keyboard.allHints(isScreenReader ? asciiSymbols : theme.symbols);
	const perColumn = isScreenReader ? hints.length : Math.max(1, rows - titleRows);
	const blocks = Array.from({length: Math.ceil(hints.length / perColumn)}, (_, index) =>
		hints.slice(index * perColumn, (index + 1) * perColumn),
	);
	return (
		<Box flexDirection="column">
			<Text>{theme.paint('text.heading', words.shell.helpTitle)}</Text>
			<Text>{theme.paint('text.secondary', words.shell.helpClose)}</Text>
			<Box columnGap={3} marginTop={1}>
				{blocks.map((block) => {
					const keysWidth = Math.max(...block.map((hint) => width(hint.allKeys)));
					return (
						<Box key={block[0]?.command} flexDirection="column" flexShrink={0}>
							{block.map((hint) => (
								<Text key={hint.command} aria-label={`${hint.allKeys}: ${hint.label}`}>
									{`${theme.paint('text.key', fit(hint.allKeys, keysWidth))}  ${hint.label}`}
								</Text>
							))}
						</Box>
					);
				})}
			</Box>
		</Box>
	);
}
