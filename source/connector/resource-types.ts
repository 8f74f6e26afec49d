import {create} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import {
	type ResourceType,
	ResourceTypeSchema,
	SkipEntitlementsAndGrantsSchema,
	ResourceType_Trait as Trait,
} from '../proto/model.ts';
import {resourceTypeIds} from './ids.ts';

/** Tells ConductorOne that resources of this type have no grants. */
export const withoutGrants = () => [anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema))];

export const accountType = create(ResourceTypeSchema, {
	id: resourceTypeIds.account,
	displayName: 'User',
	traits: [Trait.USER],
	annotations: withoutGrants(),
});
export const teamType = create(ResourceTypeSchema, {
	id: resourceTypeIds.team,
	displayName: 'Team',
	traits: [Trait.GROUP],
});
export const courseType = create(ResourceTypeSchema, {id: resourceTypeIds.course, displayName: 'Course'});
/** What extras change in the mapping, and the types of resources that they add. */
export interface MappingExtras {
	accessLevels: boolean;
	teamRoles: boolean;
	nestedTeams: boolean;
	types: readonly ResourceType[];
}

/** The resource types of a sync, by id. Without extras: those of baton-litmos. */
export function resourceTypes({types}: Pick<MappingExtras, 'types'>): ResourceType[] {
	return [courseType, teamType, accountType, ...types].sort((a, b) => (a.id < b.id ? -1 : 1));
}
