import {hostname} from 'node:os';
import type {RestClient} from '../../conductorone/rest/client.ts';
import {
	type ConnectOptions,
	connectWithKey,
	createAndKeepKey,
	deleteKey,
	type Identity,
	type PersonalKey,
	whoAmI,
} from '../../conductorone/rest/personal-key.ts';
import type {TokenSource} from '../../conductorone/token-source.ts';
import {Problem} from '../../problem/problem.ts';
import {type SecretStore, secretService} from '../../secrets/secret-store.ts';
import {accountProblemMessages} from '../messages.ts';
import {signedInMessages} from '../services/messages.ts';
import type {Account, ConnectStore} from './store.ts';
import {deleteStrayKeys, keychainName} from './stray-keys.ts';

export interface AccountServices {
	store: ConnectStore;
	secrets(): Promise<SecretStore>;
	connect: ConnectOptions;
}

export interface SignedIn {
	client: RestClient;
	identity: Identity;
	/** Where the key is kept; absent when it was given by flag or variable. */
	where?: string | undefined;
	expiresAt?: string | undefined;
}

/** Checks a pasted key with ConductorOne and keeps it. Throws `c1/…`, `keychain/…`; nothing is kept then. */
export async function keepPastedKey(key: PersonalKey, services: AccountServices): Promise<SignedIn> {
	const client = connectWithKey(key, services.connect);
	const identity = await whoAmI(connectWithKey(key, {...services.connect, dryRun: undefined}));
	const where = await keep(key, identity, services);
	return {client, identity, where};
}

/** Makes a key with the right of a browser sign-in and keeps it; one that cannot be kept is deleted at ConductorOne again. */
export async function keepNewKey(
	signedIn: TokenSource,
	options: {host: string; displayName?: string | undefined; lifetimeSeconds?: number | undefined},
	services: AccountServices,
): Promise<SignedIn> {
	const {store} = services;
	const earlier = store.strayKeys();
	const {host, displayName = signedInMessages.keyName(hostname())} = options;
	let where = '';
	// Stray until it is kept: whatever stops this program from here on, the next sign-in deletes it.
	store.setStrayKeys([...earlier, {host, displayName, since: new Date().toISOString()}]);
	const {key, identity} = await createAndKeepKey(signedIn, {
		...services.connect,
		...options,
		displayName,
		onMade: ({clientId, id}) => store.setStrayKeys([...earlier, {host, clientId, keyId: id}]),
		keep: async (made, who) => {
			where = await keep(made, who, services);
		},
	});
	return {client: connectWithKey(key, services.connect), identity, where, expiresAt: key.expiresAt};
}

/** The account that was signed in before. Throws `input/missing` when there is none, `keychain/…` when its key is gone. */
export async function savedAccount(services: AccountServices): Promise<SignedIn & {account: Account}> {
	const account = services.store.account();
	if (account === undefined) throw notSignedIn();
	const place = await services.secrets();
	const secret = await place.getPassword(secretService, keychainName(account.clientId));
	if (secret === null) {
		// It may well be there, behind a lock.
		if (place.problem?.code === 'keychain/locked') throw place.problem;
		throw new Problem({code: 'keychain/unavailable', ...accountProblemMessages.keyGone(account.host), exit: 3});
	}
	const client = connectWithKey({clientId: account.clientId, clientSecret: secret}, services.connect);
	const {host, userId, displayName, email, roles, expiresAt} = account;
	return {client, identity: {host, userId, displayName, email, roles}, account, expiresAt};
}

export function notSignedIn(): Problem {
	return new Problem({code: 'input/missing', ...accountProblemMessages.notSignedIn});
}

/**
 * Revokes the key at ConductorOne and forgets it here. One that was pasted can only be forgotten; `revoked` says which.
 * When the tenant does not answer, the key is kept and the Problem thrown: without it nobody could revoke it later.
 */
export async function signOut(
	services: AccountServices,
): Promise<{account: Account; revoked: boolean; problem?: Problem}> {
	const account = services.store.account();
	if (account === undefined) throw notSignedIn();
	const secrets = await services.secrets();
	const clientSecret = await secrets.getPassword(secretService, keychainName(account.clientId));
	let problem: Problem | undefined;
	try {
		if (clientSecret !== null) {
			await deleteStrayKeys({clientId: account.clientId, clientSecret}, services.store, secrets, services.connect);
			await deleteKey({clientId: account.clientId, clientSecret, id: account.keyId}, services.connect);
		}
	} catch (error) {
		problem = Problem.from(error);
		// Refused = it is no key any more.
		if (problem.code === 'c1/credential-refused') problem = undefined;
		else if (problem.code !== 'input/missing') {
			throw new Problem({
				...problem.toJSON(),
				next: [...problem.next, accountProblemMessages.stillSignedIn],
				cause: problem,
			});
		}
	}
	await secrets.deletePassword(secretService, keychainName(account.clientId));
	services.store.setAccount(undefined, services.store.strayKeys());
	return {account, revoked: problem === undefined, ...(problem === undefined ? {} : {problem})};
}

async function keep(key: PersonalKey, identity: Identity, {secrets, store, connect}: AccountServices): Promise<string> {
	const place = await secrets();
	if (place.provider === 'memory') throw noPlace(place);
	await place.setPassword(secretService, keychainName(key.clientId), key.clientSecret);
	const before = store.account();
	// A key that this program made and somebody pastes again stays one that it can revoke.
	const keyId = key.id ?? (before?.clientId === key.clientId ? before.keyId : undefined);
	const {host, userId, displayName, email, roles} = identity;
	const stray = store.strayKeys().filter((one) => !('clientId' in one) || one.clientId !== key.clientId);
	const isReplaced = before !== undefined && before.clientId !== key.clientId;
	store.setAccount(
		{host, userId, displayName, email, roles, clientId: key.clientId, keyId, expiresAt: key.expiresAt},
		isReplaced ? [...stray, {host: before.host, clientId: before.clientId, keyId: before.keyId}] : stray,
	);
	await deleteStrayKeys(key, store, place, connect);
	return place.where;
}

/** Secrets that end with this program are of no use to the next command. */
export function noPlace(place: SecretStore): Problem {
	return new Problem({code: 'keychain/unavailable', ...accountProblemMessages.noPlaceForKey, why: place.problem?.what});
}
