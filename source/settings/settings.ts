import {resolveBaseUrl} from '../litmos/regions.ts';
import type {DefinedSetting} from './define.ts';
import {conductorOneSettings} from './tables/conductorone.ts';
import {litmosSettings, type Region} from './tables/litmos.ts';
import {programSettings} from './tables/program.ts';

/** Every input of the program, by id. */
export const settings = {...litmosSettings, ...conductorOneSettings, ...programSettings};

export type SettingId = keyof typeof settings;

type Parsed<S> = S extends {parse: (text: string) => infer Value} ? Value : never;

/** The values of all settings; those without a default may be undefined. */
export type SettingValues = {
	readonly [Id in SettingId]: (typeof settings)[Id] extends {default: unknown}
		? Parsed<(typeof settings)[Id]>
		: Parsed<(typeof settings)[Id]> | undefined;
};

export const settingIds = Object.keys(settings) as readonly SettingId[];

/** A setting with its value's type forgotten, for code that treats all alike. */
export function settingOf(id: SettingId): DefinedSetting {
	return settings[id];
}

/** The setting of a flag, by its name or another one that it is known by (`--base-url`). */
export function settingByFlag(flag: string): (DefinedSetting & {id: SettingId}) | undefined {
	const id = settingIds.find((candidate) => {
		const {flag: name, aliases} = settingOf(candidate);
		return name === flag || aliases.includes(flag);
	});
	return id === undefined ? undefined : {...settingOf(id), id};
}

/** A switch takes no value on the command line. */
export function isSwitch(setting: DefinedSetting): boolean {
	return setting.placeholder === undefined;
}

/** The Litmos address that the answers lead to, without `/v1.svc`. */
export function litmosBaseUrl(values: {region: Region; litmosUrl?: string | undefined}): string {
	return values.litmosUrl ?? resolveBaseUrl(values.region);
}
