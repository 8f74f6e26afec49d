import {stableId} from '../ids.ts';
import {time} from './call.ts';
import type {Connector, TenantState} from './state.ts';

/** A row of an arrived sync's database. */
export type Row = Record<string, string | number | null>;

/*
 * Rows of the search answers (REST sheet, section 2.13). 64-bit integers are text.
 */

/** `identityUserId` is `''` when no person of the tenant has the account's e-mail address. */
export function accountView(state: TenantState) {
	return (connector: Connector | null, row: Row) => ({
		appUser: {
			id: row.ref,
			appId: connector?.appId ?? '',
			displayName: row.name,
			email: row.email,
			emails: row.email ? [row.email] : [],
			username: row.login,
			identityUserId: state.users.find(({email}) => email === row.email)?.id ?? '',
			appUserType: 'APP_USER_TYPE_USER',
			status: {status: row.enabled ? 'STATUS_ENABLED' : 'STATUS_DISABLED', details: ''},
			profile: {},
			createdAt: time(connector?.completedAt ?? 0),
		},
	});
}

export function resourceTypeView(row: Row) {
	return {id: row.ref, displayName: row.name, traitIds: []};
}

export function resourceView(connector: Connector | null, row: Row) {
	return {
		appResource: {
			id: row.ref,
			appId: connector?.appId ?? '',
			appResourceTypeId: row.type_ref,
			displayName: row.name,
			externalId: row.id,
			grantCount: String(row.grant_count ?? 0),
			matchBatonId: `${row.type}:${row.id}`,
			profile: {},
		},
	};
}

export function entitlementView(connector: Connector | null, row: Row) {
	return {
		appEntitlement: {
			...emptyEntitlement,
			id: row.ref,
			appId: connector?.appId ?? '',
			displayName: row.name,
			description: row.description,
			slug: row.slug,
			grantCount: String(row.grant_count ?? 0),
			appResourceTypeId: row.type_ref,
			appResourceId: row.resource_ref,
			externalId: row.id,
			sourceConnectorIds: connector ? {[connector.id]: row.id} : {},
		},
	};
}

/** The entitlement every app has from the start. */
export function accessEntitlement(appId: string, accounts: number) {
	return {
		appEntitlement: {
			...emptyEntitlement,
			id: stableId(appId, 'access'),
			appId,
			displayName: 'Access',
			slug: 'access',
			grantCount: String(accounts),
			systemBuiltin: true,
		},
	};
}

export function grantView(state: TenantState) {
	return (connector: Connector | null, row: Row) => ({
		appEntitlementUserBinding: {
			appUser: accountView(state)(connector, row),
			appEntitlementUserBindingCreatedAt: time(connector?.completedAt ?? 0),
			grantSources: [],
		},
		entitlement: entitlementView(connector, {
			...row,
			ref: row.entitlement_ref ?? '',
			id: row.entitlement_id ?? '',
			name: row.entitlement_name ?? '',
		}) as {appEntitlement: object},
	});
}

/** A grant in the form that names its parts by id. */
export function bindingView(appId: string, entitlementId: string, grant: ReturnType<ReturnType<typeof grantView>>) {
	const {appUser, appEntitlementUserBindingCreatedAt, grantSources} = grant.appEntitlementUserBinding;
	return {
		appId,
		appEntitlementId: entitlementId,
		appUserId: appUser.appUser.id,
		createdAt: appEntitlementUserBindingCreatedAt,
		deletedAt: null,
		grantSources,
	};
}

const emptyEntitlement = {
	description: '',
	purpose: 'APP_ENTITLEMENT_PURPOSE_VALUE_ASSIGNMENT',
	appResourceTypeId: '' as string | number | null | undefined,
	appResourceId: '' as string | number | null | undefined,
	externalId: '' as string | number | null | undefined,
	sourceConnectorIds: {},
	systemBuiltin: false,
	isManuallyManaged: false,
};
