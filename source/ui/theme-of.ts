import type {SettingValues} from '../settings/settings.ts';
import type {ThemeOptions} from './theme.ts';

/** What flags, variables and saved settings ask for; what they leave open is read from the terminal's environment. */
export function themeOf({theme, motion, symbols}: SettingValues): ThemeOptions {
	return {
		...(theme === 'none' ? {level: 0 as const} : {}),
		...(theme === 'dark' || theme === 'light' ? {background: theme} : {}),
		...(motion === 'none' ? {hasMotion: false} : {}),
		...(symbols === 'auto' ? {} : {isAscii: symbols === 'ascii'}),
	};
}
