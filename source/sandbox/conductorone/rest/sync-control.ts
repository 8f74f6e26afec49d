import type {ConnectorLink, LinkListener} from '../connector-link.ts';
import type {Tenant} from '../tenant.ts';
import type {Arrivals} from './arrivals.ts';
import {batonCatalogId} from './catalog.ts';
import {HostedSync} from './hosted-sync.ts';
import type {Connector, TenantState} from './state.ts';

/** Starts, stops and follows syncs: hosted ones run here, self-hosted ones are tasks for the connector. */
export class SyncControl implements LinkListener {
	readonly #tenant: Tenant;
	readonly #state: TenantState;
	readonly #hosted: HostedSync;

	constructor(tenant: Tenant, state: TenantState, arrivals: Arrivals, litmosUrl: string | null) {
		this.#tenant = tenant;
		this.#state = state;
		this.#hosted = new HostedSync(arrivals, litmosUrl);
	}

	force(connector: Connector): void {
		if (connector.catalogId === batonCatalogId) {
			const link = this.#tenant.link(connector.id);
			// Before its first contact a connector is given its first tasks anyway.
			if (link.started) link.queue.add({kind: 'sync'});
			return;
		}
		if (!connector.config) return;
		this.#begin(connector);
		this.#hosted.start(connector.id, connector.config, (error) => this.#end(connector, error));
	}

	/** Pausing also stops provisioning: no task is handed out. */
	pause(connector: Connector, reason: string): void {
		connector.pausedAt = this.#tenant.now();
		connector.pausedReason = reason;
		this.#tenant.link(connector.id).paused = true;
		this.#hosted.stop(connector.id);
	}

	resume(connector: Connector): void {
		connector.pausedAt = null;
		connector.pausedReason = '';
		this.#tenant.link(connector.id).paused = false;
		this.force(connector);
	}

	close(): Promise<void> {
		return this.#hosted.close();
	}

	/** Self-hosted: DONE says only that the connector reported in (REST sheet, section 2.10). */
	hello(link: ConnectorLink, displayName: string): void {
		const connector = this.#state.connectors.get(link.id);
		if (!connector) return;
		connector.status ??= 'SYNC_STATUS_DONE';
		if (connector.displayName === 'Baton') connector.displayName = displayName;
	}

	syncStarted(link: ConnectorLink): void {
		const connector = this.#state.connectors.get(link.id);
		if (connector) this.#begin(connector);
	}

	syncEnded(link: ConnectorLink, error: string | null): void {
		const connector = this.#state.connectors.get(link.id);
		if (connector) this.#end(connector, error);
	}

	#begin(connector: Connector): void {
		connector.status = 'SYNC_STATUS_RUNNING';
		connector.startedAt = this.#tenant.now();
		connector.completedAt = null;
	}

	#end(connector: Connector, error: string | null): void {
		connector.status = error === null ? 'SYNC_STATUS_DONE' : 'SYNC_STATUS_ERROR';
		connector.lastError = error ?? '';
		connector.completedAt = this.#tenant.now();
		connector.updatedAt = connector.completedAt;
	}
}
