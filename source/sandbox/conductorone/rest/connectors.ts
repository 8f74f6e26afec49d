import type {Tenant} from '../tenant.ts';
import {ApiError, notFound} from './api-error.ts';
import {type Call, type Route, record, route, text, texts, time} from './call.ts';
import {type CatalogEntry, catalogEntry, schemaView} from './catalog.ts';
import {connectorOwnerRoutes} from './connector-owners.ts';
import {connectorView} from './connector-view.ts';
import {pageOf} from './paging.ts';
import type {Connector, TenantState} from './state.ts';
import type {SyncControl} from './sync-control.ts';

const envConfig = 'type.googleapis.com/c1.api.app.v1.EnvConfig';
const one = '/api/v1/apps/{app_id}/connectors/{connector_id}' as const;

/** Catalog, connectors, credentials, owners, sync control (REST sheet, sections 2.5 to 2.12). */
export function connectorRoutes(tenant: Tenant, state: TenantState, sync: SyncControl, host: () => string): Route[] {
	const answer = (connector: Connector) => ({connectorView: {connector: connectorView(connector)}, expanded: []});
	const find = (appId: string, id: string): Connector => {
		const connector = state.connector(appId, id);
		if (!connector) throw notFound('connector');
		return connector;
	};
	const wanted = (call: Call) => find(call.params.app_id ?? '', call.params.connector_id ?? '');
	/** An app administrator manages own and ownerless connectors only. */
	const managed = (call: Call, connector = wanted(call)): Connector => {
		const owners = connector.ownerIds;
		const mine = owners.length === 0 || owners.includes(call.user.id);
		if (!mine && !call.rights.has('connectors.create')) throw new ApiError(7, 'permission denied');
		return connector;
	};
	const create = (call: Call, entry: CatalogEntry, displayName: string, config: Record<string, string> | null) => {
		const appId = call.params.app_id ?? '';
		if (!state.app(appId)) throw notFound('app');
		const owners = texts(call.body, 'userIds').map(state.person);
		const connector = state.createConnector({
			appId,
			catalogId: entry.id,
			displayName,
			description: text(call.body, 'description'),
			ownerIds: owners.length > 0 ? owners : [call.user.id],
			config,
		});
		if (config) sync.force(connector);
		return answer(connector);
	};
	const entryOf = (catalogId: string): CatalogEntry => {
		const entry = catalogEntry(catalogId);
		if (!entry) throw notFound('catalog entry');
		return entry;
	};

	const update = (call: Call) => {
		const connector = managed(call);
		const change = record(call.body.connector, 'connector');
		for (const path of text(call.body, 'updateMask').split(',')) {
			if (path === 'config') {
				const entry = entryOf(connector.catalogId);
				connector.config = readConfig(change.config);
				requireConfig(entry, connector.config);
				connector.configUpdatedAt = tenant.now();
				sync.force(connector);
			} else if (path === 'displayName') connector.displayName = text(change, path);
			else if (path === 'description') connector.description = text(change, path);
			else if (path === 'userIds') {
				const owners = texts(change, path).map(state.person);
				state.changeOwners(connector, () => owners);
			} else throw new ApiError(3, `invalid update mask path ${path}`);
		}
		connector.updatedAt = tenant.now();
		return answer(connector);
	};

	const rotate = (call: Call) => {
		const connector = managed(call, find(text(call.body, 'appId'), text(call.body, 'connectorId')));
		const {credential, clientSecret} = tenant.credentials.issue({
			kind: 'connector',
			ownerId: connector.id,
			host: host(),
			now: tenant.now(),
		});
		return {credential: {...credentialView(connector, credential), clientSecret}};
	};
	const credentialOf = (call: Call, connector: Connector) => {
		const credential = tenant.credentials.byId(call.params.id ?? '');
		if (!credential || credential.ownerId !== connector.id || credential.revokedAt !== null) {
			throw notFound('credential');
		}
		return credential;
	};

	const control = (act: (connector: Connector) => void) => (call: Call) => {
		act(managed(call));
		return {};
	};

	return [
		route('POST /api/v1/connectorcatalog', 'read', (call) => schemaView(entryOf(text(call.body, 'catalogId')))),
		route('GET /api/v1/apps/{app_id}/connectors', 'read', (call) =>
			pageOf(call, state.connectorsOf(call.params.app_id ?? ''), (connector) => ({
				connector: connectorView(connector),
			})),
		),
		route('POST /api/v1/apps/{app_id}/connectors/create', 'connectors.create', (call) => {
			const entry = entryOf(text(call.body, 'catalogId'));
			if (entry.requiresExternalConnector) throw new ApiError(3, 'this connector takes no config');
			const config = readConfig(call.body.config);
			requireConfig(entry, config);
			return create(call, entry, entry.displayName, config);
		}),
		route('POST /api/v1/apps/{app_id}/connectors', 'connectors.create', (call) => {
			const entry = entryOf(text(call.body, 'catalogId'));
			return create(call, entry, text(call.body, 'displayName') || entry.displayName, null);
		}),
		// Before the paths with ids, which would match it too.
		route('POST /api/v1/apps/connectors/credentials', 'connectors.manage', rotate),
		route(`GET ${one}`, 'read', (call) => answer(wanted(call))),
		route(`POST ${one}`, 'connectors.manage', update),
		route(`POST ${one}/delegated`, 'connectors.manage', update),
		route(`DELETE ${one}`, 'connectors.manage', (call) => {
			state.deleteConnector(managed(call));
			return {};
		}),
		route(`GET ${one}/credentials/{id}`, 'read', (call) => {
			const connector = wanted(call);
			return {credential: credentialView(connector, credentialOf(call, connector))};
		}),
		route(`POST ${one}/credentials/{id}`, 'connectors.manage', (call) => {
			credentialOf(call, managed(call)).revokedAt = tenant.now();
			return {};
		}),
		route(
			`POST ${one}/force_sync`,
			'connectors.manage',
			control((connector) => {
				if (connector.pausedAt !== null) throw new ApiError(9, 'syncing is disabled for this connector');
				sync.force(connector);
			}),
		),
		route(
			`POST ${one}/pause`,
			'connectors.manage',
			control((connector) => sync.pause(connector, 'Paused by a person')),
		),
		route(
			`POST ${one}/resume`,
			'connectors.manage',
			control((connector) => sync.resume(connector)),
		),
		...connectorOwnerRoutes(state, wanted, managed),
	];
}

