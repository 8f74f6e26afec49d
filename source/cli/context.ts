import {join} from 'node:path';
import {PrivateFolder, sweepPrivateFolders} from '../c1z/private-folder.ts';
import {Problem} from '../problem/problem.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import {readConfigFile} from '../settings/config-file.ts';
import {
	type Inputs,
	type ResolvedSettings,
	requireSettings,
	resolveSettings,
	type SettingTexts,
} from '../settings/resolve.ts';
import {hasSavedState, openSavedState, type SavedStateStore} from '../settings/saved-state.ts';
import {secretName} from '../settings/secret-names.ts';
import {type SettingId, type SettingValues, settingIds, settingOf} from '../settings/settings.ts';
import {findStateFolder, prepareStateFolder} from '../settings/state-folder.ts';
import {waitMessages} from '../setup/services/messages.ts';
import {typedWithProfile} from '../text/as-typed.ts';
import {printableJson} from '../text/printable.ts';
import {styledLines} from '../ui/styled-lines.ts';
import {createTheme, themeOptionsFrom} from '../ui/theme.ts';
import {themeOf} from '../ui/theme-of.ts';
import type {Command, CommandContext} from './command.ts';
import type {Interruption} from './interruption.ts';
import {type LocatedState, locateState} from './locate-state.ts';
import {openLog} from './log.ts';
import {usageMessages} from './problem-messages.ts';
import {createProgress} from './progress.ts';
import {formatFacts, formatTable} from './table.ts';

export interface ContextOptions {
	flags: SettingTexts;
	/** What was found wrong with the command line and is not worth stopping for. */
	warnings?: readonly string[];
	env: NodeJS.ProcessEnv;
	interruption: Interruption;
	/** Which command is meant, once flags, variables and the config file are known. */
	choose: (resolved: ResolvedSettings) => Command | Promise<Command>;
	/** No sub-command was given, as when this program stands in for baton-litmos. */
	isImplicit: boolean;
	/** `--dry-run` was given. */
	isDry?: boolean;
	/** Told where the state is, once there is a folder for it and before anything else can go wrong; no saved answers yet. */
	onStateFolder?: (folder: string, command: Command, values: SettingValues) => Promise<void>;
}

/** Settles all settings for a command and opens what it needs. Cleans up after itself when something fails. */
export async function openContext(options: ContextOptions): Promise<CommandContext> {
	const closing: (() => Promise<void> | void)[] = [];
	const close = async () => {
		for (const clean of closing.splice(0).reverse()) await clean();
	};
	try {
		return await open(options, closing, close);
	} catch (error) {
		await close();
		throw error;
	}
}

