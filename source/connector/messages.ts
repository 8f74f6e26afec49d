import type {ProblemTexts} from '../problem/problem.ts';

/** Grants and revokes that this connector does not take. */
export const provisioningMessages = {
	notAssignable: (entitlement: string): ProblemTexts => ({
		what: `The entitlement ${entitlement} can’t be granted or revoked`,
		why: 'Only the entitlement “assigned” of a course can be changed.',
	}),
	notAnAccount: (type: string): ProblemTexts => ({
		what: 'You can only assign a course to a Litmos account',
		why: `The principal is a “${type}”.`,
	}),
} as const;
