import type {RestClient} from '../../conductorone/contract.ts';
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
import {accountProblemWords as words} from '../../words/problems/setup.ts';
import type {Account, ConnectStore} from './store.ts';

export interface AccountRooms {
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

/** The keychain's name of a personal key: by tenant and key, so that no tenant is ever sent the key of another. */
const nameOf = (clientId: string) => `personal-key:${clientId}`;

/** Checks a pasted key with ConductorOne and keeps it. Throws `c1/…`, `keychain/…`; nothing is kept then. */
export async function keepPastedKey(key: PersonalKey, rooms: AccountRooms): Promise<SignedIn> {
	const client = connectWithKey(key, rooms.connect);
	const identity = await whoAmI(connectWithKey(key, {...rooms.connect, dryRun: undefined}));
	const where = await keep(key, identity, rooms);
	return {client, identity, where};
}

/** Makes a key with the right of a browser sign-in and keeps it; one that cannot be kept is deleted at ConductorOne again. */
export async function keepNewKey(
	signedIn: TokenSource,
	options: {host: string; displayName: string; lifetimeSeconds?: number | undefined},
	rooms: AccountRooms,
): Promise<SignedIn> {
	let where = '';
	const {key, identity} = await createAndKeepKey(signedIn, {
		...rooms.connect,
		...options,
		keep: async (made, who) => {
			where = await keep(made, who, rooms);
		},
	});
	return {client: connectWithKey(key, rooms.connect), identity, where, expiresAt: key.expiresAt};
}

/** The account that was signed in before. Throws `input/missing` when there is none, `keychain/…` when its key is gone. */
export async function savedAccount(rooms: AccountRooms): Promise<SignedIn & {account: Account}> {
	const account = rooms.store.account();
	if (account === undefined) throw notSignedIn();
	const secret = await (await rooms.secrets()).getPassword(secretService, nameOf(account.clientId));
	if (secret === null) {
		throw new Problem({code: 'keychain/unavailable', ...words.keyGone(account.host), exit: 3});
	}
	const client = connectWithKey({clientId: account.clientId, clientSecret: secret}, rooms.connect);
	const {host, userId, displayName, email, roles, expiresAt} = account;
	return {client, identity: {host, userId, displayName, email, roles, permissions: []}, account, expiresAt};
}

export function notSignedIn(): Problem {
	return new Problem({code: 'input/missing', ...words.notSignedIn});
}

/**
 * Revokes the key at ConductorOne and forgets it here. One that was pasted can only be forgotten; `revoked` says which.
 * When the tenant does not answer, the key is kept and the Problem thrown: without it nobody could revoke it later.
 */
export async function signOut(rooms: AccountRooms): Promise<{account: Account; revoked: boolean; problem?: Problem}> {
	const account = rooms.store.account();
	if (account === undefined) throw notSignedIn();
	const secrets = await rooms.secrets();
	const clientSecret = await secrets.getPassword(secretService, nameOf(account.clientId));
	let problem: Problem | undefined;
	try {
		if (clientSecret !== null) {
			await deleteKey({clientId: account.clientId, clientSecret, id: account.keyId}, rooms.connect);
		}
	} catch (error) {
		problem = Problem.from(error);
		// Refused = it is no key any more.
		if (problem.code === 'c1/credential-refused') problem = undefined;
		else if (problem.code !== 'input/missing') {
			throw new Problem({...problem.toJSON(), next: [...problem.next, words.stillSignedIn], cause: problem});
		}
	}
	await secrets.deletePassword(secretService, nameOf(account.clientId));
	rooms.store.setAccount(undefined);
	return {account, revoked: problem === undefined, ...(problem === undefined ? {} : {problem})};
}

async function keep(key: PersonalKey, identity: Identity, {secrets, store, connect}: AccountRooms): Promise<string> {
	const place = await secrets();
	if (place.provider === 'memory') throw noPlace(place);
	await place.setPassword(secretService, nameOf(key.clientId), key.clientSecret);
	const before = store.account();
	// A key that this program made and somebody pastes again stays one that it can revoke.
	const keyId = key.id ?? (before?.clientId === key.clientId ? before.keyId : undefined);
	const {host, userId, displayName, email, roles} = identity;
	store.setAccount({
		host,
		userId,
		displayName,
		email,
		roles,
		clientId: key.clientId,
		...(keyId === undefined ? {} : {keyId}),
		...(key.expiresAt === undefined ? {} : {expiresAt: key.expiresAt}),
	});
	if (before !== undefined && before.clientId !== key.clientId) await replaced(before, place, connect);
	return place.where;
}

/** The key of the sign-in before: nobody has it any more, so it is deleted at ConductorOne if this program made it. */
async function replaced({clientId, keyId}: Account, place: SecretStore, connect: ConnectOptions): Promise<void> {
	const clientSecret = await place.getPassword(secretService, nameOf(clientId));
	if (clientSecret !== null && keyId !== undefined) {
		// It expires by itself at last; that it could not be deleted must not spoil the new sign-in.
		await deleteKey({clientId, clientSecret, id: keyId}, connect).catch(() => undefined);
	}
	await place.deletePassword(secretService, nameOf(clientId));
}

/** Secrets that end with this program are of no use to the next command. */
export function noPlace(place: SecretStore): Problem {
	return new Problem({code: 'keychain/unavailable', ...words.noPlaceForKey, why: place.problem?.what});
}
