import type {Connector} from './objects.ts';

/** ConductorOne's own words for a connector's state (fact sheet, section 2.10). */
export type StatusWord = 'Not connected' | 'Syncing' | 'Connected' | 'Error' | 'Paused';

export interface ConnectorState {
	word: StatusWord;
	/** ConductorOne's text: the error, or why it is paused; `''` when there is none. */
	detail: string;
	/** End of the last sync, ISO 8601; null before the first. */
	completedAt: string | null;
	/** Paused by ConductorOne itself because much less data came than before. */
	dropGuard: boolean;
}

/** Reads a connector's state. "Connected" alone does not prove that data arrived. */
export function stateOf(connector: Connector): ConnectorState {
	const {status} = connector;
	const completedAt = status?.completedAt ?? null;
	const paused = Boolean(connector.syncDisabledAt) || status?.status === 'SYNC_STATUS_DISABLED';
	if (paused) {
		const detail = connector.syncDisabledReason ?? '';
		return {word: 'Paused', detail, completedAt, dropGuard: /significant drop in sync data/i.test(detail)};
	}
	return {word: wordOf(status?.status), detail: status?.lastError ?? '', completedAt, dropGuard: false};
}

function wordOf(status: string | undefined): StatusWord {
	switch (status) {
		case 'SYNC_STATUS_RUNNING':
			return 'Syncing';
		case 'SYNC_STATUS_DONE':
			return 'Connected';
		case 'SYNC_STATUS_ERROR':
			return 'Error';
		default:
			return 'Not connected';
	}
}

/** The connector's page in the tenant. */
export function connectorPage(host: string, connector: Connector): string {
	return `https://${host}/admin/connector/${connector.catalogId ?? ''}/${connector.appId}/${connector.id}`;
}

export function appPage(host: string, appId: string): string {
	return `https://${host}/applications/${appId}`;
}
