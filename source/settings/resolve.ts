import {Problem} from '../problem/problem.ts';
import type {Origin} from './contract.ts';
import {isLoopback} from './parse.ts';
import {type SettingId, type SettingValues, settingIds, settingOf} from './settings.ts';

/** Texts by setting id, as one origin gave them. */
export type SettingTexts = {readonly [Id in SettingId]?: string | undefined};

/** Everything a value may come from. Pure input: nothing is read from the process or the disk here. */
export interface Inputs {
	flags: SettingTexts;
	env: Readonly<Record<string, string | undefined>>;
	configFile?: SettingTexts | undefined;
	saved?: SettingTexts | undefined;
	secrets?: SettingTexts | undefined;
	/** Values of a running sandbox; they beat everything, so that make-believe never meets a real tenant. */
	sandbox?: SettingTexts | undefined;
}

export interface ResolvedSettings {
	values: SettingValues;
	/** Where each present value came from. */
	origins: Readonly<Partial<Record<SettingId, Origin>>>;
	/** Sentences a person should see once. */
	warnings: readonly string[];
}

/**
 * Settles every setting. Precedence: sandbox, flag, environment, config file, saved answer, keychain, default. An empty
 * variable counts as absent, an empty flag does not. Throws `input/invalid` naming the origin.
 */
export function resolveSettings(inputs: Inputs): ResolvedSettings {
	const values: Record<string, unknown> = {};
	const origins: Partial<Record<SettingId, Origin>> = {};
	const warnings: string[] = [];
	for (const id of settingIds) {
		const setting = settingOf(id);
		const found = lookUp(id, inputs);
		if (found === undefined) {
			values[id] = setting.default;
			if (setting.default !== undefined) origins[id] = 'default';
			continue;
		}
		values[id] = parse(id, found);
		origins[id] = found.origin;
		if (setting.secret && found.origin === 'flag') {
			warnings.push(
				`${setting.flag} was given on the command line, where other users of this machine can see it in the list of processes. ${setting.environment[0]} keeps it out of there.`,
			);
		}
	}
	const resolved = {values: values as SettingValues, origins, warnings};
	checkTogether(resolved);
	return resolved;
}

/** The value of a setting that a command cannot do without. Throws `input/missing` (exit code 2). */
export function requireSetting<Id extends SettingId>(
	resolved: ResolvedSettings,
	id: Id,
): NonNullable<SettingValues[Id]> {
	const value = resolved.values[id];
	if (value === undefined || value === null) throw missing([id]);
	return value;
}

/** Names all that is missing at once, so that nobody has to find out one by one. */
export function requireSettings(resolved: ResolvedSettings, ids: readonly SettingId[]): void {
	const absent = ids.filter((id) => resolved.values[id] === undefined);
	if (absent.length > 0) throw missing(absent);
}

function missing(ids: readonly SettingId[]): Problem {
	const all = ids.map(settingOf);
	return new Problem({
		code: 'input/missing',
		what: `${all.length === 1 ? 'A value is' : 'Values are'} missing: ${all.map((setting) => setting.label).join(', ')}`,
		next: all.map(
			(setting) => `${setting.label}: give ${setting.flag} or set ${setting.environment[0]}. ${setting.help}`,
		),
	});
}

interface Found {
	text: string;
	origin: Origin;
	/** How a person knows the place: `--region`, `BATON_REGION`, … */
	name: string;
}

function lookUp(id: SettingId, inputs: Inputs): Found | undefined {
	const setting = settingOf(id);
	const sandbox = inputs.sandbox?.[id];
	if (sandbox !== undefined) return {text: sandbox, origin: 'sandbox', name: 'the sandbox'};
	const flag = inputs.flags[id];
	if (flag !== undefined) return {text: flag, origin: 'flag', name: setting.flag};
	for (const name of setting.environment) {
		const value = inputs.env[name];
		if (value !== undefined && value !== '') return {text: value, origin: 'environment', name};
	}
	const line = inputs.configFile?.[id];
	if (line !== undefined)
		return {text: line, origin: 'config-file', name: `${setting.flag.slice(2)} in the config file`};
	const saved = setting.secret ? undefined : inputs.saved?.[id];
	if (saved !== undefined) return {text: saved, origin: 'saved', name: `the saved answer “${setting.label}”`};
	const secret = setting.secret ? inputs.secrets?.[id] : undefined;
	if (secret !== undefined) return {text: secret, origin: 'keychain', name: `the saved secret “${setting.label}”`};
	return undefined;
}

function parse(id: SettingId, found: Found): unknown {
	const setting = settingOf(id);
	try {
		return setting.parse(found.text);
	} catch (error) {
		const problem = Problem.from(error);
		throw new Problem({
			code: 'input/invalid',
			what: `${found.name} cannot be used: ${problem.what}`,
			why: problem.why ?? setting.help,
			next: problem.next,
		});
	}
}

function checkTogether({values}: ResolvedSettings): void {
	if (values.c1Insecure && values.c1ApiHost !== undefined && !isLoopback(values.c1ApiHost)) {
		throw new Problem({
			code: 'input/invalid',
			what: `--c1-insecure works for this machine only, not for ${values.c1ApiHost}.`,
			why: 'The connector’s credential would travel unencrypted.',
			next: ['Leave --c1-insecure out.'],
		});
	}
	if (values.c1Insecure && values.c1ApiHost === undefined) {
		throw new Problem({
			code: 'input/invalid',
			what: '--c1-insecure needs --c1-api-host with a host on this machine.',
			next: ['Leave --c1-insecure out, or add for example --c1-api-host 127.0.0.1:8443.'],
		});
	}
}
