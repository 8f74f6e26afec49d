import {Problem} from '../../problem/problem.ts';
import {pause} from '../pause.ts';
import {UncertainWrite} from './api-problem.ts';
import type {NewApp} from './app-calls.ts';
import type {RestClient} from './client.ts';
import {setUpMessages} from './messages.ts';
import type {App, Connector, EnvConfig} from './objects.ts';

/** Catalog ids of the two ways to run a Litmos connector (fact sheet, section 2.6). */
export const litmosCatalogId = '2hnQvHSa8dS1hipSjquuvwvf5vG';
export const selfHostedCatalogId = '2HErg7BRmNdHgX8sTCWVq4E1fyh';

/** What marks the objects this program made; the value is the set-up's own id. */
const mark = 'litmos-connector/set-up';

export interface Made<Thing> {
	thing: Thing;
	/** False when it was there already. */
	created: boolean;
}

/** How often, and how far apart, one looks whether a write of unknown outcome was carried out. */
const looks = {times: 4, waitMs: 1500};

/**
 * Looks, creates if there is nothing, and after an unclear answer looks again instead of creating twice. When it still
 * cannot be found, the unclear Problem is thrown; running the step again later is safe.
 */
async function once<Thing>(
	look: () => Promise<Thing | undefined>,
	create: () => Promise<Thing>,
	{signal = new AbortController().signal, lookWaitMs = looks.waitMs}: StepOptions,
): Promise<Made<Thing>> {
	const found = await look();
	if (found !== undefined) return {thing: found, created: false};
	try {
		return {thing: await create(), created: true};
	} catch (error) {
		if (!(error instanceof UncertainWrite)) throw error;
		for (let attempt = 1; attempt <= looks.times && !signal.aborted; attempt++) {
			const made = await look();
			if (made !== undefined) return {thing: made, created: true};
			await pause(lookWaitMs, signal);
		}
		throw error;
	}
}

export interface StepOptions {
	signal?: AbortSignal;
	/** Between looks after an unclear answer, ms. */
	lookWaitMs?: number;
}

/**
 * Gives the app of this set-up, or one of the same name, or a new one. `sameName: 'refuse'` throws Problem `c1/conflict`
 * when the name is taken by an app that this set-up did not make.
 *
 * @param setUpId id of this set-up, kept across restarts; letters, digits, `-`
 */
export async function findOrCreateApp(
	client: RestClient,
	app: NewApp & {setUpId: string; sameName: 'reuse' | 'refuse'},
	options: StepOptions = {},
): Promise<Made<App>> {
	const {setUpId, sameName, ...rest} = app;
	const wanted = {...rest, displayName: rest.displayName.trim()};
	const look = async () => {
		const named: App[] = [];
		for await (const found of client.searchApps({displayName: wanted.displayName})) {
			if (!found.deletedAt && sameText(found.displayName, wanted.displayName)) named.push(found);
		}
		const own = named.find(({annotations}) => annotations?.[mark] === setUpId);
		if (own || sameName === 'reuse') return own ?? named[0];
		if (named.length > 0) throw new Problem({code: 'c1/conflict', ...setUpMessages.nameTaken(wanted.displayName)});
		return undefined;
	};
	const annotations = {...wanted.annotations, managed_by: 'litmos-connector', [mark]: setUpId};
	return once(look, () => client.createApp({...wanted, annotations}), options);
}

export interface LitmosConnector {
	app: App;
	connector: Connector;
	hosting: 'hosted' | 'self-hosted';
}

/** Whether a connector is one for Litmos: by its catalog entry, or self-hosted and named so. */
export function litmosHosting(connector: Connector): LitmosConnector['hosting'] | undefined {
	if (connector.catalogId === litmosCatalogId) return 'hosted';
	const named = /litmos/i.test(connector.displayName ?? '');
	return connector.catalogId === selfHostedCatalogId && named ? 'self-hosted' : undefined;
}

