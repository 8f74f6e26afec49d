import {time} from './call.ts';
import type {User} from './people.ts';

/** Everyone joined this long before the sandbox started. */
const memberFor = 400 * 24 * 3600 * 1000;

/**
 * A person as every answer of the API shows one (schema `c1.api.user.v1.User`): `emails` and the other lists hold strings,
 * times are RFC 3339 or null. `startedAt` is the time the tenant began, in ms.
 */
export function userView(user: User, roleIds: readonly string[], startedAt: number) {
	return {
		id: user.id,
		displayName: user.displayName,
		email: user.email,
		emails: [user.email],
		username: user.username,
		usernames: [user.username],
		status: user.status,
		type: user.type,
		jobTitle: user.jobTitle,
		department: user.department,
		roleIds,
		managerIds: [],
		directoryIds: [],
		directoryStatus: user.status,
		employeeIds: [],
		employmentStatus: '',
		employmentType: '',
		delegatedUserId: '',
		createdAt: time(startedAt - memberFor),
		updatedAt: time(startedAt - memberFor),
		deletedAt: null,
	};
}
