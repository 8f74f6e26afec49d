import {readImage} from '../../deploy/image.ts';
import {wayOf} from '../../deploy/ways.ts';
import {realComputer, realNetwork} from '../../doctor/local-services.ts';
import type {Personal} from '../../doctor/report.ts';
import type {ConductorOneServices, DoctorServices, LitmosServices} from '../../doctor/services.ts';
import {createLitmosClient} from '../../litmos/litmos-client.ts';
import {regionNames} from '../../litmos/messages.ts';
import {regionOfHost, regions} from '../../litmos/regions.ts';
import {lookAtAllowance} from '../../litmos/shared-allowance.ts';
import {Problem} from '../../problem/problem.ts';
import type {SavedStateStore} from '../../settings/saved-state.ts';
import {litmosBaseUrl, type SettingValues, settingOf} from '../../settings/settings.ts';
import {type ConnectStore, openConnectStore} from '../conductorone/store.ts';
import {openConductorOne, type TenantContext} from './conductorone-session.ts';
import {targetOf} from './from-settings.ts';
import {createSecretPlaces, type SecretPlaces, savedSecret} from './secret-places.ts';

export interface DoctorServicesOptions {
	values: SettingValues;
	stateFolder: string;
	/** What was found wrong with that folder already. */
	found?: {problem?: Problem | undefined; notice?: string | undefined};
	saved: SavedStateStore | undefined;
	/** Demo data: no keychain, no shared allowance. */
	isDemo: boolean;
	signal: AbortSignal;
}

export interface OwnedDoctorServices extends DoctorServices {
	/** What a report must not hold, as far as it is known here. */
	personal: Personal;
	close(): void;
}

/** Everything the doctor looks at as it really is. Nothing is written but the count of requests that Litmos answers. */
export async function createDoctorServices(options: DoctorServicesOptions): Promise<OwnedDoctorServices> {
	const {values, stateFolder, found, saved, isDemo, signal} = options;
	const places = createSecretPlaces({
		secretStore: isDemo ? 'none' : values.secretStore,
		folder: stateFolder,
		profile: values.profile,
		saved,
		signal,
	});
	const store = await openConnectStore(stateFolder, {isDry: true}).catch(() => undefined);
	const network = realNetwork();
	const litmos = litmosServices(values, places, isDemo);
	const account = store?.account();
	return {
		computer: {
			...realComputer(stateFolder, found),
			keychain: {
				use: isDemo ? 'none' : values.secretStore,
				isNeeded: saved?.read().secretProvider !== undefined,
				open: () => places.open('apiKey'),
			},
		},
		network,
		litmos,
		conductorOne: await conductorOneServices(options, store, places),
		kubernetes: await kubernetesServices(store),
		personal: {
			account: [values.source],
			tenant: [values.tenant, values.c1ApiHost, account?.host, hostOf(values.clientId), hostOf(values.personalKeyId)],
			person: [account?.displayName, account?.email, account?.userId],
		},
		close() {
			network.close();
			litmos.close();
		},
	};
}

function litmosServices(
	values: SettingValues,
	places: SecretPlaces,
	isDemo: boolean,
): LitmosServices & {close(): void} {
	const baseUrl = litmosBaseUrl(values);
	const region = regionOfHost(new URL(baseUrl).hostname);
	const {apiKey: _, ...target} = targetOf({...values, demo: isDemo});
	const clients: ReturnType<typeof createLitmosClient>[] = [];
	return {
		baseUrl,
		source: values.source,
		key: async () => values.apiKey ?? (await savedSecret('apiKey', values, places)),
		client(apiKey, change = {}) {
			const client = createLitmosClient({...target, apiKey, ...change});
			clients.push(client);
			return client;
		},
		regionName: region && regionNames[region.id],
		// A key is not shown to hosts that are not Litmos', and not to Litmos for an address of the person's own.
		otherRegions:
			region === undefined
				? []
				: regions
						.filter(({id}) => id !== region.id)
						.map(({id, host}) => ({
							name: regionNames[id],
							flag: `${settingOf('region').flag} ${id}`,
							baseUrl: `https://${host}`,
						})),
		allowance: (apiKey) =>
			target.allowanceFolder === undefined
				? null
				: lookAtAllowance({folder: target.allowanceFolder, baseUrl, apiKey, windowMs: 60_000}),
		requestsPerMinute: values.requestsPerMinute,
		now: Date.now,
		close: () => {
			for (const client of clients) client.close?.();
		},
	};
}

