import {Box, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize} from 'ink';
import {createContext, type ReactNode, use, useMemo, useState} from 'react';
import {Keyboard} from './hooks/keyboard.ts';
import {KeyboardContext, useKeyboard} from './hooks/use-keys.ts';
import {createTheme, type Theme} from './theme.ts';

const ThemeContext = createContext<Theme>(createTheme());

export interface Size {
	/** Cells across and rows down that a component may fill. */
	columns: number;
	rows: number;
}

const SizeContext = createContext<Size | undefined>(undefined);
/** The whole window. One listener serves all: each call of Ink's hook would add one to the terminal's stream. */
const WindowContext = createContext<Size>({columns: 80, rows: 24});

export function useTheme(): Theme {
	return use(ThemeContext);
}

/** The space this part of the screen has. A list without a `rows` property fills it. */
export function useSize(): Size {
	const window = use(WindowContext);
	return use(SizeContext) ?? window;
}

/** The whole window, whatever part of it the component has. */
export function useWindow(): Size {
	return use(WindowContext);
}

/** Says how much space the children have; `useSize()` reads it. */
export function SizeProvider({size, children}: {size: Size; children: ReactNode}) {
	return <SizeContext value={size}>{children}</SizeContext>;
}

/** Linear words instead of a picture: borders, charts and frames make no sense when read aloud. */
export const useScreenReader = useIsScreenReaderEnabled;

/** Empty rows between the parts of a page: one where it has at least so many rows, none when it is read aloud. */
export function useGap(least: number): 0 | 1 {
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	return rows >= least && !isScreenReader ? 1 : 0;
}

/** Gives the children less space than the parent has: `rows` or `columns` below zero are taken off. */
export function Area({rows, columns, children}: {rows?: number; columns?: number; children: ReactNode}) {
	const outer = useSize();
	const size = useMemo(
		() => ({rows: within(rows, outer.rows), columns: within(columns, outer.columns)}),
		[rows, columns, outer.rows, outer.columns],
	);
	return <SizeContext value={size}>{children}</SizeContext>;
}

function within(wish: number | undefined, space: number): number {
	if (wish === undefined) return space;
	return Math.max(0, wish < 0 ? space + wish : Math.min(wish, space));
}

export interface UiProviderProps {
	theme?: Theme;
	/** The space the children have; default: the whole window. */
	size?: Size;
	children: ReactNode;
}

/** What every component needs around it: theme, keyboard, space. `runApp` puts it there; tests and examples too. */
export function UiProvider({theme, size, children}: UiProviderProps) {
	const [keyboard] = useState(() => new Keyboard());
	const [fallback] = useState(() => createTheme());
	const {columns, rows} = useWindowSize();
	const window = useMemo(() => ({columns, rows}), [columns, rows]);
	return (
		<ThemeContext value={theme ?? fallback}>
			<KeyboardContext value={keyboard}>
				<WindowContext value={window}>
					<SizeContext value={size}>
						<KeySource />
						{children}
					</SizeContext>
				</WindowContext>
			</KeyboardContext>
		</ThemeContext>
	);
}

/** The only listener to the terminal's input. */
function KeySource() {
	const keyboard = useKeyboard();
	useInput((input, key) => keyboard.press(input, key));
	usePaste((text) => keyboard.paste(text));
	return <Box display="none" />;
}
