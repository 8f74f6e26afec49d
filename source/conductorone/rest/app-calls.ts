import {Problem} from '../../problem/problem.ts';
import {newIdMessages, roleMessages} from './call-messages.ts';
import type {RestCaller} from './caller.ts';
import {remove} from './identity-calls.ts';
import {apiMessages} from './messages.ts';
import type {App, ManagedStateBinding} from './objects.ts';
import {pages, wrapped} from './paging.ts';

export interface NewApp {
	displayName: string;
	description?: string;
	/** User ids; absent = the caller. */
	owners?: string[];
	/** At most 16; keys begin with a letter, values are plain ASCII. */
	annotations?: Record<string, string>;
}

/** Apps, their owners, and apps seen in a directory (fact sheet, sections 2.3 and 2.5). */
export function appCalls(caller: RestCaller) {
	return {
		/** All apps, or those matching. */
		searchApps: (search: {query?: string; displayName?: string; onlyDirectories?: boolean} = {}) =>
			pages<App>(caller, {method: 'POST', path: '/api/v1/search/apps', body: search, doing: 'search apps'}),

		async app(id: string): Promise<App> {
			const path = '/api/v1/apps/{app_id}';
			const answer = await caller.call<{app?: App}>({method: 'GET', path, params: {app_id: id}, doing: 'read the app'});
			return needed(answer.app);
		},

		/** Never repeated by itself: see `findOrCreateApp`. */
		async createApp(app: NewApp): Promise<App> {
			const answer = await caller.call<{app?: App}>({
				method: 'POST',
				path: '/api/v1/apps',
				body: app,
				doing: `create the app “${app.displayName}”`,
				needs: roleMessages.apps,
				dryAnswer: {app: {id: newIdMessages.app, displayName: app.displayName}},
			});
			return needed(answer.app);
		},

		/** Soft; one that is gone already counts as deleted. */
		deleteApp: (id: string) =>
			remove(caller, {
				path: '/api/v1/apps/{app_id}',
				params: {app_id: id},
				doing: 'delete the app',
				needs: roleMessages.apps,
			}),

		/** User ids. Changes show after 45 to 150 s. */
		async appOwnerIds(appId: string): Promise<string[]> {
			const answer = await caller.call<{userIds?: string[] | null}>({
				method: 'GET',
				path: '/api/v1/apps/{app_id}/ownerids',
				params: {app_id: appId},
				doing: 'read the app’s owners',
			});
			return answer.userIds ?? [];
		},

		async addAppOwner(appId: string, userId: string): Promise<void> {
			await caller.call({
				method: 'POST',
				path: '/api/v1/apps/{app_id}/owners/{user_id}',
				params: {app_id: appId, user_id: userId},
				body: {},
				idempotent: true,
				doing: 'add an owner to the app',
				needs: roleMessages.apps,
			});
		},

		removeAppOwner: (appId: string, userId: string) =>
			remove(caller, {
				path: '/api/v1/apps/{app_id}/owners/{user_id}',
				params: {app_id: appId, user_id: userId},
				doing: 'remove an owner of the app',
				needs: roleMessages.apps,
			}),

		/** Apps seen inside a directory app, managed or not. */
		seenApps: (directoryAppId: string, resourceTypeId: string) =>
			wrapped<ManagedStateBinding>('appManagementStateBinding', caller, {
				method: 'GET',
				path: '/api/v1/apps/{app_id}/resource_types/{resource_type_id}/managed_state_bindings',
				params: {app_id: directoryAppId, resource_type_id: resourceTypeId},
				doing: 'list the apps found in directories',
			}),

		/** Makes a seen app a managed one and gives its app id; gives that of one that is managed already. */
		async promoteApp(binding: ManagedStateBinding, userIds?: string[]): Promise<string> {
			type Answer = {appManagementState?: {appManagementStateBinding?: ManagedStateBinding}};
			const path =
				'/api/v1/apps/{app_id}/resource_types/{resource_type_id}/managed_state_bindings/{resource_id}' as const;
			const params = {
				app_id: binding.appId,
				resource_type_id: binding.resourceTypeId,
				resource_id: binding.resourceId,
			};
			const doing = `manage the app “${binding.displayName ?? ''}”`;
			const managedId = (answer: Answer) =>
				answer.appManagementState?.appManagementStateBinding?.state?.managed?.appId ?? undefined;
			try {
				const id = managedId(
					await caller.call<Answer>({
						method: 'POST',
						path: `${path}/promote`,
						params,
						body: userIds ? {userIds} : {},
						doing,
						needs: roleMessages.everything,
						dryAnswer: {
							appManagementState: {appManagementStateBinding: {state: {managed: {appId: newIdMessages.managedApp}}}},
						},
					}),
				);
				if (id) return id;
			} catch (error) {
				// Promoted by somebody else, or by us before the answer was lost: what counts is the state now.
				const problem = Problem.from(error);
				if (problem.code !== 'c1/conflict' && !problem.retryable) throw problem;
				const id = managedId(await caller.call<Answer>({method: 'GET', path, params, doing}));
				if (!id) throw problem;
				return id;
			}
			return needed(managedId(await caller.call<Answer>({method: 'GET', path, params, doing})));
		},
	};
}

/** The object an answer is about; without it the answer is of no use. */
export function needed<Value>(value: Value | null | undefined): Value {
	if (value === null || value === undefined) {
		throw new Problem({code: 'c1/unexpected-answer', ...apiMessages.incomplete, retryable: true});
	}
	return value;
}
