import {readFile} from 'node:fs/promises';
import {Problem} from '../problem/problem.ts';
import {configFileWords} from './messages.ts';
import {formatList} from './parse.ts';
import {refuseUnsupported} from './refused.ts';
import type {SettingTexts} from './resolve.ts';
import {type SettingId, settingIds, settingOf} from './settings.ts';

/** What baton-litmos reads when BATON_CONFIG_PATH is not set. */
export const defaultConfigFile = '.baton.yaml';

/**
 * Reads settings from a YAML file, keys being flag names without the dashes (`api-key: …`). Without `path` the default
 * file is read if it is there. Throws `file/unreadable`, `file/damaged` and, for unknown keys, `input/unsupported`.
 */
export async function readConfigFile(path: string | undefined): Promise<SettingTexts> {
	let content: string;
	try {
		content = await readFile(path ?? defaultConfigFile, 'utf8');
	} catch (error) {
		if (path === undefined) return {};
		throw new Problem({
			code: 'file/unreadable',
			...configFileWords.unreadable(path, error instanceof Error ? error.message : undefined),
			exit: 2,
		});
	}
	// A bundle offers only the default of a CommonJS package.
	const {default: yaml} = await import('yaml');
	let document: unknown;
	try {
		document = yaml.parse(content);
	} catch {
		// The parser's message quotes lines of the file, which may hold secrets.
		throw damaged(path ?? defaultConfigFile, configFileWords.notYaml);
	}
	if (document === null || document === undefined) return {};
	if (typeof document !== 'object' || Array.isArray(document)) {
		throw damaged(path ?? defaultConfigFile, configFileWords.notLines);
	}
	return textsOf(document, path ?? defaultConfigFile);
}

function textsOf(document: object, path: string): SettingTexts {
	const texts: Partial<Record<SettingId, string>> = {};
	for (const [key, value] of Object.entries(document)) {
		if (value === null || value === undefined) continue;
		const flag = `--${key.replaceAll('_', '-').toLowerCase()}`;
		const text = Array.isArray(value) ? formatList(value.map(String)) : String(value);
		refuseUnsupported([`${flag}=${text}`], {});
		const id = settingIds.find((candidate) => settingOf(candidate).flag === flag);
		if (id === undefined) {
			throw new Problem({code: 'input/unsupported', ...configFileWords.unknownLine(path, key)});
		}
		if (typeof value === 'object' && !Array.isArray(value)) throw damaged(path, configFileWords.notText(key));
		texts[id] = text;
	}
	return texts;
}

function damaged(path: string, why: string): Problem {
	return new Problem({code: 'file/damaged', ...configFileWords.damaged(path, why), exit: 2});
}
