import {Box} from 'ink';
import {useStore} from 'zustand';
import {useKeyboard} from '../../hooks/use-keys.ts';
import type {Hint} from '../../keys.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {fit, width, wrap} from '../../text.ts';
import {asciiSymbols} from '../../theme.ts';
import {Lines, Text} from '../text/text.tsx';
import {helpPages} from './shell-state.ts';

const titleRows = 3;

/** About this page in the user's terms, then every key that does something here; on as many pages as are needed. */
export function Help({page, about}: {page: number; about: readonly string[]}) {
	const theme = useTheme();
	const {rows, columns} = useSize();
	const isScreenReader = useScreenReader();
	const keyboard = useKeyboard();
	useStore(keyboard.version);
	const hints = keyboard.allHints(isScreenReader ? asciiSymbols : theme.symbols);
	const paginate = (lines: readonly string[]) => helpPages(lines, hints, columns, Math.max(1, rows - titleRows));
	const paragraphs = about.map((paragraph) => wrap(paragraph, Math.min(columns, lineCells)));
	const dense = paginate(paragraphs.flat());
	const spaced = paginate(paragraphs.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines])));
	const onPaper = spaced.length <= dense.length ? spaced : dense;
	const pages = isScreenReader ? [{about, keys: [hints]}] : onPaper;
	const at = ((page % pages.length) + pages.length) % pages.length;
	const shown = pages[at] ?? {about: [], keys: []};
	const close = [
		'Esc closes this help',
		...(pages.length > 1 ? [`PgDn shows more: page ${at + 1} of ${pages.length}`] : []),
	].join(' · ');
	const title = shown.about.length > 0 ? uiMessages.shell.aboutTitle : uiMessages.shell.helpTitle;
	return (
		<Box flexDirection="column">
			<Text>{theme.paint('text.heading', title)}</Text>
			<Text>{theme.paint('text.secondary', close)}</Text>
			<Box flexDirection="column" marginTop={1}>
				<Lines lines={shown.about} wrap="wrap" />
				{shown.about.length > 0 && shown.keys.length > 0 && (
					<Box marginTop={1}>
						<Text>{theme.paint('text.heading', uiMessages.shell.helpTitle)}</Text>
					</Box>
				)}
				<Box columnGap={3}>
					{shown.keys.map((block) => (
						<KeyBlock key={block[0]?.command} block={block} />
					))}
				</Box>
			</Box>
		</Box>
	);
}

/** Longer lines are hard to read, however wide the window is. */
const lineCells = 90;

function KeyBlock({block}: {block: readonly Hint[]}) {
	const theme = useTheme();
	const keysWidth = Math.max(...block.map((hint) => width(hint.allKeys)));
	return (
		<Box flexDirection="column" flexShrink={0}>
			{block.map((hint) => (
				<Text key={hint.command} aria-label={`${hint.allKeys}: ${hint.label}`}>
					{`${theme.paint('text.key', fit(hint.allKeys, keysWidth))}  ${hint.label}`}
				</Text>
			))}
		</Box>
	);
}
