import {create} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import type {GrantRow} from '../c1z/model.ts';
import type {Team} from '../litmos/records.ts';
import {GrantExpandableSchema, GroupTraitSchema} from '../proto/model.ts';
import {entitlementId, resourceTypeIds} from './ids.ts';
import {type Mapped, mapResource, wellFormed} from './mapping.ts';
import {accountType, teamType} from './resource-types.ts';

export interface TeamOptions {
	/** Entitlements `leader` and `admin`. */
	teamRoles: boolean;
	/** A team may be a member of its parent. */
	nestedTeams: boolean;
}

/** A team as a group resource with its entitlements: `member`, and `leader` and `admin` when wanted. */
export function mapTeam(team: Team, options: TeamOptions): Mapped {
	const grantableTo = [accountType];
	const roles = options.teamRoles ? (['leader', 'admin'] as const) : [];
	const profile = wellFormed({
		CodeForBulkImport: team.codeForBulkImport,
		Id: team.id,
		Name: team.name,
		ParentTeamId: team.parentTeamId,
	});
	return mapResource({
		type: resourceTypeIds.team,
		id: team.id,
		name: team.name,
		attributes: {profile},
		annotations: [anyPack(GroupTraitSchema, create(GroupTraitSchema, {profile}))],
		entitlements: [
			{
				slug: 'member',
				displayName: `Team ${team.name} member`,
				description: `Member of team ${team.name} in Litmos`,
				grantableTo: options.nestedTeams ? [accountType, teamType] : grantableTo,
			},
			...roles.map((slug) => ({
				slug,
				displayName: `Team ${team.name} ${slug}`,
				description: `${slug === 'leader' ? 'Leader' : 'Admin'} of team ${team.name} in Litmos`,
				grantableTo,
			})),
		],
	});
}

/** One person of a team. */
export function teamGrant(teamId: string, slug: 'member' | 'leader' | 'admin', accountId: string): GrantRow {
	return {
		entitlementId: entitlementId(resourceTypeIds.team, teamId, slug),
		principalType: resourceTypeIds.account,
		principalId: accountId,
	};
}

/** A team as a member of its parent team: ConductorOne expands it to the people of the team. */
export function nestedTeamGrant(team: {id: string; parentTeamId: string}): GrantRow {
	return {
		entitlementId: entitlementId(resourceTypeIds.team, team.parentTeamId, 'member'),
		principalType: resourceTypeIds.team,
		principalId: team.id,
		annotations: [
			anyPack(
				GrantExpandableSchema,
				create(GrantExpandableSchema, {
					entitlementIds: [entitlementId(resourceTypeIds.team, team.id, 'member')],
					resourceTypeIds: [resourceTypeIds.account],
				}),
			),
		],
	};
}
