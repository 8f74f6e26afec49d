import type {Request, Response} from '../http.ts';
import type {Tenant} from '../tenant.ts';
import {answerToken} from '../token-endpoint.ts';
import {appRoutes} from './apps.ts';
import {Arrivals} from './arrivals.ts';
import {connectorRoutes} from './connectors.ts';
import {DeviceSignIn, deviceGrant} from './device.ts';
import {identityRoutes} from './identity.ts';
import {Router} from './router.ts';
import {searchRoutes} from './search.ts';
import {type Connector, TenantState} from './state.ts';
import {SyncControl} from './sync-control.ts';

/** The tenant's web side: sign-in, token endpoint, REST interface, and what has arrived. */
export class RestSide {
	readonly arrivals: Arrivals;
	readonly state: TenantState;
	readonly sync: SyncControl;
	readonly device: DeviceSignIn;
	readonly #tenant: Tenant;
	readonly #router: Router;

	/** `host` (with its port) and `url` are asked for when needed, since the port is not known from the start. */
	constructor(tenant: Tenant, litmosUrl: string | null, host: () => string, url: () => string) {
		this.#tenant = tenant;
		this.state = new TenantState(tenant);
		this.arrivals = new Arrivals(tenant);
		this.sync = new SyncControl(tenant, this.state, this.arrivals, litmosUrl);
		this.device = new DeviceSignIn(tenant, this.state.me.id, url);
		this.#router = new Router(tenant, this.state, [
			...identityRoutes(tenant, this.state, host),
			...connectorRoutes(tenant, this.state, this.sync, host),
			...appRoutes(
				this.state,
				() => tenant.now(),
				({id}) => this.#accounts(this.state.connectorsOf(id)),
			),
			...searchRoutes(this.state, this.arrivals),
		]);
	}

	async handle(path: string, request: Request, response: Response): Promise<void> {
		switch (path) {
			case '/auth/v1/token':
				return answerToken(this.#tenant, {[deviceGrant]: (form) => this.device.poll(form)}, request, response);
			case '/auth/v1/device_authorization':
				return this.device.authorize(request, response);
			case '/device':
				return this.device.page(request, response);
			default:
				return this.#router.answer(request, response);
		}
	}

	async close(): Promise<void> {
		await this.sync.close();
		this.arrivals.close();
	}

	#accounts(connectors: readonly Connector[]): number {
		return connectors.reduce((sum, {id}) => sum + (this.arrivals.visible(id)?.accounts ?? 0), 0);
	}
}
