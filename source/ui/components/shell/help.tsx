import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import {useKeyboard} from '../../hooks/use-keys.ts';
import {words} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {fit, width} from '../../text.ts';
import {asciiSymbols} from '../../theme.ts';
import {Text} from '../text/text.tsx';
import {helpPages} from './shell-state.ts';

const titleRows = 3;

/** Every key that does something here, in as many columns as fit and on as many pages as are needed. */
export function Help({page}: {page: number}) {
	const theme = useTheme();
	const {rows, columns} = useSize();
	const isScreenReader = useScreenReader();
	const keyboard = useKeyboard();
	useSyncExternalStore(keyboard.subscribe, keyboard.version);
	const hints = keyboard.allHints(isScreenReader ? asciiSymbols : theme.symbols);
	const pages = isScreenReader ? [[hints]] : helpPages(hints, columns, Math.max(1, rows - titleRows));
	const at = ((page % pages.length) + pages.length) % pages.length;
	const close = [words.shell.helpClose, ...(pages.length > 1 ? [words.shell.helpPage(at + 1, pages.length)] : [])].join(
		' · ',
	);
	return (
		<Box flexDirection="column">
			<Text>{theme.paint('text.heading', words.shell.helpTitle)}</Text>
			<Text>{theme.paint('text.secondary', close)}</Text>
			<Box columnGap={3} marginTop={1}>
				{pages[at]?.map((block) => {
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
