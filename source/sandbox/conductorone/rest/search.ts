import type {DatabaseSync} from 'node:sqlite';
import {stableId} from '../ids.ts';
import {ApiError, notFound} from './api-error.ts';
import type {Arrivals} from './arrivals.ts';
import {type Call, type Route, refs, route, text, texts} from './call.ts';
import {held, page, type Source} from './paging.ts';
import {requestRoutes} from './requests.ts';
import {
	accessEntitlement,
	accountView,
	bindingView,
	entitlementView,
	grantView,
	type Row,
	resourceTypeView,
	resourceView,
} from './search-views.ts';
import type {Connector, TenantState} from './state.ts';
import {Where} from './where.ts';

interface Arrived {
	connector: Connector;
	database: DatabaseSync;
}

/** What arrived: accounts, resources, entitlements, grants (REST sheet, section 2.13). A wrong app id gives an empty 200. */
export function searchRoutes(state: TenantState, arrivals: Arrivals): Route[] {
	const arrived = (appIds: readonly string[]): Arrived[] =>
		appIds
			.filter((id) => state.app(id))
			.flatMap((id) => state.connectorsOf(id))
			.flatMap((connector) => {
				const sync = arrivals.visible(connector.id);
				return sync ? [{connector, database: sync.database}] : [];
			});
	const select = ({connector, database}: Arrived, from: string, order: string, where: Where, view: View): Source => ({
		count: counted(database, `select count(*) n from ${from} ${where.sql}`, where.values),
		rows: (offset, limit) =>
			database
				.prepare(`select * from ${from} ${where.sql} order by ${order} limit ? offset ?`)
				.all(...where.values, limit, offset)
				.map((row) => view(connector, row as Row)),
	});

	const accounts = (call: Call, appIds: readonly string[]) => {
		const where = new Where('is_account = 1')
			.like(['name', 'email', 'login'], text(call.body, 'query'))
			.in('ref', texts(call.body, 'appUserIds'))
			.in(`case enabled when 1 then 'STATUS_ENABLED' else 'STATUS_DISABLED' end`, texts(call.body, 'appUserStatuses'));
		return page(call, ...arrived(appIds).map((one) => select(one, 'resources', 'seq', where, accountView(state))));
	};

	const resources = (call: Call, appIds: readonly string[], typeRefs: readonly string[]) => {
		const where = new Where('true').in('type_ref', typeRefs).like(['name'], text(call.body, 'query'));
		return page(call, ...arrived(appIds).map((one) => select(one, resourceTable, 'seq', where, resourceView)));
	};

	const typeSources = (appIds: readonly string[], view: View): Source[] => [
		...arrived(appIds).map((one) => select(one, 'resource_types', 'seq', new Where('true'), view)),
		...appIds.filter((id) => state.app(id)).map((id) => held(builtinTypes(state, id), (row) => view(null, row))),
	];

	const entitlements = (call: Call, appIds: readonly string[]) => {
		const connectorId = text(call.body, 'sourceConnectorId');
		const query = text(call.body, 'query');
		const where = new Where('true').like(['name'], query);
		const sources = arrived(appIds)
			.filter(({connector}) => connectorId === '' || connector.id === connectorId)
			.map((one) => select(one, entitlementTable, 'seq', where, entitlementView));
		const builtin = appIds.filter((id) => state.app(id) && connectorId === '' && query === '');
		return page(
			call,
			...sources,
			held(builtin, (id) => accessEntitlement(id, accountsOf(arrived([id])))),
		);
	};

	const grants = (call: Call, appIds: readonly string[]) => {
		const entitlementRefs = refs(call.body, 'entitlementRefs').map(({id}) => id);
		const accountRefs = texts(call.body, 'appUserIds');
		const slugs = texts(call.body, 'entitlementSlugs');
		const typeRefs = texts(call.body, 'resourceTypeIds');
		const where = new Where('true')
			.in('entitlement_ref', entitlementRefs)
			.in('ref', accountRefs)
			.in('slug', slugs)
			.in('type_ref', typeRefs);
		const own = arrived(appIds).map((one) => select(one, grantTable, 'grant_seq', where, grantView(state)));
		// Every account holds the app's built-in Access entitlement.
		const accessWanted = (id: string) =>
			slugs.length === 0 &&
			typeRefs.length === 0 &&
			(entitlementRefs.length === 0 || entitlementRefs.includes(String(accessEntitlement(id, 0).appEntitlement.id)));
		const access = appIds
			.filter((id) => state.app(id) && accessWanted(id))
			.flatMap((id) => {
				const entitlement = accessEntitlement(id, accountsOf(arrived([id])));
				const view: View = (connector, row) => ({...grantView(state)(connector, row), entitlement});
				const holders = new Where('is_account = 1').in('ref', accountRefs);
				return arrived([id]).map((one) => select(one, 'resources', 'seq', holders, view));
			});
		return page(call, ...own, ...access);
	};

	/** One row by the id in the path; 404 where there is none. */
	const single = (sources: readonly Source[], what: string): unknown => {
		const [row] = sources.find(({count}) => count > 0)?.rows(0, 1) ?? [];
		if (row === undefined) throw notFound(what);
		return row;
	};
	const byRef = (call: Call, from: string, view: View): Source[] =>
		arrived(appId(call)).map((one) =>
			select(one, from, 'seq', new Where('true').in('ref', [call.params.id ?? '']), view),
		);
	const entitlement = (call: Call) => {
		const access = appId(call).filter((id) => accessEntitlement(id, 0).appEntitlement.id === call.params.id);
		const builtin = held(access, (id) => accessEntitlement(id, accountsOf(arrived([id]))));
		return single([...byRef(call, entitlementTable, entitlementView), builtin], 'entitlement');
	};
	const resourceType = (call: Call) => {
		const builtin = builtinTypes(state, call.params.app_id ?? '').filter(({ref}) => ref === call.params.id);
		const view: View = (_connector, row) => ({appResourceType: resourceTypeView(row)});
		const sources = [...byRef(call, 'resource_types', view), held(builtin, (row) => view(null, row))];
		return single(sources, 'resource type');
	};
	const accountsOfPerson = (call: Call) => {
		const email = state.user(call.params.user_id ?? '')?.email ?? '';
		const where = new Where('is_account = 1').in('email', [email]);
		return page(call, ...arrived(appId(call)).map((one) => select(one, 'resources', 'seq', where, accountView(state))));
	};
	/** What anybody may ask for: all that has arrived, in every app. */
	const requestable = (query: string): Source[] => {
		const apps = [...state.apps.values()].filter(({hidden}) => !hidden).map(({id}) => id);
		const view: View = (connector, row) => ({
			entitlement: entitlementView(connector, row),
			appEntitlementUserBindings: [],
		});
		return arrived(apps).map((one) =>
			select(one, entitlementTable, 'seq', new Where('true').like(['name'], query), view),
		);
	};

	const appIds = (call: Call) => {
		const ids = texts(call.body, 'appIds');
		return ids.length > 0 ? ids : [...state.apps.values()].filter(({hidden}) => !hidden).map(({id}) => id);
	};
	const appId = (call: Call) => [call.params.app_id ?? ''];
	const holders = (call: Call) => {
		const answer = grants({...call, body: {entitlementRefs: [{id: call.params.id ?? ''}]}}, appId(call));
		const list = answer.list as {appEntitlementUserBinding: {appUser: unknown}}[];
		return {...answer, list: list.map((row) => ({appUser: row.appEntitlementUserBinding.appUser}))};
	};

	/** Through which accounts a person holds an entitlement (`ListAppUsersForIdentityWithGrant`); without pages. */
	const grantsOfPerson = (call: Call) => {
		const {app_id = '', id = ''} = call.params;
		const owned = accountsOfPerson(call).list as {appUser: {id: string}}[];
		if (owned.length === 0) return {bindings: []};
		const asked = {entitlementRefs: [{id}], appUserIds: owned.map(({appUser}) => appUser.id)};
		const {list} = grants({...call, body: asked}, [app_id]);
		return {bindings: list.map((row) => bindingView(app_id, id, row as ReturnType<ReturnType<typeof grantView>>))};
	};

	return [
		route('POST /api/v1/search/app_users', 'read', (call) => {
			const id = text(call.body, 'appId');
			if (id === '') throw new ApiError(3, 'invalid AppId: value length must be at least 1');
			return accounts(call, [id]);
		}),
		route('GET /api/v1/apps/{app_id}/app_users', 'read', (call) => accounts(call, appId(call))),
		route('GET /api/v1/apps/{app_id}/resource_types', 'read', (call) =>
			page(call, ...typeSources(appId(call), (_connector, row) => ({appResourceType: resourceTypeView(row)}))),
		),
		route('POST /api/v1/search/app_resource_types', 'read', (call) =>
			page(call, ...typeSources(appIds(call), (_connector, row) => resourceTypeView(row))),
		),
		route('POST /api/v1/search/app_resources', 'read', (call) =>
			resources(call, [text(call.body, 'appId')], texts(call.body, 'resourceTypeIds')),
		),
		route('GET /api/v1/apps/{app_id}/resource_types/{resource_type_id}/resources', 'read', (call) =>
			resources(call, appId(call), [call.params.resource_type_id ?? '']),
		),
		route('POST /api/v1/search/entitlements', 'read', (call) => entitlements(call, appIds(call))),
		route('GET /api/v1/apps/{app_id}/entitlements', 'read', (call) => entitlements(call, appId(call))),
		route('GET /api/v1/apps/{app_id}/entitlements/{id}/users', 'read', holders),
		route('GET /api/v1/apps/{app_id}/entitlements/{id}/users/{user_id}/grants', 'read', grantsOfPerson),
		route('GET /api/v1/apps/{app_id}/entitlements/{id}', 'read', (call) => ({
			appEntitlementView: entitlement(call),
			expanded: [],
		})),
		route('GET /api/v1/apps/{app_id}/resource_types/{id}', 'read', (call) => ({
			appResourceTypeView: resourceType(call),
			expanded: [],
		})),
		route('GET /api/v1/apps/{app_id}/resource_types/{resource_type_id}/resources/{id}', 'read', (call) => ({
			appResourceView: single(byRef(call, resourceTable, resourceView), 'resource'),
			expanded: [],
		})),
		route('GET /api/v1/apps/{app_id}/users/{user_id}/app_users', 'read', accountsOfPerson),
		...requestRoutes(requestable),
		route('POST /api/v1/search/grants', 'read', (call) => grants(call, appIds(call))),
	];
}

