import {createStore} from 'zustand';
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
	readonly setBackground: (answer: string) => void;
}

export function createAppearance(environment: Environment, wishes: ThemeOptions, isScreenReader: boolean): Appearance {
	const options = {...themeOptionsFrom(environment), ...wishes};
	const {getState: get, setState, subscribe} = createStore(() => createTheme(options));
	return {
		wantsBackground:
			options.level > 0 && options.background === 'unknown' && environment.TERM !== 'dumb' && !isScreenReader,
		get,
		subscribe,
		setBackground(answer) {
			const background = backgroundFromAnswer(answer);
			if (background === get().background || background === 'unknown') return;
			setState(createTheme({...options, background}), true);
		},
	};
}
