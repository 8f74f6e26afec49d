import {Box} from 'ink';
import {useMemo} from 'react';
import {useStore} from 'zustand';
import {useKeyboard} from '../../hooks/use-keys.ts';
import type {Hint} from '../../keys.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {asciiSymbols, type Theme} from '../../theme.ts';
import {Text} from '../text/text.tsx';
import {fitHints, joinMoving} from './shell-state.ts';

export function KeyLine({columns}: {columns: number}) {
	const theme = useTheme();
	const hints = useHints();
	const shown = fitHints(hints, columns);
	const text = shown.map((hint) => hintText(hint, theme)).join(theme.paint('text.secondary', ' · '));
	return (
		<Box height={1} flexShrink={0}>
			<Text wrap="truncate" aria-label={`Keys: ${shown.map(spoken).join(', ')}`}>
				{text}
			</Text>
		</Box>
	);
}

const spoken = (hint: Hint) => `${hint.keys} ${hint.label}`;
const hintText = (hint: Hint, theme: Theme) =>
	`${theme.paint('text.key', hint.keys)} ${theme.paint('text.secondary', hint.label)}`;

function useHints(): Hint[] {
	const theme = useTheme();
	// Arrows are pictures; read aloud they are words.
	const symbols = useScreenReader() ? asciiSymbols : theme.symbols;
	const keyboard = useKeyboard();
	const version = useStore(keyboard.version);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the keyboard has other hints
	return useMemo(() => joinMoving(keyboard.hints(symbols), keyboard.allHints(symbols)), [keyboard, symbols, version]);
}
