import type {RestCaller} from './caller.ts';
import type {AppEntitlement, AppResourceType, AppUser} from './objects.ts';
import {wrapped} from './paging.ts';

/** Entitlement rows are heavy; the API's description asks for small pages. */
const heavyPage = 10;

/**
 * What has arrived in an app (fact sheet, section 2.13). Searches answer an empty list for a wrong app id, and lag up to
 * two minutes behind a sync.
 */
export function arrivalCalls(caller: RestCaller) {
	return {
		appUsers: (appId: string) =>
			wrapped<AppUser>('appUser', caller, {
				method: 'POST',
				path: '/api/v1/search/app_users',
				body: {appId},
				doing: 'read the app’s accounts',
			}),

		resourceTypes: (appId: string) =>
			wrapped<AppResourceType>('appResourceType', caller, {
				method: 'GET',
				path: '/api/v1/apps/{app_id}/resource_types',
				params: {app_id: appId},
				doing: 'read the app’s resource types',
			}),

		/** With `sourceConnectorId` only those a connector brought. */
		entitlements: (appId: string, sourceConnectorId?: string) =>
			wrapped<AppEntitlement>(
				'appEntitlement',
				caller,
				{
					method: 'POST',
					path: '/api/v1/search/entitlements',
					body: {appIds: [appId], ...(sourceConnectorId === undefined ? {} : {sourceConnectorId})},
					doing: 'read the app’s entitlements',
				},
				heavyPage,
			),
	};
}
