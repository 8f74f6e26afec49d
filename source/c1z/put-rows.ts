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
	store.putEntitlement(entitlement.id, resourceType, resourceId, entitlement.slug, data, false);
}

function putGrant(store: Store, {entitlementId, principalType, principalId, annotations, deadline}: GrantRow): void {
	const id = `${entitlementId}:${principalType}:${principalId}`;
	if (refuses(store, warningSubjects.grant(id), entitlementId, principalType, principalId, id)) return;
	const message = annotations?.length
		? {whole: false, data: toBinary(GrantSchema, create(GrantSchema, {annotations}))}
		: null;
	const [entitlement, principal] = [store.entitlementKey(entitlementId), store.resourceKey(principalType, principalId)];
	const isNew = store.putGrant(entitlement, principal, message);
	if (deadline !== undefined || !isNew) store.putDeadline(entitlement, principal, deadline ?? null);
}

/** Nothing that would make the file invalid gets in; what is left out is counted. */
function refuses(store: Store, subject: string, ...ids: string[]): boolean {
	const fault = idFault(...ids);
	if (!fault) return false;
	store.putWarning({
		kind: 'refused-id',
		subject: subject.slice(0, 200),
		detail: warningMessages.rowRefused(fault, longestId),
	});
	return true;
}
