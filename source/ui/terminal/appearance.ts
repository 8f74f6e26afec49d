import {
	backgroundFromAnswer,
	createTheme,
	type Environment,
	type Theme,
	type ThemeOptions,
	themeOptionsFrom,
} from '../theme.ts';

/** The theme as a store for `useSyncExternalStore`: the terminal may tell its background at any time after the first frame. */
export interface Appearance {
	/** True when it is worth asking the terminal (OSC 11). */
	readonly wantsBackground: boolean;
	readonly get: () => Theme;
	readonly subscribe: (listener: () => void) => () => void;
	/** Takes the terminal's answer. */
	readonly setBackground: (answer: string) => void;
}

export function createAppearance(environment: Environment, wishes: ThemeOptions, isScreenReader: boolean): Appearance {
	const options = {...themeOptionsFrom(environment), ...wishes};
	let theme = createTheme(options);
	const listeners = new Set<() => void>();
	return {
		wantsBackground:
			options.level > 0 && options.background === 'unknown' && environment.TERM !== 'dumb' && !isScreenReader,
		get: () => theme,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		setBackground: (answer) => {
			const background = backgroundFromAnswer(answer);
			if (background === theme.background || background === 'unknown') return;
			theme = createTheme({...options, background});
			for (const listener of listeners) listener();
		},
	};
}
