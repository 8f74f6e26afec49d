import {parseGrantId} from '../../connector/ids.ts';
import {courseAssignment} from '../../connector/provisioning.ts';
import {Problem} from '../../problem/problem.ts';
import {settingOf} from '../../settings/settings.ts';
import {resolveCourses} from '../../sync/course-filter.ts';
import type {LitmosSession} from '../../sync/start-sync.ts';
import type {CommandContext, OwnValues} from '../command.ts';
import {listCourses} from '../session.ts';

/** The two sides of an assignment, with their names where they are known. */
export interface NamedAssignment {
	accountId: string;
	courseId: string;
	account: string;
	course: string;
}

/** Finds account and course as a person names them. Throws `litmos/not-found`, `courses/unknown`, `input/missing`. */
export async function findAssignment(
	context: CommandContext,
	session: LitmosSession,
	own: OwnValues,
): Promise<NamedAssignment> {
	const {account: wantedAccount, course: wantedCourse} = own;
	if (typeof wantedAccount !== 'string' || typeof wantedCourse !== 'string') {
		const missing = [
			...(typeof wantedAccount === 'string' ? [] : ['--account']),
			...(typeof wantedCourse === 'string' ? [] : ['--course']),
		];
		throw new Problem({
			code: 'input/missing',
			what: `Missing: ${missing.join(', ')}`,
			next: ['Enter the account’s ID, user name or email, and the course’s ID, number, code or name.'],
		});
	}
	const account = await session.account(wantedAccount, context.signal);
	if (account === null) {
		throw new Problem({
			code: 'litmos/not-found',
			what: `Litmos has no account “${wantedAccount}”`,
			why: 'No account has this ID, user name or email address.',
			next: ['Look it up with “litmos-connector preview --show accounts --search …”.'],
		});
	}
	const courses = await listCourses(context, session);
	const [courseId = ''] = resolveCourses([wantedCourse], courses);
	const course = courses.find(({id}) => id === courseId)?.name ?? courseId;
	return {accountId: account.id, courseId, account: account.userName || account.id, course};
}

/** What the flags of baton-litmos name: ids only. Throws `input/unsupported` for anything but a course assignment. */
export function namedByIds({values}: CommandContext): NamedAssignment | null {
	const {grantEntitlement, grantPrincipal, grantPrincipalType, revokeGrant} = values;
	if (revokeGrant !== undefined) {
		const key = parseGrantId(revokeGrant);
		if (key === null) {
			throw new Problem({
				code: 'input/invalid',
				what: `“${revokeGrant}” isn’t a grant ID`,
				why: 'A grant ID looks like course:ID:assigned:user:ID.',
			});
		}
		return named(`${key.resourceType}:${key.resourceId}:${key.slug}`, key.principalType, key.principalId);
	}
	if (grantEntitlement === undefined) return null;
	if (grantPrincipal === undefined) {
		const {
			flag,
			environment: [variable = ''],
		} = settingOf('grantPrincipal');
		throw new Problem({
			code: 'input/missing',
			what: 'The account to grant to is missing',
			next: [`Use ${flag} or set ${variable}.`],
		});
	}
	return named(grantEntitlement, grantPrincipalType, grantPrincipal);
}

function named(entitlementId: string, principalType: string, principalId: string): NamedAssignment {
	const {accountId, courseId} = courseAssignment(
		{id: entitlementId},
		// Only the ids are looked at.
		{id: {resourceType: principalType, resource: principalId}} as Parameters<typeof courseAssignment>[1],
	);
	return {accountId, courseId, account: accountId, course: courseId};
}
