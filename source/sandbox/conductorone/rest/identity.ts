import type {Credential} from '../credentials.ts';
import {stableId} from '../ids.ts';
import type {Tenant} from '../tenant.ts';
import {ApiError, notFound} from './api-error.ts';
import {type Call, type Route, refs, route, text, texts, time} from './call.ts';
import {pageOf} from './paging.ts';
import type {User} from './people.ts';
import {roleNames} from './rights.ts';
import type {TenantState} from './state.ts';
import {userView} from './user-view.ts';

/** Who am I, who is there, which roles exist, and personal API keys (REST sheet, sections 1.5, 2.2, 2.4). */
export function identityRoutes(tenant: Tenant, state: TenantState, host: () => string): Route[] {
	const person = (user: User) => ({
		user: userView(user, user === state.me ? [roleId(roleNames[tenant.behaviour.role].name)] : [], state.startedAt),
		rolesPath: '',
		managersPath: '',
		delegatedUserPath: '',
		directoriesPath: '',
	});

	const search = (call: Call) => {
		const query = text(call.body, 'query').toLowerCase();
		const email = text(call.body, 'email').toLowerCase();
		const statuses = texts(call.body, 'userStatuses');
		const types = texts(call.body, 'excludeTypes');
		const wanted = [...refs(call.body, 'refs').map(({id}) => id), ...texts(call.body, 'ids')];
		const users = state.users.filter(
			(user) =>
				(query === '' || `${user.displayName} ${user.email}`.toLowerCase().includes(query)) &&
				(email === '' || user.email.toLowerCase() === email) &&
				(statuses.length === 0 || statuses.includes(user.status)) &&
				!types.includes(user.type) &&
				(wanted.length === 0 || wanted.includes(user.id)),
		);
		return {...pageOf(call, users, person), expanded: []};
	};

	const introspection = (call: Call) => ({
		principleId: call.user.id,
		userId: call.user.id,
		tenantId: stableId('tenant', host()),
		roles: call.roles,
		permissions: [...call.rights],
		features: [],
	});

	const createKey = (call: Call) => {
		const scopedRoles = texts(call.body, 'scopedRoles');
		const {credential, clientSecret} = tenant.credentials.issue({
			kind: 'personal',
			ownerId: call.user.id,
			host: host(),
			now: tenant.now(),
			displayName: text(call.body, 'displayName'),
			expiresAt: expiry(text(call.body, 'expires'), tenant.now()),
			scopedRoles,
		});
		return {client: clientView(credential, texts(call.body, 'allowSourceCidr')), clientSecret};
	};

	const ownKey = (call: Call): Credential => {
		const credential = tenant.credentials.byId(call.params.id ?? '');
		const gone = credential?.kind !== 'personal' || credential.revokedAt !== null;
		if (gone || credential.ownerId !== call.user.id) throw notFound('personal client');
		return credential;
	};

	return [
		route('GET /api/v1/auth/introspect', 'self', introspection),
		route('POST /api/v1/users/introspect', 'self', (call) => ({userView: person(call.user), expanded: []})),
		route('GET /api/v1/users', 'users.read', (call) => pageOf(call, state.users, person)),
		route('GET /api/v1/users/{id}', 'self', (call) => {
			const user = state.user(call.params.id ?? '');
			if (user !== call.user && !call.rights.has('users.read')) throw new ApiError(7, 'permission denied');
			if (!user) throw notFound('user');
			return {userView: person(user), expanded: []};
		}),
		route('POST /api/v1/search/users', 'users.read', search),
		route('GET /api/v1/iam/roles', 'self', (call) =>
			pageOf(call, Object.values(roleNames), ({name, displayName}) => ({
				id: roleId(name),
				name,
				displayName,
				systemBuiltin: true,
			})),
		),
		// Shows only those of whoever asks.
		route('GET /api/v1/iam/personal_clients', 'self', (call) =>
			pageOf(
				call,
				tenant.credentials
					.all()
					.filter(
						({kind, ownerId, revokedAt}) => kind === 'personal' && ownerId === call.user.id && revokedAt === null,
					),
				(credential) => clientView(credential, []),
			),
		),
		route('POST /api/v1/iam/personal_clients', 'personal-clients', createKey),
		route('GET /api/v1/iam/personal_clients/{id}', 'self', (call) => ({client: clientView(ownKey(call), [])})),
		route('DELETE /api/v1/iam/personal_clients/{id}', 'self', (call) => {
			ownKey(call).revokedAt = tenant.now();
			return {};
		}),
	];
}

export function roleId(name: string): string {
	return stableId('role', name);
}

function clientView(credential: Credential, cidrs: string[]) {
	return {
		id: credential.id,
		clientId: credential.clientId,
		displayName: credential.displayName,
		userId: credential.ownerId,
		scopedRoles: credential.scopedRoles,
		allowSourceCidr: cidrs,
		createdAt: time(credential.createdAt),
		updatedAt: time(credential.createdAt),
		expiresTime: time(credential.expiresAt),
		lastUsedAt: time(credential.lastUsedAt),
		deletedAt: time(credential.revokedAt),
	};
}

/** A duration such as `3600s`; `''` = never. */
function expiry(duration: string, now: number): number | null {
	if (duration === '') return null;
	const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration)?.[1];
	if (seconds === undefined) throw new ApiError(3, 'invalid value for duration field expires');
	return now + Number(seconds) * 1000;
}
