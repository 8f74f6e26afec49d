import {resolve} from 'node:path';
import {isSea} from 'node:sea';
import {programFolder} from '../../deploy/program-archive.ts';
import type {ScheduleJob, TimeOfDay} from '../../deploy/schedule.ts';
import {defaultConfigFile} from '../../settings/config-file.ts';
import {defaultProfile} from '../../settings/profile-name.ts';
import type {ResolvedSettings} from '../../settings/resolve.ts';
import {isSwitch, type SettingId, settingOf} from '../../settings/settings.ts';

export interface JobOptions {
	name: string;
	at: TimeOfDay;
	resolved: Pick<ResolvedSettings, 'values' | 'origins'>;
	/** The settings that a push takes. */
	settings: readonly SettingId[];
	/** The folder that holds all profiles. */
	rootFolder: string;
	env: NodeJS.ProcessEnv;
}

/** Asks something of a person, or is about one run only. */
const neverCarried: ReadonlySet<SettingId> = new Set<SettingId>([
	'yes',
	'fresh',
	'configFile',
	'stateFolder',
	'profile',
]);

const paths: ReadonlySet<SettingId> = new Set<SettingId>(['temporaryFolder', 'logPath']);

/**
 * The push that a scheduler is to start: with the settings that flags or variables gave, which are not there at night. Saved
 * answers and the configuration file are read again each time. No secret is in it.
 */
export function scheduleJob({at, resolved, settings, rootFolder, name, env}: JobOptions): ScheduleJob {
	const {values, origins} = resolved;
	const flags = settings.flatMap((id) => {
		const setting = settingOf(id);
		const origin = origins[id];
		if (setting.secret || neverCarried.has(id) || (origin !== 'flag' && origin !== 'environment')) return [];
		const value = values[id];
		if (isSwitch(setting)) return [value === true ? setting.flag : setting.flag.replace(/^--/, '--no-')];
		const text = value === undefined ? '' : setting.format(value);
		// As one word: a value may begin with a hyphen. The scheduler starts it in another folder.
		return [`${setting.flag}=${paths.has(id) ? resolve(text) : text}`];
	});
	// One that lies where this program was started is read unasked, and would not be found at night.
	const isFound = Object.values(origins).includes('config-file');
	const configFile = values.configFile ?? (isFound ? defaultConfigFile : undefined);
	return {
		name,
		at,
		command: [
			...ownProgram(),
			'push',
			'--scheduled',
			'--wait=30m',
			`--state-folder=${rootFolder}`,
			...(values.profile === defaultProfile ? [] : [`--profile=${values.profile}`]),
			...(configFile === undefined ? [] : [`--config-file=${resolve(configFile)}`]),
			...flags,
		],
		environment: networkVariables(env),
	};
}

/** How this very program is started: the executable itself, or Node with the launcher. */
function ownProgram(): string[] {
	const folder = programFolder();
	return isSea() || folder === null
		? [process.execPath]
		: [process.execPath, resolve(folder, 'bin/litmos-connector.cjs')];
}

const networkNames = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'] as const;

/** The way to the network, which a scheduler does not know. An address with a password in it stays out. */
function networkVariables(env: NodeJS.ProcessEnv): Record<string, string> {
	const found = networkNames
		.flatMap((name) => [name, name.toLowerCase()])
		.flatMap((name) => {
			const value = env[name];
			return value === undefined || value === '' || holdsPassword(value) ? [] : [[name, value] as const];
		});
	return Object.fromEntries(found);
}

/** The variables that were left out because a password is in them. */
export function leftOutVariables(env: NodeJS.ProcessEnv): string[] {
	return networkNames.flatMap((name) => [name, name.toLowerCase()]).filter((name) => holdsPassword(env[name] ?? ''));
}

function holdsPassword(address: string): boolean {
	return /^[^/]*:\/\/[^/]*@/.test(address) || /^[^/]+:[^/]+@/.test(address);
}
