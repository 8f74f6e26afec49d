import {readFile} from 'node:fs/promises';
import {systemReason} from '../problem/messages.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {foreignLine} from './foreign-settings.ts';
import {configFileMessages} from './messages.ts';
import {formatList} from './parse.ts';
import type {SettingTexts} from './resolve.ts';
import {type SettingId, settingByFlag} from './settings.ts';

/** What baton-litmos reads when BATON_CONFIG_PATH is not set. */
export const defaultConfigFile = '.baton.yaml';

export interface ConfigFile {
	texts: SettingTexts;
	/** One sentence for each line that has no effect. */
	warnings: readonly string[];
}

/**
 * Reads settings from a YAML file, keys being flag names without the dashes (`api-key: …`). Without `path` the default
 * file is read if it is there. Throws `file/unreadable`, `file/damaged` and `input/unsupported`.
 */
export async function readConfigFile(path: string | undefined): Promise<ConfigFile> {
	let content: string;
	try {
		content = await readFile(path ?? defaultConfigFile, 'utf8');
	} catch (error) {
		if (path === undefined) return nothing;
		const why = systemReason(String(systemCode(error)));
		throw new Problem({code: 'file/unreadable', ...configFileMessages.unreadable(path, why), exit: 2});
	}
	// A bundle offers only the default of a CommonJS package.
	const {default: yaml} = await import('yaml');
	let document: unknown;
	try {
		document = yaml.parse(content);
	} catch {
		// The parser's message quotes lines of the file, which may hold secrets.
		throw damaged(path ?? defaultConfigFile, configFileMessages.notYaml);
	}
	if (document === null || document === undefined) return nothing;
	if (typeof document !== 'object' || Array.isArray(document)) {
		throw damaged(path ?? defaultConfigFile, configFileMessages.notLines);
	}
	return textsOf(document, path ?? defaultConfigFile);
}

const nothing: ConfigFile = {texts: {}, warnings: []};

function textsOf(document: object, path: string): ConfigFile {
	const texts: Partial<Record<SettingId, string>> = {};
	const warnings: string[] = [];
	for (const [key, value] of Object.entries(document)) {
		if (value === null || value === undefined) continue;
		const flag = `--${key.replaceAll('_', '-').toLowerCase()}`;
		const setting = settingByFlag(flag);
		const text = Array.isArray(value) ? (setting?.join ?? formatList)(value.map(String)) : String(value);
		const foreign = foreignLine(flag, text);
		if (foreign !== undefined || setting === undefined) {
			warnings.push(...(foreign ?? [configFileMessages.unknownLine(path, key)]));
			continue;
		}
		if (typeof value === 'object' && !Array.isArray(value)) throw damaged(path, configFileMessages.notText(key));
		// As in other connectors, an empty line leaves a setting as it is; for a list of courses it says "all".
		if (text.trim() !== '' || setting.isEmptyMeant) texts[setting.id] = text;
	}
	return {texts, warnings};
}

function damaged(path: string, why: string): Problem {
	return new Problem({code: 'file/damaged', ...configFileMessages.damaged(path, why), exit: 2});
}
