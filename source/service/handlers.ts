import {create} from '@bufbuild/protobuf';
import {type Any, anyPack} from '@bufbuild/protobuf/wkt';
import type {TaskHandlers} from '../conductorone/tasks/task.ts';
import {grantId} from '../connector/ids.ts';
import {courseAssignment} from '../connector/provisioning.ts';
import {Problem} from '../problem/problem.ts';
import {
	type Entitlement,
	type Grant,
	GrantAlreadyExistsSchema,
	GrantAlreadyRevokedSchema,
	GrantSchema,
	type Resource,
} from '../proto/model.ts';
import {serviceMessages} from './messages.ts';
import type {Service} from './service.ts';
import type {SyncFiles} from './sync-files.ts';

/** What the connector does when ConductorOne asks. Baton protocol sheet, section 2. */
export function createHandlers(service: Service, files: SyncFiles): TaskHandlers {
	const {provisioning} = service;
	return {
		sync: (request, context) => files.make(request, context),
		...(provisioning === null
			? {}
			: {
					grant: (entitlement, principal, {signal}) =>
						withAdvice(grant(service, provisioning.sendMessages, entitlement, principal, signal)),
					revoke: (given, {signal}) => withAdvice(revoke(service, given, signal)),
				}),
	};
}

async function grant(
	{session, log, job: {folder}}: Service,
	sendMessage: boolean,
	entitlement: Entitlement,
	principal: Resource,
	signal: AbortSignal,
): Promise<{grants: Grant[]; annotations: Any[]}> {
	const assignment = courseAssignment(entitlement, principal);
	const outcome = await session.assign(assignment, {sendMessage, folder}, signal);
	log('info', 'course assigned', {...assignment, outcome});
	const id = grantId(entitlement.id, principal.id?.resourceType ?? '', assignment.accountId);
	return {
		grants: [create(GrantSchema, {id, entitlement, principal})],
		annotations:
			outcome === 'already-assigned' ? [anyPack(GrantAlreadyExistsSchema, create(GrantAlreadyExistsSchema))] : [],
	};
}

async function revoke(
	{session, log, job: {folder}}: Service,
	{entitlement, principal}: Grant,
	signal: AbortSignal,
): Promise<{annotations: Any[]}> {
	if (!entitlement || !principal) throw new Problem({code: 'input/invalid', ...serviceMessages.nothingToRevoke});
	const assignment = courseAssignment(entitlement, principal);
	const outcome = await session.unassign(assignment, {folder}, signal);
	log('info', 'course removed', {...assignment, outcome});
	return {
		annotations:
			outcome === 'already-gone' ? [anyPack(GrantAlreadyRevokedSchema, create(GrantAlreadyRevokedSchema))] : [],
	};
}

/** An answer to ConductorOne holds one text: what to do next goes into it, for whoever reads the failed task there. */
async function withAdvice<Value>(work: Promise<Value>): Promise<Value> {
	try {
		return await work;
	} catch (error) {
		const problem = Problem.from(error);
		if (problem.next.length === 0 || problem.code === 'cancelled') throw problem;
		const why = [problem.why, ...problem.next].filter((text) => text !== undefined).join(' ');
		throw new Problem({...problem.toJSON(), why, cause: problem.cause});
	}
}
