import {create} from '@bufbuild/protobuf';
import {anyPack, type Timestamp, timestampFromDate} from '@bufbuild/protobuf/wkt';
import {warningMessages} from '../c1z/warning-messages.ts';
import type {Account, AccountDetails} from '../litmos/records.ts';
import {
	UserTrait_AccountType as AccountType,
	RoleTraitSchema,
	UserTrait_Status_Status as Status,
	UserTraitSchema,
} from '../proto/model.ts';
import {isEmail} from './email.ts';
import {entitlementId, resourceTypeIds} from './ids.ts';
import {append, type Mapped, mapResource, wellFormed} from './mapping.ts';
import {accountType} from './resource-types.ts';

export interface AccountOptions {
	/** Adds the access level as a role resource and a grant of its entitlement. */
	accessLevels: boolean;
}

/**
 * An account as a user resource: display name and login = user name, profile of five texts, e-mail when there is a
 * valid one (baton protocol sheet, section 3). With details: last login, creation, employee id, manager, job. The
 * sign-in link `LoginKey` never gets here.
 */
export function mapAccount(account: Account, options: AccountOptions): Mapped {
	const email = account.email.trim();
	const hasEmail = email !== '' && isEmail(email);
	const details = account.details;
	const createdAt = details && timestamp(details.createdDate);
	const lastLogin = details && timestamp(details.lastLogin);
	const status = account.active ? Status.ENABLED : Status.DISABLED;
	const profile = wellFormed({
		first_name: account.firstName,
		last_name: account.lastName,
		user_id: account.id,
		brand: account.brand,
		access_level: account.accessLevel,
		...(details && detailsProfile(details)),
	});
	const mapped = mapResource({
		type: resourceTypeIds.account,
		id: account.id,
		name: account.userName,
		// The numbers of the two kinds of status are the same.
		attributes: {profile, status: {status: status as number}, ...(createdAt && {createdAt})},
		annotations: [
			anyPack(
				UserTraitSchema,
				create(UserTraitSchema, {
					emails: hasEmail ? [{address: email, isPrimary: true}] : [],
					status: {status},
					profile,
					accountType: AccountType.HUMAN,
					login: account.userName.toWellFormed(),
					...(createdAt && {createdAt}),
					...(lastLogin && {lastLogin}),
					...(details?.externalEmployeeId && {employeeIds: [details.externalEmployeeId.toWellFormed()]}),
				}),
			),
		],
		entitlements: [],
	});
	if (mapped.resources.length === 0) return mapped;
	if (email === '') {
		mapped.warnings.push({
			kind: 'account-without-email',
			subject: account.id,
			detail: warningMessages.accountWithoutEmail,
		});
	} else if (!hasEmail) {
		mapped.warnings.push({
			kind: 'invalid-email',
			subject: account.id,
			detail: warningMessages.invalidEmail,
		});
	}
	if (options.accessLevels && account.accessLevel.trim() !== '') append(mapped, mapAccessLevel(account));
	return mapped;
}

/**
 * The id of an access level. The set is open and spelling varies: case does not count and `_` is a space (Litmos fact
 * sheet, section 4.10), so `Account_Owner` and `account owner` are one level, `account_owner`.
 */
export function accessLevelId(level: string): string {
	return level
		.trim()
		.toLowerCase()
		.replaceAll(/[\s_]+/g, '_');
}

function mapAccessLevel(account: Account): Mapped {
	const id = accessLevelId(account.accessLevel);
	const name = id.replaceAll(/(^|_)(\p{L})/gu, (_, gap, letter) => `${gap && ' '}${letter.toUpperCase()}`);
	const mapped = mapResource({
		type: resourceTypeIds.accessLevel,
		id,
		name,
		attributes: {profile: {access_level: id}},
		annotations: [anyPack(RoleTraitSchema, create(RoleTraitSchema, {profile: {access_level: id}}))],
		entitlements: [
			{
				slug: 'assigned',
				displayName: `Access level ${name} assigned`,
				description: `Has access level ${name} in Litmos`,
				grantableTo: [accountType],
			},
		],
	});
	if (mapped.resources.length > 0) {
		mapped.grants.push({
			entitlementId: entitlementId(resourceTypeIds.accessLevel, id, 'assigned'),
			principalType: resourceTypeIds.account,
			principalId: account.id,
		});
	}
	return mapped;
}

function detailsProfile(details: AccountDetails): Record<string, string> {
	const hasManager = details.managerId !== '' && details.managerId !== '0';
	const fields = {
		original_id: details.originalId,
		job_title: details.jobTitle,
		company_name: details.companyName,
		employee_id: details.externalEmployeeId,
		manager_id: hasManager ? details.managerId : '',
		manager_name: hasManager ? details.managerName : '',
		last_login: details.lastLogin,
		created_at: details.createdDate,
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** Zone-less times are read as UTC; year one stands for "none" (Litmos fact sheet, section 1.9). */
function timestamp(text: string): Timestamp | undefined {
	if (text === '' || text.startsWith('0001-')) return undefined;
	const date = new Date(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`);
	return Number.isNaN(date.getTime()) ? undefined : timestampFromDate(date);
}