type View = (connector: Connector | null, row: Row) => unknown;

const resourceTable = `(select r.*, t.ref type_ref,
	(select count(*) from grants g join entitlements e on e.id = g.entitlement
		where e.type = r.type and e.resource = r.id) grant_count
	from resources r left join resource_types t on t.id = r.type)`;

const entitlementTable = `(select e.*, t.ref type_ref, r.ref resource_ref,
	(select count(*) from grants g join resources a on a.type = g.type and a.id = g.principal and a.is_account = 1
		where g.entitlement = e.id) grant_count
	from entitlements e left join resource_types t on t.id = e.type
	left join resources r on r.type = e.type and r.id = e.resource)`;

/** Grants to somebody who is no account of the file never show. */
const grantTable = `(select a.*, g.seq grant_seq, e.ref entitlement_ref, e.id entitlement_id, e.name entitlement_name,
	e.slug slug, e.description description, t.ref type_ref, r.ref resource_ref
	from grants g join resources a on a.type = g.type and a.id = g.principal and a.is_account = 1
	join entitlements e on e.id = g.entitlement
	left join resource_types t on t.id = e.type left join resources r on r.type = e.type and r.id = e.resource)`;

function accountsOf(arrived: readonly Arrived[]): number {
	const sql = 'select count(*) n from resources where is_account = 1';
	return arrived.reduce((sum, {database}) => sum + counted(database, sql, []), 0);
}

/** Counts asked before. What has arrived does not change any more, and every page asks again. */
const known = new WeakMap<DatabaseSync, Map<string, number>>();

function counted(database: DatabaseSync, sql: string, values: readonly (string | number)[]): number {
	const counts = known.get(database) ?? new Map<string, number>();
	known.set(database, counts);
	const key = JSON.stringify([sql, values]);
	const before = counts.get(key);
	if (before !== undefined) return before;
	const count = Number((database.prepare(sql).get(...values) as {n: number}).n);
	counts.set(key, count);
	return count;
}

function builtinTypes(state: TenantState, appId: string): Row[] {
	const application = {ref: state.applicationTypeId, id: 'application', name: 'Application'};
	return [
		{ref: stableId(appId, 'credential'), id: 'credential', name: 'Credential'},
		...(appId === state.directoryId ? [application] : []),
	];
}
