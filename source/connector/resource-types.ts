import {create} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import {
	type ResourceType,
	ResourceTypeSchema,
	SkipEntitlementsAndGrantsSchema,
	ResourceType_Trait as Trait,
} from '../proto/model.ts';
import {resourceTypeIds} from './ids.ts';

const withoutGrants = () => [anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema))];

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
const moduleType = create(ResourceTypeSchema, {
	id: resourceTypeIds.module,
	displayName: 'Module',
	annotations: withoutGrants(),
});
const accessLevelType = create(ResourceTypeSchema, {
	id: resourceTypeIds.accessLevel,
	displayName: 'Access level',
	traits: [Trait.ROLE],
});
const learningPathType = create(ResourceTypeSchema, {
	id: resourceTypeIds.learningPath,
	displayName: 'Learning path',
});

/** The extras that change what is mapped; the names are those of the settings. */
export interface MappingExtras {
	accessLevels: boolean;
	teamRoles: boolean;
	nestedTeams: boolean;
	learningPaths: boolean;
	courseModules: boolean;
}

/** The resource types of a sync, by id. Without extras: those of baton-litmos. */
export function resourceTypes(extras: MappingExtras): ResourceType[] {
	return [
		...(extras.accessLevels ? [accessLevelType] : []),
		courseType,
		...(extras.learningPaths ? [learningPathType] : []),
		...(extras.courseModules ? [moduleType] : []),
		teamType,
		accountType,
	];
}
