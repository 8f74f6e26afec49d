/** Docs' role names; the rights of each are in the REST sheet, section 1.8. */
export type TenantRole = 'super-admin' | 'read-only-admin' | 'connector-admin' | 'app-admin' | 'basic';

/** What a call needs. `self` = one's own keys and identity. */
export type Right =
	| 'self'
	| 'personal-clients'
	| 'read'
	| 'users.read'
	| 'apps.create'
	| 'apps.manage'
	| 'apps.promote'
	| 'connectors.create'
	| 'connectors.manage';

const own: Right[] = ['self', 'personal-clients'];

/** Who may do what, as the docs have it (REST sheet, section 1.8). An app administrator manages own and ownerless connectors only. */
export const rightsOf: Record<TenantRole, ReadonlySet<Right>> = {
	'super-admin': new Set<Right>([
		...own,
		'read',
		'users.read',
		'apps.create',
		'apps.manage',
		'apps.promote',
		'connectors.create',
		'connectors.manage',
	]),
	'read-only-admin': new Set<Right>([...own, 'read', 'users.read']),
	'connector-admin': new Set<Right>([...own, 'read', 'connectors.create', 'connectors.manage']),
	'app-admin': new Set<Right>([...own, 'read', 'apps.create', 'apps.manage', 'connectors.manage']),
	basic: new Set<Right>(own),
};

/** After a browser sign-in the token can make personal keys and nothing else (REST sheet, section 1.5). */
export const browserRights: ReadonlySet<Right> = new Set<Right>(['personal-clients']);

export const roleNames: Record<TenantRole, {name: string; displayName: string}> = {
	'super-admin': {name: 'system:owner', displayName: 'Super Administrator'},
	'read-only-admin': {name: 'system:viewer', displayName: 'Read-Only Super Administrator'},
	'connector-admin': {name: 'system:connector_admin', displayName: 'Connector Administrator'},
	'app-admin': {name: 'system:app_admin', displayName: 'Application Administrator'},
	basic: {name: 'system:user', displayName: 'Basic User'},
};
