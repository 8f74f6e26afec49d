import {Command, Option} from 'commander';
import {refuseUnsupported} from '../settings/refused.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import {isSwitch, type SettingId, settingIds, settingOf} from '../settings/settings.ts';
import {settingHeadings} from '../settings/tables/messages.ts';
import {helpWords} from './messages.ts';

/**
 * Makes arguments as Go programs take them fit for commander: `--switch=false` becomes `--no-switch`, `-f=x` becomes
 * `-f x`. Throws `input/unsupported` for flags that are known and not offered.
 */
export function normalizeArguments(argv: readonly string[], env: NodeJS.ProcessEnv): string[] {
	const rest = refuseUnsupported(argv, env);
	const end = rest.indexOf('--');
	const flags = end === -1 ? rest : rest.slice(0, end);
	return [...flags.flatMap(normalizeOne), ...(end === -1 ? [] : rest.slice(end))];
}

function normalizeOne(argument: string): string[] {
	const match = /^(--?[A-Za-z][\w-]*)=(.*)$/s.exec(argument);
	if (match === null) return [argument];
	const [, flag = '', value = ''] = match;
	const setting = settingIds.map(settingOf).find((candidate) => candidate.flag === flag || candidate.short === flag);
	if (setting === undefined) return [argument];
	if (!isSwitch(setting)) return flag.startsWith('--') ? [argument] : [flag, value];
	return [setting.parse(value) === true ? setting.flag : setting.flag.replace(/^--/, '--no-')];
}

/** Adds the flags of settings to a command; `help` groups them by their headings. */
export function addSettings(command: Command, ids: readonly SettingId[]): void {
	for (const id of ids) {
		const setting = settingOf(id);
		const flags = [
			setting.short,
			setting.placeholder === undefined ? setting.flag : `${setting.flag} ${setting.placeholder}`,
		];
		const option = new Option(flags.filter((part) => part !== undefined).join(', '), describe(id));
		option.helpGroup(settingHeadings[setting.group]);
		if (setting.repeatable) {
			option.argParser((value: string, before: string | undefined) =>
				before === undefined ? value : `${before},${value}`,
			);
		}
		command.addOption(option);
		if (isSwitch(setting)) command.addOption(new Option(setting.flag.replace(/^--/, '--no-')).hideHelp());
	}
}

function describe(id: SettingId): string {
	const setting = settingOf(id);
	const hasDefault = setting.default !== undefined && setting.default !== false && !Array.isArray(setting.default);
	const notes = [setting.environment[0], ...(hasDefault ? [helpWords.usual(setting.format(setting.default))] : [])];
	return `${setting.help} (${notes.join('; ')})`;
}

/** What was given on the command line, as texts by setting. */
export function textsFrom(command: Command): SettingTexts {
	const given: Record<string, unknown> = command.optsWithGlobals();
	const texts: Partial<Record<SettingId, string>> = {};
	for (const id of settingIds) {
		const setting = settingOf(id);
		const value = given[attributeOf(setting.flag)];
		// Commander presets a switch that has a --no- form to true when only that form is known; ours has both.
		if (value !== undefined) texts[id] = String(value);
	}
	return texts;
}

/** Commander's name of a flag's value. */
export function attributeOf(flag: string): string {
	return flag.replace(/^--/, '').replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export {Command};
