import {openConfig} from '../../../source/sandbox/conductorone/rest/connector-view.ts';
import type {ConductorOneInside} from '../../../source/sandbox/conductorone/server.ts';

/** The tenant as the REST interface shows it, including what has been deleted. */
export interface RestReport {
	/** Requests by `METHOD template`, e.g. `POST /api/v1/apps/{app_id}/connectors`. */
	requests: Record<string, number>;
	apps: {id: string; displayName: string; ownerIds: string[]; deleted: boolean; annotations: Record<string, string>}[];
	connectors: {
		id: string;
		appId: string;
		catalogId: string;
		displayName: string;
		ownerIds: string[];
		deleted: boolean;
		paused: boolean;
		/** `''` before the first contact, else as the API names it, e.g. `SYNC_STATUS_DONE`. */
		status: string;
		lastError: string;
		/** Names of the config fields that hold a value; never the values of secrets. */
		config: Record<string, string>;
	}[];
	/** Connector credentials and personal keys ever issued. */
	credentials: {id: string; kind: 'connector' | 'personal'; ownerId: string; displayName: string; revoked: boolean}[];
}

export function restReport({tenant, rest: {state}}: ConductorOneInside, requests: Record<string, number>): RestReport {
	return {
		requests,
		apps: [...state.apps.values()].map((app) => ({
			id: app.id,
			displayName: app.displayName,
			ownerIds: app.ownerIds,
			deleted: app.deletedAt !== null,
			annotations: app.annotations,
		})),
		connectors: [...state.connectors.values()].map((one) => ({
			id: one.id,
			appId: one.appId,
			catalogId: one.catalogId,
			displayName: one.displayName,
			ownerIds: one.ownerIds,
			deleted: one.deletedAt !== null,
			paused: one.pausedAt !== null,
			status: one.status ?? '',
			lastError: one.lastError,
			config: openConfig(one),
		})),
		credentials: tenant.credentials.all().map((one) => ({
			id: one.id,
			kind: one.kind,
			ownerId: one.ownerId,
			displayName: one.displayName,
			revoked: one.revokedAt !== null,
		})),
	};
}
