import {callMessages} from './call-messages.ts';
import type {RestCaller} from './caller.ts';
import type {AppEntitlement, AppResource, AppResourceType, AppUser} from './objects.ts';
import {pages} from './paging.ts';

const {arrivals: messages} = callMessages;

/** Entitlement rows are heavy; the API's description asks for small pages. */
const heavyPage = 10;

/**
 * What has arrived in an app (fact sheet, section 2.13). Searches answer an empty list for a wrong app id, and lag up to
 * two minutes behind a sync.
 */
export function arrivalCalls(caller: RestCaller) {
	return {
		async *appUsers(appId: string): AsyncGenerator<AppUser> {
			const rows = pages<{appUser?: AppUser}>(caller, {
				method: 'POST',
				path: '/api/v1/search/app_users',
				body: {appId},
				doing: messages.readAccounts,
			});
			for await (const {appUser} of rows) if (appUser) yield appUser;
		},

		async *resourceTypes(appId: string): AsyncGenerator<AppResourceType> {
			const rows = pages<{appResourceType?: AppResourceType}>(caller, {
				method: 'GET',
				path: '/api/v1/apps/{app_id}/resource_types',
				params: {app_id: appId},
				doing: messages.readResourceTypes,
			});
			for await (const {appResourceType} of rows) if (appResourceType) yield appResourceType;
		},

		async *resources(appId: string, resourceTypeId: string): AsyncGenerator<AppResource> {
			const rows = pages<{appResource?: AppResource}>(caller, {
				method: 'POST',
				path: '/api/v1/search/app_resources',
				body: {appId, resourceTypeIds: [resourceTypeId]},
				doing: messages.readResources,
			});
			for await (const {appResource} of rows) if (appResource) yield appResource;
		},

		/** With `sourceConnectorId` only those a connector brought. */
		async *entitlements(appId: string, sourceConnectorId?: string): AsyncGenerator<AppEntitlement> {
			const rows = pages<{appEntitlement?: AppEntitlement}>(
				caller,
				{
					method: 'POST',
					path: '/api/v1/search/entitlements',
					body: {appIds: [appId], ...(sourceConnectorId === undefined ? {} : {sourceConnectorId})},
					doing: messages.readEntitlements,
				},
				heavyPage,
			);
			for await (const {appEntitlement} of rows) if (appEntitlement) yield appEntitlement;
		},
	};
}
