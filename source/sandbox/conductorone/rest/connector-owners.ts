import {ApiError, notFound} from './api-error.ts';
import {type Call, type Route, refs, route, text, time} from './call.ts';
import {pageOf} from './paging.ts';
import type {Connector, TenantState} from './state.ts';
import {userView} from './user-view.ts';

/** The only owner role here. The real ones are in no public source; a client has to read one first. */
const roleSlug = 'primary';
const owners = '/api/v2/apps/{app_id}/connectors/{connector_id}/owners' as const;
const oneUser = `${owners}/users/{role_slug}/{user_id}` as const;

/** Owners of a connector in the second version of the API (`c1.api.app.v2.ConnectorOwners`). */
export function connectorOwnerRoutes(
	state: TenantState,
	read: (call: Call) => Connector,
	managed: (call: Call) => Connector,
): Route[] {
	const role = (slug: string): void => {
		if (slug !== roleSlug) throw new ApiError(3, 'invalid RoleSlug');
	};
	const view = (connector: Connector, id: string) => {
		const person = state.user(id);
		return {
			appId: connector.appId,
			connectorId: connector.id,
			roleSlug,
			user: person ? userView(person, [], state.startedAt) : null,
			createdAt: time(connector.createdAt),
		};
	};
	const named = (call: Call): string => {
		role(call.params.role_slug ?? '');
		return state.person(call.params.user_id ?? '');
	};

	return [
		route(`PUT ${owners}`, 'connectors.manage', (call) => {
			role(text(call.body, 'roleSlug'));
			const owners = refs(call.body, 'userRefs').map(({id}) => state.person(id));
			state.changeOwners(managed(call), () => owners);
			return {};
		}),
		route(`GET ${owners}/users`, 'read', (call) => {
			const connector = read(call);
			return pageOf(call, connector.ownerIds, (id) => view(connector, id));
		}),
		route(`POST ${oneUser}`, 'connectors.manage', (call) => {
			const connector = managed(call);
			const id = named(call);
			state.changeOwners(connector, (ids) => [...ids, id]);
			return {connectorOwnerUser: view(connector, id)};
		}),
		route(`GET ${oneUser}`, 'read', (call) => {
			const connector = read(call);
			const id = named(call);
			if (!connector.ownerIds.includes(id)) throw notFound('owner');
			return {connectorOwnerUser: view(connector, id)};
		}),
		route(`DELETE ${oneUser}`, 'connectors.manage', (call) => {
			const id = named(call);
			state.changeOwners(managed(call), (ids) => ids.filter((one) => one !== id));
			return {};
		}),
	];
}
