import {parseRules} from '../course-rules/parse.ts';
import {asksForMembers} from '../course-rules/rule.ts';
import {recognizeAccount} from '../litmos/account-address.ts';
import {regionOfHost} from '../litmos/regions.ts';
import {Problem} from '../problem/problem.ts';

import {inputMessages} from './messages.ts';
import {isLoopback} from './parse.ts';
import {type SettingId, type SettingValues, settingIds, settingOf} from './settings.ts';

/** Where a value came from. Order of precedence: flag, environment, config file, saved answer, keychain, default. */
export type Origin = 'flag' | 'environment' | 'config-file' | 'saved' | 'keychain' | 'default' | 'answer' | 'sandbox';

/** Texts by setting id, as one origin gave them. */
export type SettingTexts = {readonly [Id in SettingId]?: string | undefined};

/** Everything a value may come from. Pure input: nothing is read from the process or the disk here. */
export interface Inputs {
	flags: SettingTexts;
	env: Readonly<Record<string, string | undefined>>;
	configFile?: SettingTexts | undefined;
	saved?: SettingTexts | undefined;
	secrets?: SettingTexts | undefined;
	/** Values of a running sandbox; they beat everything, so that the sandbox never meets a real tenant. */
	sandbox?: SettingTexts | undefined;
	/** What was found while the others were gathered; told with the rest. */
	warnings?: readonly string[] | undefined;
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
	const warnings: string[] = [...(inputs.warnings ?? [])];
	for (const id of settingIds) {
		const setting = settingOf(id);
		const found = lookUp(id, inputs);
		values[id] = setting.default;
		if (setting.default !== undefined) origins[id] = 'default';
		if (found === undefined) continue;
		try {
			values[id] = setting.parse(found.text);
			origins[id] = found.origin;
		} catch (error) {
			if (!setting.isLenient) throw notUsable(id, found, error);
			const usual = setting.default === undefined ? '' : setting.format(setting.default);
			warnings.push(inputMessages.usualInstead(found.name, Problem.from(error).what, usual));
		}
		if (setting.secret && found.origin === 'flag') {
			const [variable = ''] = setting.environment;
			warnings.push(inputMessages.secretOnCommandLine(setting.flag, variable));
		}
	}
	followAddress(inputs, values, origins);
	chooseCourses(inputs, values, origins);
	const resolved = {values: values as SettingValues, origins, warnings};
	checkTogether(resolved);
	return resolved;
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
		what: inputMessages.missing(all.map(({label}) => label)),
		next: all.map(({label, flag, environment: [variable = ''], help}) =>
			inputMessages.give(label, flag, variable, help),
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
	const {places} = inputMessages;
	const setting = settingOf(id);
	const sandbox = inputs.sandbox?.[id];
	if (sandbox !== undefined) return {text: sandbox, origin: 'sandbox', name: places.sandbox};
	const flag = inputs.flags[id];
	if (flag !== undefined) return {text: flag, origin: 'flag', name: setting.flag};
	for (const name of setting.environment) {
		const value = inputs.env[name];
		if (value !== undefined && value !== '') return {text: value, origin: 'environment', name};
	}
	const line = inputs.configFile?.[id];
	if (line !== undefined) return {text: line, origin: 'config-file', name: places.configFile(setting.flag.slice(2))};
	const saved = setting.secret ? undefined : inputs.saved?.[id];
	if (saved !== undefined) return {text: saved, origin: 'saved', name: places.answer(setting.label)};
	const secret = setting.secret ? inputs.secrets?.[id] : undefined;
	if (secret !== undefined) return {text: secret, origin: 'keychain', name: places.secret(setting.label)};
	return undefined;
}

function notUsable(id: SettingId, found: Found, error: unknown): Problem {
	const problem = Problem.from(error);
	return new Problem({
		code: 'input/invalid',
		what: inputMessages.notUsable(found.name, problem.what),
		why: problem.why ?? settingOf(id).help,
		next: problem.next,
		copy: problem.copy,
	});
}

/**
 * An account given by its web address shows its region. It wins over a default and a saved answer; against a region or an
 * API address of another region that was given as well it is a mistake, since the key would go to the wrong place.
 */
function followAddress(
	inputs: Inputs,
	values: Record<string, unknown>,
	origins: Partial<Record<SettingId, Origin>>,
): void {
	const source = lookUp('source', inputs);
	if (source === undefined || source.origin === 'sandbox') return;
	const {region} = recognizeAccount(source.text);
	if (region === undefined) return;
	const isOpen = (id: SettingId) => ['default', 'saved'].includes(origins[id] ?? 'default');
	const address = lookUp('litmosUrl', inputs);
	if (address !== undefined) {
		const host = URL.parse(String(values.litmosUrl))?.hostname ?? '';
		const other = regionOfHost(host);
		// A host that is no region's is a proxy or a stand-in of the person's own.
		if (other === undefined || other.id === region) return;
		if (!isOpen('litmosUrl')) throw otherRegion(source, region, address, host);
		values.litmosUrl = undefined;
		delete origins.litmosUrl;
	}
	const given = lookUp('region', inputs);
	if (given !== undefined && !isOpen('region') && values.region !== region) {
		throw otherRegion(source, region, given, String(values.region).toUpperCase());
	}
	values.region = region;
	origins.region = source.origin;
}

/**
 * Courses are named or matched by a rule. What is given now takes the place of a saved answer of the other kind; given both
 * ways it is a mistake, since one might be meant to narrow the other down, or to add to it.
 */
function chooseCourses(
	inputs: Inputs,
	values: Record<string, unknown>,
	origins: Partial<Record<SettingId, Origin>>,
): void {
	const [named, ruled] = [lookUp('limitedCourses', inputs), lookUp('courseRules', inputs)];
	if (named === undefined || ruled === undefined) return;
	// An empty list names no course.
	if (values.limitedCourses === undefined && ruled.origin !== 'saved') return;
	const dropped = ruled.origin === 'saved' ? 'courseRules' : named.origin === 'saved' ? 'limitedCourses' : undefined;
	if (dropped === undefined) {
		throw new Problem({code: 'input/invalid', ...inputMessages.twoSelections(named.name, ruled.name)});
	}
	values[dropped] = undefined;
	delete origins[dropped];
}

function otherRegion(source: Found, region: string, given: Found, value: string): Problem {
	return new Problem({code: 'input/invalid', ...inputMessages.otherRegion(source.name, region, given.name, value)});
}

function checkTogether({values}: ResolvedSettings): void {
	if (values.c1Insecure && values.c1ApiHost !== undefined && !isLoopback(values.c1ApiHost)) {
		throw new Problem({code: 'input/invalid', ...inputMessages.insecureElsewhere(values.c1ApiHost)});
	}
	const readsNoMembers = values.skipGrants || values.skipEntitlementsAndGrants;
	if (readsNoMembers && asksForMembers((values.courseRules ?? []).flatMap((rule) => parseRules(rule)))) {
		throw new Problem({code: 'input/invalid', ...inputMessages.membersNotRead});
	}
	if (values.c1Insecure && values.c1ApiHost === undefined) {
		throw new Problem({code: 'input/invalid', ...inputMessages.insecureWithoutHost});
	}
}
