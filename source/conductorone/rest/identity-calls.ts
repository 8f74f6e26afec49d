import {Problem} from '../../problem/problem.ts';
import {roleMessages} from './call-messages.ts';
import type {RestCaller, RestRequest} from './caller.ts';
import {personalKeyMessages} from './messages.ts';
import type {Introspection, PersonalClient, Role, User} from './objects.ts';
import {pages, wrapped} from './paging.ts';

export interface UserSearch {
	/** Fuzzy, on name and e-mail addresses. */
	query?: string;
	/** Exact. */
	email?: string;
	userStatuses?: ('ENABLED' | 'DISABLED' | 'DELETED')[];
	excludeTypes?: string[];
}

/** Who am I, who is there, roles and personal API keys (fact sheet, sections 1.5, 2.2 and 2.4). */
export function identityCalls(caller: RestCaller) {
	return {
		introspect: () =>
			caller.call<Introspection>({method: 'GET', path: '/api/v1/auth/introspect', doing: 'see who is signed in'}),

		async user(id: string): Promise<User | undefined> {
			const answer = await caller.call<{userView?: {user?: User}}>({
				method: 'GET',
				path: '/api/v1/users/{id}',
				params: {id},
				doing: 'read a user',
			});
			return answer.userView?.user;
		},

		/** Throws Problem `c1/forbidden` for roles that may not list people; then an id or nothing has to do. */
		searchUsers: (search: UserSearch) =>
			wrapped<User>('user', caller, {
				method: 'POST',
				path: '/api/v1/search/users',
				body: search,
				doing: 'search users',
				needs: roleMessages.everything,
			}),

		roles: () => pages<Role>(caller, {method: 'GET', path: '/api/v1/iam/roles', doing: 'read the roles'}),

		/** Those of the person who is signed in, without their secrets (ConductorOne API reference, Personal Client, List). */
		personalKeys: () =>
			pages<PersonalClient>(caller, {
				method: 'GET',
				path: '/api/v1/iam/personal_clients',
				doing: 'list your personal API keys',
			}),

		/** The only call that shows the key's secret. `lifetimeSeconds` absent = it never expires. */
		async createPersonalKey(key: {
			displayName: string;
			lifetimeSeconds?: number | undefined;
			scopedRoles?: string[] | undefined;
		}): Promise<PersonalClient & {clientSecret: string}> {
			const {client, clientSecret} = await caller.call<{client?: PersonalClient; clientSecret?: string}>({
				method: 'POST',
				path: '/api/v1/iam/personal_clients',
				body: {
					displayName: key.displayName,
					...(key.lifetimeSeconds === undefined ? {} : {expires: `${key.lifetimeSeconds}s`}),
					...(key.scopedRoles ? {scopedRoles: key.scopedRoles} : {}),
				},
				doing: 'create a personal API key',
				dryAnswer: {client: {id: 'dry-run', clientId: 'dry-run'}, clientSecret: 'dry-run'},
			});
			if (!client?.id || !client.clientId || !clientSecret) {
				throw new Problem({code: 'c1/unexpected-answer', ...personalKeyMessages.notShown});
			}
			return {...client, clientSecret};
		},

		/** By the key's `id`, not its client id. One that is gone already counts as deleted. */
		deletePersonalKey: (id: string) =>
			remove(caller, {
				path: '/api/v1/iam/personal_clients/{id}',
				params: {id},
				doing: 'delete the personal API key',
			}),
	};
}

/** Deletes something; what is gone already counts as deleted. */
export function remove(caller: RestCaller, request: Omit<RestRequest, 'method'>): Promise<void> {
	return unlessGone(caller.call({...request, method: 'DELETE'}));
}

/** Waits for a deletion; "not found" means that it is done. */
export async function unlessGone(deletion: Promise<unknown>): Promise<void> {
	try {
		await deletion;
	} catch (error) {
		if (!(error instanceof Problem && error.code === 'c1/not-found')) throw error;
	}
}
