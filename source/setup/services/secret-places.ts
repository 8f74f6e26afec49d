import {fileStore, memoryStore, openSecretStore} from '../../secrets/open.ts';
import {type SecretStore, secretService} from '../../secrets/secret-store.ts';
import type {SavedStateStore, SecretKind} from '../../settings/saved-state.ts';
import {secretName} from '../../settings/secret-names.ts';
import type {SettingValues} from '../../settings/settings.ts';

export interface SecretPlacesOptions {
	secretStore: SettingValues['secretStore'];
	/** State folder, for the file. */
	folder: string;
	profile: string;
	/** Remembers where secrets were saved, for the next run. */
	saved: Pick<SavedStateStore, 'read' | 'update'> | undefined;
	/** Milliseconds to wait for each answer of a keychain; see `openSecretStore` for the default. */
	limit?: number | undefined;
	signal?: AbortSignal | undefined;
}

/** Where each kind of secret is. The keychain is opened once. */
export interface SecretPlaces {
	/** Whether a secret of this kind was ever saved: if not, no keychain need be asked. */
	has(kind: SecretKind): boolean;
	/**
	 * The place for secrets of this kind: the keychain; a file only if a person allowed it for this kind, now or earlier,
	 * or for all with `--secret-store file`; else memory. Never fails for a missing keychain, see `openSecretStore`.
	 */
	open(kind: SecretKind, allowFile?: boolean): Promise<SecretStore>;
}

/** A secret that was saved; null where there is none. Throws what keeps a keychain from being asked. */
export async function savedSecret(
	id: 'apiKey' | 'clientSecret',
	values: SettingValues,
	places: SecretPlaces,
): Promise<string | null> {
	const name = secretName(id, values);
	// Nothing was ever saved here: no need to bother a keychain, which may ask its owner for a password.
	if (name === undefined || !places.has(id)) return null;
	const place = await places.open(id);
	if (place.provider === 'memory' && place.problem !== undefined) throw place.problem;
	return place.getPassword(secretService, name);
}

export function createSecretPlaces({
	secretStore,
	folder,
	profile,
	saved,
	...patience
}: SecretPlacesOptions): SecretPlaces {
	let keychain: Promise<SecretStore> | undefined;
	const inFile = (kind: SecretKind) => secretStore === 'file' || saved?.read().fileSecrets?.includes(kind) === true;

	async function find(kind: SecretKind, allowFile: boolean): Promise<SecretStore> {
		if (secretStore === 'none') return memoryStore();
		if (inFile(kind)) return fileStore(folder);
		keychain ??= openSecretStore({preferred: saved?.read().secretProvider, folder, profile, ...patience});
		const store = await keychain;
		return store.provider === 'memory' && allowFile ? fileStore(folder, store.problem) : store;
	}

	function remember(kind: SecretKind, {provider}: SecretStore): void {
		if (saved === undefined || provider === 'memory') return;
		const fileSecrets = [...new Set([...(saved.read().fileSecrets ?? []), kind])];
		saved.update(provider === 'file' ? {fileSecrets} : {secretProvider: provider});
	}

	return {
		has: (kind) => secretStore !== 'none' && (inFile(kind) || saved?.read().secretProvider !== undefined),
		async open(kind, allowFile = false) {
			const store = await find(kind, allowFile);
			return {
				...store,
				async setPassword(service, account, password) {
					await store.setPassword(service, account, password);
					remember(kind, store);
				},
			};
		},
	};
}
