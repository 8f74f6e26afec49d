import {newId, stableId} from '../ids.ts';
import type {Tenant} from '../tenant.ts';
import {ApiError} from './api-error.ts';
import {makePeople, type User} from './people.ts';

export interface App {
	id: string;
	displayName: string;
	description: string;
	annotations: Record<string, string>;
	identityMatching: string;
	monthlyCostUsd: number;
	isDirectory: boolean;
	ownerIds: string[];
	createdAt: number;
	updatedAt: number;
	deletedAt: number | null;
	/** In no list or search. */
	hidden: boolean;
}

export interface Connector {
	id: string;
	appId: string;
	catalogId: string;
	displayName: string;
	description: string;
	ownerIds: string[];
	/** Field name → value, secrets included: they never leave. Null until somebody fills it in. */
	config: Record<string, string> | null;
	status: 'SYNC_STATUS_RUNNING' | 'SYNC_STATUS_DONE' | 'SYNC_STATUS_ERROR' | null;
	startedAt: number | null;
	completedAt: number | null;
	lastError: string;
	pausedAt: number | null;
	pausedReason: string;
	configUpdatedAt: number | null;
	createdAt: number;
	updatedAt: number;
	deletedAt: number | null;
}

/** An application seen inside the directory, managed or not. */
export interface SeenApp {
	resourceId: string;
	displayName: string;
	managedAppId: string | null;
}

/** The tenant's people, apps and connectors. */
export class TenantState {
	readonly users: User[] = makePeople();
	/** Whoever signs in or owns the ready personal key. */
	readonly me: User;
	readonly apps = new Map<string, App>();
	readonly connectors = new Map<string, Connector>();
	readonly directoryId: string;
	readonly applicationTypeId = stableId('resource-type', 'application');
	readonly seenApps: SeenApp[];
	/** When this tenant began, in ms. */
	readonly startedAt: number;
	readonly #tenant: Tenant;

	constructor(tenant: Tenant) {
		this.#tenant = tenant;
		this.startedAt = tenant.now();
		const [me] = this.users;
		if (!me) throw new Error('a tenant needs people');
		this.me = me;
		this.directoryId = this.createApp({displayName: 'Example Directory', isDirectory: true}).id;
		for (const displayName of ['GitHub', 'Salesforce', 'Payroll']) this.createApp({displayName});
		const payroll = [...this.apps.values()].at(-1);
		this.seenApps = [
			{resourceId: stableId('seen', 'litmos'), displayName: 'Litmos LMS', managedAppId: null},
			{resourceId: stableId('seen', 'chat'), displayName: 'Team chat', managedAppId: null},
			{resourceId: stableId('seen', 'payroll'), displayName: 'Payroll', managedAppId: payroll?.id ?? null},
		];
	}

	user(id: string): User | undefined {
		return this.users.find((user) => user.id === id);
	}

	/** The id of one of the tenant's people; any other is refused. */
	readonly person = (id: string): string => {
		if (!this.user(id)) throw new ApiError(3, `invalid user id ${id}`);
		return id;
	};

	/** An app that has not been deleted. */
	app(id: string): App | undefined {
		const app = this.apps.get(id);
		return app && app.deletedAt === null ? app : undefined;
	}

	/** A connector of this app that has not been deleted. */
	connector(appId: string, id: string): Connector | undefined {
		const connector = this.connectors.get(id);
		return connector && connector.appId === appId && connector.deletedAt === null ? connector : undefined;
	}

	connectorsOf(appId: string): Connector[] {
		return [...this.connectors.values()].filter((one) => one.appId === appId && one.deletedAt === null);
	}

	createApp(wish: Partial<App> & {displayName: string}): App {
		const now = this.#tenant.now();
		const app: App = {
			id: newId(),
			description: '',
			annotations: {},
			identityMatching: 'APP_USER_IDENTITY_MATCHING_STRICT',
			monthlyCostUsd: 0,
			isDirectory: false,
			createdAt: now,
			updatedAt: now,
			deletedAt: null,
			hidden: false,
			...wish,
			ownerIds: [...new Set(wish.ownerIds ?? [this.me.id])],
		};
		this.apps.set(app.id, app);
		return app;
	}

	createConnector(wish: {
		appId: string;
		catalogId: string;
		displayName: string;
		description: string;
		ownerIds: string[];
		config: Record<string, string> | null;
	}): Connector {
		const now = this.#tenant.now();
		const connector: Connector = {
			...wish,
			id: newId(),
			ownerIds: [...new Set(wish.ownerIds)],
			status: null,
			startedAt: null,
			completedAt: null,
			lastError: '',
			pausedAt: null,
			pausedReason: '',
			configUpdatedAt: wish.config ? now : null,
			createdAt: now,
			updatedAt: now,
			deletedAt: null,
		};
		this.connectors.set(connector.id, connector);
		return connector;
	}

	/** A deleted connector's credentials end with it. */
	deleteConnector(connector: Connector): void {
		connector.deletedAt = this.#tenant.now();
		for (const credential of this.#tenant.credentials.all()) {
			if (credential.ownerId === connector.id) credential.revokedAt ??= connector.deletedAt;
		}
	}

	changeOwners(of: App | Connector, change: (ids: string[]) => string[]): void {
		this.#tenant.later('owners', () => {
			of.ownerIds = [...new Set(change(of.ownerIds))];
		});
	}
}
