import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {create, type JsonObject} from '@bufbuild/protobuf';
import {anyPack, StructSchema, ValueSchema} from '@bufbuild/protobuf/wkt';
import {onTestFinished} from 'vitest';
import type {Scope} from '../../../source/c1z/scope.ts';
import {
	Entitlement_PurposeValue,
	EntitlementSchema,
	GroupTraitSchema,
	type Resource,
	ResourceSchema,
	ResourceTypeSchema,
	UserTrait_Status_Status,
	UserTraitSchema,
} from '../../../source/proto/model.ts';

export const scope: Scope = {tenant: 'https://api.litmos.com tests', courses: null, extras: [], mapping: 1};

export const golden = (name: string) => new URL(`../../golden/expected/${name}`, import.meta.url).pathname;

/** A folder that goes with the test. */
export function folder(): string {
	const path = mkdtempSync(join(tmpdir(), 'c1z-test-'));
	onTestFinished(() => rmSync(path, {recursive: true, force: true}));
	return path;
}

interface AccountFacts {
	name?: string;
	email?: string;
	active?: boolean;
	level?: string;
	/** First and last name. */
	person?: readonly [string, string];
}
export function account(
	id: string,
	{name = id, email = `${id}@example.com`, active = true, level = 'Learner', person}: AccountFacts = {},
): Resource {
	const {DISABLED, ENABLED} = UserTrait_Status_Status;
	return create(ResourceSchema, {
		id: {resourceType: 'user', resource: id},
		displayName: name,
		annotations: [
			anyPack(
				UserTraitSchema,
				create(UserTraitSchema, {
					emails: email ? [{address: email, isPrimary: true}] : [],
					status: {status: active ? ENABLED : DISABLED},
					profile: {access_level: level, ...(person && {first_name: person[0], last_name: person[1]})},
					login: name,
				}),
			),
		],
	});
}

export function team(id: string, name = `Team ${id}`, parent = ''): Resource {
	const trait = create(GroupTraitSchema, {profile: {Name: name, ParentTeamId: parent}});
	return create(ResourceSchema, {
		id: {resourceType: 'team', resource: id},
		displayName: name,
		annotations: [anyPack(GroupTraitSchema, trait)],
	});
}

export function course(id: string, name = `Course ${id}`, facts: JsonObject = {}): Resource {
	const entries = {Code: `C-${id}`, Active: true, OriginalId: '5100', ...facts};
	const fields = Object.fromEntries(
		Object.entries(entries).map(([key, value]) => [
			key,
			create(ValueSchema, {
				kind: typeof value === 'boolean' ? {case: 'boolValue', value} : {case: 'stringValue', value: String(value)},
			}),
		]),
	);
	return create(ResourceSchema, {
		id: {resourceType: 'course', resource: id},
		displayName: name,
		annotations: [anyPack(StructSchema, create(StructSchema, {fields}))],
	});
}

export function entitlement(resource: Resource, slug: string) {
	return create(EntitlementSchema, {
		resource,
		id: `${resource.id?.resourceType}:${resource.id?.resource}:${slug}`,
		displayName: `${resource.displayName} ${slug}`,
		purpose: Entitlement_PurposeValue.ASSIGNMENT,
		slug,
	});
}

export const courseEntitlements = (resource: Resource) =>
	['assigned', 'completed', 'in_progress'].map((slug) => entitlement(resource, slug));

export function grant(resource: Resource, slug: string, principalId: string) {
	return {
		entitlementId: `${resource.id?.resourceType}:${resource.id?.resource}:${slug}`,
		principalType: 'user',
		principalId,
	};
}

export const resourceTypes = ['user', 'team', 'course'].map((id) => create(ResourceTypeSchema, {id, displayName: id}));