async function open(
	{flags, warnings = [], env, interruption, choose, isImplicit, isDry = false, onStateFolder}: ContextOptions,
	closing: (() => Promise<void> | void)[],
	close: () => Promise<void>,
): Promise<CommandContext> {
	sweepPrivateFolders();
	const configFile = await readConfigFile(resolveSettings({flags, env}).values.configFile);
	const given: Inputs = {flags, env, configFile: configFile.texts, warnings: [...warnings, ...configFile.warnings]};
	const first = resolveSettings(given);
	const command = await choose(first);
	const isDemo = first.values.demo && command.name !== 'sandbox';

	const sandbox = isDemo && command.name !== 'setup' ? await startDemo(first.values, closing) : undefined;
	const needsState =
		!isDemo &&
		!isDry &&
		command.onlyTells !== true &&
		command.examines !== true &&
		command.settings.some((id) => settingOf(id).saved || settingOf(id).secret);
	const {profile} = first.values;
	typedWithProfile(profile);
	const chosen = first.values.stateFolder;
	const located: Pick<LocatedState, 'folder' | 'notices' | 'found'> & {root: string | undefined} = isDemo
		? // The sandbox leaves nothing behind, unless a folder was named.
			{
				folder: chosen === undefined ? passingFolder('demo', closing) : await findStateFolder(chosen),
				root: undefined,
				notices: [],
				found: {},
			}
		: locateState(await findStateFolder(chosen), {profile, command, mayChange: needsState});
	const stateFolder = located.folder;
	const notices: string[] = [...located.notices];
	if (needsState) prepareStateFolder(stateFolder);
	if (needsState) await onStateFolder?.(stateFolder, command, first.values);
	// Saved answers count for what is told, too, but nothing is made for it.
	const hasState = needsState || (!isDemo && located.found.problem === undefined && hasSavedState(stateFolder));
	const opened = hasState ? await openSavedState(stateFolder, {writesLater: command.name === 'setup'}) : undefined;
	if (opened !== undefined) closing.push(() => opened.close());
	const saved = opened !== undefined && isDry ? {...opened, update() {}} : opened;
	const workFolder = isDry ? passingFolder('dry-run', closing) : stateFolder;
	const inputs: Inputs = {
		...given,
		saved: saved?.read().answers,
		...(sandbox === undefined ? {} : {sandbox: sandboxTexts(sandbox)}),
	};
	let resolved = resolveSettings(inputs);
	// Services log; people at a sub-command get words, unless they ask for the log.
	const asked = [resolved.origins.logLevel, resolved.origins.logFormat].some((origin) => origin !== 'default');
	const toStderr = command.logsToStderr === true && (isImplicit || asked);
	const {logPath: chosenPath, output} = resolved.values;
	const logPath = chosenPath ?? join(stateFolder, 'litmos-connector.log');
	const {log, close: closeLog} = openLog({
		level: logLevelOf(resolved.values, new Date()),
		format: resolved.values.logFormat,
		path: needsState || chosenPath !== undefined ? logPath : undefined,
		toStderr,
		secrets() {
			const {apiKey, clientSecret, personalKeySecret, notify} = resolved.values;
			return [apiKey, clientSecret, personalKeySecret, notify].filter((secret) => secret !== undefined);
		},
	});
	closing.push(closeLog);
	const progress = createProgress({
		form: output === 'json' ? 'json' : process.stderr.isTTY === true ? 'terminal' : 'lines',
		write: (text) => process.stderr.write(text),
		width: () => process.stderr.columns ?? 80,
		...(toStderr ? {log} : {}),
	});
	closing.push(() => progress.end());
	// The set-up looks for secrets itself, when the tenant is known.
	if (saved !== undefined && command.name !== 'setup' && command.examines !== true) {
		resolved = resolveSettings({
			...inputs,
			secrets: await findSecrets({command, resolved, stateFolder, saved, progress, signal: interruption.signal}),
		});
	}
	const {values} = resolved;
	const {columns: width = 80, isTTY} = process.stdout;
	const theme = createTheme({...themeOptionsFrom(env), ...themeOf(values)});
	const look = isTTY === true ? {width, theme} : undefined;
	if (command.name !== 'setup')
		notices.push(...resolved.warnings, ...(saved?.warning === undefined ? [] : [saved.warning]));
	for (const notice of notices) {
		if (toStderr) log('warn', notice);
		else progress.say(notice);
	}
	if (values.output === 'csv' && command.printsCsv !== true) {
		throw new Problem({code: 'input/unsupported', ...usageMessages.noCsv(command.name)});
	}
	requireSettings(resolved, command.needs ?? []);

	const print: CommandContext['print'] = (data, table) => {
		progress.end();
		process.stdout.write(values.output === 'json' ? `${printableJson(data, 2)}\n` : styledLines(table()));
	};
	return {
		command,
		resolved,
		values,
		stateFolder,
		rootFolder: located.root ?? stateFolder,
		logPath,
		log,
		signal: interruption.signal,
		interruption,
		progress,
		sandbox,
		saved,
		found: located.found,
		isDry,
		workFolder,
		outcome: {counts: null},
		print,
		table: (columns, rows) => formatTable(columns, rows, look),
		facts: formatFacts,
		printFacts: (data, pairs) => print(data, () => formatFacts(pairs)),
		onClose: (clean) => void closing.push(clean),
		close,
	};
}

/** `debug` ends at the given time, as baton-litmos has it. */
export function logLevelOf(
	{logLevel, logLevelDebugExpiresAt: expiry}: Pick<SettingValues, 'logLevel' | 'logLevelDebugExpiresAt'>,
	now: Date,
): SettingValues['logLevel'] {
	return logLevel === 'debug' && expiry !== undefined && expiry <= now ? 'info' : logLevel;
}

/** A folder that goes with the command. */
function passingFolder(purpose: string, closing: (() => Promise<void> | void)[]): string {
	const folder = new PrivateFolder(purpose);
	closing.push(() => folder.remove());
	return folder.path;
}

export async function startDemo(values: SettingValues, closing: (() => Promise<void> | void)[]): Promise<Sandbox> {
	const {startSandbox} = await import('../sandbox/sandbox.ts');
	const sandbox = await startSandbox({size: values.demoSize, seed: values.demoSeed, scenario: values.demoScenario});
	closing.push(() => sandbox.close());
	return sandbox;
}

/** The sandbox's variables as texts by setting. */
export function sandboxTexts({environment}: Pick<Sandbox, 'environment'>): SettingTexts {
	const texts: Partial<Record<SettingId, string>> = {};
	for (const id of settingIds) {
		const text = settingOf(id)
			.environment.map((variable) => environment[variable])
			.find((value) => value !== undefined);
		if (text !== undefined) texts[id] = text;
	}
	return texts;
}

/** Secrets that no flag and no variable gave, from where the set-up kept them. No keychain is asked when none is missing. */
async function findSecrets({
	command,
	resolved: {values},
	stateFolder: folder,
	saved,
	progress,
	signal,
}: Pick<CommandContext, 'command' | 'resolved' | 'stateFolder' | 'progress' | 'signal'> & {
	saved: SavedStateStore;
}): Promise<SettingTexts> {
	const wanted = (['apiKey', 'clientSecret'] as const).filter(
		(id) => command.settings.includes(id) && values[id] === undefined && secretName(id, values) !== undefined,
	);
	if (wanted.length === 0) return {};
	const {createSecretPlaces, savedSecret} = await import('../setup/services/secret-places.ts');
	const places = createSecretPlaces({secretStore: values.secretStore, folder, profile: values.profile, saved, signal});
	const read = async () => {
		const texts: {[Id in SettingId]?: string | undefined} = {};
		for (const id of wanted) texts[id] = (await savedSecret(id, values, places)) ?? undefined;
		return texts;
	};
	return progress.waiting({what: 'keychain', text: waitMessages.keychain}, read());
}
