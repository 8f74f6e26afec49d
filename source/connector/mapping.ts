import {create, fromJson, type JsonObject, type MessageInitShape} from '@bufbuild/protobuf';
import {type Any, anyPack, StructSchema} from '@bufbuild/protobuf/wkt';
import type {GrantRow, Warning} from '../c1z/model.ts';
import {warningMessages} from '../c1z/warning-messages.ts';
import {
	type Entitlement,
	EntitlementSchema,
	Entitlement_PurposeValue as Purpose,
	type Resource,
	ResourceSchema,
	type ResourceType,
	Resource_CreationSource as Source,
} from '../proto/model.ts';
import {cutText, descriptionLimit, displayNameLimit} from './cut-text.ts';
import {entitlementId, isUsableId, type ResourceTypeId, type Slug} from './ids.ts';

/** What records become: rows for one batch of the working file. */
export interface Mapped {
	resources: Resource[];
	entitlements: Entitlement[];
	grants: GrantRow[];
	warnings: Warning[];
}

export function nothingMapped(): Mapped {
	return {resources: [], entitlements: [], grants: [], warnings: []};
}

/** Puts the second after the first, in place. */
export function append(to: Mapped, more: Mapped): void {
	for (const row of more.resources) to.resources.push(row);
	for (const row of more.entitlements) to.entitlements.push(row);
	for (const row of more.grants) to.grants.push(row);
	for (const row of more.warnings) to.warnings.push(row);
}

interface EntitlementText {
	slug: Slug;
	displayName: string;
	description: string;
	grantableTo: ResourceType[];
}

export interface ResourceText {
	type: ResourceTypeId;
	id: string;
	name: string;
	annotations: Any[];
	parent?: {type: ResourceTypeId; id: string};
	/**
	 * What current connectors say on the resource itself as well as in its trait, where it is deprecated (SDK 0.25.0,
	 * pkg/types/resource/resource.go).
	 */
	attributes?: Pick<MessageInitShape<typeof ResourceSchema>, 'profile' | 'status' | 'createdAt'>;
	entitlements: EntitlementText[];
	/** A description ends early. */
	isDescriptionCut?: boolean | undefined;
}

/**
 * One resource with its entitlements, with texts cut to ConductorOne's limits (one warning for the resource). A record
 * whose id ConductorOne cannot take gives only a warning.
 */
export function mapResource(text: ResourceText): Mapped {
	const mapped = nothingMapped();
	if (!isUsableId(text.id)) {
		mapped.warnings.push({
			kind: 'refused-id',
			subject: cutText(text.id, 100),
			detail: warningMessages.recordRefused(text.type, text.id === '' ? 'empty' : 'too-long'),
		});
		return mapped;
	}
	let isCut = false;
	const fit = (value: string, limit: number): string => {
		const kept = cutText(value, limit);
		if (kept !== value) isCut = true;
		return kept;
	};
	const resource = create(ResourceSchema, {
		id: {resourceType: text.type, resource: text.id},
		...(text.parent && {parentResourceId: {resourceType: text.parent.type, resource: text.parent.id}}),
		displayName: fit(text.name, displayNameLimit),
		annotations: text.annotations,
		...text.attributes,
		creationSource: Source.CONNECTOR_LIST_RESOURCES,
	});
	mapped.resources.push(resource);
	for (const {slug, displayName, description, grantableTo} of text.entitlements) {
		mapped.entitlements.push(
			create(EntitlementSchema, {
				resource,
				id: entitlementId(text.type, text.id, slug),
				displayName: fit(displayName, displayNameLimit),
				description: fit(description, descriptionLimit),
				grantableTo,
				purpose: Purpose.ASSIGNMENT,
				slug,
			}),
		);
	}
	if (text.isDescriptionCut) {
		mapped.warnings.push({kind: 'cut-text', subject: text.id, detail: warningMessages.descriptionCut(text.type)});
	}
	if (isCut) {
		mapped.warnings.push({
			kind: 'cut-text',
			subject: text.id,
			detail: warningMessages.nameCut(text.type, displayNameLimit),
		});
	}
	return mapped;
}

/** A bare Struct as annotation, as baton-litmos writes it for courses. */
export function structAnnotation(fields: JsonObject): Any {
	return anyPack(StructSchema, fromJson(StructSchema, fields));
}

/** A copy whose texts are well-formed: a lone surrogate cannot be written as UTF-8. */
export function wellFormed<Fields extends Record<string, string | boolean>>(fields: Fields): Fields {
	return Object.fromEntries(
		Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.toWellFormed() : value]),
	) as Fields;
}
