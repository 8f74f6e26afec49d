import {existsSync, mkdirSync, readFileSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import type Conf from 'conf';
import {kindOf, readOwn} from '../files/own-file.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {stateFolderMessages} from './messages.ts';
import type {SettingTexts} from './resolve.ts';
import {type SettingId, settingOf} from './settings.ts';

/** The kinds of secrets of this program. Leave to save one in a file is no leave for another. */
export const secretKinds = ['apiKey', 'clientSecret', 'personalKey'] as const;
export type SecretKind = (typeof secretKinds)[number];

/** What is kept between runs. Never a secret. */
export interface SavedState {
	/** Answers as texts, read back by each setting's own `parse`. */
	answers: SettingTexts;
	/** Which keychain library saved a secret; the next run asks the same one. */
	secretProvider?: 'keyring' | 'keytar' | undefined;
	/** The kinds of secrets that a person allowed in the file. */
	fileSecrets?: readonly SecretKind[] | undefined;
	/** Where the guided set-up stood. */
	progress?: {step: string; savedAt: string} | undefined;
	lastPush?: {at: string; syncId: string; file: string} | undefined;
	/** Id of the sync that was last sent or written to a file. */
	used?: string | undefined;
}

export interface SavedStateStore {
	readonly path: string;
	/** Set when a damaged file was moved aside: one sentence for a person. */
	readonly warning: string | undefined;
	read(): SavedState;
	/**
	 * Replaces the given parts; a part given as undefined is removed. Written atomically, mode 0600: at once after `load`,
	 * else as soon as that is done.
	 */
	update(change: Partial<SavedState>): void;
	/** Loads what writes. */
	load(): Promise<void>;
	/** Resolves once everything is written. */
	close(): Promise<void>;
}

const configName = 'settings';

export function hasSavedState(folder: string): boolean {
	return existsSync(join(folder, `${configName}.json`));
}

/** Why the saved state cannot be read, found without moving it aside; undefined when it can, or there is none. */
export function savedStateProblem(folder: string): Problem | undefined {
	const path = join(folder, `${configName}.json`);
	if (!existsSync(path)) return undefined;
	try {
		JSON.parse(readFileSync(path, 'utf8'));
		return undefined;
	} catch (error) {
		if (!(error instanceof SyntaxError)) return Problem.from(error);
		return new Problem({code: 'file/damaged', ...stateFolderMessages.answersDamaged(path)});
	}
}

/** What is kept in a folder, without making or moving anything; null where there is none that can be read. */
export function readSavedState(folder: string): SavedState | null {
	const text = readOwn(join(folder, `${configName}.json`));
	if (text === null) return null;
	try {
		const store: unknown = JSON.parse(text);
		return typeof store === 'object' && store !== null ? stateOf({...store}) : null;
	} catch {
		return null;
	}
}

/**
 * Opens the saved state in `folder`. A file that cannot be read is moved aside, never lost. Refuses to save secrets: a
 * setting that is one is left out. With `writesLater` what writes is not loaded yet, see `load`.
 */
export async function openSavedState(folder: string, {writesLater = false} = {}): Promise<SavedStateStore> {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const path = join(folder, `${configName}.json`);
	const kind = kindOf(path);
	if (kind !== 'missing' && kind !== 'file') {
		throw new Problem({code: 'disk/denied', ...stateFolderMessages.notAFile(path)});
	}
	let warning: string | undefined;
	try {
		storeIn(path);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		const aside = join(folder, `${configName}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`);
		renameSync(path, aside);
		warning = stateFolderMessages.answersMovedAside(aside);
	}
	let conf: Conf<Record<string, unknown>> | undefined;
	let loading: Promise<void> | undefined;
	/** Changes that wait for what writes them. */
	let waiting: Record<string, unknown> = {};

	async function loadConf(): Promise<void> {
		const {default: Writer} = await withoutNewSignalHandlers(() => import('conf'));
		conf = new Writer({cwd: folder, configName, configFileMode: 0o600});
		if (Object.keys(waiting).length > 0) conf.store = merged();
		waiting = {};
	}

	const merged = () => withoutNothing({...(conf === undefined ? storeIn(path) : conf.store), ...waiting});

	function load(): Promise<void> {
		loading ??= loadConf();
		return loading;
	}

	// `conf` takes long to load, and the first page, which is waited for, only reads.
	if (!writesLater) await load();
	return {
		path,
		warning,
		load,
		read: () => stateOf(merged()),
		update(change) {
			waiting = {...waiting, ...change};
			if (change.answers !== undefined) waiting.answers = withoutSecrets(change.answers);
			if (conf === undefined) {
				// What fails is told when the store is closed.
				load().catch(() => {});
				return;
			}
			conf.store = merged();
			waiting = {};
		},
		async close() {
			await loading;
		},
	};
}

/** What stands in the file; nothing where there is none. Throws a SyntaxError for what is no JSON. */
function storeIn(path: string): Record<string, unknown> {
	try {
		return {...JSON.parse(readFileSync(path, 'utf8'))};
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return {};
		throw error;
	}
}

const withoutNothing = (store: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(store).filter(([, value]) => value !== undefined));

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * What `conf` stands on sends each of these signals a second time after its own tidying, and a second one means "at once"
 * to this program: a service would never stop in good order. Its tidying at the end of the process stays.
 */
async function withoutNewSignalHandlers<Module>(load: () => Promise<Module>): Promise<Module> {
	const before = stopSignals.map((signal) => new Set(process.rawListeners(signal)));
	const loaded = await load();
	for (const [index, signal] of stopSignals.entries()) {
		for (const listener of process.rawListeners(signal)) {
			if (!before[index]?.has(listener)) process.off(signal, listener as () => void);
		}
	}
	return loaded;
}

function withoutSecrets(answers: SettingTexts): SettingTexts {
	return Object.fromEntries(
		Object.entries(answers).filter(([id, text]) => text !== undefined && !settingOf(id as SettingId).secret),
	);
}

/** Keeps what has the right shape; a file edited by hand must not stop the program. */
function stateOf(store: Record<string, unknown>): SavedState {
	const answers: Record<string, string> = {};
	if (typeof store.answers === 'object' && store.answers !== null) {
		for (const [id, text] of Object.entries(store.answers)) {
			if (typeof text === 'string' && isKnown(id)) answers[id] = text;
		}
	}
	return {
		answers,
		secretProvider:
			store.secretProvider === 'keyring' || store.secretProvider === 'keytar' ? store.secretProvider : undefined,
		fileSecrets: fileSecretsOf(store),
		progress: hasTexts(store.progress, 'step', 'savedAt') ? (store.progress as SavedState['progress']) : undefined,
		lastPush: hasTexts(store.lastPush, 'at', 'syncId', 'file') ? (store.lastPush as SavedState['lastPush']) : undefined,
		used: typeof store.used === 'string' ? store.used : undefined,
	};
}

function isKnown(id: string): boolean {
	const setting = settingOf(id as SettingId) as ReturnType<typeof settingOf> | undefined;
	return setting?.saved === true;
}

/** Version 0.1.0 knew one place for all secrets: a file chosen there was a file for each kind. */
function fileSecretsOf({fileSecrets, secretProvider}: Record<string, unknown>): readonly SecretKind[] | undefined {
	if (secretProvider === 'file') return secretKinds;
	return Array.isArray(fileSecrets) ? secretKinds.filter((kind) => fileSecrets.includes(kind)) : undefined;
}

function hasTexts(value: unknown, ...names: string[]): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const record: Record<string, unknown> = {...value};
	return names.every((name) => typeof record[name] === 'string');
}
