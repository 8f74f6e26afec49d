import type {
	ConnectorMetadata,
	Entitlement,
	Grant,
	GrantExpandable,
	GroupTrait,
	Resource,
	ResourceId,
	ResourceType,
	UserTrait,
} from '../../../../source/proto/model.ts';
import {
	Entitlement_PurposeValueSchema,
	ResourceType_TraitSchema,
	Status_ResourceStatusSchema,
	UserTrait_AccountTypeSchema,
	UserTrait_Status_StatusSchema,
} from '../../../../source/proto/model.ts';
import {isEmail} from './email.ts';

/** Called with each rule that is broken, named `field: rule`. */
export type Complain = (rule: string) => void;

/*
 * The validation rules of the model (protocol sheet, section 8). Lengths are bytes of UTF-8.
 */

export function checkResourceType(type: ResourceType, complain: Complain): void {
	required('id', type.id, 1024, complain);
	optional('display_name', type.displayName, 1024, complain);
	optional('description', type.description, 4096, complain);
	if (new Set(type.traits).size !== type.traits.length) complain('traits: must be unique');
	for (const trait of type.traits) defined('traits', trait, ResourceType_TraitSchema, complain);
}

export function checkResource(resource: Resource, complain: Complain): void {
	if (resource.id) checkResourceId('id', resource.id, complain);
	if (resource.parentResourceId) checkResourceId('parent_resource_id', resource.parentResourceId, complain);
	optional('display_name', resource.displayName, 1024, complain);
	optional('description', resource.description, 2048, complain);
	if (resource.icon) required('icon.id', resource.icon.id, 1024, complain);
	if (resource.status) {
		defined('status.status', resource.status.status, Status_ResourceStatusSchema, complain);
		optional('status.details', resource.status.details, 1024, complain);
	}
}

export function checkEntitlement(entitlement: Entitlement, complain: Complain): void {
	if (entitlement.resource) checkResource(entitlement.resource, (rule) => complain(`resource.${rule}`));
	else complain('resource: must be set');
	required('id', entitlement.id, 1024, complain);
	optional('display_name', entitlement.displayName, 1024, complain);
	optional('description', entitlement.description, 2048, complain);
	for (const type of entitlement.grantableTo) checkResourceType(type, (rule) => complain(`grantable_to.${rule}`));
	defined('purpose', entitlement.purpose, Entitlement_PurposeValueSchema, complain);
}

export function checkGrant(grant: Grant, complain: Complain): void {
	if (grant.entitlement) checkEntitlement(grant.entitlement, (rule) => complain(`entitlement.${rule}`));
	else complain('entitlement: must be set');
	if (grant.principal) checkResource(grant.principal, (rule) => complain(`principal.${rule}`));
	else complain('principal: must be set');
	required('id', grant.id, 1024, complain);
}

export function checkUserTrait(trait: UserTrait, complain: Complain): void {
	for (const email of trait.emails) if (!isEmail(email.address)) complain('emails.address: must be an e-mail address');
	if (trait.status) {
		defined('status.status', trait.status.status, UserTrait_Status_StatusSchema, complain);
		optional('status.details', trait.status.details, 1024, complain);
	}
	defined('account_type', trait.accountType, UserTrait_AccountTypeSchema, complain);
	if (trait.icon) required('icon.id', trait.icon.id, 1024, complain);
}

export function checkGroupTrait(trait: GroupTrait, complain: Complain): void {
	optional('group_source_type', trait.groupSourceType, 64, complain);
	optional('raw_group_source_type', trait.rawGroupSourceType, 256, complain);
	if (trait.icon) required('icon.id', trait.icon.id, 1024, complain);
}

export function checkGrantExpandable({entitlementIds}: GrantExpandable, complain: Complain): void {
	if (entitlementIds.length === 0) complain('entitlement_ids: must not be empty');
	if (new Set(entitlementIds).size !== entitlementIds.length) complain('entitlement_ids: must be unique');
}

export function checkConnectorMetadata(metadata: ConnectorMetadata, complain: Complain): void {
	required('display_name', metadata.displayName, 1024, complain);
	optional('description', metadata.description, 4096, complain);
	if (metadata.helpUrl !== '') {
		required('help_url', metadata.helpUrl, 1024, complain);
		if (!metadata.helpUrl.startsWith('https:') || !URL.canParse(metadata.helpUrl))
			complain('help_url: must be an https URL');
	}
	if (metadata.icon) required('icon.id', metadata.icon.id, 1024, complain);
	if (metadata.logo) required('logo.id', metadata.logo.id, 1024, complain);
}

function checkResourceId(field: string, id: ResourceId, complain: Complain): void {
	required(`${field}.resource_type`, id.resourceType, 1024, complain);
	required(`${field}.resource`, id.resource, 1024, complain);
}

function required(field: string, text: string, most: number, complain: Complain): void {
	const length = Buffer.byteLength(text);
	if (length < 1 || length > most) complain(`${field}: must be 1–${most} bytes`);
}

function optional(field: string, text: string, most: number, complain: Complain): void {
	if (Buffer.byteLength(text) > most) complain(`${field}: must be at most ${most} bytes`);
}

function defined(field: string, value: number, schema: {value: Record<number, unknown>}, complain: Complain): void {
	if (schema.value[value] === undefined) complain(`${field}: must be a defined value`);
}
