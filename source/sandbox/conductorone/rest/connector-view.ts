import {time} from './call.ts';
import {catalogEntry} from './catalog.ts';
import type {Connector} from './state.ts';

/** A connector as `connectorView.connector` shows it (REST sheet, section 2.10). Secrets are write-only. */
export function connectorView(connector: Connector) {
	return {
		id: connector.id,
		appId: connector.appId,
		catalogId: connector.catalogId,
		displayName: connector.displayName,
		description: connector.description,
		userIds: connector.ownerIds,
		config: connector.config && {
			'@type': 'type.googleapis.com/c1.api.app.v1.EnvConfig',
			configuration: Object.fromEntries(
				Object.entries(openConfig(connector)).map(([name, value]) => [name, {stringValue: value}]),
			),
		},
		status: statusView(connector),
		syncDisabledAt: time(connector.pausedAt),
		syncDisabledCategory: '',
		syncDisabledReason: connector.pausedReason,
		canResumeSync: connector.pausedAt !== null,
		disableCheckBadSync: false,
		configUpdatedAt: time(connector.configUpdatedAt),
		createdAt: time(connector.createdAt),
		updatedAt: time(connector.updatedAt),
		deletedAt: time(connector.deletedAt),
		// A uint32 in the API's description; a Go client refuses a number in quotes.
		connectorApiVersion: 0,
		downloadUrl: '',
	};
}

/** The config without its secrets. */
export function openConfig(connector: Connector): Record<string, string> {
	const secrets = catalogEntry(connector.catalogId)?.fields.filter(({secret}) => secret) ?? [];
	return Object.fromEntries(
		Object.entries(connector.config ?? {}).filter(([name]) => !secrets.some((field) => field.name === name)),
	);
}

function statusView(connector: Connector) {
	const paused = connector.pausedAt !== null;
	if (connector.status === null && !paused) return null;
	return {
		status: paused ? 'SYNC_STATUS_DISABLED' : connector.status,
		startedAt: time(connector.startedAt),
		completedAt: time(connector.completedAt),
		updatedAt: time(connector.updatedAt),
		lastError: connector.lastError,
	};
}
