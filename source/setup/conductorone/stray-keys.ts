import type {RestClient} from '../../conductorone/rest/client.ts';
import {type ConnectOptions, connectWithKey, type PersonalKey} from '../../conductorone/rest/personal-key.ts';
import {ignoring} from '../../problem/ignoring.ts';
import {type SecretStore, secretService} from '../../secrets/secret-store.ts';
import type {ConnectStore, StrayKey} from './store.ts';

/** The keychain's name of a personal key: by tenant and key, so that no tenant is ever sent the key of another. */
export const keychainName = (clientId: string) => `personal-key:${clientId}`;

/** How far this computer's clock and ConductorOne's may be apart, ms. */
const clockLimit = 10 * 60_000;

/**
 * Deletes what earlier sign-ins left, at ConductorOne and in the keychain, with the right of the key given. What cannot be
 * deleted stays on the list for the next sign-in: it must not spoil this one, and it expires by itself at last.
 */
export async function deleteStrayKeys(
	key: PersonalKey,
	store: ConnectStore,
	place: SecretStore,
	connect: ConnectOptions,
): Promise<void> {
	// Signing in is no part of what a dry run holds back.
	const connectAs = (one: PersonalKey) => connectWithKey(one, {...connect, dryRun: undefined});
	const client = connectAs(key);
	for (const stray of store.strayKeys()) {
		try {
			const isGone =
				'clientId' in stray
					? await deleteKnown(stray, client, place, connectAs)
					: await deleteUnused(stray, client, key.clientId);
			if (!isGone) continue;
		} catch {
			continue;
		}
		store.setStrayKeys(store.strayKeys().filter((one) => one !== stray));
	}
}

/**
 * With its own right where its secret was kept: it may be another person's, or another tenant's. False when only a sign-in
 * to that tenant can do it.
 */
async function deleteKnown(
	{host, clientId, keyId}: Extract<StrayKey, {clientId: string}>,
	client: RestClient,
	place: SecretStore,
	connectAs: (key: PersonalKey) => RestClient,
): Promise<boolean> {
	const clientSecret = await place.getPassword(secretService, keychainName(clientId));
	if (keyId !== undefined && clientSecret !== null) {
		// Refused = it is no key any more.
		await connectAs({clientId, clientSecret}).deletePersonalKey(keyId).catch(ignoring('c1/credential-refused'));
	} else if (keyId !== undefined) {
		if (host !== client.host) return false;
		await client.deletePersonalKey(keyId);
	}
	await place.deletePassword(secretService, keychainName(clientId));
	return true;
}

/** Of keys with that name, only those that were made since and never used: another computer's would have been. */
async function deleteUnused(
	{host, displayName, since}: Exclude<StrayKey, {clientId: string}>,
	client: RestClient,
	ownClientId: string,
): Promise<boolean> {
	if (host !== client.host) return false;
	const from = Date.parse(since) - clockLimit;
	const isUnused = (one: {lastUsedAt?: string | null; deletedAt?: string | null}) => !one.lastUsedAt && !one.deletedAt;
	for await (const one of client.personalKeys()) {
		const isOfThatTime = Date.parse(one.createdAt ?? '') >= from;
		if (one.displayName === displayName && isOfThatTime && isUnused(one) && one.clientId !== ownClientId) {
			await client.deletePersonalKey(one.id);
		}
	}
	return true;
}
