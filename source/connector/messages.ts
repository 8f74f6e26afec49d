import type {ProblemWords} from '../problem/problem.ts';

/** Grants and revokes that this connector does not take. */
export const provisioningWords = {
	notAssignable: (entitlement: string): ProblemWords => ({
		what: `The entitlement ${entitlement} cannot be granted or revoked`,
		why: 'Only the entitlement "assigned" of a course can be changed in Litmos from here.',
	}),
	notAnAccount: (type: string): ProblemWords => ({
		what: 'A course can only be assigned to a Litmos account',
		why: `The principal is a "${type}".`,
	}),
} as const;