/** Reads an EnvConfig (REST sheet, section 2.7); an empty value deletes the field. */
function readConfig(value: unknown): Record<string, string> {
	const any = record(value, 'config');
	if (any['@type'] !== envConfig) throw new ApiError(3, 'invalid value for Any field config: unknown @type');
	const values: Record<string, string> = {};
	for (const [name, entry] of Object.entries(record(any.configuration ?? {}, 'configuration'))) {
		const {stringValue} = record(entry, name);
		if (typeof stringValue !== 'string') throw new ApiError(3, `invalid value for config field ${name}`);
		if (stringValue !== '') values[name] = stringValue;
	}
	return values;
}

function requireConfig(entry: CatalogEntry, config: Record<string, string>): void {
	for (const field of entry.fields) {
		if (field.required && !config[field.name])
			throw new ApiError(3, `invalid config: ${field.displayName} is required`);
	}
	for (const name of Object.keys(config)) {
		if (!entry.fields.some((field) => field.name === name))
			throw new ApiError(3, `invalid config: unknown field ${name}`);
	}
}

function credentialView(
	connector: Connector,
	credential: {
		id: string;
		displayName: string;
		clientId: string;
		createdAt: number;
		expiresAt: number | null;
		lastUsedAt: number | null;
	},
) {
	return {
		id: credential.id,
		appId: connector.appId,
		connectorId: connector.id,
		displayName: credential.displayName,
		clientId: credential.clientId,
		clientSecret: '',
		createdAt: time(credential.createdAt),
		updatedAt: time(credential.createdAt),
		expiresTime: time(credential.expiresAt),
		lastUsedAt: time(credential.lastUsedAt),
		deletedAt: null,
	};
}
