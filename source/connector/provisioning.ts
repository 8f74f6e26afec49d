import {Problem} from '../problem/problem.ts';
import type {Entitlement, Resource} from '../proto/model.ts';
import {parseEntitlementId, resourceTypeIds} from './ids.ts';
import {provisioningMessages} from './messages.ts';

/**
 * Which course is to be assigned to (or taken from) which account. Litmos can only do this for `assigned`: progress is
 * the learner's own. Throws Problem `input/unsupported` for anything else.
 */
export function courseAssignment(
	entitlement: Pick<Entitlement, 'id'>,
	principal: Pick<Resource, 'id'>,
): {courseId: string; accountId: string} {
	const key = parseEntitlementId(entitlement.id);
	if (key?.resourceType !== resourceTypeIds.course || key.slug !== 'assigned') {
		throw new Problem({code: 'input/unsupported', ...provisioningMessages.notAssignable(entitlement.id)});
	}
	const id = principal.id;
	if (id?.resourceType !== resourceTypeIds.account || id.resource === '') {
		throw new Problem({code: 'input/unsupported', ...provisioningMessages.notAnAccount(id?.resourceType ?? '')});
	}
	return {courseId: key.resourceId, accountId: id.resource};
}