/** Walks the apps (or one) and yields every Litmos connector; `onApp` tells how many apps have been looked at. */
export async function* findLitmosConnectors(
	client: RestClient,
	options: {appId?: string; onApp?: (looked: number) => void} = {},
): AsyncGenerator<LitmosConnector> {
	let looked = 0;
	const apps = options.appId === undefined ? client.searchApps() : [await client.app(options.appId)];
	for await (const app of apps) {
		for await (const connector of client.connectors(app.id)) {
			const hosting = litmosHosting(connector);
			if (hosting) yield {app, connector, hosting};
		}
		options.onApp?.(++looked);
	}
}

export interface HostedConfig {
	source: string;
	apiKey: string;
	/** Course ids; null or empty = all. */
	courseIds: readonly string[] | null;
}

/** The config a hosted Litmos connector takes (fact sheet, section 2.7). */
export function hostedConfig(config: HostedConfig): EnvConfig {
	// An empty text would delete what is stored.
	const empty = config.source === '' || config.apiKey === '' || config.courseIds?.some((id) => id === '');
	if (empty) throw new Problem({code: 'input/missing', ...setUpMessages.noSourceOrKey});
	const courses = config.courseIds ?? [];
	return {
		'@type': 'type.googleapis.com/c1.api.app.v1.EnvConfig',
		configuration: {
			litmos_source: {stringValue: config.source},
			litmos_api_key: {stringValue: config.apiKey},
			...(courses.length > 0 ? {litmos_course_ids: {stringValue: courses.join(',')}} : {}),
		},
	};
}

/**
 * Creates the connector that ConductorOne runs; one that the app has already is given the config instead, unless its id
 * is in `except`.
 */
export async function createHostedConnector(
	client: RestClient,
	wanted: HostedConfig & {appId: string; userIds?: string[]; except?: readonly string[]},
	options: StepOptions = {},
): Promise<Made<Connector>> {
	const config = hostedConfig(wanted);
	const matches = ({id, catalogId}: Connector) => catalogId === litmosCatalogId && !wanted.except?.includes(id);
	const made = await once(
		() => firstConnector(client, wanted.appId, matches),
		() => client.createConnector({...ownersOf(wanted), appId: wanted.appId, catalogId: litmosCatalogId, config}),
		options,
	);
	if (!made.created) await client.updateConfig(made.thing, config);
	return made;
}

/**
 * Creates a connector without a config: `litmos` for an owner to fill in, `self-hosted` for a program like this one. One
 * of the same kind and name in the app is reused, unless its id is in `except`.
 */
export async function createDelegatedConnector(
	client: RestClient,
	wanted: {
		appId: string;
		kind: 'litmos' | 'self-hosted';
		displayName: string;
		userIds?: string[];
		except?: readonly string[];
	},
	options: StepOptions = {},
): Promise<Made<Connector>> {
	const catalogId = wanted.kind === 'litmos' ? litmosCatalogId : selfHostedCatalogId;
	// A self-hosted connector is renamed by ConductorOne once it has reported in, to its own name.
	const matches = (connector: Connector) =>
		connector.catalogId === catalogId &&
		!wanted.except?.includes(connector.id) &&
		(wanted.kind === 'litmos' ||
			sameText(connector.displayName, wanted.displayName) ||
			litmosHosting(connector) !== undefined);
	return once(
		() => firstConnector(client, wanted.appId, matches),
		() =>
			client.createDelegatedConnector({
				...ownersOf(wanted),
				appId: wanted.appId,
				catalogId,
				displayName: wanted.displayName,
			}),
		options,
	);
}

async function firstConnector(
	client: RestClient,
	appId: string,
	matches: (connector: Connector) => boolean,
): Promise<Connector | undefined> {
	// In a dry run the app may not exist yet.
	if (client.dry && appId.startsWith('<')) return undefined;
	for await (const connector of client.connectors(appId)) {
		if (!connector.deletedAt && matches(connector)) return connector;
	}
	return undefined;
}

function ownersOf({userIds}: {userIds?: string[]}): {userIds?: string[]} {
	return userIds && userIds.length > 0 ? {userIds} : {};
}

function sameText(one: string | undefined, other: string): boolean {
	return one?.trim().toLowerCase() === other.trim().toLowerCase();
}
