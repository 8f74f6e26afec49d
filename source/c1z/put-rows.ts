import {create, toBinary} from '@bufbuild/protobuf';
import {
	type Entitlement,
	EntitlementSchema,
	GrantSchema,
	type Resource,
	ResourceSchema,
	type ResourceType,
	ResourceTypeSchema,
} from '../proto/model.ts';
import {factsOf} from './facts.ts';
import type {Batch, GrantRow} from './model.ts';
import {idFault, longestId, type Store} from './store.ts';
import {warningMessages, warningSubjects} from './warning-messages.ts';

/** Writes the rows of a page. What would make the file invalid is left out, with a warning that counts it. */
export function putRows(store: Store, batch: Batch): void {
	for (const type of batch.resourceTypes ?? []) putResourceType(store, type);
	for (const resource of batch.resources ?? []) putResource(store, resource);
	for (const entitlement of batch.entitlements ?? []) putEntitlement(store, entitlement);
	for (const grant of batch.withdrawn ?? []) store.removeGrant(grant);
	for (const grant of batch.grants ?? []) putGrant(store, grant);
	for (const warning of batch.warnings ?? []) store.putWarning(warning);
}

function putResourceType(store: Store, type: ResourceType): void {
	if (refuses(store, warningSubjects.resourceType(type.id), type.id)) return;
	store.putResourceType(type.id, toBinary(ResourceTypeSchema, type));
}

function putResource(store: Store, resource: Resource): void {
	const {resourceType = '', resource: id = ''} = resource.id ?? {};
	if (refuses(store, `${resourceType} ${id || resource.displayName}`, resourceType, id)) return;
	store.putResource(resourceType, id, factsOf(resource), toBinary(ResourceSchema, resource));
}

function putEntitlement(store: Store, entitlement: Entitlement): void {
	const {resourceType = '', resource: resourceId = ''} = entitlement.resource?.id ?? {};
	if (refuses(store, warningSubjects.entitlement(entitlement.id), entitlement.id, resourceType, resourceId)) return;
	const {resource: _, ...rest} = entitlement;
	const data = toBinary(EntitlementSchema, create(EntitlementSchema, rest));
	store.putEntitlement(entitlement.id, resourceType, resourceId, entitlement.slug, data);
}

function putGrant(store: Store, {entitlementId, principalType, principalId, annotations, deadline}: GrantRow): void {
	const fault = grantFault(entitlementId, principalType, principalId);
	if (fault) {
		refuse(store, warningSubjects.grant(`${entitlementId}:${principalType}:${principalId}`), fault);
		return;
	}
	const message = annotations?.length ? toBinary(GrantSchema, create(GrantSchema, {annotations})) : null;
	const entitlement = store.entitlementKey(entitlementId);
	const principal = store.resourceKey(principalType, principalId);
	const isNew = store.putGrant(entitlement, principal, message);
	if (deadline !== undefined || !isNew) store.putDeadline(entitlement, principal, deadline ?? null);
}

/** As `idFault`, for the id of a grant too, which is put together of the three only where they are long. */
function grantFault(entitlement: string, type: string, id: string): Fault | null {
	const length = entitlement.length + type.length + id.length + 2;
	return length * 3 <= longestId
		? idFault(entitlement, type, id)
		: idFault(entitlement, type, id, `${entitlement}:${type}:${id}`);
}

type Fault = NonNullable<ReturnType<typeof idFault>>;

/** Nothing that would make the file invalid gets in. */
export function refuses(store: Store, subject: string, ...ids: string[]): boolean {
	const fault = idFault(...ids);
	if (fault) refuse(store, subject, fault);
	return fault !== null;
}

/** What is left out is counted. */
function refuse(store: Store, subject: string, fault: Fault): void {
	store.putWarning({
		kind: 'refused-id',
		subject: subject.slice(0, 200),
		detail: warningMessages.rowRefused(fault, longestId),
	});
}
