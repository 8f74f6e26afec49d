import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {cacheFolder} from '../settings/cache-folder.ts';
import {namedProfiles, profileFolder} from '../settings/profile-folders.ts';
import {defaultProfile} from '../settings/profile-name.ts';
import {resolveSettings} from '../settings/resolve.ts';
import {readSavedState} from '../settings/saved-state.ts';
import {secretName} from '../settings/secret-names.ts';
import type {SettingValues} from '../settings/settings.ts';
import {openConnectStore} from '../setup/conductorone/store.ts';
import {keychainName} from '../setup/conductorone/stray-keys.ts';
import {type Forgettable, findForgettable} from '../setup/forget.ts';
import {scheduleOf} from '../setup/schedule/scheduler.ts';
import {waitMessages} from '../setup/services/messages.ts';
import type {CommandContext} from './command.ts';
import {forgetLeaves} from './messages.ts';

/** What there is to forget of one profile. */
export interface ForgettableProfile extends Forgettable {
	profile: string;
	folder: string;
	/** What stays elsewhere. */
	left: string[];
	/** A secret of it was saved in a keychain. */
	usesKeychain: boolean;
}

/** Milliseconds for each answer of the keychain. */
const keychainLimit = 10_000;

/**
 * Finds what there is to forget of some profiles, or of all (null), in the order in which it is removed: the default one last,
 * for its folder holds the others, and with it what all share. `rest` names those that stay. Throws what
 * `findForgettable` throws, and what keeps a keychain from being looked into that secrets were saved in.
 */
export async function findForgettableProfiles(
	context: CommandContext,
	chosen: readonly string[] | null,
): Promise<{found: ForgettableProfile[]; rest: string[]}> {
	const {rootFolder, sandbox} = context;
	const all = [...namedProfiles(rootFolder), defaultProfile];
	const names = sandbox !== undefined ? [defaultProfile] : all.filter((name) => chosen?.includes(name) ?? true);
	const found: ForgettableProfile[] = [];
	for (const name of names) found.push(await findOne(context, name, chosen === null && name === defaultProfile));
	return {found, rest: sandbox !== undefined ? [] : all.filter((name) => !names.includes(name) && isThere(name))};

	function isThere(name: string): boolean {
		return name !== defaultProfile || readSavedState(rootFolder) !== null;
	}
}

async function findOne(context: CommandContext, profile: string, withShared: boolean): Promise<ForgettableProfile> {
	const {values, sandbox, rootFolder, progress, signal} = context;
	const folder = profileFolder(rootFolder, profile);
	const saved = readSavedState(folder);
	const usesKeychain = saved?.secretProvider !== undefined;
	const own = profile === values.profile ? values : answersOf(saved?.answers);
	const {known, left} = await whatIsKnown(own, folder);
	// Demo data never meets a keychain, and the Node is not the demo's.
	const isDemo = sandbox !== undefined;
	const keychain = isDemo || values.secretStore !== 'keychain' ? undefined : {limit: keychainLimit, signal, profile};
	const found = await progress.waiting(
		{what: 'keychain', text: waitMessages.keychain},
		findForgettable({
			stateFolder: folder,
			keychain,
			known,
			schedule: isDemo ? undefined : await scheduleOf(folder),
			cacheFolder: isDemo || !withShared ? undefined : cacheFolder(),
		}),
	);
	// Secrets were saved in a keychain, and it is out of reach: forgetting the rest would leave them for good.
	if (found.problem !== undefined && usesKeychain) throw found.problem;
	return {...found, profile, folder, left, usesKeychain};
}

type Named = Pick<SettingValues, 'region' | 'litmosUrl' | 'source' | 'clientId'>;

/** Answers edited by hand, which nobody can use, name no secret. */
function answersOf(saved: Parameters<typeof resolveSettings>[0]['saved']): Named {
	try {
		return resolveSettings({flags: {}, env: {}, saved}).values;
	} catch {
		return resolveSettings({flags: {}, env: {}}).values;
	}
}

/** The names of secrets that the answers tell, and what stays elsewhere. */
async function whatIsKnown(values: Named, folder: string): Promise<{known: string[]; left: string[]}> {
	const names = [secretName('apiKey', values), secretName('clientSecret', values)];
	const left: string[] = [];
	// Opening it would make it.
	const store = existsSync(join(folder, 'conductorone.json'))
		? await openConnectStore(folder).catch(() => undefined)
		: undefined;
	const account = store?.account();
	if (account !== undefined) {
		names.push(keychainName(account.clientId));
		left.push(forgetLeaves.personalKey(account.host));
	}
	for (const key of store?.strayKeys() ?? []) if ('clientId' in key) names.push(keychainName(key.clientId));
	for (const {credential} of store?.setUps() ?? []) {
		if (credential !== undefined) names.push(secretName('clientSecret', {...values, clientId: credential.clientId}));
	}
	if ((store?.setUps() ?? []).some(({app, connector}) => app !== undefined || connector !== undefined)) {
		left.push(forgetLeaves.madeThere);
	}
	return {known: names.filter((name) => name !== undefined), left};
}
