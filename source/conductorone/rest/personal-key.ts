import {createHttpClient, type HttpClient} from '../../http/http-client.ts';
import {Problem} from '../../problem/problem.ts';
import {parseCredential} from '../credential.ts';
import {postFormThrough} from '../post-form.ts';
import {createTokenSource, type TokenSource} from '../token-source.ts';
import type {RestOptions} from './caller.ts';
import {createRestClient, type RestClient} from './client.ts';
import {personalKeyMessages} from './messages.ts';

/** A personal API key. */
export interface PersonalKey {
	clientId: string;
	clientSecret: string;
	/** Needed to delete it at ConductorOne; unknown for one that was pasted. */
	id?: string | undefined;
	/** ISO 8601; absent = never, or unknown. */
	expiresAt?: string | undefined;
}

export interface ConnectOptions {
	version: string;
	insecure?: boolean | undefined;
	ca?: string | undefined;
	/** `host` or `host:port` in place of the client id's. */
	apiHost?: string | undefined;
	http?: HttpClient | undefined;
	dryRun?: RestOptions['dryRun'];
	onWait?: RestOptions['onWait'];
	signal?: AbortSignal | undefined;
	times?: RestOptions['times'];
}

/** A REST client that acts with a personal API key. Throws Problem `c1/bad-client-id` or `c1/bad-client-secret`. */
export function connectWithKey(key: PersonalKey, options: ConnectOptions): RestClient {
	const credential = parseCredential(
		{
			clientId: key.clientId,
			clientSecret: key.clientSecret,
			apiHost: options.apiHost,
			insecure: options.insecure,
			ca: options.ca,
		},
		'personal',
	);
	const http = options.http ?? createHttpClient(options.ca === undefined ? {} : {ca: [options.ca]});
	const tokenSource = createTokenSource({credential, postForm: postFormThrough(http)});
	return createRestClient({...shared(options), host: credential.host, tokenSource, http});
}

/** Who is signed in, for showing before anything is written. */
export interface Identity {
	host: string;
	userId: string;
	displayName: string;
	email: string;
	/** As ConductorOne names them, e.g. `system:owner`. */
	roles: string[];
}

/** Checks a key against ConductorOne and tells whose it is. Throws Problem `c1/credential-refused` for a bad one. */
export async function whoAmI(client: RestClient): Promise<Identity> {
	const {userId = '', roles} = await client.introspect();
	// Reading a person may be forbidden to small roles; the id alone has to do then.
	const user = userId === '' ? undefined : await client.user(userId).catch(ignoreRefusal);
	return {
		host: client.host,
		userId,
		displayName: user?.displayName ?? '',
		email: user?.email ?? '',
		roles: roles ?? [],
	};
}

function ignoreRefusal(error: unknown): undefined {
	const {code} = Problem.from(error);
	if (code !== 'c1/forbidden' && code !== 'c1/not-found') throw error;
}

/**
 * Creates a personal API key with a browser sign-in's token, checks it, and hands it to `keep`; when the check or keeping
 * it fails, the key is deleted at ConductorOne again and the Problem thrown on.
 *
 * @param options.lifetimeSeconds absent = the key never expires
 * @param options.onMade is told of the key as soon as ConductorOne has answered, before anything else is done with it
 */
export async function createAndKeepKey(
	signedIn: TokenSource,
	options: ConnectOptions & {
		host: string;
		displayName: string;
		lifetimeSeconds?: number | undefined;
		scopedRoles?: string[] | undefined;
		onMade?: (key: PersonalKey) => void;
		keep: (key: PersonalKey, identity: Identity) => Promise<void>;
	},
): Promise<{key: PersonalKey; identity: Identity}> {
	// Signing in is no part of what a dry run holds back.
	const connect = {...options, dryRun: undefined};
	const helper = createRestClient({...shared(connect), host: options.host, tokenSource: signedIn});
	const created = await helper.createPersonalKey({
		displayName: options.displayName,
		lifetimeSeconds: options.lifetimeSeconds,
		scopedRoles: options.scopedRoles,
	});
	const key: PersonalKey = {
		id: created.id,
		clientId: created.clientId,
		clientSecret: created.clientSecret,
		expiresAt: created.expiresTime ?? undefined,
	};
	try {
		options.onMade?.(key);
		const identity = await whoAmI(connectWithKey(key, connect));
		await options.keep(key, identity);
		return {key, identity};
	} catch (error) {
		const problem = Problem.from(error);
		const deleted = await deleteKey(key, connect)
			.catch(() => helper.deletePersonalKey(created.id))
			.then(
				() => true,
				() => false,
			);
		if (deleted) throw problem;
		throw new Problem({
			...problem.toJSON(),
			next: [...problem.next, personalKeyMessages.deleteByHand(options.displayName)],
			cause: error,
		});
	}
}

/** Deletes a key at ConductorOne, with its own right. Throws Problem `input/missing` for one whose id is unknown. */
export async function deleteKey(key: PersonalKey, options: ConnectOptions): Promise<void> {
	if (!key.id) throw new Problem({code: 'input/missing', ...personalKeyMessages.pasted});
	await connectWithKey(key, options).deletePersonalKey(key.id);
}

function shared({version, insecure, ca, dryRun, onWait, signal, times, http}: ConnectOptions) {
	return {version, insecure, ca, dryRun, onWait, signal, http, ...(times ? {times} : {})};
}
