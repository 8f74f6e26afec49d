import {needed} from './app-calls.ts';
import {newIdMessages, roleMessages} from './call-messages.ts';
import type {RestCaller} from './caller.ts';
import {remove, unlessGone} from './identity-calls.ts';
import type {ConfigSchema, Connector, Credential, EnvConfig, OwnerRow} from './objects.ts';
import {pages} from './paging.ts';

/** A connector by its app and its own id. */
export interface ConnectorRef {
	appId: string;
	connectorId: string;
}

export interface NewConnector {
	appId: string;
	catalogId: string;
	/** Owners; absent = the caller. Others are told by e-mail. */
	userIds?: string[];
	description?: string;
}

const one = '/api/v1/apps/{app_id}/connectors/{connector_id}';
const place = ({appId, connectorId}: ConnectorRef) => ({app_id: appId, connector_id: connectorId});
type Answer = {connectorView?: {connector?: Connector}};

/** Catalog, connectors, their credentials, owners and sync control (fact sheet, sections 2.5 to 2.12). */
export function connectorCalls(caller: RestCaller) {
	const control = (ref: ConnectorRef, act: string, doing: string) =>
		caller.call({
			method: 'POST',
			path: `${one}/${act}`,
			params: place(ref),
			body: {},
			// A second sync right after the first is the worst that can come of it.
			idempotent: true,
			doing,
			needs: roleMessages.connectors,
		}) as Promise<unknown>;

	return {
		/** Names, labels and kinds of a connector's config fields in this tenant. */
		async configSchema(catalogId: string): Promise<ConfigSchema> {
			const answer = await caller.call<{schema?: ConfigSchema}>({
				method: 'POST',
				path: '/api/v1/connectorcatalog',
				body: {catalogId},
				reads: true,
				doing: 'read the connector’s form',
			});
			return needed(answer.schema);
		},

		/** The connectors of one app; there is no list for a whole tenant. */
		async *connectors(appId: string): AsyncGenerator<Connector> {
			const rows = pages<{connector?: Connector}>(caller, {
				method: 'GET',
				path: '/api/v1/apps/{app_id}/connectors',
				params: {app_id: appId},
				doing: 'list the app’s connectors',
			});
			for await (const {connector} of rows) if (connector && !connector.deletedAt) yield connector;
		},

		async connector(ref: ConnectorRef): Promise<Connector> {
			const answer = await caller.call<Answer>({
				method: 'GET',
				path: one,
				params: place(ref),
				doing: 'read the connector',
			});
			return needed(answer.connectorView?.connector);
		},

		/** With its config, in one step; never repeated by itself: see `createHostedConnector`. */
		async createConnector(connector: NewConnector & {config: EnvConfig}): Promise<Connector> {
			const {appId, ...body} = connector;
			const answer = await caller.call<Answer>({
				method: 'POST',
				path: '/api/v1/apps/{app_id}/connectors/create',
				params: {app_id: appId},
				body,
				doing: 'create the connector',
				needs: roleMessages.connectors,
				dryAnswer: dryConnector(connector),
			});
			return needed(answer.connectorView?.connector);
		},

		/** Without a config: for an owner to fill in, or self-hosted. Never repeated by itself. */
		async createDelegatedConnector(connector: NewConnector & {displayName: string}): Promise<Connector> {
			const {appId, ...body} = connector;
			const answer = await caller.call<Answer>({
				method: 'POST',
				path: '/api/v1/apps/{app_id}/connectors',
				params: {app_id: appId},
				body,
				doing: `create the connector “${connector.displayName}”`,
				needs: roleMessages.connectors,
				dryAnswer: dryConnector(connector),
			});
			return needed(answer.connectorView?.connector);
		},

		/** Replaces the whole config: which omitted fields survive is not documented, so all are to be given. */
		async updateConfig(connector: Connector, config: EnvConfig): Promise<void> {
			const {id, appId, catalogId, displayName, userIds} = connector;
			await caller.call({
				method: 'POST',
				path: one,
				params: {app_id: appId, connector_id: id},
				body: {connector: {id, appId, catalogId, displayName, userIds, config}, updateMask: 'config'},
				idempotent: true,
				doing: 'change the connector’s settings',
				needs: roleMessages.connectors,
			});
		},

		deleteConnector: (ref: ConnectorRef) =>
			remove(caller, {
				path: one,
				params: place(ref),
				doing: 'delete the connector',
				needs: roleMessages.connectors,
			}),

		/** Issues a credential; the first one too. Each call makes a new one, and only its answer shows the secret. */
		async rotateCredential(ref: ConnectorRef): Promise<Credential & {clientSecret: string}> {
			const answer = await caller.call<{credential?: Credential}>({
				method: 'POST',
				path: '/api/v1/apps/connectors/credentials',
				body: ref,
				doing: 'create a client ID and secret for the connector',
				needs: roleMessages.connectors,
				dryAnswer: {credential: {id: 'dry-run', clientId: 'dry-run', clientSecret: 'dry-run'}},
			});
			const {credential} = answer;
			return {...needed(credential), clientSecret: needed(credential?.clientSecret || undefined)};
		},

		/** Without its secret; `lastUsedAt` tells whether it was ever used. */
		async credential(ref: ConnectorRef, id: string): Promise<Credential> {
			const answer = await caller.call<{credential?: Credential}>({
				method: 'GET',
				path: `${one}/credentials/{id}`,
				params: {...place(ref), id},
				doing: 'read the connector’s client ID',
			});
			return needed(answer.credential);
		},

		revokeCredential: (ref: ConnectorRef, id: string) =>
			unlessGone(
				caller.call({
					method: 'POST',
					path: `${one}/credentials/{id}`,
					params: {...place(ref), id},
					body: {},
					idempotent: true,
					doing: 'revoke the connector’s client ID and secret',
					needs: roleMessages.connectors,
				}),
			),

		/** Puts a sync on ConductorOne's queue. */
		forceSync: (ref: ConnectorRef) => control(ref, 'force_sync', 'start a sync'),
		/** Stops syncs and provisioning. */
		pause: (ref: ConnectorRef) => control(ref, 'pause', 'pause the connector'),
		/** Ends the pause and starts a sync. */
		resume: (ref: ConnectorRef) => control(ref, 'resume', 'resume the connector'),

		/** Each row carries the role's slug, which is documented nowhere else. */
		connectorOwners: (ref: ConnectorRef) =>
			pages<OwnerRow>(caller, {
				method: 'GET',
				path: '/api/v2/apps/{app_id}/connectors/{connector_id}/owners/users',
				params: place(ref),
				doing: 'read the connector’s owners',
			}),

		async replaceConnectorOwners(ref: ConnectorRef, roleSlug: string, userIds: readonly string[]): Promise<void> {
			await caller.call({
				method: 'PUT',
				path: '/api/v2/apps/{app_id}/connectors/{connector_id}/owners',
				params: place(ref),
				body: {roleSlug, userRefs: userIds.map((id) => ({id})), appEntitlementRefs: []},
				doing: 'set the connector’s owners',
				needs: roleMessages.connectors,
			});
		},
	};
}

function dryConnector(connector: NewConnector & {displayName?: string}): Answer {
	return {
		connectorView: {
			connector: {
				id: newIdMessages.connector,
				appId: connector.appId,
				catalogId: connector.catalogId,
				displayName: connector.displayName ?? 'Litmos',
			},
		},
	};
}
