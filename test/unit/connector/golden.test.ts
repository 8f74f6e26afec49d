import {type DescMessage, type MessageShape, toJson} from '@bufbuild/protobuf';
import {describe, expect, test} from 'vitest';
import {mapAccount} from '../../../source/connector/accounts.ts';
import {mapCourse, studyGrants} from '../../../source/connector/courses.ts';
import {grantId, parseEntitlementId} from '../../../source/connector/ids.ts';
import {append, nothingMapped} from '../../../source/connector/mapping.ts';
import {capabilities} from '../../../source/connector/metadata.ts';
import {resourceTypes} from '../../../source/connector/resource-types.ts';
import {mapTeam, teamGrant} from '../../../source/connector/teams.ts';
import {
	ConnectorCapabilitiesSchema,
	EntitlementSchema,
	ResourceSchema,
	ResourceTypeSchema,
} from '../../../source/proto/model.ts';
import {registry} from '../../../source/proto/registry.ts';
import {accounts, asSet, coursePeople, courses, expected, inNewestForm, teamMembers, teams} from './golden.ts';

const none = {
	accessLevels: false,
	teamRoles: false,
	nestedTeams: false,
	types: [],
};
const json = <Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>) =>
	toJson(schema, message, {registry});

function mapEverything(only?: string) {
	const mapped = nothingMapped();
	for (const account of accounts()) append(mapped, mapAccount(account, none));
	for (const team of teams()) {
		append(mapped, mapTeam(team, none));
		for (const person of teamMembers(team.id)) mapped.grants.push(teamGrant(team.id, 'member', person.id));
	}
	for (const course of courses()) {
		if (only && course.id !== only) continue;
		append(mapped, mapCourse(course));
		for (const person of coursePeople(course.id)) mapped.grants.push(...studyGrants('course', course.id, [person]));
	}
	return mapped;
}

describe.each([
	['all-courses', undefined],
	['one-course', 'TimFniOt0ZQ1'],
])('the mapping gives what baton-litmos wrote: %s', (name, only) => {
	const mapped = mapEverything(only);

	test('resource types', () => {
		const rows = expected(`${name}.resource-types`).resourceTypes.map(
			(row: {resourceType: unknown}) => row.resourceType,
		);
		expect(asSet(resourceTypes(none).map((type) => json(ResourceTypeSchema, type)))).toEqual(asSet(rows));
	});

	test('resources', () => {
		const rows = expected(`${name}.resources`).resources.map((row: {resource: unknown}) => inNewestForm(row.resource));
		expect(rows.length).toBeGreaterThan(4);
		expect(asSet(mapped.resources.map((resource) => json(ResourceSchema, resource)))).toEqual(asSet(rows));
	});

	test('entitlements', () => {
		const rows = expected(`${name}.entitlements`).entitlements.map((row: {entitlement: {resource: unknown}}) => ({
			...row.entitlement,
			resource: inNewestForm(row.entitlement.resource),
		}));
		expect(rows.length).toBeGreaterThan(4);
		expect(asSet(mapped.entitlements.map((entitlement) => json(EntitlementSchema, entitlement)))).toEqual(asSet(rows));
	});

	test('grants', () => {
		const rows = expected(`${name}.grants`).grants.map(
			// biome-ignore lint/suspicious/noExplicitAny: JSON of another program
			({grant}: any) => [grant.id, grant.entitlement.id, grant.principal.id],
		);
		expect(rows.length).toBeGreaterThan(4);
		expect(
			asSet(
				mapped.grants.map((grant) => [
					grantId(grant.entitlementId, grant.principalType, grant.principalId),
					grant.entitlementId,
					{resourceType: grant.principalType, resource: grant.principalId},
				]),
			),
		).toEqual(asSet(rows));
	});
});

test('entitlements of a course come in the order of baton-litmos', () => {
	const course = mapCourse(courses()[0]!);
	expect(course.entitlements.map((entitlement) => parseEntitlementId(entitlement.id)?.slug)).toEqual([
		'assigned',
		'completed',
		'in_progress',
	]);
});

test('capabilities without extras and provisioning are those of baton-litmos', () => {
	const ours = json(ConnectorCapabilitiesSchema, capabilities({extras: none, provisioning: false}));
	const {'@type': _, ...theirs} = expected('capabilities');
	expect(ours).toEqual(theirs);
});

test('provisioning is said of courses only', () => {
	const ours = json(ConnectorCapabilitiesSchema, capabilities({extras: none, provisioning: true}));
	expect(ours).toMatchObject({
		resourceTypeCapabilities: [
			{resourceType: {id: 'course'}, capabilities: ['CAPABILITY_SYNC', 'CAPABILITY_PROVISION']},
			{resourceType: {id: 'team'}, capabilities: ['CAPABILITY_SYNC']},
			{resourceType: {id: 'user'}, capabilities: ['CAPABILITY_SYNC']},
		],
		connectorCapabilities: ['CAPABILITY_PROVISION', 'CAPABILITY_SYNC'],
	});
});
