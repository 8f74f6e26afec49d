import type {ConnectOptions} from '../../conductorone/rest/personal-key.ts';
import {createHttpClient} from '../../http/http-client.ts';
import {Problem} from '../../problem/problem.ts';
import type {SecretStore} from '../../secrets/secret-store.ts';
import type {SavedStateStore, SecretKind} from '../../settings/saved-state.ts';
import type {SettingValues} from '../../settings/settings.ts';
import {version} from '../../threads/thread.ts';
import type {AccountServices, SignedIn} from '../conductorone/account.ts';
import type {ConnectStore} from '../conductorone/store.ts';
import {againMessages, signedInMessages, waitMessages} from './messages.ts';

/** What acting in a ConductorOne tenant needs of whoever asks for it. */
export interface TenantContext {
	values: SettingValues;
	stateFolder: string;
	saved: SavedStateStore | undefined;
	signal: AbortSignal;
	/** Nothing may be changed, here or elsewhere. */
	isDry: boolean;
	/** Set for demo data, which ends with this program. */
	sandbox: object | undefined;
	/** Where news goes while one waits. */
	progress: {
		say(text: string): void;
		waiting<Result>(wait: {what: 'keychain' | 'network'; text: string}, work: Promise<Result>): Promise<Result>;
	};
}

/** What everybody shares who acts in a ConductorOne tenant. */
export interface ConductorOneSession extends AccountServices {
	/** The place for client secrets of connectors; `secrets` is the one for personal keys. */
	connectorSecrets(): Promise<SecretStore>;
	/** By the key that flags or variables give, else by who is signed in. Throws when there is neither. */
	signIn(dryRun?: ConnectOptions['dryRun']): Promise<SignedIn>;
}

/** @param allowFile the kinds of secrets that a person allowed in a file just now */
export async function openConductorOne(
	context: TenantContext,
	allowFile: readonly SecretKind[] = [],
): Promise<ConductorOneSession> {
	const {values, stateFolder, saved, progress, signal} = context;
	const [{openConnectStore}, account, {connectWithKey, whoAmI}, {createSecretPlaces}] = await Promise.all([
		import('../conductorone/store.ts'),
		import('../conductorone/account.ts'),
		import('../../conductorone/rest/personal-key.ts'),
		import('./secret-places.ts'),
	]);
	const store: ConnectStore = await openConnectStore(stateFolder, context);
	const places = createSecretPlaces({
		// Demo data ends with this program.
		secretStore: context.sandbox === undefined ? values.secretStore : 'none',
		folder: stateFolder,
		profile: values.profile,
		saved,
		signal,
	});
	const openPlace = (kind: SecretKind) =>
		progress.waiting({what: 'keychain', text: waitMessages.keychain}, places.open(kind, allowFile.includes(kind)));
	const http = createHttpClient();
	const connect: ConnectOptions = {
		version,
		http: {
			request: (url, request) =>
				progress.waiting(
					{what: 'network', text: waitMessages.conductorOne(new URL(url).host)},
					http.request(url, request),
				),
			close: () => http.close(),
		},
		apiHost: values.c1ApiHost,
		insecure: values.c1Insecure,
		signal,
		onWait: (waitMs, reason) => {
			if (waitMs >= 2000) progress.say(againMessages.waiting(reason, Math.round(waitMs / 1000)));
		},
	};
	const session: AccountServices = {
		store,
		connect,
		secrets: () => openPlace('personalKey'),
	};
	return {
		...session,
		connectorSecrets: () => openPlace('clientSecret'),
		async signIn(dryRun) {
			const services = {...session, connect: {...connect, dryRun}};
			const {personalKeyId: clientId, personalKeySecret: clientSecret} = values;
			const given = clientId === undefined || clientSecret === undefined ? undefined : {clientId, clientSecret};
			const signedIn =
				given === undefined
					? await account.savedAccount(services)
					: {client: connectWithKey(given, services.connect), identity: await whoAmI(connectWithKey(given, connect))};
			await checkTenant(signedIn);
			return signedIn;
		},
	};

	/** A tenant named in so many words must be the one that is written to. */
	async function checkTenant({identity}: SignedIn): Promise<void> {
		if (values.tenant === undefined) return;
		const {tenantHost} = await import('../../conductorone/rest/tenant-host.ts');
		const wanted = tenantHost(values.tenant);
		if (wanted === identity.host) return;
		throw new Problem({code: 'input/invalid', ...signedInMessages.otherTenant(identity.host, wanted)});
	}
}
