import type {ReactNode} from 'react';
import type {ExitCode} from '../problem/problem.ts';
import type {SettingValues} from '../settings/settings.ts';
import {type RunAppOptions, runApp} from './terminal.tsx';
import {themeOf} from './theme-of.ts';

/** Runs screens on the whole terminal as the settings ask for it; gives the exit code, or throws what broke the screen. */
export async function runScreens(screens: ReactNode, values: SettingValues, options: RunAppOptions): Promise<ExitCode> {
	const look = {theme: themeOf(values), ...(values.screenReader && {isScreenReader: true})};
	const {exit, problem} = await runApp(screens, {...look, ...options});
	if (problem) throw problem;
	return exit;
}