async function conductorOneServices(
	{values, stateFolder, saved, isDemo, signal}: DoctorServicesOptions,
	store: ConnectStore | undefined,
	places: SecretPlaces,
): Promise<ConductorOneServices> {
	const account = store?.account();
	const last = store?.last()?.progress;
	const isGiven = values.personalKeyId !== undefined && values.personalKeySecret !== undefined;
	const host =
		values.c1ApiHost ??
		hostOf(values.clientId) ??
		hostOf(values.personalKeyId) ??
		account?.host ??
		(values.tenant === undefined ? undefined : await typedHost(values.tenant));
	const context: TenantContext = {
		values,
		stateFolder,
		saved,
		signal,
		isDry: true,
		sandbox: isDemo ? {} : undefined,
		progress: {say() {}, waiting: (_, work) => work},
	};
	const session = openConductorOne(context);
	session.catch(() => {});
	const signIn = async () => (await session).signIn();
	return {
		url: host === undefined ? undefined : `${values.c1Insecure ? 'http' : 'https'}://${host}`,
		expiresAt: () => (isGiven ? undefined : account?.expiresAt),
		async signIn() {
			if (!isGiven && account === undefined) return null;
			const {client, expiresAt} = await signIn();
			// Asked now: a saved answer says nothing about a key that was revoked since.
			const {whoAmI} = await import('../../conductorone/rest/personal-key.ts');
			const {roles, host: there} = await whoAmI(client);
			return {host: there, roles, expiresAt};
		},
		async checkCredential(stop) {
			const {clientId} = values;
			const clientSecret = values.clientSecret ?? (await savedSecret('clientSecret', values, places));
			if (clientId === undefined || clientSecret === null) return null;
			const {checkCredential} = await import('./check-credential.ts');
			const {c1ApiHost: apiHost, c1Insecure: insecure} = values;
			return checkCredential({clientId, clientSecret, apiHost, insecure}, stop);
		},
		async connector() {
			const {client} = await signIn();
			if (last?.connector === undefined || last.host !== client.host) return null;
			const ref = {appId: last.connector.appId, connectorId: last.connector.id};
			const {stateOf} = await import('../../conductorone/rest/connector-state.ts');
			const connector = await client.connector(ref);
			const {id: credentialId} = last.credential ?? {};
			const credential = credentialId === undefined ? null : await client.credential(ref, credentialId).catch(ifGone);
			return {
				state: stateOf(connector),
				credential: credential && {
					createdAt: credential.createdAt ?? null,
					expiresAt: credential.expiresTime ?? null,
					lastUsedAt: credential.lastUsedAt ?? null,
				},
			};
		},
		now: Date.now,
	};
}

/** Undefined for what is not there; null for what may not be read. */
function ifGone(error: unknown): undefined | null {
	const {code} = Problem.from(error);
	if (code === 'c1/not-found') return undefined;
	if (code === 'c1/forbidden') return null;
	throw error;
}

async function kubernetesServices(store: ConnectStore | undefined): Promise<DoctorServices['kubernetes']> {
	const {answers, applied} = store?.last()?.progress ?? {};
	const kubectl = () => import('../conductorone/kubectl.ts');
	return {
		place() {
			if (answers?.hosting !== 'kubernetes') return null;
			const {image} = readImage(answers.place?.image ?? '') ?? {image: wayOf('kubernetes').usualImage};
			return {
				context: applied?.context ?? answers.place?.context,
				namespace: applied?.namespace ?? answers.place?.namespace,
				name: image,
			};
		},
		hasKubectl: async () => (await kubectl()).hasKubectl(),
		contexts: async () => (await kubectl()).findClusters(),
		pods: async (place, signal) => (await kubectl()).findPods(place, signal),
	};
}

function hostOf(clientId: string | undefined): string | undefined {
	return /@([^/\s]+)\//.exec(clientId ?? '')?.[1];
}

async function typedHost(tenant: string): Promise<string | undefined> {
	const {tenantHost} = await import('../../conductorone/rest/tenant-host.ts');
	try {
		return tenantHost(tenant);
	} catch {
		return undefined;
	}
}
