import {Command, Option} from 'commander';
import {takeForeign} from '../settings/foreign-settings.ts';
import {settingHeadings} from '../settings/messages.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import {isSwitch, type SettingId, settingByFlag, settingIds, settingOf} from '../settings/settings.ts';
import {helpMessages} from './messages.ts';

/**
 * Makes arguments as Go programs take them fit for commander: `--switch=false` becomes `--no-switch`, `-f=x` becomes
 * `-f x`, another name of a flag becomes ours. Flags of other connectors are taken out, with a warning for each; throws
 * `input/unsupported` for those that ask for something this program does not do.
 */
export function normalizeArguments(
	given: readonly string[],
	env: NodeJS.ProcessEnv,
): {argv: string[]; warnings: readonly string[]} {
	const {argv, warnings} = takeForeign(given, env);
	const end = argv.indexOf('--');
	const flags = end === -1 ? argv : argv.slice(0, end);
	return {argv: [...flags.flatMap(normalizeOne), ...(end === -1 ? [] : argv.slice(end))], warnings};
}

function normalizeOne(argument: string): string[] {
	const [, flag = '', rest = ''] = /^(--[A-Za-z][\w-]*)(.*)$/s.exec(argument) ?? [];
	const known = settingByFlag(flag);
	if (known !== undefined && known.flag !== flag && /^(=|$)/.test(rest)) return normalizeOne(`${known.flag}${rest}`);
	const match = /^(--?[A-Za-z][\w-]*)=(.*)$/s.exec(argument);
	if (match === null) return [argument];
	const [, name = '', value = ''] = match;
	const setting = settingIds.map(settingOf).find((candidate) => candidate.flag === name || candidate.short === name);
	if (setting === undefined) return [argument];
	if (!isSwitch(setting)) return name.startsWith('--') ? [argument] : [name, value];
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
	const notes = [setting.environment[0], ...(hasDefault ? [helpMessages.usual(setting.format(setting.default))] : [])];
	return `${setting.help} (${notes.join('; ')})`;
}

/** What was given on the command line, as texts by setting. */
export function textsFrom(command: Command): SettingTexts {
	const given: Record<string, unknown> = command.optsWithGlobals();
	const texts: Partial<Record<SettingId, string>> = {};
	for (const id of settingIds) {
		const setting = settingOf(id);
		const value = given[new Option(setting.flag).attributeName()];
		// Commander presets a switch that has a --no- form to true when only that form is known; ours has both.
		if (value !== undefined) texts[id] = String(value);
	}
	return texts;
}

export {Command};
