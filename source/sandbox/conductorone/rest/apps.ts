import {ApiError, notFound} from './api-error.ts';
import {type Call, type Route, record, route, text, texts, time} from './call.ts';
import {pageOf} from './paging.ts';
import type {App, SeenApp, TenantState} from './state.ts';
import {userView} from './user-view.ts';

const annotationKey = /^[A-Za-z][A-Za-z0-9._/-]{0,127}$/;
const annotationValue = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]{0,256}$/;

/** Apps, their owners, and apps seen in the directory that nobody manages yet (REST sheet, sections 2.3 and 2.5). */
export function appRoutes(state: TenantState, now: () => number, userCount: (app: App) => number): Route[] {
	const view = (app: App) => ({
		id: app.id,
		displayName: app.displayName,
		description: app.description,
		userCount: String(userCount(app)),
		isDirectory: app.isDirectory,
		isManuallyManaged: false,
		parentAppId: '',
		connectorVersion: 0,
		appAccountName: '',
		appAccountId: '',
		appOwners: [],
		annotations: app.annotations,
		identityMatching: app.identityMatching,
		monthlyCostUsd: app.monthlyCostUsd,
		logoUri: '',
		createdAt: time(app.createdAt),
		updatedAt: time(app.updatedAt),
		deletedAt: time(app.deletedAt),
	});
	const listed = () => [...state.apps.values()].filter((app) => app.deletedAt === null && !app.hidden);
	const wanted = (call: Call): App => {
		const app = state.app(call.params.app_id ?? '');
		if (!app) throw notFound('app');
		return app;
	};

	const owner = (id: string) => {
		const found = state.user(id);
		return found && userView(found, [], state.startedAt);
	};

	const search = (call: Call) => {
		const query = text(call.body, 'query').toLowerCase();
		const name = text(call.body, 'displayName').toLowerCase();
		const ids = texts(call.body, 'appIds');
		const not = texts(call.body, 'excludeAppIds');
		const apps = listed().filter(
			(app) =>
				(query === '' || `${app.displayName} ${app.description}`.toLowerCase().includes(query)) &&
				(name === '' || app.displayName.toLowerCase() === name) &&
				(ids.length === 0 || ids.includes(app.id)) &&
				!not.includes(app.id) &&
				(call.body.onlyDirectories !== true || app.isDirectory),
		);
		return pageOf(call, apps, view);
	};

	const create = (call: Call) => {
		const displayName = text(call.body, 'displayName');
		if (displayName === '') throw new ApiError(3, 'invalid DisplayName: value length must be at least 1');
		const owners = texts(call.body, 'owners').map(state.person);
		const app = state.createApp({
			displayName,
			description: text(call.body, 'description'),
			annotations: annotations(call.body.annotations),
			monthlyCostUsd: amount(call.body.monthlyCostUsd),
			identityMatching: text(call.body, 'identityMatching') || 'APP_USER_IDENTITY_MATCHING_STRICT',
			ownerIds: owners.length > 0 ? owners : [call.user.id],
		});
		return {app: view(app)};
	};

	const update = (call: Call) => {
		const app = wanted(call);
		const change = record(call.body.app, 'app');
		for (const path of text(call.body, 'updateMask').split(',')) {
			if (path === 'displayName') app.displayName = text(change, path);
			else if (path === 'description') app.description = text(change, path);
			else if (path === 'annotations') app.annotations = annotations(change.annotations);
			else if (path === 'monthlyCostUsd') app.monthlyCostUsd = amount(change.monthlyCostUsd);
			else if (path === 'identityMatching') app.identityMatching = text(change, path);
			else throw new ApiError(3, `invalid update mask path ${path}`);
		}
		app.updatedAt = now();
		return {app: view(app)};
	};

	const remove = (call: Call) => {
		const app = wanted(call);
		app.deletedAt = now();
		for (const connector of state.connectorsOf(app.id)) state.deleteConnector(connector);
		return {};
	};

	const seen = (call: Call): SeenApp => {
		const found = seenOf(call).find(({resourceId}) => resourceId === call.params.resource_id);
		if (!found) throw notFound('managed state binding');
		return found;
	};
	const seenOf = (call: Call): SeenApp[] =>
		call.params.app_id === state.directoryId && call.params.resource_type_id === state.applicationTypeId
			? state.seenApps
			: [];
	const binding = (one: SeenApp) => ({
		appId: state.directoryId,
		resourceTypeId: state.applicationTypeId,
		resourceId: one.resourceId,
		displayName: one.displayName,
		state: one.managedAppId === null ? {unmanaged: {}} : {managed: {appId: one.managedAppId}},
	});
	const bindingAnswer = (one: SeenApp) => ({
		appManagementState: {appManagementStateBinding: binding(one)},
		expanded: [],
	});
	const promote = (call: Call) => {
		const one = seen(call);
		if (one.managedAppId !== null) throw new ApiError(6, 'app is already managed');
		const owners = texts(call.body, 'userIds').map(state.person);
		const inherited = state.app(state.directoryId)?.ownerIds ?? [];
		const app = state.createApp({
			displayName: one.displayName,
			ownerIds: owners.length > 0 ? owners : inherited,
		});
		one.managedAppId = app.id;
		return bindingAnswer(one);
	};

	const bindings = '/api/v1/apps/{app_id}/resource_types/{resource_type_id}/managed_state_bindings' as const;
	return [
		route('GET /api/v1/apps', 'read', (call) => pageOf(call, listed(), view)),
		route('POST /api/v1/search/apps', 'read', search),
		route('POST /api/v1/apps', 'apps.create', create),
		route('GET /api/v1/apps/{app_id}', 'read', (call) => ({app: view(wanted(call))})),
		route('POST /api/v1/apps/{app_id}', 'apps.manage', update),
		route('DELETE /api/v1/apps/{app_id}', 'apps.manage', remove),
		route('GET /api/v1/apps/{app_id}/ownerids', 'read', (call) => ({
			userIds: state.app(call.params.app_id ?? '')?.ownerIds ?? [],
		})),
		route('GET /api/v1/apps/{app_id}/owners', 'read', (call) => {
			const ids = state.app(call.params.app_id ?? '')?.ownerIds ?? [];
			return pageOf(call, ids, owner);
		}),
		route('POST /api/v1/apps/{app_id}/owners/{user_id}', 'apps.manage', (call) => {
			const id = state.person(call.params.user_id ?? '');
			state.changeOwners(wanted(call), (ids) => [...ids, id]);
			return {};
		}),
		route('DELETE /api/v1/apps/{app_id}/owners/{user_id}', 'apps.manage', (call) => {
			const id = state.person(call.params.user_id ?? '');
			state.changeOwners(wanted(call), (ids) => ids.filter((one) => one !== id));
			return {};
		}),
		route('DELETE /api/v1/apps/{app_id}/owners', 'apps.manage', (call) => {
			state.changeOwners(wanted(call), () => []);
			return {};
		}),
		route('PUT /api/v1/apps/{app_id}/owners', 'apps.manage', (call) => {
			const owners = texts(call.body, 'userIds').map(state.person);
			state.changeOwners(wanted(call), () => owners);
			return {};
		}),
		route(`GET ${bindings}`, 'read', (call) =>
			pageOf(call, seenOf(call), (one) => ({appManagementStateBinding: binding(one)})),
		),
		route(`GET ${bindings}/{resource_id}`, 'read', (call) => bindingAnswer(seen(call))),
		route(`POST ${bindings}/{resource_id}/promote`, 'apps.promote', promote),
	];
}

/** Whole dollars a month; 0 when absent. */
function amount(value: unknown): number {
	if (value === undefined || value === null) return 0;
	if (!Number.isInteger(value)) throw new ApiError(3, 'invalid value for int32 field monthlyCostUsd');
	return value as number;
}

/** At most 16, with the documented forms of key and value; `c1/` is reserved. */
function annotations(value: unknown): Record<string, string> {
	if (value === undefined || value === null) return {};
	const entries = Object.entries(record(value, 'annotations'));
	if (entries.length > 16) throw new ApiError(3, 'invalid Annotations: at most 16 entries');
	for (const [key, text] of entries) {
		if (!annotationKey.test(key) || key.startsWith('c1/')) throw new ApiError(3, `invalid Annotations key ${key}`);
		if (typeof text !== 'string' || !annotationValue.test(text)) {
			throw new ApiError(3, `invalid Annotations value of ${key}`);
		}
	}
	if (JSON.stringify(entries).length > 4096) throw new ApiError(3, 'invalid Annotations: more than 4096 bytes');
	return Object.fromEntries(entries) as Record<string, string>;
}
